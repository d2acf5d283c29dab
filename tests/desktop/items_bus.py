# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The phone for scripts: nothing before a person allows it, a question instead of a call, and refusals by name."""

import os
import subprocess

import tour
from gi.repository import GLib
from items_links import asks_about, cancel, need_open
from lab import item

FACE = "app.earshot.Earshot.Phone1"


def script(lab, method, signature=None, *arguments):
    return lab.ask(lab.app, lab.path + "/Phone1", FACE, method,
                   GLib.Variant(signature, arguments) if signature else None)


def allow(lab, allowed):
    """As the switch in the preferences does, through what it is kept in."""
    launcher = lab.launcher.read_text(encoding="utf-8")
    folder = next(word for word in launcher.split() if word.startswith("GSETTINGS_SCHEMA_DIR=")).partition("=")[2]
    subprocess.run(["gsettings", "set", lab.app, "scripts-allowed", "true" if allowed else "false"], check=True, timeout=20,
                   env=dict(os.environ, GSETTINGS_SCHEMA_DIR=folder, GSETTINGS_BACKEND="keyfile"))


def refused(lab, method, signature, *arguments):
    """What a script is told by name."""
    try:
        script(lab, method, signature, *arguments)
    except GLib.Error as error:
        return error.message
    return None


def live_calls(lab):
    """Not those that are over and still on the screen."""
    return [call for call in script(lab, "ListCalls").unpack()[0] if call["state"] != "ended"]


@item("scripts: without leave there is nothing on the bus; with it there is, and taken back it is gone")
def scripts_allowed(lab):
    need_open(lab)
    assert "UnknownMethod" in refused(lab, "ListCalls", "()")
    for allowed in (True, False, True):
        allow(lab, allowed)
        tour.wait_for(f"leave for scripts: {allowed}", lambda: (refused(lab, "ListCalls", "()") is None) == allowed)
    assert not live_calls(lab)
    accounts = script(lab, "ListAccounts").unpack()[0]
    assert [account["state"] for account in accounts] == ["registered"], accounts
    assert not any("password" in str(account) or lab.users["alice"] in str(account) for account in accounts)


@item("scripts: a number to dial is asked about like a link, and what is no address is refused by name")
def scripts_dial(lab):
    sent = len(lab.sent())
    script(lab, "Dial", "(s)", "carol@lab.example")
    asks_about(lab, "carol@lab.example")
    cancel(lab)
    for address in ("", "carol@lab.example?Replaces=x", "carol@lab.example\r\nX: y", "http://lab.example/", "*21*5550100#"):
        assert "Error.BadAddress" in refused(lab, "Dial", "(s)", address), address
    assert "Error.NoSuchCall" in refused(lab, "Answer", "(s)", "")
    assert len(lab.sent()) == sent, lab.sent()


@item("scripts: a call is seen, answered and ended by one")
def scripts_call(lab):
    _, c = lab.carol_calls()
    (call,) = live_calls(lab)
    assert (call["state"], call["direction"]) == ("incoming", "incoming"), call
    script(lab, "Answer", "(s)", call["id"])
    lab.carol.wait_event("call-state", state="active", since=c)
    script(lab, "HangUp", "(s)", "")
    lab.carol.wait_event("call-state", state="ended", since=c)
