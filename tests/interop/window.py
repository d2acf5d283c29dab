#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Earshot's window, driven by its accessibility tree, against a real exchange and a real browser; TAP on stdout.

    EARSHOT_NODE_MODULES=FOLDER window.py WINDOW-PROGRAM COMMAND-LINE-PROGRAM [NAME…]

alice is the window, bob is Chromium with SIP.js, carol and
dave (a stranger) the command-line phone, Kamailio stands between them. alice speaks into the virtual
microphone and is heard at the virtual speaker of tools/virtual-session. The items follow one another, as a
person's morning would."""

import os
import pathlib
import secrets
import shutil
import sys
import tempfile
import traceback

from peers import DOMAIN, HERE, FarEnd, Kamailio, TooLate

sys.path.insert(0, str(HERE.parents[1] / "tools"))
import tour  # noqa: E402
import window_verbs  # noqa: E402
from gi.repository import Atspi  # noqa: E402

BOB_HZ = 700
ALICE = f"sip:alice@{DOMAIN}"
ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


def heard_at_speaker(hertz):
    window_verbs.heard(hertz, "virtual-speaker")


class Lab:
    """Everything the items share."""

    def __init__(self, folder, program, cli, modules):
        self.folder = folder
        self.cli = cli
        self.users = {name: secrets.token_urlsafe(12) for name in ("alice", "bob", "carol", "dave")}
        self.kamailio = Kamailio(folder, self.users, max_expires=20)
        self.bob = FarEnd(folder, modules, BOB_HZ)
        self.bob.do("start", server=self.kamailio.server, user="bob", domain=DOMAIN, password=self.users["bob"])
        self.bob.wait_event("registration", state="Registered")
        self.voice = tour.Voice(folder)
        self.window = tour.Window(program)
        self.carol = None
        self.dave = None

    def address(self, target="bob"):
        """A pressed button acts a moment later, and "New Call" empties the field: only then is it ours to fill."""
        if self.window.content("Address") is not None:
            self.window.write("Address", "somebody else")
        self.window.press("New Call")
        tour.wait_for("an empty address", lambda: self.window.content("Address") == "")
        self.window.write("Address", target)

    def dial(self, target="bob"):
        self.address(target)
        self.window.press("Call")

    def call_bob(self):
        b = self.bob.mark()
        self.dial()
        self.bob.wait_event("invite", since=b)
        self.bob.do("answer")
        self.bob.wait_event("session", state="Established", since=b)
        self.window.reads(r"^\d+:\d\d$")
        return b

    def bob_calls(self):
        b = self.bob.mark()
        self.bob.begin("invite", target=ALICE)
        self.window.reads("Incoming")
        return b

    def bob_hears(self, hertz, tries=20):
        for _ in range(tries):
            heard = self.bob.do("measure")
            if abs(heard["hz"] - hertz) <= 15 and heard["db"] > -45 and heard["packetsReceived"] > 0:
                return
        raise TooLate(f"chromium hears {heard}, not {hertz} Hz")

    def bob_hears_nothing(self, tries=20):
        for _ in range(tries):
            heard = self.bob.do("measure")
            if heard["db"] < -55:
                return
        raise TooLate(f"chromium still hears {heard}")

    def both_hear(self):
        heard_at_speaker(BOB_HZ)
        with self.voice:
            self.bob_hears(tour.TONE_HZ)

    def no_live_call(self):
        tour.wait_for("the end of the call", lambda: "Hang Up" not in self.window.texts())


@item("wrong password: the window says so in words")
def wrong_password(lab):
    lab.window.press("Add an Account")
    lab.window.write("Address", f"alice@{DOMAIN}")
    lab.window.write("Password", "not-it")
    lab.window.write("Server", lab.kamailio.server)
    lab.window.press("Add")
    lab.window.reads("password is not right")


@item("register: with the right one the window is ready, and Kamailio has the binding")
def register(lab):
    k = lab.kamailio.mark()
    lab.window.press("Edit Account…")
    lab.window.write("New Password", lab.users["alice"])
    lab.window.press("Save")
    lab.kamailio.wait("REGISTER of alice", lambda e: e.startswith("register alice expires="), since=k)
    lab.window.reads("Ready")


@item("refresh: the binding is renewed before it expires")
def refresh(lab):
    k = lab.kamailio.mark()
    lab.kamailio.wait("a second REGISTER", lambda e: e.startswith("register alice expires="), 20, k)


@item("call out: answered, audio both ways by microphone and speaker")
def call_out(lab):
    lab.call_bob()
    lab.both_hear()


@item("mute: the far end hears silence, then the voice again")
def mute(lab):
    with lab.voice:
        lab.bob_hears(tour.TONE_HZ)
        lab.window.press("Mute")
        lab.bob_hears_nothing()
        lab.window.press("Mute")
        lab.bob_hears(tour.TONE_HZ)


@item("hang up from our side: the far end is told")
def hang_up_ours(lab):
    b = lab.bob.mark()
    lab.window.press("Hang Up")
    lab.bob.wait_event("session", state="Terminated", since=b)
    lab.no_live_call()


@item("hang up from their side: the window says so")
def hang_up_theirs(lab):
    lab.call_bob()
    lab.bob.do("bye")
    lab.no_live_call()


@item("call in: the window asks, answers, and both hear each other")
def call_in(lab):
    b = lab.bob_calls()
    lab.window.reads("Bob “Браузер” 😀")
    lab.window.press("Answer")
    lab.bob.wait_event("session", state="Established", since=b)
    lab.both_hear()
    lab.window.press("Hang Up")
    lab.bob.wait_event("session", state="Terminated", since=b)


@item("decline theirs: they get 603")
def decline(lab):
    b = lab.bob_calls()
    lab.window.press("Decline")
    lab.bob.wait_event("rejected", status=603, since=b)


@item("busy far end: a plain sentence on the screen")
def far_end_busy(lab):
    b = lab.bob.mark()
    lab.dial()
    lab.bob.wait_event("invite", since=b)
    lab.bob.do("reject", status=486)
    lab.window.reads("They are busy")


@item("cancel ours: it stops ringing there")
def cancel_ours(lab):
    b = lab.bob.mark()
    lab.dial()
    lab.bob.wait_event("invite", since=b)
    lab.window.press("Hang Up")
    lab.bob.wait_event("cancelled", since=b)


@item("cancel theirs: it stops ringing here and is a missed call")
def cancel_theirs(lab):
    lab.bob_calls()
    lab.bob.do("cancel")
    lab.window.press("Calls")
    lab.window.reads("Missed call")


@item("no answer: after a minute the caller is told, and it is a missed call")
def no_answer(lab):
    b = lab.bob_calls()
    lab.bob.wait_event("rejected", 75, status=480, since=b)
    tour.wait_for("the end of the ringing", lambda: "Answer" not in lab.window.texts())


@item("message out and in: UTF-8 both ways")
def messages(lab):
    b = lab.bob.mark()
    lab.address()
    lab.window.press("Write a Message")
    lab.window.write("Message", "Grüße, Привет, 👋🏽")
    lab.window.press("Send")
    got = lab.bob.wait_event("message", since=b)
    assert got["text"] == "Grüße, Привет, 👋🏽" and got["from"] == ALICE, got
    lab.bob.do("message", target=ALICE, text="नमस्ते 🎧")
    lab.window.reads("नमस्ते 🎧")
    lab.bob.wait_event("message-accepted", status=200, since=b)


ITEMS.extend(window_verbs.ITEMS)


@item("server stopped: the window says the line is down; started again: ready by itself, and callable")
def server_restart(lab):
    port = lab.kamailio.port
    lab.kamailio.stop()
    lab.window.reads("Trying again|Connecting|Not Connected|No connection")
    lab.kamailio = Kamailio(lab.folder, lab.users, port, max_expires=20)
    lab.kamailio.wait("REGISTER of alice", lambda e: e.startswith("register alice expires="), 45)
    lab.window.reads("Ready")
    lab.bob.do("reconnect", 30)
    lab.call_bob()
    lab.window.press("Hang Up")
    lab.no_live_call()


@item("quit: the binding is taken away")
def close(lab):
    k = lab.kamailio.mark()
    window_verbs.keys(lab, "key", "ctrl+q")
    assert lab.window.process.wait(tour.PATIENCE_S) == 0
    lab.kamailio.wait("REGISTER with expires=0", lambda e: e.startswith("register alice expires=0"), 15, k)


def say(lab, number, name, error):
    print(f"{'not ok' if error else 'ok'} {number} - window: {name}", flush=True)
    if error:
        for line in error.rstrip().splitlines():
            print(f"# {line}")
        if lab.window.process.poll() is None:
            words = " | ".join(sorted({text for text in lab.window.texts() if text}))
            print(f"# on the screen: {words}")
        for log in ("kamailio.log", "far-end.log"):
            for line in (lab.folder / log).read_text(encoding="utf-8", errors="replace").splitlines()[-8:]:
                print(f"#   {log}: {line[:200]}")


def main():
    program, cli, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
    modules = os.environ["EARSHOT_NODE_MODULES"]
    chosen = [(name, f) for name, f in ITEMS if not wanted or f.__name__ in (*wanted, "wrong_password", "register")]
    print(f"1..{len(chosen)}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="earshot-window-"))
    os.environ.pop("GTK_A11Y", None)
    for name in ("DATA", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    Atspi.init()
    failures = 0
    lab = Lab(folder, program, cli, modules)
    try:
        for number, (name, function) in enumerate(chosen, 1):
            error = None
            try:
                function(lab)
            except Exception:  # an item's failure of any kind is its result
                error = traceback.format_exc()
                failures += 1
            say(lab, number, name, error)
    finally:
        if lab.window.process.poll() is None:
            lab.window.process.kill()
        for peer in filter(None, (lab.carol, lab.dave, lab.bob, lab.kamailio)):
            peer.stop()
    if not failures:
        shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
