#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs of a telephone against telephones of other makes: hold, transfer, and every way a call changes; TAP.

    EARSHOT_NODE_MODULES=FOLDER verbs.py PHONE-PROGRAM [NAME…]

The items are in verb_*.py; each starts from rest (registered, no call) and is judged for itself."""

import os
import pathlib
import shutil
import sys
import tempfile
import time
import traceback

import verb_lab
import verb_slow  # noqa: F401  (each of these registers its items, in this order)
import verb_dialog  # noqa: F401
import verb_hold  # noqa: F401
import verb_transfer  # noqa: F401
import verb_many  # noqa: F401
import verb_accounts  # noqa: F401
import verb_pickup  # noqa: F401
import verb_rtp  # noqa: F401


def say(number, name, took, error, folder):
    print(f"{'not ok' if error else 'ok'} {number} - {name} ({took:.1f} s)", flush=True)
    if not error:
        return
    for line in error.rstrip().splitlines():
        print(f"# {line}")
    for log in sorted(folder.glob("*.log")):
        print(f"# --- the end of {log.name}")
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()[-25:]:
            print(f"#   {line[:300]}")


def run_item(lab, function):
    """The traceback of an item that failed, None of one that did well."""
    error = None
    try:
        function(lab)
    except Exception:  # an item's failure of any kind is its result
        error = traceback.format_exc()
    try:
        lab.rest()
    except Exception:
        error = (error or "") + traceback.format_exc()
    return error


def main():
    verb_lab.enter()
    program, wanted = sys.argv[1], sys.argv[2:]
    chosen = [(name, f) for name, f in verb_lab.ITEMS if not wanted or f.__name__ in wanted]
    print(f"1..{len(chosen) + 1}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="earshot-verbs-"))
    failures = 0
    lab = verb_lab.Lab(folder, program)
    try:
        for number, (name, function) in enumerate(chosen, 1):
            begin = time.monotonic()
            error = run_item(lab, function)
            failures += error is not None
            say(number, name, time.monotonic() - begin, error, folder)
    finally:
        begin = time.monotonic()
        error = run_item(lab, verb_lab.Lab.stop)
        failures += error is not None
        say(len(chosen) + 1, "all phones end cleanly, without a leak", time.monotonic() - begin, error, folder)
    if not failures and "KEEP_LOGS" not in os.environ:
        shutil.rmtree(folder)
    else:
        print(f"# everything is in {folder}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
