# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F1, F3, F4, F7, F8: the connection breaks, or stands while nobody is there."""

import time

from exchange import call, hang_up, server_of
from lab import DOMAIN
from marks import (BACK_S, FIRST_RETRY_S, HALF_OPEN_S, LONG, PENDING_S, PLAIN, assert_whole, lost_and_found,
                   one_binding, within)
from place import ALICE, BOB, item
from scripted import Scripted

CYCLES = 50 if LONG else 10
CYCLERS = 5
SETTLED_S = 10.5    # a line that stood so long has earned a quick return
FLAPPING_S = 600 if LONG else 24
FROZEN_S = 400


# T12, T13, W31, W34
@item("F1 RST: noticed at once, back in time")
def f1_reset(place):
    exchange = place.exchange()
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    mark, k, fault = alice.mark(), exchange.mark(), time.monotonic()
    place["server"].reset_connections(80)
    words = lost_and_found(alice, mark, fault)
    retry = exchange.wait_line("^got REGISTER alice", 5, k)["at"] - fault
    assert_whole(place, exchange)
    return words + ", " + within("first try", retry, FIRST_RETRY_S)


@item("F1 FIN: the server closes without a word; noticed at once, back in time")
def f1_fin(place):
    server = place.keep(Scripted(place["server"]))
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    mark, fault = alice.mark(), time.monotonic()
    server.cut_all()
    words = lost_and_found(alice, mark, fault)
    assert server.most_lines == 1, server.most_lines
    return words + ", " + within("first try", server.arrivals[1] - fault, FIRST_RETRY_S)


@item("F1 RST while the server is down for 6 s: back in time once it is there")
def f1_server_away(place):
    exchange = place.exchange()
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    mark, fault = alice.mark(), time.monotonic()
    exchange.kill()
    alice.wait_not_registered(5, mark)
    time.sleep(6)
    exchange = place.exchange()
    back = time.monotonic()
    # The phone is between two tries; how long it may wait then is the back-off's to say (2 to 30 s).
    words = lost_and_found(alice, mark, fault, back, 12)
    assert_whole(place, exchange)
    return words


@item(f"{CYCLES * CYCLERS} reconnect cycles: after each one binding, one connection",
      "a", "server")
def cycles(place):
    names = [f"cycler{number}" for number in range(CYCLERS)]
    exchange = place.exchange()
    phones = [place.phone(name, PLAIN, host="a") for name in names]
    for phone in phones:
        phone.wait_registered()
    times = []
    for _ in range(CYCLES):
        time.sleep(SETTLED_S)
        marks, fault = [phone.mark() for phone in phones], time.monotonic()
        place["server"].reset_connections(80)
        for phone, mark in zip(phones, marks):
            phone.wait_not_registered(3, mark)
            times.append(phone.wait_registered(20, mark)["at"] - fault)
        for name in names:
            one_binding(exchange, name)
        lines = place["server"].connections(place["a"])
        assert len(lines) == CYCLERS, lines
    times.sort()
    return (f"registered after {times[len(times) // 2]:.1f} s in the middle, " +
            within("95 of 100", times[int(len(times) * 0.95) - 1], BACK_S) + f", the slowest {times[-1]:.1f} s")


# W34, T12, TRUST F3
@item("F3 blackhole while idle")
def f3_idle(place):
    exchange = place.exchange()
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    mark, fault = alice.mark(), time.monotonic()
    place.blackhole("a")
    noticed = alice.wait_not_registered(HALF_OPEN_S + 5, mark)["at"] - fault
    place.heal()
    back = time.monotonic()
    registered = alice.wait_registered(40, mark)["at"] - back
    one_binding(exchange)
    return within("noticed", noticed, HALF_OPEN_S) + ", " + within("registered", registered, 15)


def f3_pending_by(wire):
    def run(place):
        exchange = place.exchange()
        alice = place.phone("alice", server_of(wire, f"v4.{DOMAIN}"))
        alice.wait_registered()
        place.blackhole("a")
        mark, fault = alice.mark(), time.monotonic()
        alice.send(f"message {BOB} are you there")
        noticed = alice.wait_not_registered(PENDING_S + 20, mark)["at"] - fault
        place.heal()
        alice.wait_registered(40, mark)
        one_binding(exchange)
        return within("noticed", noticed, 10 if wire == "udp" else PENDING_S)
    run.__name__ = f"f3_pending_{wire}"
    return run


for wire_name in ("ws", "tcp", "udp"):
    item(f"F3 blackhole with a request under way, over {wire_name.upper()}")(f3_pending_by(wire_name))


def f4_frozen(seconds):
    def run(place):
        exchange = place.exchange()
        alice = place.phone("alice", PLAIN)
        alice.wait_registered()
        mark, fault = alice.mark(), time.monotonic()
        exchange.freeze()
        time.sleep(seconds)
        exchange.thaw()
        thawed = time.monotonic()
        if seconds > HALF_OPEN_S:
            noticed = within("noticed", alice.wait_not_registered(1, mark)["at"] - fault, HALF_OPEN_S)
            alice.wait_registered(40, mark)
        else:
            noticed = "the line stood" if not alice.states(mark) else "the line was made anew"
            if alice.states(mark):
                alice.wait_registered(20, mark)
        bob = place.phone("bob", PLAIN)
        bob.wait_registered()
        a, b = call(bob, alice, ALICE)
        hang_up(bob, alice, a, b)
        assert_whole(place, exchange)
        return f"{noticed}, a call came in {time.monotonic() - thawed:.1f} s after the thaw"
    run.__name__ = f"f4_{seconds}"
    return run


for length in (5, 40, FROZEN_S) if LONG else (5, 40):
    item(f"F4 the server is frozen for {length} s; late answers do no harm")(f4_frozen(length))


@item("F4 the server is frozen with a request under way; the late answer does no harm")
def f4_pending(place):
    exchange = place.exchange()
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    mark, fault = alice.mark(), time.monotonic()
    exchange.freeze()
    alice.send(f"message {BOB} are you there")
    noticed = alice.wait_not_registered(PENDING_S + 20, mark)["at"] - fault
    exchange.thaw()
    alice.wait_registered(20, mark)
    one_binding(exchange)
    return within("noticed", noticed, PENDING_S)


def f7_restart(wire):
    def run(place):
        server = server_of(wire, f"v4.{DOMAIN}")
        exchange = place.exchange(max_expires=60)
        alice = place.phone("alice", server)
        alice.wait_registered()
        exchange.kill()
        exchange = place.exchange(max_expires=60)
        assert not exchange.bindings("alice")
        back = time.monotonic()
        exchange.wait_line("^register alice", 45)
        found = time.monotonic() - back
        bob = place.phone("bob", server)
        bob.wait_registered()
        a, b = call(bob, alice, ALICE)
        hang_up(bob, alice, a, b)
        one_binding(exchange)
        return within("registered", found, 40) + ", an incoming call rings"
    run.__name__ = f"f7_{wire}"
    return run


for wire_name in ("ws", "tcp", "udp"):
    item(f"F7 the server restarts and forgets, over {wire_name.upper()}")(f7_restart(wire_name))


@item(f"F8 flapping every 3 s for {FLAPPING_S} s: no storm, one connection at a time, registered afterwards")
def f8_flapping(place):
    server = place.keep(Scripted(place["server"]))
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    began = time.monotonic()
    while time.monotonic() - began < FLAPPING_S:
        server.refusing = True
        server.abort_all()
        time.sleep(3)
        server.refusing = False
        time.sleep(3)
    ended = time.monotonic()
    attempts = len([at for at in server.arrivals if at > began])
    mark = alice.mark()
    if not server.lines or not alice.states() or alice.states()[-1] != "registered":
        alice.wait_registered(45, mark)
    found = time.monotonic() - ended
    assert server.most_lines == 1, f"{server.most_lines} connections at a time"
    assert attempts <= ended - began, f"{attempts} attempts in {ended - began:.0f} s"
    return f"{attempts} attempts in {ended - began:.0f} s, " + within("registered", found, 40)
