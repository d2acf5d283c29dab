# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F14: packets of sound that are lost, repeated, overtaken and delayed, in a call.

That it lives and is heard is shown here. How much of a voice is heard as it was said, test-media-session-loss measures:
the levels of a phone show no gap that is shorter than they live."""

import os
import re
import time

from exchange import longest_gap
from marks import PLAIN, STALE_S, sound_back_s, start_call, within
from place import ALICE_HZ, BOB_HZ, item
from weather import Weather

SEED = 20261
LASTS_S = 10
SETTLES_S = 2   # the delay follows the jitter, the correction the losses
# Opus bends the pitch of what it conceals, by as much as 4 % of a tone of 1000 Hz.
TOLERANCE_HZ = 50
MISSED_S = 2.0  # 0.8 is what the levels can show at best; a machine busy nine times over made gaps of 1.5 by itself
# What the line does; how long one may be without the other, None: only the call must live.
WEATHERS = {
    "5 % lost": ({"loss": 0.05}, MISSED_S),
    "20 % lost": ({"loss": 0.2}, MISSED_S),
    "50 % lost": ({"loss": 0.5}, None),
    "20 % overtaken, 20 % repeated": ({"reorder": 0.2, "duplicate": 0.2}, MISSED_S),
    "500 ms of jitter": ({"jitter_s": 0.5}, None),
}
MEDIA = {None: "WebRTC", "none": "plain RTP", "sdes": "SDES"}


def missed_s(phone, hertz, since):
    """The longest that this one can have been without the other, from then until now."""
    heard = phone.heard_at(hertz, since, TOLERANCE_HZ)
    return longest_gap([*heard, time.monotonic()]) + STALE_S if heard else float("inf")


def f14(title, protection, weather_words, most):
    def run(place):
        place.protection = protection
        place.exchange()
        weather = Weather(place, "a", "b", SEED)
        alice, bob, a, _ = start_call(place, PLAIN)
        weather.set(**weather_words)
        time.sleep(SETTLES_S)
        marks = alice.mark(), bob.mark()
        time.sleep(LASTS_S)
        missed = missed_s(alice, BOB_HZ, marks[0]), missed_s(bob, ALICE_HZ, marks[1])
        assert weather.n_passed > LASTS_S * 80, f"only {weather.n_passed} packets came by"
        words = f"never silent for longer than {missed[0]:.1f} s at alice's, {missed[1]:.1f} s at bob's"
        words += f" ({weather.n_lost} of {weather.n_passed} packets lost)"
        assert most is None or max(missed) <= most, words
        weather.set()
        fine, marks = time.monotonic(), (alice.mark(), bob.mark())
        alice.hear(BOB_HZ, marks[0])
        bob.hear(ALICE_HZ, marks[1])
        words += ", " + within("both hear again in fine weather", time.monotonic() - fine, sound_back_s(place))
        states = [e["state"] for e in alice.events[a:] if e.get("event") == "call-state"]
        assert "ended" not in states, states
        alice.send("hangup")
        for phone, mark in zip((alice, bob), marks):
            phone.wait_event("call-state", state="ended", since=mark)
        return words
    run.__name__ = "_".join(["f14", *re.findall(r"\w+", title), protection or "webrtc"])
    item(f"F14 {title} in a call, {MEDIA[protection]}")(run)


# A machine may keep the device from the weather's maker; what it then does not show, it says.
if not os.access("/dev/net/tun", os.R_OK | os.W_OK):
    print("# F14 in a call is not shown: /dev/net/tun cannot be opened here")
    WEATHERS = {}
for word in MEDIA:
    for title, (words, most) in WEATHERS.items():
        f14(title, word, words, most)
