# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program without its window: allowed, refused, started with the desktop, and ended."""

import os
import pathlib

import tour
import window_verbs
from lab import item
from gi.repository import GLib
from window_verbs import act, on_top

SWITCHES = (tour.Atspi.Role.SWITCH, tour.Atspi.Role.CHECK_BOX)


def close(lab):
    lab.window.press("Close the window")
    tour.wait_for("the end of the window", lambda: lab.is_gone() or not lab.window.is_open())


def unregistered(lab, since):
    lab.kamailio.wait("REGISTER with expires=0", lambda e: e.startswith("register alice expires=0"), since=since)


def registered(lab, since):
    lab.kamailio.wait("REGISTER of alice", lambda e: e.startswith("register alice expires=")
                      and not e.endswith("expires=0"), since=since)


def permit(lab, word):
    lab.ask("org.freedesktop.impl.portal.PermissionStore", "/org/freedesktop/impl/portal/PermissionStore",
            "org.freedesktop.impl.portal.PermissionStore", "SetPermission",
            GLib.Variant("(sbssas)", ("background", True, "background", lab.app, [word])))


@item("close: the window goes, the desktop is asked and told what the program does, and a person is told once")
def close_hides(lab):
    s, b = lab.shell.mark(), lab.monitor.mark()
    close(lab)
    lab.monitor.wait("a request for the background", lambda e: "member=RequestBackground" in e, since=b)
    lab.monitor.wait("a true status", lambda e: "Ready for calls" in e, since=b)
    assert "Keeps Running" in lab.shell.wait_event("notification", since=s, id="background")["title"]
    assert not lab.is_gone()


@item("activation: the window comes back as it was, and the second closing is not told again")
def comes_back(lab):
    lab.activate()
    tour.wait_for("the window", lab.window.is_open)
    lab.window.reads("Ready")
    s, b = lab.shell.mark(), lab.monitor.mark()
    close(lab)
    lab.monitor.wait("a request for the background", lambda e: "member=RequestBackground" in e, since=b)
    assert not any(e["event"] == "notification" for e in lab.shell.events[s:])


@item("closed: a call arrives, and the status says with whom one talks")
def call_while_closed(lab):
    notification, c = lab.carol_calls()
    b = lab.monitor.mark()
    lab.shell.send(f"press {notification} Answer")
    lab.carol.wait_event("call-state", state="active", since=c)
    lab.monitor.wait("a true status", lambda e: "In a call with" in e and "carol" in e, since=b)
    lab.carol.send("hangup")
    lab.monitor.wait("a true status", lambda e: "Ready for calls" in e, since=b)


@item("quit: it takes its leave of the server and ends")
def quits(lab):
    lab.activate()
    tour.wait_for("the window", lab.window.is_open)
    k, b = lab.kamailio.mark(), lab.monitor.mark()
    lab.quit()
    unregistered(lab, k)
    assert not any("member=RequestBackground" in line for line in lab.monitor.events[b:])


@item("autostart: the command the desktop is given starts it unseen, and callable")
def starts_hidden(lab):
    k = lab.kamailio.mark()
    lab.start("--background")
    registered(lab, k)
    assert not lab.window.is_open()
    notification, c = lab.carol_calls()
    lab.shell.send(f"press {notification} Decline")
    lab.carol.wait_event("call-state", state="ended", since=c)
    assert not lab.window.is_open()


def autostart_command(lab):
    """What the desktop would start; None: nothing."""
    entry = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / f"{lab.app}.desktop"
    if not entry.exists():
        return None
    return next(line for line in entry.read_text(encoding="utf-8").splitlines() if line.startswith("Exec="))


@item("autostart: the switch asks the desktop, which from then on starts it, and takes that back")
def autostart_switch(lab):
    lab.activate()
    tour.wait_for("the window", lab.window.is_open)
    window_verbs.keys(lab, "key", "ctrl+comma")
    assert autostart_command(lab) is None
    act(on_top(lab, SWITCHES, "^Start With the Desktop"))
    tour.wait_for("the entry of the desktop", lambda: autostart_command(lab))
    assert autostart_command(lab).endswith("earshot --background"), autostart_command(lab)
    act(on_top(lab, SWITCHES, "^Start With the Desktop"))
    tour.wait_for("no entry of the desktop", lambda: autostart_command(lab) is None)
    window_verbs.keys(lab, "key", "Escape")
    tour.wait_for("the end of the preferences", lambda: "Start With the Desktop" not in lab.window.texts())


@item("refused: closed without leave to stay, it says so, takes its leave of the server and ends")
def refused(lab):
    permit(lab, "no")
    s, k = lab.shell.mark(), lab.kamailio.mark()
    lab.window.press("Close the window")
    assert "Was Closed" in lab.shell.wait_event("notification", since=s, id="background")["title"]
    tour.wait_for("the end of the program", lab.is_gone)
    unregistered(lab, k)
    permit(lab, "yes")
