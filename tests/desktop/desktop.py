#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program at home on a desktop: started by its name, opened by links, answered from notifications, kept in the
background; TAP on stdout. To be run inside tools/virtual-session.

    desktop.py WINDOW-PROGRAM COMMAND-LINE-PROGRAM APPLICATION-ID FOLDER-OF-SCHEMAS [NAME…]

The items are in items_*.py, in the order of THEMES; each is named by what a person notices. With names of functions
(or of themes) only those are tried, after the first."""

import importlib
import os
import pathlib
import shutil
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
import lab as laboratory  # noqa: E402

THEMES = ("start", "links", "background", "ringing", "commands", "search", "bus", "secrets")


def collect(wanted):
    for theme in THEMES:
        importlib.import_module(f"items_{theme}")
    first = laboratory.ITEMS[0]
    return [entry for entry in laboratory.ITEMS if not wanted or entry is first or entry[1].__name__ in wanted
            or entry[1].__module__.removeprefix("items_") in wanted]


def say(lab, number, name, error):
    print(f"{'not ok' if error else 'ok'} {number} - desktop: {name}", flush=True)
    if not error:
        return
    for line in error.rstrip().splitlines():
        print(f"# {line}")
    words = " | ".join(sorted({text for text in lab.window.texts() if text}))
    print(f"# on the screen: {words}")
    for log in ("program.log", "shell.log", "portal.log", "kamailio.log"):
        path = lab.folder / log
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[-8:] if path.exists() else ():
            print(f"#   {log}: {line[:200]}")


def attempt(lab, function):
    try:
        function(lab)
    except Exception:  # an item's failure of any kind is its result
        return traceback.format_exc()
    return None


def main():
    program, cli, app, schemas, *wanted = sys.argv[1:]
    chosen = collect(wanted)
    print(f"1..{len(chosen)}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="earshot-desktop-"))
    for name in ("GTK_A11Y", "GSETTINGS_BACKEND"):
        os.environ.pop(name, None)
    laboratory.tour.Atspi.init()
    lab = laboratory.Lab(folder, program, cli, app, schemas)
    failures = 0
    try:
        for number, (name, function) in enumerate(chosen, 1):
            error = attempt(lab, function)
            failures += error is not None
            say(lab, number, name, error)
    finally:
        if not lab.is_gone():
            lab.kill()
        lab.stop()
    if not failures:
        shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
