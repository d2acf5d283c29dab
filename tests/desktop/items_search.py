# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The search of the desktop: what its overview asks, shows and opens."""

import tour
from gi.repository import GLib
from lab import ALICE, item

CAROL = ALICE.replace("alice", "carol")


def ask(lab, method, signature, *arguments):
    return lab.ask(lab.app, f"{lab.path}/SearchProvider", "org.gnome.Shell.SearchProvider2", method,
                   GLib.Variant(signature, arguments)).unpack()


def find(lab, *words):
    return ask(lab, "GetInitialResultSet", "(as)", list(words))[0]


@item("search: somebody one wrote to is found, to be called and to be written to")
def find_somebody(lab):
    lab.act("message", "sip:erin@lab.example")
    tour.wait_for("a place to write", lambda: lab.window.content("Message") is not None)
    found = find(lab, "erin")
    assert [word.split()[0] for word in found] == ["call", "message"], found
    assert ask(lab, "GetSubsearchResultSet", "(asas)", found, ["erin"])[0] == found
    shown = ask(lab, "GetResultMetas", "(as)", found)[0]
    assert [meta["description"] for meta in shown] == ["Call erin@lab.example", "Write to erin@lab.example"], shown
    assert all("icon" in meta and meta["id"] in found for meta in shown)


@item("search: whom nobody knows is not found, nor everybody by a single letter")
def find_nobody(lab):
    assert find(lab, "zebedee") == [] and find(lab, "e") == [] and find(lab) == [] and find(lab, "x" * 9999) == []


@item("search: what is chosen there is done: the conversation opens, the call is made")
def choose(lab):
    carol, c = lab.need_carol(), lab.need_carol().mark()
    lab.act("message", CAROL)
    tour.wait_for("carol among those found", lambda: find(lab, "carol"))
    call, message = find(lab, "carol")
    ask(lab, "ActivateResult", "(sasu)", message, ["carol"], 0)
    tour.wait_for("a place to write", lambda: lab.window.content("Message") is not None)
    ask(lab, "ActivateResult", "(sasu)", call, ["carol"], 0)
    carol.wait_event("call-state", state="incoming", since=c)
    lab.window.press("Hang Up")
    carol.wait_event("call-state", state="ended", since=c)


@item("search: what it has never shown calls nobody")
def choose_a_stranger(lab):
    carol, c = lab.need_carol(), lab.need_carol().mark()
    ask(lab, "ActivateResult", "(sasu)", "call sip:stranger@lab.example", [], 0)
    ask(lab, "ActivateResult", "(sasu)", "quit ", [], 0)
    assert not [event for event in carol.events[c:] if event.get("event") == "call-state"]
    assert "Calling…" not in lab.window.texts()
    lab.window.reads("^Ready$")


@item("search: more of it is searched in the window")
def search_on(lab):
    ask(lab, "LaunchSearch", "(asu)", ["carol", "clavier"], 0)
    lab.window.reads("^Nothing Found$")
