#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every wire, every way to find a server, against real Kamailio in network namespaces; TAP on stdout.

    wire.py PHONE-PROGRAM [NAME…]

Two command-line phones at hosts of their own, a router, a server; nothing but SIP and sound passes between."""

import json
import pathlib
import re
import subprocess
import sys
import time

import lab  # noqa: F401  (finds the interop room)
from exchange import WIRES, call, hang_up, server_of
from lab import DOMAIN
from names import NAPTR, SRV
from peers import TooLate
from place import ALICE, ALICE_HZ, BOB, BOB_HZ, item, run_items, search_secrets
from plain import PlainClient

WORKERS = 3
TITLES = {"udp": "UDP", "tcp": "TCP", "tls": "TLS", "ws": "WebSocket", "wss": "secure WebSocket"}
FAMILIES = {"v4": "IPv4", "v6": "IPv6"}
SERVICES = {"udp": "_sip._udp", "tcp": "_sip._tcp", "tls": "_sips._tcp"}
PROBE_S = 3.0
FAIL_OVER_S = 5.0
RETURN_S = 90.0


@item("the exchange itself answers a plain client: UDP, TCP, TLS over IPv4 and IPv6")
def exchange_itself(place):
    place.exchange()
    server = place["server"]

    def register(wire, address):
        client = PlainClient(wire, address, place.lab.authority.certificate)
        status = client.register("alice", place.users["alice"])
        client.close()
        return status

    for wire in ("udp", "tcp", "tls"):
        for address in (server.ip4, server.ip6):
            status = place["a"].do(lambda: register(wire, address))
            assert status == 200, f"{wire} {address}: {status}"


def register_call_message(wire, family):
    # U1, U3, U9: an address and a server are enough to register, call and write.
    def run(place):
        exchange = place.exchange()
        began = time.monotonic()
        alice, bob = place.pair(server_of(wire, f"{family}.{DOMAIN}"))
        registered = time.monotonic() - began
        assert_bound_by(exchange, wire, place["a"].ip4 if family == "v4" else place["a"].ip6)
        began = time.monotonic()
        a, b = call(alice, bob, BOB)
        active = time.monotonic() - began
        alice.hear(BOB_HZ, a)
        bob.hear(ALICE_HZ, b)
        heard = time.monotonic() - began
        hang_up(alice, bob, a, b)
        a, b = call(bob, alice, ALICE)
        hang_up(bob, alice, a, b)
        text = "Grüße über " + wire
        b = bob.mark()
        alice.send(f"message {BOB} {text}")
        assert bob.wait_event("message", since=b)["text"] == text
        alice.wait_event("message-sent")
        return f"registered after {registered:.1f} s, active {active:.1f} s, sound both ways {heard:.1f} s"
    run.__name__ = f"wire_{wire}_{family}"
    return run


def assert_bound_by(exchange, wire, address):
    """Kamailio has one binding and it came by the wire asked for, from the address of the family asked for."""
    exchange.wait_line(rf"^register alice .*by={wire} from={re.escape(address)}", 5)
    assert len(exchange.bindings("alice")) == 1, exchange.bindings("alice")


for wire_name in WIRES:
    for family_name in FAMILIES:
        item(f"{TITLES[wire_name]} over {FAMILIES[family_name]}: register, call with sound both ways, message")(
            register_call_message(wire_name, family_name))


@item("1300 octets: over UDP the INVITE goes by TCP, the rest by UDP")
def big_request(place):
    exchange = place.exchange()
    alice, bob = place.pair(server_of("udp", f"v4.{DOMAIN}"))
    k = exchange.mark()
    a, b = call(alice, bob, BOB)
    alice.hear(BOB_HZ, a)
    line = exchange.wait_line("^got INVITE alice by=tcp", 1, k)["line"]
    hang_up(alice, bob, a, b)
    exchange.wait_line("^within BYE alice", 5, k)
    assert exchange.lines("^got BYE alice by=udp", k), exchange.lines("BYE", k)
    size = int(re.search(r"size=(\d+)", line)[1])
    assert size > 1300, line
    alice.wait("the remark", lambda e: "went by TCP" in (e.get("remark") or ""), 5)
    return f"{size} octets"


@item("1300 octets, and the server has no TCP: the INVITE goes by UDP after all, and says so")
def big_request_without_tcp(place):
    exchange = place.exchange(wires=("udp",))
    alice, bob = place.pair(server_of("udp", f"v4.{DOMAIN}"), wrap=["env", "G_MESSAGES_DEBUG=all"])
    k = exchange.mark()
    a, b = call(alice, bob, BOB)
    alice.hear(BOB_HZ, a)
    exchange.wait_line("^got INVITE alice by=udp", 1, k)
    hang_up(alice, bob, a, b)
    alice.wait("the remark", lambda e: "may get lost" in (e.get("remark") or ""), 5)
    said = pathlib.Path(alice.log.name).read_text(encoding="utf-8", errors="replace")
    assert re.search("no TCP|by TCP nothing", said), "the log does not say why"


def probe(place, seconds=10):
    """earshot-cli probe: its findings, and how long each took."""
    began = time.monotonic()
    done = subprocess.run([*place["a"].inside, place.lab.program, "probe", "--json", f"alice@{DOMAIN}"],
                          capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL)
    took = time.monotonic() - began
    (place.folder / "probe.log").write_text(done.stdout + done.stderr)
    findings = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return findings, took, done


def add_directory(place, wire):
    """What the domain's DNS says of a wire. There is no SRV for WebSocket: RFC 7118 has NAPTR, which names a host."""
    port = WIRES[wire][1]
    if wire in SERVICES:
        place.names.add(f"{SERVICES[wire]}.{DOMAIN}", SRV, (10, 10, port, DOMAIN))
    else:
        service = {"ws": "SIP+D2W", "wss": "SIPS+D2W"}[wire]
        place.names.add(DOMAIN, NAPTR, (10, 10, "s", service, f"_{wire}.{DOMAIN}"))
        place.names.add(f"_{wire}.{DOMAIN}", SRV, (10, 10, port, DOMAIN))


def probe_finds(wire):
    def run(place):
        exchange = place.exchange(wires=(wire,))
        add_directory(place, wire)
        findings, took, done = probe(place)
        working = [f for f in findings if f.get("event") == "finding" and f["works"]]
        named = [f for f in working if f["dns"]]
        assert named, (findings, done.stderr[-2000:])
        found = named[0]
        assert {f["place"].split(":")[0] for f in working} == {wire}, working
        assert found["reason"] and found["realm"] == DOMAIN, found
        # What is not encrypted is found as well, but it is for the person to take it.
        verdict = {f["event"] for f in findings} & {"found", "not-found"}
        assert verdict == ({"found"} if wire in ("tls", "wss") else {"not-found"}), verdict
        assert took < PROBE_S, f"it took {took:.1f} s"
        exchange.wait_line("^challenge alice", 1)
        assert not exchange.lines("^register"), "credentials went out"
        return f"{found['place']}, “{found['reason']}” after {found['ms']} ms, all looked at after {took:.1f} s"
    run.__name__ = f"probe_{wire}"
    return run


for wire_name in WIRES:
    item(f"probe: a server with {TITLES[wire_name]} alone is found in under {PROBE_S:.0f} s, and why")(
        probe_finds(wire_name))


def two_servers(place, *rows, service="_sip._tcp"):
    """SRV records of the domain's nodes: (priority, weight, port, node)."""
    for node in ("node1", "node2"):
        place.names.add_host(f"{node}.{DOMAIN}", place["server" if node == "node1" else "server2"])
    place.names.add(f"{service}.{DOMAIN}", SRV, *((priority, weight, port, f"{node}.{DOMAIN}")
                                                  for priority, weight, port, node in rows))


TWO = ("a", "b", "server", "server2")


@item("SRV: the lower priority number is asked first", *TWO)
def srv_priority(place):
    two_servers(place, (20, 100, 5060, "node1"), (10, 1, 5060, "node2"))
    first, second = place.exchange("server"), place.exchange("server2")
    place.phone("alice", f"tcp://{DOMAIN}").wait_registered()
    second.wait_line("^register alice", 5)
    assert not first.lines("^got REGISTER")


@item("SRV: of equal priority the weight decides", *TWO)
def srv_weight(place):
    two_servers(place, (10, 1, 5060, "node1"), (10, 65000, 5060, "node2"))
    first, second = place.exchange("server"), place.exchange("server2")
    for number in range(3):
        phone = place.phone("alice", f"tcp://{DOMAIN}", name=f"alice-{number}")
        phone.wait_registered()
        phone.send("quit")
        phone.process.wait(10)
        second.wait_line("^register alice expires=0", 5)
    assert len(second.lines("^register alice expires=[1-9]")) == 3 and not first.lines("^got REGISTER")


@item("SRV: the first target is dead, the second takes over", *TWO)
def srv_fail_over(place):
    two_servers(place, (10, 1, 5060, "node1"), (20, 1, 5060, "node2"))
    second = place.exchange("server2")
    began = time.monotonic()
    place.phone("alice", f"tcp://{DOMAIN}").wait_registered()
    second.wait_line("^register alice", 5)
    return f"registered after {time.monotonic() - began:.1f} s"


@item("SRV: the first target answers nothing at all, the second takes over", *TWO)
def srv_fail_over_silent(place):
    two_servers(place, (10, 1, 5060, "node1"), (20, 1, 5060, "node2"))
    second = place.exchange("server2")
    place.drop("tcp", "dport", "5060", "ip", "daddr", place["server"].ip4)
    place.drop("tcp", "dport", "5060", "ip6", "daddr", place["server"].ip6)
    began = time.monotonic()
    place.phone("alice", f"tcp://{DOMAIN}").wait_registered(20)
    took = time.monotonic() - began
    second.wait_line("^register alice", 5)
    assert took < 8, f"it took {took:.1f} s"
    return f"registered after {took:.1f} s"


@item("sip:DOMAIN: the secure service is chosen before the plain ones")
def domain_prefers_secure(place):
    exchange = place.exchange()
    for wire in SERVICES:
        add_directory(place, wire)
    place.phone("alice", f"sip:{DOMAIN}").wait_registered()
    exchange.wait_line("^register alice .*by=", 5)
    assert exchange.lines("^register alice .*by=tls"), exchange.lines("REGISTER")


@item("sips:DOMAIN: never plain, even when only plain is offered")
def sips_never_plain(place):
    exchange = place.exchange(wires=("udp", "tcp", "ws"))
    for wire in SERVICES:
        add_directory(place, wire)
    alice = place.phone("alice", f"sips:{DOMAIN}")
    alice.wait("a failed attempt", lambda e: e.get("event") == "account-state" and
               e.get("state") in ("waiting", "refused"), 15)
    time.sleep(2)  # the time in which a client that falls back would do so
    assert not exchange.lines("got"), exchange.lines("got")


@item("NAPTR: the records of the domain lead to another name", *TWO)
def naptr(place):
    place.names.add_host(f"node2.{DOMAIN}", place["server2"])
    place.names.add(DOMAIN, NAPTR, (10, 10, "s", "SIPS+D2T", f"_sips._tcp.elsewhere.{DOMAIN}"))
    place.names.add(f"_sips._tcp.elsewhere.{DOMAIN}", SRV, (10, 10, 5061, f"node2.{DOMAIN}"))
    second = place.exchange("server2")
    place.phone("alice", f"sip:{DOMAIN}").wait_registered()
    second.wait_line("^register alice .*by=tls", 5)


@item(f"cluster: the node in use is killed, the other takes over in under {FAIL_OVER_S:.0f} s; calls between the "
      "nodes before and after; back to the primary", *TWO)
def cluster(place):
    first_host, second_host = place["server"], place["server2"]
    two_servers(place, (10, 10, 5060, "node1"), (20, 10, 5060, "node2"))
    first = place.exchange("server", peer=second_host)
    second = place.exchange("server2", peer=first_host)
    alice = place.phone("alice", f"tcp://{DOMAIN}")
    bob = place.phone("bob", f"tcp://node2.{DOMAIN}:5060")
    alice.wait_registered()
    bob.wait_registered()
    wait_shared(first, second)
    for caller, callee, target in ((alice, bob, BOB), (bob, alice, ALICE)):
        a, b = call(caller, callee, target)
        caller.hear(BOB_HZ if caller is alice else ALICE_HZ, a)
        hang_up(caller, callee, a, b)
    mark, k = alice.mark(), second.mark()
    killed = time.monotonic()
    first.kill()
    alice.wait_not_registered(10, mark)
    over = alice.wait_registered(15, mark)["at"] - killed
    second.wait_line("^register alice", 2, k)
    assert over < FAIL_OVER_S, f"registered at the other node after {over:.1f} s"
    a, b = call(bob, alice, ALICE)
    bob.hear(ALICE_HZ, a)
    hang_up(bob, alice, a, b)
    first = place.exchange("server", peer=second_host)
    returned = time.monotonic()
    first.wait_line("^register alice", RETURN_S, 0)
    back = time.monotonic() - returned
    alice.wait_registered(5)
    wait_shared(first, second)
    a, b = call(bob, alice, ALICE)
    hang_up(bob, alice, a, b)
    return f"registered at the other node after {over:.1f} s, back at the primary after {back:.1f} s"


def wait_shared(*exchanges, seconds=20):
    """Until each node knows both people."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if all(exchange.bindings(user) for exchange in exchanges for user in ("alice", "bob")):
            return
        time.sleep(0.1)
    known = {exchange.name: [exchange.bindings(user) for user in ("alice", "bob")] for exchange in exchanges}
    raise TooLate(f"the nodes do not share: {known}")


if __name__ == "__main__":
    sys.exit(run_items(WORKERS, ("no password, HA1 or digest response is in any log, trace or file", search_secrets)))
