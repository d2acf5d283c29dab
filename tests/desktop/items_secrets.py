# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the password is: in the keyring of the desktop, and nowhere else; and what a person reads when it is locked."""

import os
import pathlib
import subprocess

import tour
import window_verbs
from gi.repository import GLib
from items_background import registered
from lab import item

PROMPT = "^Unlock Login Keyring$"
NAME, PATH, SERVICE = "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service"


def find_items(lab):
    """Those of the program that can be read, and those that are locked; other tests leave some in the same keyring."""
    return lab.ask(NAME, PATH, SERVICE, "SearchItems",
                   GLib.Variant("(a{ss})", ({"xdg:schema": f"{lab.app}.Account"},))).unpack()


def read(lab, path):
    session = lab.ask(NAME, PATH, SERVICE, "OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))).unpack()[1]
    secret = lab.ask(NAME, path, "org.freedesktop.Secret.Item", "GetSecret", GLib.Variant("(o)", (session,))).unpack()[0]
    return bytes(secret[2]).decode()


def collection_of(path):
    return path.rsplit("/", 1)[0]


@item("keyring: the password lies there, and in no file of ours")
def kept_in_keyring(lab):
    lab.activate()
    tour.wait_for("the window", lab.window.is_open)
    paths, locked = find_items(lab)
    assert not locked, locked
    assert [read(lab, path) for path in paths].count(lab.users["alice"]) == 1, paths
    for place in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        for file in pathlib.Path(os.environ[place]).rglob("*"):
            if file.is_file() and "keyrings" not in file.parts:
                assert lab.users["alice"].encode() not in file.read_bytes(), file


@item("keyring: started again, the program takes the password from there, and is ready")
def read_from_keyring(lab):
    lab.quit()
    k = lab.kamailio.mark()
    lab.activate()
    registered(lab, k)
    lab.window.reads("^Ready$")


def desktop_asks():
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", PROMPT], capture_output=True, text=True,
                           timeout=20, check=False)
    return bool(found.stdout.split())


@item("locked: the desktop asks for its password; refused, the program says so in words and goes on")
def locked_keyring(lab):
    lab.quit()
    path = find_items(lab)[0][0]
    done, _prompt = lab.ask(NAME, PATH, SERVICE, "Lock", GLib.Variant("(ao)", ([collection_of(path)],))).unpack()
    assert done == [collection_of(path)], done
    lab.activate()
    tour.wait_for("the question of the desktop", desktop_asks)
    window_verbs.keys(lab, "key", "Escape", window=PROMPT)
    lab.window.reads("keyring is locked")
    assert not lab.is_gone()
    lab.quit()
