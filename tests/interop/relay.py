#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound by way of a relay, coturn, where nothing passes between the two who talk; TAP on stdout.

    EARSHOT_NODE_MODULES=FOLDER relay.py PHONE-PROGRAM [NAME…]

Each phone, the exchange and the relay are hosts of their own; the router between them keeps phones apart."""

import os
import pathlib
import secrets
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "wire"))

import lab  # noqa: F401  (finds the interop room)
from exchange import WIRES, call, hang_up, server_of
from lab import DOMAIN
from peers import FarEnd, Peer, TooLate
from place import ALICE, ALICE_HZ, BOB, BOB_HZ, item, run_items

WORKERS = 2
HOSTS = ("a", "b", "server", "relay")
PORT = 3478
CONFIG = """
listening-ip={address}
relay-ip={address}
listening-port={port}
realm=lab.example
lt-cred-mech
user=alice:{password}
no-tls
no-dtls
no-cli
no-stdout-log
log-file={folder}/turn.log
simple-log
verbose
pidfile={folder}/turn.pid
userdb={folder}/turn.db
"""


class Relay(Peer):
    """coturn at a host, for alice alone."""

    def __init__(self, host):
        self.host, self.password = host, secrets.token_urlsafe(12) + ":@/"
        folder = host.folder / "coturn"
        folder.mkdir()
        self.said = folder / "turn.log"
        config = folder / "turnserver.conf"
        config.write_text(CONFIG.format(address=host.ip4, port=PORT, password=self.password, folder=folder),
                          encoding="utf-8")
        config.chmod(0o600)
        super().__init__("coturn", [*host.inside, "turnserver", "-c", config], folder / "coturn.log")
        self.wait_listening()

    def understand(self, kind, line):
        return None

    def wait_listening(self):
        def listens():
            return f":{PORT} " in self.host.run("ss", "-tnlH") and f":{PORT} " in self.host.run("ss", "-unlH")
        for _ in range(200):
            if listens() or self.process.poll() is not None:
                return
            with self.arrived:
                self.arrived.wait(0.05)
        raise TooLate("coturn does not listen")

    def allocations(self):
        return self.said.read_text(encoding="utf-8").count("ALLOCATE processed, success")


def keep_apart(place, *further):
    """Nothing passes between the two phones."""
    place.drop("iifname", "to-a", "oifname", "to-b")
    place.drop("iifname", "to-b", "oifname", "to-a")
    for rule in further:
        place.drop(*rule)


def use_relay(place, phone, relay, transport):
    secret = place.folder / "relay.password"
    secret.write_text(relay.password, encoding="utf-8")
    secret.chmod(0o600)
    phone.send(f"turn turn:{relay.host.ip4}:{PORT}?transport={transport} alice {secret}")


def heard(alice, bob, a, b):
    alice.hear(BOB_HZ, a)
    bob.hear(ALICE_HZ, b)
    hang_up(alice, bob, a, b)


def begin(place):
    place.exchange()
    return place.pair(server_of("ws", f"v4.{DOMAIN}"))


@item("kept apart and without a relay: nobody hears anything, so what follows proves something", *HOSTS)
def without(place):
    alice, bob = begin(place)
    keep_apart(place)
    a, _ = alice.mark(), alice.send(f"call {BOB}")
    bob.wait_event("call-state", state="incoming")
    bob.send("answer")
    try:
        alice.hear(BOB_HZ, a, 5)
    except TooLate:
        return
    raise AssertionError("sound passes although nothing should")


@item("kept apart: heard both ways by a relay, reached by UDP", *HOSTS)
def by_udp(place):
    relay = place.keep(Relay(place["relay"]))
    alice, bob = begin(place)
    use_relay(place, alice, relay, "udp")
    keep_apart(place)
    heard(alice, bob, *call(alice, bob, BOB))
    assert relay.allocations() > 0


@item("kept apart, and UDP does not get out: heard both ways by a relay, reached by TCP", *HOSTS)
def by_tcp(place):
    relay = place.keep(Relay(place["relay"]))
    alice, bob = begin(place)
    use_relay(place, alice, relay, "tcp")
    keep_apart(place, ("iifname", "to-a", "meta", "l4proto", "udp"))
    heard(alice, bob, *call(alice, bob, BOB))
    assert relay.allocations() > 0


@item("relay only: heard both ways, and who is called never sees our address", *HOSTS)
def relay_only(place):
    relay = place.keep(Relay(place["relay"]))
    alice, bob = begin(place)
    use_relay(place, alice, relay, "udp")
    alice.send("relay-only on")
    heard(alice, bob, *call(alice, bob, BOB))
    log = bob.log.name
    alice.stop()
    own = [line for line in pathlib.Path(log).read_text(encoding="utf-8").splitlines()
           if place["a"].ip4 in line and ("a=candidate" in line or " c=" in line or " o=" in line)]
    assert not own, own
    for folder in place.folder.glob("phone-*"):
        for path in folder.rglob("*.log"):
            assert relay.password not in path.read_text(encoding="utf-8"), f"{path} has the relay's password"


def browser(place, relay):
    """Bob is SIP.js in Chromium, whose sound goes by the relay alone."""
    host, server = place["b"], place["server"]
    bob = place.keep(FarEnd(host.folder, os.environ["EARSHOT_NODE_MODULES"], BOB_HZ, loopback=False,
                            wrap=host.inside))
    bob.do("start", server=f"ws://{server.ip4}:{WIRES['ws'][1]}/", user="bob", domain=DOMAIN,
           password=place.users["bob"],
           relay={"uri": f"turn:{relay.host.ip4}:{PORT}?transport=udp", "user": "alice", "password": relay.password})
    bob.wait_event("registration", state="Registered")
    return bob


def browser_hears(bob, hertz, tries=20):
    for _ in range(tries):
        heard = bob.do("measure")
        if abs(heard["hz"] - hertz) <= 15 and heard["db"] > -45:
            return
    raise TooLate(f"chromium hears {heard}, not {hertz} Hz")


def browser_called(alice, bob):
    a, b = alice.mark(), bob.mark()
    alice.send(f"call {BOB}")
    bob.wait_event("invite", since=b)
    bob.do("answer")
    alice.wait_event("call-state", 20, a, state="active")
    return a


def browser_calls(alice, bob):
    a = alice.mark()
    bob.begin("invite", target=ALICE)
    alice.wait_event("call-state", 20, a, state="incoming")
    alice.send("answer")
    alice.wait_event("call-state", 20, a, state="active")
    return a


@item("SIP.js by a relay and nothing else, kept apart: heard both ways, whoever calls", *HOSTS)
def sipjs_by_relay(place):
    relay = place.keep(Relay(place["relay"]))
    place.exchange()
    alice = place.phone("alice", server_of("ws", f"v4.{DOMAIN}"))
    alice.wait_registered()
    bob = browser(place, relay)
    keep_apart(place)
    for begin_call in (browser_called, browser_calls):
        a = begin_call(alice, bob)
        alice.hear(BOB_HZ, a)
        browser_hears(bob, ALICE_HZ)
        alice.send("hangup")
        alice.wait_event("call-state", 10, a, state="ended")
    assert relay.allocations() > 0


if __name__ == "__main__":
    sys.exit(run_items(WORKERS))
