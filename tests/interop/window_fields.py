#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in two fields: the window is told an address and a password and finds the rest in the directory of names.

    window_fields.py WINDOW-PROGRAM

It needs names that are served to it, so it happens in the laboratory of tests/wire: the window at one host, Kamailio and the
server of names at another. The desk is started anew inside of it, since buses know their people by user ids, which are
others there. TAP on stdout."""

import os
import pathlib
import sys
import traceback

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = HERE.parents[1] / "tools"
sys.path[:0] = [str(TOOLS), str(HERE.parent / "wire")]

import lab as network  # noqa: E402
from names import NAPTR, SRV  # noqa: E402

AT_DESK = "EARSHOT_FIELDS_DESK"


def enter():
    """First the network, then the desk, each by starting this program again."""
    if os.environ.get(AT_DESK):
        return
    network.enter()
    os.environ[AT_DESK] = "1"
    desk = str(TOOLS / "virtual-session")
    os.execv(desk, [desk, sys.executable, *sys.argv])


def two_fields(window, exchange, password):
    import tour
    window.press("Add an Account")
    window.write("Address", f"alice@{network.DOMAIN}")
    window.write("Password", password)
    assert window.content("Server") == "", "the server was asked for"
    window.press("Add")
    window.reads("^Ready$")
    tour.wait_for("the binding at the exchange", lambda: exchange.lines("^register alice"))


def main():
    sys.argv[1] = str(pathlib.Path(sys.argv[1]).resolve())  # in the network it is looked for from another folder
    enter()
    import place
    import tour
    from gi.repository import Atspi
    print("1..1", flush=True)
    os.environ.pop("GTK_A11Y", None)
    Atspi.init()
    lab = place.Lab(sys.argv[1])
    world = place.Place(lab, lab.folder / "fields", ("a", "server"))
    window, error = None, None
    try:
        exchange = world.exchange(wires=("wss",))
        world.names.add(network.DOMAIN, NAPTR, (10, 10, "s", "SIPS+D2W", f"_wss.{network.DOMAIN}"))
        world.names.add(f"_wss.{network.DOMAIN}", SRV, (10, 10, 443, network.DOMAIN))
        window = tour.Window(lab.program, world["a"].inside)
        two_fields(window, exchange, lab.users["alice"])
    except Exception:  # a failure of any kind is the result
        error = traceback.format_exc()
    print("not ok" if error else "ok", "1 - window: an account in two fields: the rest is found, and the line is ready")
    if error:
        words = sorted({text for text in window.texts() if text}) if window and window.process.poll() is None else []
        print("".join(f"# {line}\n" for line in [*error.splitlines(), " | ".join(words)]), end="")
    if window is not None:
        window.process.kill()
        window.process.wait()
    world.stop()
    return 1 if error else 0


if __name__ == "__main__":
    sys.exit(main())
