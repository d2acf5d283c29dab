# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""More items of window.py: what a person does with a call, with words and with people. Each starts from rest."""

import subprocess
import sys

from peers import DOMAIN, HERE, Phone

sys.path.insert(0, str(HERE.parents[1] / "tools"))
import tour  # noqa: E402

CAROL_HZ = 500
ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


def need_carol(lab):
    """The command-line phone, from when it is first needed."""
    if lab.carol is None:
        lab.carol = Phone(lab.folder, lab.cli, "carol", lab.users["carol"], lab.kamailio.server, CAROL_HZ)
        lab.carol.wait_event("account-state", state="registered", seconds=30)
    return lab.carol


def hang_up(lab, since):
    lab.window.press("Hang Up")
    lab.bob.wait_event("session", state="Terminated", since=since)
    lab.no_live_call()


def keys(lab, *order):
    """Presses keys, or types, in the window that was opened last."""
    shown = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(lab.window.process.pid)],
                           capture_output=True, text=True, check=True, timeout=20).stdout.split()
    subprocess.run(["xdotool", "windowfocus", shown[-1], *order], check=True, timeout=20)


@item("hold: the far end hears nothing, then both hear each other again")
def hold(lab):
    b = lab.call_bob()
    lab.both_hear()
    lab.window.press("Hold")
    lab.window.reads("^On Hold")
    with lab.voice:
        lab.bob_hears_nothing()
    lab.window.press("Hold")
    lab.both_hear()
    hang_up(lab, b)


@item("transfer: bob is sent to carol, the two are connected, and we are out")
def transfer(lab):
    carol = need_carol(lab)
    b = lab.call_bob()
    c = carol.mark()
    lab.window.press("Transfer…")
    lab.window.write("Name, Number or Address", "carol")
    lab.window.press("Transfer Now")
    lab.bob.wait_event("refer", since=b)
    lab.bob.do("acceptRefer")
    call = carol.wait_event("call-state", state="incoming", since=c)["id"]
    carol.send("answer")
    carol.wait_event("call-state", id=call, state="active", since=c)
    lab.no_live_call()
    carol.send("hangup")
    carol.wait_event("call-state", id=call, state="ended", since=c)


@item("message to carol: shown as delivered when her telephone says so")
def delivered(lab):
    carol = need_carol(lab)
    c = carol.mark()
    lab.address("carol")
    lab.window.press("Write a Message")
    lab.window.write("Message", "Is it there?")
    lab.window.press("Send")
    carol.wait_event("message", text="Is it there?", since=c)
    carol.send(f"message sip:alice@{DOMAIN} It is.")
    lab.window.reads("^It is.$")
    lab.window.write("Message", "And this?")
    lab.window.press("Send")
    carol.wait_event("message", text="And this?", since=c)
    tour.wait_for("proof that it was delivered", lambda: {"Delivered", "Read"} & set(lab.window.texts()))


@item("search: a word of a message leads to its conversation")
def search(lab):
    lab.window.press("Search")
    lab.window.write("Search", "carol")
    tour.wait_for("carol alone", lambda: any("carol" in text for text in lab.window.texts()))
    lab.window.write("Search", "")
    lab.window.press("Search")


@item("import: the people of a file are there")
def import_people(lab):
    path = lab.folder / "friends.vcf"
    path.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Quirina Zuckmayer\r\nTEL;TYPE=home:+49 30 1234567\r\n"
                    "END:VCARD\r\n", encoding="utf-8")
    lab.window.press("People")
    lab.window.press("Import…")
    tour.wait_for("the window of files", lambda: "Cancel" in lab.window.texts())
    keys(lab, "type", "--delay", "30", str(path))
    keys(lab, "key", "Return")
    lab.window.reads("^Quirina Zuckmayer$")

