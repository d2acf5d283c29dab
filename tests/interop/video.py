#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures between Earshot's command-line phone and a real browser, by the same lab as run.py; TAP on stdout.

    EARSHOT_NODE_MODULES=FOLDER video.py PHONE-PROGRAM [NAME…]

alice films nothing but red; bob's camera is Chromium's own, which is green with something moving before it. Both are
asked what arrives: bob by getStats() and a canvas, alice by what she reports once a second."""

import sys

import run
from peers import TooLate
from run import ALICE, BOB, ALICE_HZ, BOB_HZ

ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


@item("register: Kamailio has the binding after a digest challenge")
def register(lab):
    lab.alice = lab.start_phone("alice", extra=["--camera=test:red"])
    lab.alice.wait_event("account-state", state="registered")


def bob_sees_red(lab, tries=15):
    """Moving pictures of the right size, and of the colour that alice films."""
    for _ in range(tries):
        seen = lab.bob.do("see")
        if seen["frames"] >= 5 and (seen["width"], seen["height"]) == (640, 480) and \
                seen["red"] > 180 and max(seen["green"], seen["blue"]) < 90:
            return seen
    raise TooLate(f"chromium sees {seen}")


def bob_sees_nothing(lab, tries=15):
    for _ in range(tries):
        seen = lab.bob.do("see")
        if seen["frames"] == 0:
            return
    raise TooLate(f"chromium still sees {seen}")


def is_green(colour):
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return green > red and green > blue


def alice_sees_bob(lab, since, seconds=20):
    return lab.alice.wait("pictures of bob", lambda e: e.get("event") == "picture" and e["theirs"]["rate"] >= 5 and
                          e["theirs"]["width"] > 0 and e["theirs"]["colour"] >= 0 and
                          is_green(e["theirs"]["colour"]), seconds, since)


def alice_sees_nothing(lab, since, seconds=15):
    lab.alice.wait("no picture", lambda e: e.get("event") == "picture" and e["theirs"]["width"] == 0, seconds, since)


def both_see(lab, since):
    bob_sees_red(lab)
    alice_sees_bob(lab, since)
    lab.alice.hear(BOB_HZ, since)
    lab.bob_hears(ALICE_HZ)


@item("call out with pictures: both ways, with sound")
def call_out(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB} video")
    lab.bob.wait_event("invite", since=b)
    lab.bob.do("answer", video=True)
    lab.alice.wait_event("call-state", state="active", since=a)
    both_see(lab, a)
    lab.alice.wait_event("video", since=a, shown=True, seen=True, codec="VP8")


@item("call in with pictures: both ways, with sound")
def call_in(lab):
    a, b = lab.marks()
    lab.bob.begin("invite", target=ALICE, video=True)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.alice.send("video on")
    lab.alice.send("answer")
    lab.alice.wait_event("call-state", state="active", since=a)
    lab.bob.wait_event("session", state="Established", since=b)
    both_see(lab, a)


@item("call in with pictures, answered without: only sound, and alice is told that they were offered")
def refused(lab):
    a, b = lab.marks()
    lab.bob.begin("invite", target=ALICE, video=True)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.alice.send("answer")
    lab.alice.wait_event("call-state", state="active", since=a)
    lab.both_hear(a)
    lab.alice.wait_event("video", since=a, offered=True, shown=False)
    bob_sees_nothing(lab)


@item("in a call: alice adds pictures, drops them, and adds them again")
def added_by_us(lab):
    a, _ = lab.alice_calls_bob()
    lab.both_hear(a)
    lab.bob.do("answerVideo", on=True)
    lab.alice.send("video on")
    both_see(lab, a)
    a, _ = lab.marks()
    lab.alice.send("video off")
    lab.alice.wait_event("video", since=a, shown=False, seen=False)
    bob_sees_nothing(lab)
    lab.alice.hear(BOB_HZ, a)
    lab.bob_hears(ALICE_HZ)
    a, _ = lab.marks()
    lab.alice.send("video on")
    both_see(lab, a)


@item("in a call: bob adds pictures, alice takes them and answers with hers")
def added_by_them(lab):
    a, _ = lab.alice_calls_bob()
    lab.both_hear(a)
    lab.bob.do("video", on=True)
    lab.alice.wait_event("video", since=a, offered=True)
    lab.alice.send("video on")
    both_see(lab, a)


@item("in a call: alice closes her camera and goes on seeing bob")
def camera_off(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB} video")
    lab.bob.wait_event("invite", since=b)
    lab.bob.do("answer", video=True)
    lab.alice.wait_event("call-state", state="active", since=a)
    both_see(lab, a)
    a, _ = lab.marks()
    lab.alice.send("camera off")
    bob_sees_nothing(lab)
    alice_sees_bob(lab, a)
    a, _ = lab.marks()
    lab.alice.send("camera on")
    both_see(lab, a)


@item("on hold and back: no pictures, then both ways")
def hold(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB} video")
    lab.bob.wait_event("invite", since=b)
    lab.bob.do("answer", video=True)
    lab.bob.do("answerVideo", on=True)
    lab.alice.wait_event("call-state", state="active", since=a)
    both_see(lab, a)
    a, _ = lab.marks()
    lab.alice.send("hold")
    lab.alice.wait_event("call-state", state="held", since=a)
    bob_sees_nothing(lab)
    a, _ = lab.marks()
    lab.alice.send("resume")
    lab.alice.wait_event("call-state", state="active", since=a)
    both_see(lab, a)


@item("quit: the phone ends cleanly, without a leak")
def leave(lab):
    run.leave(lab)


if __name__ == "__main__":
    run.ITEMS[:] = ITEMS
    run.register = register
    sys.exit(run.main())
