#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Event packages against a real presence server on loopback; TAP on stdout.

    events.py EVENTS-PROGRAM

Starts Kamailio with its presence modules and empty tables of text, and lets the program speak to it."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from peers import HERE, Kamailio, Peer, free_port

TABLES = pathlib.Path("/usr/share/kamailio/dbtext/kamailio")
DOMAIN = "example.org"
SECRET = "secret"
MAX_EXPIRES = 16


class Presence(Kamailio):
    """The same exchange with another script."""

    def __init__(self, folder):  # pylint: disable=super-init-not-called
        self.port = free_port()
        tables = folder / "tables"
        shutil.copytree(TABLES, tables)
        text = (HERE / "kamailio-presence.cfg.in").read_text(encoding="utf-8")
        for key, value in {"PORT": self.port, "DOMAIN": DOMAIN, "SECRET": SECRET, "TABLES": tables,
                           "MAX_EXPIRES": MAX_EXPIRES}.items():
            text = text.replace(f"@{key}@", str(value))
        config = folder / "kamailio.cfg"
        config.write_text(text, encoding="utf-8")
        runtime = folder / "run"
        runtime.mkdir()
        Peer.__init__(self, "kamailio", ["kamailio", "-DD", "-f", config, "-Y", runtime, "-m", "64", "-M", "8"],
                      folder / "kamailio.log")
        self.wait_listening()

    def understand(self, kind, line):
        return line


def main():
    with tempfile.TemporaryDirectory(prefix="earshot-events-") as name:
        folder = pathlib.Path(name)
        server = Presence(folder)
        try:
            done = subprocess.run([sys.argv[1]], check=False,
                                  env={**os.environ, "EARSHOT_SERVER": f"ws://127.0.0.1:{server.port}/"})
        finally:
            server.stop()
        if done.returncode:
            sys.stderr.write((folder / "kamailio.log").read_text(encoding="utf-8"))
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
