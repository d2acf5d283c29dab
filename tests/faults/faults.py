#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to a phone's line in life, with the mark each fault must be survived by; TAP on stdout.

    [EARSHOT_LONG=1] faults.py PHONE-PROGRAM [NAME…]

Every item has hosts, a router, names and people of its own, so items run side by side; each tells the times it
measured. With EARSHOT_LONG the long faults take their full length."""

import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "wire"))

import lab  # noqa: E402, F401  (finds the interop room)
import broken_lines  # noqa: E402, F401
import odd_answers  # noqa: E402, F401
import wrong_names  # noqa: E402, F401
import moving  # noqa: E402, F401
import telephones  # noqa: E402, F401
import bad_weather  # noqa: E402, F401
import sleeping  # noqa: E402, F401
from place import run_items, search_secrets  # noqa: E402

WORKERS = 6

if __name__ == "__main__":
    sys.exit(run_items(WORKERS, ("no secret is in any log, trace, file or crash text", search_secrets)))
