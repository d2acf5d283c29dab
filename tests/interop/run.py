#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Earshot's command-line phone against a real exchange and a real browser, on loopback; TAP on stdout.

    EARSHOT_NODE_MODULES=FOLDER run.py PHONE-PROGRAM [NAME…]

alice is Earshot, bob is Chromium with SIP.js, Kamailio stands between them. Each item is a function that
starts from rest: registered, no call. An item that fails is followed by a clean-up, so that the next one
is judged for itself."""

import os
import pathlib
import secrets
import shutil
import sys
import tempfile
import traceback

from peers import DOMAIN, FarEnd, Kamailio, Phone, TooLate

ALICE_HZ = 1000
BOB_HZ = 700
ALICE = f"sip:alice@{DOMAIN}"
BOB = f"sip:bob@{DOMAIN}"
ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


class Lab:
    """Everything the items share."""

    def __init__(self, folder, program, modules):
        self.folder = folder
        self.program = program
        self.users = {name: secrets.token_urlsafe(12) for name in ("alice", "bob", "dora")}
        self.kamailio = Kamailio(folder, self.users)
        self.bob = FarEnd(folder, modules, BOB_HZ)
        self.bob.do("start", server=self.kamailio.server, user="bob", domain=DOMAIN,
                    password=self.users["bob"])
        self.bob.wait_event("registration", state="Registered")
        self.alice = None

    def start_phone(self, user, password=None, hertz=ALICE_HZ, extra=()):
        return Phone(self.folder, self.program, user, password or self.users[user], self.kamailio.server,
                     hertz, extra)

    def marks(self):
        return self.alice.mark(), self.bob.mark()

    def alice_calls_bob(self):
        """A call from alice, answered; gives back the marks of its start."""
        a, b = self.marks()
        self.alice.send(f"call {BOB}")
        self.bob.wait_event("invite", since=b)
        self.bob.do("answer")
        self.alice.wait_event("call-state", state="active", since=a)
        self.bob.wait_event("session", state="Established", since=b)
        return a, b

    def bob_calls_alice(self):
        a, b = self.marks()
        self.bob.begin("invite", target=ALICE)
        self.alice.wait_event("call-state", state="incoming", since=a)
        self.alice.send("answer")
        self.alice.wait_event("call-state", state="active", since=a)
        self.bob.wait_event("session", state="Established", since=b)
        return a, b

    def both_hear(self, a):
        """Level and frequency, measured at both ends."""
        self.alice.hear(BOB_HZ, a)
        return self.bob_hears(ALICE_HZ)

    def bob_hears(self, hertz, tries=20):
        for _ in range(tries):
            heard = self.bob.do("measure")
            if abs(heard["hz"] - hertz) <= 15 and heard["db"] > -45 and heard["packetsReceived"] > 0:
                return heard
        raise TooLate(f"chromium hears {heard}, not {hertz} Hz")

    def bob_hears_nothing(self, tries=40):
        for _ in range(tries):
            heard = self.bob.do("measure")
            if heard["db"] < -60:
                return heard
        raise TooLate(f"chromium still hears {heard}")

    def rest(self):
        """Back to no call, whatever happened."""
        if self.alice is not None and self.alice.process.poll() is None:
            self.alice.send("hangup")
        for verb in ("bye", "cancel"):
            try:
                self.bob.do(verb, 3)
            except TooLate:
                pass  # there was nothing to end
        if self.alice is not None:
            self.wait_calls_ended()

    def wait_calls_ended(self):
        calls = [e for e in list(self.alice.events) if e.get("event") == "call-state"]
        for call in {e["id"] for e in calls}:
            self.alice.wait_event("call-state", 10, id=call, state="ended")


@item("register: Kamailio has the binding after a digest challenge")
def register(lab):
    k = lab.kamailio.mark()
    lab.alice = lab.start_phone("alice", extra=["--expires=12"])
    lab.alice.wait_event("account-state", state="registered")
    lab.kamailio.wait("REGISTER of alice", lambda e: e.startswith("register alice expires="), since=k)


@item("refresh: the binding is renewed before it expires")
def refresh(lab):
    k = lab.kamailio.mark()
    lab.kamailio.wait("a second REGISTER", lambda e: e.startswith("register alice expires=12"), 15, k)
    a, b = lab.alice_calls_bob()
    lab.alice.send("hangup")
    lab.bob.wait_event("session", state="Terminated", since=b)


@item("call out: rings, answered, active at both ends")
def call_out(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB}")
    invite = lab.bob.wait_event("invite", since=b)
    assert invite["from"] == ALICE, invite["from"]
    lab.alice.wait_event("call-state", state="ringing", since=a)
    lab.bob.do("answer")
    lab.alice.wait_event("call-state", state="active", since=a)
    lab.bob.wait_event("session", state="Established", since=b)


@item("call out: audio both ways, level and frequency at both ends")
def call_out_audio(lab):
    a, _ = lab.alice_calls_bob()
    heard = lab.both_hear(a)
    assert heard["codec"] == "audio/opus", heard


@item("hang up from our side: the far end is told")
def hang_up_ours(lab):
    a, b = lab.alice_calls_bob()
    lab.alice.send("hangup")
    lab.bob.wait_event("session", state="Terminated", since=b)
    lab.alice.wait_event("call-state", state="ended", since=a)


@item("hang up from their side: we are told")
def hang_up_theirs(lab):
    a, b = lab.alice_calls_bob()
    lab.bob.do("bye")
    ended = lab.alice.wait_event("call-state", state="ended", since=a)
    assert not ended.get("error"), ended


@item("call in: incoming with a UTF-8 name, answered")
def call_in(lab):
    a, _ = lab.bob_calls_alice()
    incoming = lab.alice.wait_event("call-state", state="incoming", since=a)
    assert incoming["name"] == "Bob “Браузер” 😀", incoming
    assert "bob@" + DOMAIN in incoming["remote"], incoming


@item("call in: audio both ways, level and frequency at both ends")
def call_in_audio(lab):
    a, _ = lab.bob_calls_alice()
    lab.both_hear(a)


@item("mute: the far end hears silence, then the tone again")
def mute(lab):
    a, _ = lab.alice_calls_bob()
    lab.both_hear(a)
    lab.alice.send("mute")
    lab.bob_hears_nothing()
    lab.alice.send("unmute")
    lab.bob_hears(ALICE_HZ)


@item("move: they start ICE anew, whoever called, and sound is back in under 3 s")
def move(lab):
    for call in (lab.alice_calls_bob, lab.bob_calls_alice):
        a, _ = call()
        lab.both_hear(a)
        for _ in range(2):
            took = lab.bob.do("restart")
            print(f"# {call.__name__}: back after {took['ms']} ms", flush=True)
            if took["ms"] > 3000:
                raise TooLate(f"DTLS was up again after {took['ms']} ms")
            lab.both_hear(lab.alice.mark())
        lab.rest()


@item("hold: by us and resumed, sound back both ways")
def hold(lab):
    a, _ = lab.alice_calls_bob()
    lab.both_hear(a)
    lab.alice.send("hold")
    lab.alice.wait_event("call-state", state="held", since=a)
    lab.bob_hears_nothing()
    a = lab.alice.mark()
    lab.alice.send("resume")
    lab.alice.wait_event("call-state", state="active", since=a)
    lab.both_hear(a)


@item("held by them: we say so, and sound comes back")
def held_by_them(lab):
    a, _ = lab.alice_calls_bob()
    lab.both_hear(a)
    lab.bob.do("hold", on=True)
    lab.alice.wait_event("call-state", state="held", since=a)
    a = lab.alice.mark()
    lab.bob.do("hold", on=False)
    lab.alice.wait_event("call-state", state="active", since=a)
    lab.both_hear(a)


@item("decline theirs: they get 603")
def decline(lab):
    a, b = lab.marks()
    lab.bob.begin("invite", target=ALICE)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.alice.send("decline")
    lab.bob.wait_event("rejected", status=603, since=b)


@item("busy: they get 486")
def busy(lab):
    a, b = lab.marks()
    lab.bob.begin("invite", target=ALICE)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.alice.send("busy")
    lab.bob.wait_event("rejected", status=486, since=b)


@item("busy far end: a plain sentence, no protocol word")
def far_end_busy(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB}")
    lab.bob.wait_event("invite", since=b)
    lab.bob.do("reject", status=486)
    ended = lab.alice.wait_event("call-state", state="ended", since=a)
    assert "busy" in ended["error"].lower() and "486" not in ended["error"], ended


@item("declined by the far end: a plain sentence")
def far_end_declines(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB}")
    lab.bob.wait_event("invite", since=b)
    lab.bob.do("reject", status=603)
    ended = lab.alice.wait_event("call-state", state="ended", since=a)
    assert ended["error"] and "603" not in ended["error"], ended


@item("cancel ours: it stops ringing there")
def cancel_ours(lab):
    a, b = lab.marks()
    lab.alice.send(f"call {BOB}")
    lab.bob.wait_event("invite", since=b)
    lab.alice.wait_event("call-state", state="ringing", since=a)
    lab.alice.send("hangup")
    lab.bob.wait_event("cancelled", since=b)
    lab.alice.wait_event("call-state", state="ended", since=a)


@item("cancel theirs: it stops ringing here, a missed call")
def cancel_theirs(lab):
    a, b = lab.marks()
    lab.bob.begin("invite", target=ALICE)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.bob.do("cancel")
    lab.alice.wait_event("call-state", state="ended", since=a)
    lab.bob.wait_event("session", state="Terminated", since=b)


@item("no answer: an unanswered call ends with 480 after the phone's own limit")
def no_answer(lab):
    lab.alice.stop()
    lab.alice = lab.start_phone("alice", extra=["--no-answer-after=4"])
    lab.alice.wait_event("account-state", state="registered")
    a, b = lab.marks()
    lab.bob.begin("invite", target=ALICE)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.bob.wait_event("rejected", 20, status=480, since=b)
    lab.alice.wait_event("call-state", state="ended", since=a)


@item("call to nobody: a plain sentence")
def nobody(lab):
    a = lab.alice.mark()
    lab.alice.send(f"call sip:nobody@{DOMAIN}")
    ended = lab.alice.wait_event("call-state", state="ended", since=a)
    assert ended["error"] and "404" not in ended["error"], ended


@item("digits: tones reach the far end during a call")
def digits(lab):
    a, _ = lab.alice_calls_bob()
    before = lab.both_hear(a)
    lab.alice.send("digits 12#")
    lab.alice.wait_event("digits-sent", digits="12#", since=a)
    after = lab.bob_hears(ALICE_HZ)
    assert after["packetsReceived"] > before["packetsReceived"], (before, after)


@item("digits: keys pressed there are told here, each once and in their order")
def digits_in(lab):
    a, _ = lab.alice_calls_bob()
    lab.both_hear(a)
    lab.bob.do("press", keys="159#")
    lab.alice.wait_event("digit", digit="#", since=a)
    told = "".join(e["digit"] for e in lab.alice.events[a:] if e.get("event") == "digit")
    assert told == "159#", told


@item("message out: UTF-8 arrives, and we are told so")
def message_out(lab):
    text = "Grüße, Привет, 你好, 👋🏽 — “ok”"
    a, b = lab.marks()
    lab.alice.send(f"message {BOB} {text}")
    got = lab.bob.wait_event("message", since=b)
    assert got["text"] == text and got["from"] == ALICE, got
    assert got["type"].startswith("text/plain"), got
    lab.alice.wait_event("message-sent", since=a)
    # Asked meanwhile what it takes, it said nothing of envelopes (WISHES D10).
    b = lab.bob.mark()
    lab.alice.send(f"message {BOB} and once more")
    got = lab.bob.wait_event("message", since=b)
    assert got["text"] == "and once more" and got["type"].startswith("text/plain"), got


@item("message in: UTF-8 arrives, and they are told so")
def message_in(lab):
    text = "Ünïcødé नमस्ते 🎧"
    a, b = lab.marks()
    lab.bob.do("message", target=ALICE, text=text)
    got = lab.alice.wait_event("message", since=a)
    assert got["text"] == text and "bob@" + DOMAIN in got["from"], got
    lab.bob.wait_event("message-accepted", status=200, since=b)


@item("wrong password: said in words, and no storm of tries")
def wrong_password(lab):
    k = lab.kamailio.mark()
    dora = lab.start_phone("dora", password="not-it")
    refused = dora.wait_event("account-state", state="refused")
    assert "password" in refused["text"].lower(), refused
    dora.stop()
    assert not [e for e in lab.kamailio.events[k:] if e.startswith("register dora")]


@item("two Earshots through Kamailio: a call, heard at both ends")
def two_earshots(lab):
    dora = lab.start_phone("dora", hertz=1500)
    dora.wait_event("account-state", state="registered")
    a, d = lab.alice.mark(), dora.mark()
    dora.send(f"call {ALICE}")
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.alice.send("answer")
    dora.wait_event("call-state", state="active", since=d)
    lab.alice.hear(1500, a)
    dora.hear(ALICE_HZ, d)
    dora.send("hangup")
    lab.alice.wait_event("call-state", state="ended", since=a)
    assert dora.stop() == 0, "dora ended badly (a leak, or a crash): see its log"


@item("server stopped: the line is said to be down; started again: registered by itself, and callable")
def server_restart(lab):
    a, b = lab.marks()
    port = lab.kamailio.port
    lab.kamailio.stop()
    lab.alice.wait("the loss", lambda e: e.get("event") == "account-state" and
                   e.get("state") in ("waiting", "connecting"), 10, a)
    lab.kamailio = Kamailio(lab.folder, lab.users, port)
    lab.alice.wait_event("account-state", 45, state="registered", since=a)
    lab.bob.do("reconnect", 30)
    lab.alice_calls_bob()


@item("unregister: calls for us find nobody")
def unregister(lab):
    k = lab.kamailio.mark()
    a, b = lab.marks()
    lab.alice.send("unregister")
    lab.kamailio.wait("REGISTER with expires=0", lambda e: e.startswith("register alice expires=0"), 15, k)
    lab.alice.wait_event("unregistered", since=a)
    lab.bob.begin("invite", target=ALICE)
    lab.bob.wait_event("rejected", status=404, since=b)


@item("quit: the phone ends cleanly, without a leak")
def leave(lab):
    lab.alice.send("quit")
    lab.alice.process.wait(15)
    assert lab.alice.stop() == 0, "alice ended badly (a leak, or a crash): see its log"


def say(number, name, error, folder):
    print(f"{'not ok' if error else 'ok'} {number} - {name}", flush=True)
    if error:
        for line in error.rstrip().splitlines():
            print(f"# {line}")
        for log in sorted(folder.glob("*.log")):
            print(f"# --- the end of {log.name}")
            for line in log.read_text(encoding="utf-8", errors="replace").splitlines()[-25:]:
                print(f"#   {line[:300]}")


def main():
    program, wanted = sys.argv[1], sys.argv[2:]
    modules = os.environ["EARSHOT_NODE_MODULES"]
    chosen = [(name, f) for name, f in ITEMS if not wanted or f.__name__ in wanted or f is register]
    print(f"1..{len(chosen)}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="earshot-interop-"))
    failures = 0
    lab = Lab(folder, program, modules)
    try:
        for number, (name, function) in enumerate(chosen, 1):
            error = None
            try:
                function(lab)
            except Exception:  # an item's failure of any kind is its result
                error = traceback.format_exc()
                failures += 1
            say(number, name, error, folder)
            lab.rest()
    finally:
        for peer in (lab.alice, lab.bob, lab.kamailio):
            if peer is not None:
                peer.stop()
    if not failures:
        shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
