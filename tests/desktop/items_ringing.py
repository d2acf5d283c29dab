# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody calls, and it is the notification that is looked at. The window is closed in each of these."""

import tour
from items_background import close
from lab import CAROL_HZ, item
from window_verbs import heard


def need_closed(lab):
    lab.activate()
    tour.wait_for("the window", lab.window.is_open)
    lab.window.reads("^Ready$")
    close(lab)


@item("ringing: an urgent notification with Decline and Answer, in the desktop's own kinds; the window stays away")
def rings(lab):
    need_closed(lab)
    s = lab.shell.mark()
    lab.ringing_mark = s
    lab.ringing, lab.ringing_since = lab.carol_calls()
    told = lab.shell.wait_event("notification", since=s, id=lab.ringing)
    assert told["priority"] == "urgent" and "carol" in told["title"], told
    assert {"Decline", "Answer"} <= set(told["buttons"]), told
    assert not lab.window.is_open()


@item("answer: pressed in the notification, the two hear each other, the window comes, the notification goes")
def answers(lab):
    s = lab.shell.mark()
    lab.shell.send(f"press {lab.ringing} Answer")
    lab.carol.wait_event("call-state", state="active", since=lab.ringing_since)
    lab.shell.wait_event("withdrawn", since=s, id=lab.ringing)
    tour.wait_for("the window", lab.window.is_open)
    heard(CAROL_HZ, "virtual-speaker")


@item("awake: in a call the computer neither sleeps nor locks nor logs out; afterwards it may")
def awake(lab):
    held = [e for e in lab.shell.events[lab.ringing_mark:] if e["event"] == "inhibit"]
    assert held[-1]["flags"] == 1 | 4 | 8, held  # log out, suspend, idle
    assert all(e["flags"] & 1 == 0 for e in held[:-1]), held  # while it only rings one may log out
    lab.window.press("Hang Up")
    lab.carol.wait_event("call-state", state="ended", since=lab.ringing_since)
    tour.wait_for("nothing that keeps it awake", lambda: {e["handle"] for e in lab.shell.events if e["event"] == "inhibit"}
                  == {e["handle"] for e in lab.shell.events if e["event"] == "uninhibit"})


@item("decline: pressed in the notification, the caller is refused, and no window comes")
def declines(lab):
    need_closed(lab)
    notification, c = lab.carol_calls()
    s = lab.shell.mark()
    lab.shell.send(f"press {notification} Decline")
    lab.carol.wait_event("call-state", state="ended", since=c)
    lab.shell.wait_event("withdrawn", since=s, id=notification)
    assert not lab.window.is_open()


@item("given up: the notification goes when the caller does, and a missed call is told in its place")
def given_up(lab):
    notification, c = lab.carol_calls()
    s = lab.shell.mark()
    lab.carol.send("hangup")
    lab.shell.wait_event("withdrawn", since=s, id=notification)
    told = lab.shell.wait_event("notification", since=s, title="Missed Call")
    assert told["buttons"] == ["Call Back", "Message"], told
    lab.carol.wait_event("call-state", state="ended", since=c)


@item("gone: the program was killed while it rang; Answer starts it again, and it says that the call is over")
def answers_too_late(lab):
    notification, c = lab.carol_calls()
    lab.kill()
    lab.shell.send(f"press {notification} Answer")
    lab.window.reads("^This call is over.$")
    lab.carol.send("hangup")
    lab.carol.wait_event("call-state", state="ended", since=c)
