# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""More items of window.py: what a person does with a call, with words and with people. Each starts from rest."""

import re
import subprocess
import sys

from peers import DOMAIN, HERE, Phone

sys.path.insert(0, str(HERE.parents[1] / "tools"))
import tour  # noqa: E402
from gi.repository import Atspi  # noqa: E402

ALICE = f"sip:alice@{DOMAIN}"
BOB_HZ = 700
CAROL_HZ = 500
DAVE_HZ = 600
WINDOWS = (Atspi.Role.FRAME, Atspi.Role.DIALOG)
ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


def need_phone(lab, name, hertz):
    """A command-line phone, from when it is first needed."""
    if getattr(lab, name) is None:
        phone = Phone(lab.folder, lab.cli, name, lab.users[name], lab.kamailio.server, hertz)
        setattr(lab, name, phone)
        phone.wait_event("account-state", state="registered", seconds=30)
    return getattr(lab, name)


def need_carol(lab):
    return need_phone(lab, "carol", CAROL_HZ)


def heard(hertz, speaker):
    """Waits until @hertz is what @speaker plays."""
    def look():
        level, frequency = tour.listen(speaker)
        return level > tour.LOUD_DBFS and abs(frequency - hertz) <= tour.TOLERANCE_HZ

    tour.wait_for(f"a tone of {hertz} Hz at {speaker}", look)


def words_in(node):
    """All words of a part of the window."""
    return " ".join(tour.safe(part.get_name) or "" for part in tour.walk(node, 2))


def on_top(lab, roles, name, below=None):
    """What has one of those roles, that name, and those words in it; of several the one that lies on top of the others."""
    def look():
        found = [node for node in lab.window.nodes()
                 if tour.safe(node.get_role) in roles and re.search(name, tour.safe(node.get_name) or "")
                 and (below is None or below in words_in(node))]
        return found[-1] if found else None

    return tour.wait_for(f"{name!r} with {below!r}", look)


def act(node):
    """What Enter would do, as an assistive tool does it."""
    assert node.get_action_iface().do_action(0)


def result(lab, heading, words):
    """A row of the search's results, by the heading it stands below."""
    group = on_top(lab, [Atspi.Role.LIST], f"^{heading}$", words)
    return next(row for row in tour.walk(group, 2)
                if tour.safe(row.get_role) == Atspi.Role.LIST_ITEM and words in words_in(row))


def look_for(lab, words):
    keys(lab, "key", "ctrl+f")
    tour.wait_for("the field of the search", lambda: lab.window.content("Search") is not None)
    lab.window.write("Search", words)


def hang_up(lab, since):
    lab.window.press("Hang Up")
    lab.bob.wait_event("session", state="Terminated", since=since)
    lab.no_live_call()


def keys(lab, *order, window="^Earshot$"):
    """Presses keys, or types, in a window by its title."""
    shown = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", window],
                           capture_output=True, text=True, check=True, timeout=20).stdout.split()
    subprocess.run(["xdotool", "windowfocus", "--sync", shown[-1], *order], check=True, timeout=20)


def choose_file(lab, title, path):
    """The window of files has a place for a path once it is asked for it."""
    def look():
        frame = on_top(lab, WINDOWS, f"^{title}$")
        field = next((node for node in tour.walk(frame, 2) if tour.safe(node.get_role) in tour.FIELDS), None)
        if field is None:
            keys(lab, "key", "ctrl+l", window=f"^{title}$")
        return field

    field = tour.wait_for("the place for a path", look)
    field.get_editable_text_iface().set_text_contents(str(path))
    lab.window.press("Open")


def choose_speaker(lab, name):
    lab.window.press("Choose Microphone and Speaker")
    act(on_top(lab, [Atspi.Role.RADIO_BUTTON], f"^{name}$"))
    keys(lab, "key", "Escape")


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


@item("import: the people of a file are there")
def import_people(lab):
    path = lab.folder / "friends.vcf"
    path.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Quirina Zuckmayer\r\nTEL;TYPE=home:+49 30 1234567\r\n"
                    "END:VCARD\r\n", encoding="utf-8")
    lab.window.press("People")
    lab.window.press("Import…")
    choose_file(lab, "Import People", path)
    lab.window.reads("^Quirina Zuckmayer$")


@item("search: a name leads to the person, a word of a message to where it was written")
def search(lab):
    look_for(lab, "Zuckm")
    act(result(lab, "People", "Quirina Zuckmayer"))
    lab.window.reads("30 ?1234567")
    keys(lab, "key", "Escape")
    tour.wait_for("the end of the person's page", lambda: "Edit" not in lab.window.texts())
    look_for(lab, "there")
    act(result(lab, "Messages", "Is it there?"))
    tour.wait_for("the conversation", lambda: lab.window.content("Message") is not None)
    lab.window.reads("^It is.$")


@item("block: a stranger's message waits among the requests; blocked, neither word nor call of theirs is shown")
def block(lab):
    dave = need_phone(lab, "dave", DAVE_HZ)
    dave.send(f"message {ALICE} You have won.")
    on_top(lab, [Atspi.Role.PAGE_TAB], "^Messages")
    lab.window.press("Messages")
    act(on_top(lab, [Atspi.Role.PUSH_BUTTON], "^Message Requests"))
    act(on_top(lab, [Atspi.Role.LIST_ITEM], "", "You have won."))
    lab.window.press("Block")
    lab.window.reads("^dave@.* was blocked$")
    d = dave.mark()
    dave.send(f"message {ALICE} You have won again.")
    dave.send(f"call {ALICE}")
    dave.wait_event("call-state", state="ended", since=d)
    keys(lab, "key", "ctrl+comma")
    act(on_top(lab, [Atspi.Role.PAGE_TAB], "^Messages$"))
    lab.window.reads("^Turned away: 1 call, 1 message$")
    shown = lab.window.texts()
    assert not {"Answer", "You have won again."} & set(shown), shown
    act(on_top(lab, [Atspi.Role.PUSH_BUTTON], "^Unblock$"))
    tour.wait_for("an empty list of the blocked", lambda: "Unblock" not in lab.window.texts())
    keys(lab, "key", "Escape")
    dave.send(f"message {ALICE} Sorry about that.")
    act(on_top(lab, [Atspi.Role.PUSH_BUTTON], "^Message Requests"))
    lab.window.reads("Sorry about that.")
    assert not any("won again" in text for text in lab.window.texts())


@item("change of device: in the middle of a call another speaker is chosen by its name, and plays what was heard")
def change_speaker(lab):
    module = subprocess.run(["pactl", "load-module", "module-null-sink", "sink_name=second-speaker", "channels=1",
                             "sink_properties=device.description=Kitchen"],
                            capture_output=True, text=True, check=True, timeout=20).stdout.strip()
    b = lab.call_bob()
    heard(BOB_HZ, "virtual-speaker")
    choose_speaker(lab, "Kitchen")
    heard(BOB_HZ, "second-speaker")
    tour.wait_for("silence at the first", lambda: tour.listen("virtual-speaker")[0] < tour.QUIET_DBFS)
    choose_speaker(lab, "Virtual speaker")
    heard(BOB_HZ, "virtual-speaker")
    hang_up(lab, b)
    subprocess.run(["pactl", "unload-module", module], check=True, timeout=20)
