# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The telephone from a terminal, while its window is anywhere or nowhere."""

import os
import subprocess

import tour
from lab import ALICE, item
from peers import DOMAIN

NONSENSE = (["--call="], ["--call", "--answer"], ["--call", "bob\033[2Jbob"], ["--message", "bob\r\nVia: x"],
            ["--call", "x" * 5000], ["--answer", "--decline"], ["--hangup", "sip:bob@lab.example"], ["--bogus"],
            ["file:///etc/passwd"], ["bob@lab.example"], ["javascript:alert(1)"], ["sip:"], ["sip:bob\n@lab.example"],
            ["sip:a@b"] * 20, [b"--call=\xff\xfe"])


def type_in(lab, *words, seconds=60):
    """As a person types it; gives back how it ended and what the terminal shows."""
    done = subprocess.run([lab.program, *words], capture_output=True, timeout=seconds, check=False,
                          env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0:strict_string_checks=1", LC_ALL="C.UTF-8"))
    return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")


def is_called(lab):
    """By carol; gives back where her events were before."""
    carol = lab.need_carol()
    c = carol.mark()
    carol.send(f"call {ALICE}")
    tour.wait_for("the call among what is told", lambda: "Incoming Call" in type_in(lab, "--status")[1])
    return c


@item("terminal: whether one can be reached is said there, and not where the window is")
def tell_status(lab):
    code, said, _ = type_in(lab, "--status")
    assert (code, said) == (0, f"alice@{DOMAIN}: Ready\n"), (code, said)


@item("terminal: with nobody calling there is nothing to answer, to decline or to end, and it says so")
def nobody_calls(lab):
    for word in ("--answer", "--decline", "--hangup"):
        code, said, complaint = type_in(lab, word)
        assert code == 1 and not said and complaint.endswith(".\n"), (word, code, said, complaint)


@item("terminal: a call that rings is answered, told of, and ended")
def answer_and_end(lab):
    c = is_called(lab)
    code, _, complaint = type_in(lab, "--answer")
    assert code == 0, complaint
    lab.carol.wait_event("call-state", state="active", since=c)
    tour.wait_for("the call among what is told", lambda: "carol" in type_in(lab, "--status")[1].lower())
    code, _, complaint = type_in(lab, "--hangup")
    assert code == 0, complaint
    lab.carol.wait_event("call-state", state="ended", since=c)
    tour.wait_for("no call any more", lambda: len(type_in(lab, "--status")[1].splitlines()) == 1)


@item("terminal: a call that rings is declined, and whoever called learns of it")
def decline(lab):
    c = is_called(lab)
    code, _, complaint = type_in(lab, "--decline")
    assert code == 0, complaint
    assert "eclined" in lab.carol.wait_event("call-state", state="ended", since=c)["error"]
    tour.wait_for("no call any more", lambda: len(type_in(lab, "--status")[1].splitlines()) == 1)


@item(f"terminal: {len(NONSENSE)} kinds of nonsense are refused in a sentence, and do nothing to the program that runs")
def nonsense(lab):
    before = lab.pid()
    for words in NONSENSE:
        code, said, complaint = type_in(lab, *words)
        assert code == 2 and not said, (words, code, said)
        assert complaint.strip() and "\033" not in complaint and len(complaint.splitlines()) == 1, (words, complaint)
    assert lab.pid() == before
    assert len(type_in(lab, "--status")[1].splitlines()) == 1


@item("terminal: to ask a telephone that does not run starts none")
def not_running(lab):
    lab.quit()
    for word in ("--status", "--answer", "--decline", "--hangup"):
        code, said, complaint = type_in(lab, word)
        assert code == 3 and not said and complaint.endswith(" is not running.\n"), (word, code, said, complaint)
    assert lab.is_gone()
    lab.activate()
    lab.window.reads("^Ready$")
