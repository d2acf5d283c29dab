#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Event packages against a real presence server on loopback; TAP on stdout.

    events.py EVENTS-PROGRAM

Starts Kamailio with its presence modules and empty tables of text, and lets the program speak to it."""

import os
import pathlib
import subprocess
import sys
import tempfile

from presence import Presence

DOMAIN = "example.org"


def main():
    with tempfile.TemporaryDirectory(prefix="earshot-events-") as name:
        folder = pathlib.Path(name)
        server = Presence(folder, DOMAIN)
        try:
            done = subprocess.run([sys.argv[1]], check=False,
                                  env={**os.environ, "EARSHOT_SERVER": server.server})
        finally:
            server.stop()
        if done.returncode:
            sys.stderr.write((folder / "kamailio.log").read_text(encoding="utf-8"))
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
