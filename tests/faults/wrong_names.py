# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F5, F13, F15: names that do not resolve, certificates that do not hold, packets that do not fit."""

import pathlib
import re
import time

from certificates import Authority
from exchange import call, hang_up, server_of
from lab import DOMAIN
from marks import (BACK_S, PLAIN, assert_whole, lost_and_found, one_binding, sound_gap, start_call, within)
from names import A, NXDOMAIN, SERVFAIL
from place import ALICE_HZ, BOB, BOB_HZ, item
from scripted import Scripted

STALL_S = 0.05      # of the phone itself: what it waits for a processor is not counted, for others share them here
ONCE_S = 0.25       # and once, for a machine that is itself a guest and may be paused by its host
QUIET_S = 5


def waited_for_processor(phone):
    """Seconds that the phone's main loop and this program were ready to run and did not, by the kernel's own count."""
    tasks = [pathlib.Path(f"/proc/{phone.process.pid}"), *pathlib.Path("/proc/self/task").iterdir()]
    return sum(int((task / "schedstat").read_text().split()[1]) for task in tasks) / 1e9


def slowest_answers(phone, seconds):
    """How long the phone takes at most to answer a command while something else goes on: the slowest two."""
    answers, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        mark, queued, asked = phone.mark(), waited_for_processor(phone), time.monotonic()
        phone.send("no-such-command")
        took = phone.wait_event("error", 30, mark)["at"] - asked
        answers.append(max(0, took - (waited_for_processor(phone) - queued)))
        time.sleep(0.02)
    return sorted(answers)[-2:]


@item("F5 NXDOMAIN at the start: says so, and registers once the name is there")
def f5_nxdomain(place):
    exchange = place.exchange()
    place.names.failure = NXDOMAIN
    alice = place.phone("alice", PLAIN)
    alice.wait("a failed try", lambda e: e.get("event") == "account-state" and e.get("state") == "waiting", 15)
    place.names.failure = None
    back = time.monotonic()
    registered = alice.wait_registered(30)["at"] - back
    one_binding(exchange)
    return within("registered", registered, 15)


def f5_at_reconnect(kind, break_names):
    def run(place):
        exchange = place.exchange()
        alice = place.phone("alice", PLAIN)
        alice.wait_registered()
        break_names(place.names)
        mark, fault = alice.mark(), time.monotonic()
        place["server"].reset_connections(80)
        alice.wait_not_registered(5, mark)
        second, slowest = slowest_answers(alice, 4)
        registered = alice.wait_registered(30, mark)["at"] - fault
        assert_whole(place, exchange)
        assert second < STALL_S and slowest < ONCE_S, f"commands waited {second * 1000:.1f} and {slowest * 1000:.1f} ms"
        return within("registered at the last good address", registered, BACK_S + 5) + \
            f", the slowest commands took {second * 1000:.1f} and {slowest * 1000:.1f} ms"
    run.__name__ = f"f5_{kind}"
    return run


for title, word, break_it in (
        ("NXDOMAIN", "gone", lambda names: setattr(names, "failure", NXDOMAIN)),
        ("SERVFAIL", "servfail", lambda names: setattr(names, "failure", SERVFAIL)),
        ("silence", "silent", lambda names: setattr(names, "silent", True)),
        ("answers 20 s late", "slow", lambda names: setattr(names, "delay_s", 20))):
    item(f"F5 {title} at a reconnect: the last good address serves, and nothing stalls")(
        f5_at_reconnect(word, break_it))


@item("F5 the address changed: asked anew at the reconnect", "a", "b", "server", "server2")
def f5_moved_server(place):
    first = place.exchange("server")
    second = place.exchange("server2")
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    place.names.add(f"v4.{DOMAIN}", A, place["server2"].ip4)
    mark, fault = alice.mark(), time.monotonic()
    first.kill()
    words = lost_and_found(alice, mark, fault, limit=BACK_S + 1)
    one_binding(second)
    return words


# What a sentence about each fault must have in it, in small letters.
FAULTS = {
    "expired": "expired|no longer valid|ran out",
    "not yet valid": "not yet|not valid yet|future",
    "wrong host": "another|different|not for|not belong|other name|does not name",
    "CN only": "another|different|not for|not belong|other name|does not name|no name|subject",
    "wildcard": "another|different|not for|not belong|other name|does not name|wildcard",
    "self-signed": "nobody|unknown|not known|vouch|self-signed|trust|authority",
}


def refused(place, url):
    """The words the phone refuses with; it must not have said anything to the server."""
    alice = place.phone("alice", url)
    said = alice.wait("a refusal", lambda e: e.get("event") == "account-state" and
                      e.get("state") in ("refused", "waiting"), 20)
    # What is wrong with the certificate is told beside it.
    shown = alice.wait_event("certificate", 5)
    assert said["text"] and shown["text"] and not shown["changed"], shown
    return alice, ", ".join(shown["faults"])


def f13_refused(fault, wire):
    def run(place):
        authority = Authority(place.folder / "faulty")
        for host in place.hosts.values():
            host.trust(authority.certificate)
        certificate = authority.make_faulty(fault)
        exchange = place.exchange(certificate=certificate)
        # RFC 5922: a wildcard is no name for SIP over TLS. The web has wildcards, so there the host is two steps away.
        host = f"a.b.{DOMAIN}" if fault == "wildcard" and wire == "wss" else DOMAIN
        if fault == "wildcard" and wire == "tls":
            host = f"v4.{DOMAIN}"
        place.names.add_host(f"a.b.{DOMAIN}", place["server"])
        _, text = refused(place, server_of(wire, host))
        time.sleep(1)
        assert not exchange.lines("got"), f"it spoke all the same: {exchange.lines('got')}"
        assert re.search(FAULTS[fault], text.lower()), f"the words do not name the fault: {text}"
        return f"“{text}”"
    run.__name__ = f"f13_{fault.replace(' ', '_').replace('-', '_').lower()}_{wire}"
    return run


for fault_name in FAULTS:
    for wire_name in ("tls", "wss"):
        item(f"F13 certificate {fault_name}, over {wire_name.upper()}: refused, with the reason in words")(
            f13_refused(fault_name, wire_name))


@item("F13 TLS 1.0 alone: refused")
def f13_old_tls(place):
    server = place.keep(Scripted(place["server"], place.lab.certificate, old_tls=True))
    alice = place.phone("alice", server_of("wss", DOMAIN))
    text = alice.wait("a refusal", lambda e: e.get("event") == "account-state" and
                      e.get("state") in ("refused", "waiting"), 20)["text"]
    time.sleep(1)
    assert not server.heads, f"it spoke all the same: {server.heads}"
    assert "registered" not in alice.states()
    return f"“{text}”"


@item("F13 the key of a trusted server changed: refused with a warning; the trusted key is taken")
def f13_changed_key(place):
    authority = Authority(place.folder / "own")
    first, second = authority.make_self_signed("first"), authority.make_self_signed("second")
    key = key_of(first[0])
    exchange = place.exchange(certificate=first)
    alice = place.phone("alice", server_of("tls", DOMAIN), extra=[f"--trust={key}"])
    alice.wait_registered()
    exchange.kill()
    mark = alice.mark()
    exchange = place.exchange(certificate=second)
    shown = alice.wait_event("certificate", 40, mark)
    assert shown["changed"] and shown["trusted_key"] == key and shown["key"] == key_of(second[0]), shown
    time.sleep(QUIET_S)
    assert not exchange.lines("got"), "it spoke to the stranger"
    assert "registered" not in alice.states(mark)
    return f"“{shown['text']}”"


def key_of(certificate):
    """The digest of the public key, as the phone writes it."""
    import hashlib
    import subprocess
    public = subprocess.run(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"], capture_output=True,
                            check=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=public, capture_output=True,
                         check=True).stdout
    return "sha256:" + hashlib.sha256(der).hexdigest()


@item("F15 MTU 576: over UDP too the phone registers, calls and is heard")
def f15_mtu(place):
    exchange = place.exchange()
    place.set_mtu("a", 576)
    alice, bob = place.pair(server_of("udp", f"v4.{DOMAIN}"))
    k = exchange.mark()
    a, b = call(alice, bob, BOB)
    alice.hear(BOB_HZ, a)
    bob.hear(ALICE_HZ, b)
    exchange.wait_line("^got INVITE alice by=tcp", 1, k)
    hang_up(alice, bob, a, b)
    return "the INVITE went by TCP"


@item("F5 slow DNS in a call: the sound goes on")
def f5_slow_in_call(place):
    place.exchange()
    alice, bob, _, _ = start_call(place)
    place.names.delay_s = 20
    fault = time.monotonic()
    place["server"].reset_connections(80, place["a"])
    return sound_gap([(bob, ALICE_HZ)], fault, fault + 6, 1.0)
