# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the faults have in common: how long things may take, and how a loss and a return are measured."""

import os
import time

from exchange import longest_gap, server_of
from lab import DOMAIN
from place import ALICE_HZ, BOB_HZ

LONG = bool(os.environ.get("EARSHOT_LONG"))
FIRST_RETRY_S = 2.0
MEASURING_S = 0.2   # what passing a line from one process to the other may cost
BACK_S = 5.0
HALF_OPEN_S = 35.0
PENDING_S = 5.0
SECURE, PLAIN = server_of("wss", f"v4.{DOMAIN}"), server_of("ws", f"v4.{DOMAIN}")
LEVELS_S = 0.25     # how often a phone tells what it hears: gaps are measured no finer
STALE_S = 0.5       # so long a level may stand after the sound has gone: 400 ms, and a period of the meter


SOUND_BACK_S = 3    # by ICE
PLAIN_BACK_S = 5    # between two addresses


def sound_back_s(place):
    """How soon there must be sound again after a side has moved."""
    return PLAIN_BACK_S if place.protection else SOUND_BACK_S


def within(what, seconds, limit):
    """The words for a time that was measured; too long is a failure."""
    assert seconds <= limit + MEASURING_S, f"{what} after {seconds:.1f} s, {limit:.0f} are allowed"
    return f"{what} after {seconds:.1f} s"


def one_binding(exchange, user="alice"):
    bindings = exchange.bindings(user)
    assert len(bindings) == 1, f"{len(bindings)} bindings: {bindings}"


def one_connection(place, server="server", phone="a"):
    lines = place[server].connections(place[phone])
    assert len(lines) == 1, f"{len(lines)} connections: {lines}"


def assert_whole(place, exchange):
    """The common mark: one binding, one connection."""
    one_binding(exchange)
    one_connection(place)


def lost_and_found(phone, since, fault, back_after=None, limit=BACK_S, notice=2.0):
    """Waits for the loss and the return; both are measured from the fault, or from when the world is well again."""
    noticed = phone.wait_not_registered(notice + 10, since)["at"] - fault
    registered = phone.wait_registered(limit + 40, since)["at"]
    return (within("noticed", noticed, notice) + ", " +
            within("registered", registered - (back_after or fault), limit))


def wait_sound(phone, hertz, after, seconds):
    """A moment of sound later than @after, which the fault cannot have left over in a buffer."""
    phone.wait(f"{hertz} Hz again", lambda e: e.get("event") == "levels" and e["at"] > after and
               abs(e.get("output_hz", 0) - hertz) <= 25 and e.get("output_db", -100) > -45, seconds)


def sound_gap(ears, fault, after, limit, patience=30):
    """The longest silence around the fault; @ears: phones, and the tone each is to hear.

    A phone that is reconnecting tells no levels, so of its own ears the gap is that of the line too. What is told
    is the most that it can have been: sound may have gone before the last level that shows it."""
    for phone, hertz in ears:
        wait_sound(phone, hertz, after, patience)
    time.sleep(4 * LEVELS_S)  # a little more sound, so that a gap that comes late is seen as well
    texts = []
    for phone, hertz in ears:
        gap = longest_gap([at for at in phone.heard_at(hertz) if at > fault - 1]) + STALE_S
        texts.append(within(f"{phone.name} hears again", gap, limit))
    return ", ".join(texts)


def both_ears(alice, bob):
    return ((alice, BOB_HZ), (bob, ALICE_HZ))


def start_call(place, server=PLAIN, **options):
    """Alice and Bob in a call that sounds at both ends."""
    from exchange import call
    from place import BOB
    alice, bob = place.pair(server, **options)
    a, b = call(alice, bob, BOB)
    alice.hear(BOB_HZ, a)
    bob.hear(ALICE_HZ, b)
    return alice, bob, a, b
