# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an item happens: a world with names, certificates and people; and the runner of the items, TAP on stdout."""

import concurrent.futures
import pathlib
import re
import secrets
import shutil
import sys
import tempfile
import threading
import time
import traceback

from certificates import Authority
from exchange import Exchange, Phone, ha1
from lab import DOMAIN, World, enter
from names import A, AAAA, Names

ALICE_HZ, BOB_HZ = 1000, 1500
ALICE, BOB = f"sip:alice@{DOMAIN}", f"sip:bob@{DOMAIN}"
PEOPLE = ("alice", "bob", *(f"cycler{number}" for number in range(5)))
ITEMS = []
LOG_TAIL = 25


def item(name, *hosts):
    """Keeps a function as an item; it is given a Place with these hosts, or the usual three."""
    def keep(function):
        ITEMS.append((name, function, hosts or ("a", "b", "server")))
        return function
    return keep


class Place(World):
    """A world in which the lab's domain has an address, and everybody trusts the lab's authority."""

    def __init__(self, lab, folder, hosts):
        super().__init__(folder, hosts)
        self.lab = lab
        self.users = lab.users
        self.phones = []
        self.protection = None  # of their sound, as the word `protection` has it; None: as browsers do
        self.names = self.keep(Names(self["server"]))
        server = self["server"]
        for name, families in ((DOMAIN, (A, AAAA)), (f"v4.{DOMAIN}", (A,)), (f"v6.{DOMAIN}", (AAAA,))):
            self.names.add_host(name, server, families)
        for name, host in self.hosts.items():
            if name != "server":
                host.ask_names_at(server)
            host.trust(lab.authority.certificate)

    def exchange(self, host="server", certificate=None, **options):
        return self.keep(Exchange(self[host], self.users, certificate or self.lab.certificate, **options))

    def phone(self, user, server, host=None, **options):
        """A phone with its tone; alice lives at host a, bob at host b."""
        hertz = options.pop("hertz", ALICE_HZ if user == "alice" else BOB_HZ)
        phone = Phone(self[host or user[0]], self.lab.program, user, self.users[user], server, hertz, **options)
        self.phones.append(phone)
        return phone

    def pair(self, server, other=None, **options):
        """Alice and Bob, registered."""
        alice = self.phone("alice", server, **options)
        bob = self.phone("bob", other or server, **options)
        for phone in (alice, bob):
            phone.wait_registered()
            if self.protection:
                phone.send(f"protection {self.protection}")
        return alice, bob

    def stop_phones(self):
        """Ends the phones; those that end badly (a leak, a crash) are named."""
        for phone in self.phones:
            if phone.process.poll() is None:
                phone.process.terminate()  # once: a second time would be no politeness any more
        for phone in self.phones:
            phone.wait_ended()
        bad = [f"{phone.name} ended with {phone.process.returncode}: see {phone.log.name}"
               for phone in self.phones if phone.stop() != 0]
        self.phones.clear()
        return bad


class Lab:
    """What all places share: the program, people with secret passwords, an authority."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="earshot-lab-"))
        self.users = {name: secrets.token_urlsafe(18) for name in PEOPLE}
        self.authority = Authority(self.folder / "authority")
        self.certificate = self.authority.make("good")

    def run_item(self, function, hosts):
        """(error, words, seconds)"""
        began, error, words = time.monotonic(), None, None
        place = None
        try:
            place = Place(self, self.folder / function.__name__, hosts)
            words = function(place)
            bad = place.stop_phones()
            if bad:
                error = "\n".join(bad)
        except Exception:  # an item's failure of any kind is its result
            error = traceback.format_exc()
        if place is not None:
            place.stop_phones()
            place.stop()
        return error, words, time.monotonic() - began

    def secrets(self):
        """What may be in no file: the passwords and what is computed from them."""
        for user, password in self.users.items():
            yield f"the password of {user}", password.encode()
            yield f"HA1 of {user}", ha1(user, password).encode()
        yield "a digest response", b'response="'

    def leaks(self, *further):
        """Every file of the lab that says a secret, but for those the lab itself keeps passwords in."""
        for folder in (self.folder, *further):
            for path in folder.rglob("*"):
                if path.is_file() and path.suffix != ".password" and path.name != "kamailio.cfg":
                    octets = path.read_bytes()
                    yield from (f"{path}: {what}" for what, secret in self.secrets() if secret in octets)


def telling(lines):
    """The end of a log without the messages and the levels, which fill it; the whole stays in the lab's folder."""
    events = [line for line in lines if " out {" in line and '"levels"' not in line]
    wrong = [line for line in lines if re.search("ERROR|SUMMARY|CRITICAL|WARNING|lab: ", line)]
    return (events + wrong)[-LOG_TAIL:] if events else lines[-LOG_TAIL:]


class Printer:
    """TAP, in the order of the items whatever order they end in."""

    def __init__(self, lab):
        self.lab = lab
        self.failures = 0
        self.lock = threading.Lock()

    def say(self, number, name, function, result):
        error, words, seconds = result
        line = f"{name}{': ' + words if words else ''} ({seconds:.1f} s)"
        print(f"{'not ok' if error else 'ok'} {number} - {line}", flush=True)
        if error:
            self.failures += 1
            for text in error.rstrip().splitlines():
                print(f"# {text}")
            for log in sorted((self.lab.folder / function.__name__).rglob("*.log")):
                print(f"# --- the end of {log.relative_to(self.lab.folder)}")
                for text in telling(log.read_text(encoding="utf-8", errors="replace").splitlines()):
                    print(f"#   {text[:300]}")


def run_items(workers, last=None):
    """The whole of a laboratory: ITEMS, those named on the command line, @workers of them at a time; then @last."""
    enter()
    program, wanted = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    chosen = [row for row in ITEMS if not wanted or row[1].__name__ in wanted]
    count = len(chosen) + (1 if last else 0)
    print(f"1..{count}", flush=True)
    lab = Lab(program)
    printer = Printer(lab)
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        results = [pool.submit(lab.run_item, function, hosts) for _, function, hosts in chosen]
        for number, ((name, function, _), result) in enumerate(zip(chosen, results), 1):
            printer.say(number, name, function, result.result())
    if last:
        printer.say(count, last[0], last[1], run_last(last[1], lab))
    if printer.failures:
        print(f"# the logs are in {lab.folder}")
    else:
        shutil.rmtree(lab.folder)
    return 1 if printer.failures else 0


def search_secrets(lab):
    """The last item: no secret is in what the lab and the home folder hold now; and the search itself works."""
    bait = lab.folder / "bait"
    bait.write_bytes(b" ".join(secret for _, secret in lab.secrets()))
    caught = len(list(lab.leaks()))
    bait.unlink()
    expected = len(list(lab.secrets()))
    found = list(lab.leaks(pathlib.Path.home()))
    assert not found, "\n".join(found)
    assert caught == expected, f"of {expected} secrets laid out {caught} were found"
    return "searched every file of the lab and of the home folder"


def run_last(function, lab):
    began = time.monotonic()
    try:
        return None, function(lab), time.monotonic() - began
    except Exception:
        return traceback.format_exc(), None, time.monotonic() - began
