# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F9 and F10: another address, or no network for a while; idle, ringing, talking, held."""

import re
import time

from exchange import call, server_of
from lab import DOMAIN
from marks import LONG, PLAIN, assert_whole, both_ears, one_binding, sound_back_s, sound_gap, start_call, \
    wait_sound, within
from place import ALICE, ALICE_HZ, BOB, BOB_HZ, item

MOVED_S = 5         # registered from the new address
GLARE_S = 7         # when both sides move at once, one waits up to 4 s (RFC 3261 §14.1) and the other's try is over
KEPT_S = 30         # so long a call waits for its line
SHORT_GONE = (1, 10, 28) if LONG else (1, 10)
LONG_GONE_S = 300 if LONG else 40


def moved(place, exchange, since, k, fault):
    """The binding is at the new address, and there is no other."""
    alice = place.phones[0]
    line = exchange.wait_line(rf"^register alice expires=[1-9].* from={re.escape(place['a'].ip4)} ", 40, k)
    alice.wait_registered(10, since)
    one_binding(exchange)
    return within("registered from the new address", line["at"] - fault, MOVED_S)


def f9_idle(wire):
    def run(place):
        exchange = place.exchange()
        alice = place.phone("alice", server_of(wire, f"v4.{DOMAIN}"))
        alice.wait_registered()
        mark, k, fault = alice.mark(), exchange.mark(), time.monotonic()
        place["a"].move(7)
        words = moved(place, exchange, mark, k, fault)
        bob = place.phone("bob", server_of(wire, f"v4.{DOMAIN}"))
        bob.wait_registered()
        call(bob, alice, ALICE)
        return words + ", and callable"
    run.__name__ = f"f9_idle_{wire}"
    return run


for wire_name in ("ws", "tcp", "udp"):
    item(f"F9 another address while idle, over {wire_name.upper()}")(f9_idle(wire_name))


@item("F9 another address while the other side rings: the phone tells the truth and can call again")
def f9_ringing_out(place):
    exchange = place.exchange()
    alice, bob = place.pair(PLAIN)
    a, b, k = alice.mark(), bob.mark(), exchange.mark()
    alice.send(f"call {BOB}")
    bob.wait_event("call-state", since=b, state="incoming")
    fault = time.monotonic()
    place["a"].move(7)
    words = moved(place, exchange, a, k, fault)
    ended = alice.wait_event("call-state", 40, a, state="ended")
    told = within("told", ended["at"] - fault, 4)
    b = bob.mark()
    bob.send("hangup")
    bob.wait_event("call-state", 10, b, state="ended")  # or it would hang up the call that comes next
    a2, _ = call(alice, bob, BOB)
    alice.hear(BOB_HZ, a2)
    return f"{words}, {told}: “{ended.get('error')}”"


@item("F9 another address while it rings here: a second call comes through")
def f9_ringing_in(place):
    exchange = place.exchange()
    alice, bob = place.pair(PLAIN)
    a, b, k = alice.mark(), bob.mark(), exchange.mark()
    bob.send(f"call {ALICE}")
    alice.wait_event("call-state", since=a, state="incoming")
    fault = time.monotonic()
    place["a"].move(7)
    words = moved(place, exchange, a, k, fault)
    bob.send("hangup")
    bob.wait_event("call-state", 40, b, state="ended")
    alice.wait_event("call-state", 40, a, state="ended")
    call(bob, alice, ALICE)
    return words


def f9_in_call(wire):
    def run(place):
        exchange = place.exchange()
        alice, bob, a, _ = start_call(place, server_of(wire, f"v4.{DOMAIN}"))
        mark, k, fault = alice.mark(), exchange.mark(), time.monotonic()
        place["a"].move(7)
        words = moved(place, exchange, mark, k, fault)
        words += ", " + sound_gap(both_ears(alice, bob), fault, fault + 1, sound_back_s(place))
        hung = bob.mark()
        alice.send("hangup")
        bob.wait_event("call-state", 5, hung, state="ended")
        return words
    run.__name__ = f"f9_in_call_{wire}"
    return run


for wire_name in ("ws", "wss", "tcp", "udp"):
    item(f"F9 another address in a call, over {wire_name.upper()}: the sound comes back")(f9_in_call(wire_name))


@item("F9 another address at both ends of a call at once: the sound comes back")
def f9_both(place):
    exchange = place.exchange()
    alice, bob, _, _ = start_call(place)
    k, fault, mark = exchange.mark(), time.monotonic(), alice.mark()
    place["a"].move(7)
    place["b"].move(7)
    words = moved(place, exchange, mark, k, fault)
    return words + ", " + sound_gap(both_ears(alice, bob), fault, fault + 1, sound_back_s(place) + GLARE_S)


@item("F9 another address while the call is held: it stays held, and sounds when resumed")
def f9_held(place):
    exchange = place.exchange()
    alice, bob, a, _ = start_call(place)
    alice.send("hold")
    alice.wait_event("call-state", since=a, state="held")
    mark, k, fault = alice.mark(), exchange.mark(), time.monotonic()
    place["a"].move(7)
    words = moved(place, exchange, mark, k, fault)
    time.sleep(3)  # the time in which the call moves
    states = [e["state"] for e in alice.events[mark:] if e.get("event") == "call-state"]
    assert not states or states[-1] == "held", states
    mark = alice.mark()
    alice.send("resume")
    alice.wait_event("call-state", since=mark, state="active")
    resumed = time.monotonic()
    wait_sound(alice, BOB_HZ, resumed, 15)
    wait_sound(bob, ALICE_HZ, resumed, 15)
    return words + ", held all the while, sounds when resumed"


@item("F9 another address in the middle of a re-INVITE: the call lives and sounds")
def f9_during_reinvite(place):
    exchange = place.exchange()
    alice, bob, a, _ = start_call(place)
    mark, k, fault = alice.mark(), exchange.mark(), time.monotonic()
    place.blackhole("b")    # so that the re-INVITE stays without an answer
    alice.send("hold")
    exchange.wait_line("^within INVITE alice", 5, k)
    place["a"].move(7)
    place.heal()
    words = moved(place, exchange, mark, k, fault)
    time.sleep(3)  # the time in which the call moves
    alice.send("resume")
    resumed = time.monotonic()
    wait_sound(alice, BOB_HZ, resumed + 1, 20)
    wait_sound(bob, ALICE_HZ, resumed + 1, 20)
    return words + ", sounds again when resumed"


def f10_short(seconds):
    def run(place):
        exchange = place.exchange()
        alice, bob, a, _ = start_call(place)
        mark, fault = alice.mark(), time.monotonic()
        place["a"].unplug()
        time.sleep(seconds)
        place["a"].plug()
        back = time.monotonic()
        words = sound_gap(both_ears(alice, bob), fault, back + 1, seconds + sound_back_s(place) + 2)
        states = [e["state"] for e in alice.events[mark:] if e.get("event") == "call-state"]
        assert "ended" not in states, states
        if seconds > 5:
            told = alice.wait_event("call-state", 1, mark, state="reconnecting")["at"] - fault
            words += ", " + within("“reconnecting” shown", told, 2)
        alice.wait_registered(20, 0)
        one_binding(exchange)
        return words
    run.__name__ = f"f10_{seconds}"
    return run


for length in SHORT_GONE:
    item(f"F10 no network for {length} s in a call: the call is kept, the sound comes back")(f10_short(length))


@item(f"F10 no network for {LONG_GONE_S} s in a call: kept {KEPT_S} s, then ended with a reason; the BYE comes later")
def f10_long(place):
    exchange = place.exchange()
    alice, bob, a, b = start_call(place)
    mark, k, fault = alice.mark(), exchange.mark(), time.monotonic()
    place["a"].unplug()
    ended = alice.wait_event("call-state", KEPT_S + 15, mark, state="ended")
    kept = ended["at"] - fault
    assert kept >= KEPT_S - 2, f"given up after {kept:.0f} s"
    assert ended.get("error"), ended
    time.sleep(max(0, LONG_GONE_S - (time.monotonic() - fault)))
    place["a"].plug()
    back = time.monotonic()
    alice.wait_registered(40, mark)
    told = exchange.wait_line("^(got|within) BYE alice", 20, k)["at"] - back
    assert_whole(place, exchange)
    return f"ended after {kept:.0f} s: “{ended['error']}”, BYE {max(told, 0):.1f} s after the return"
