# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the items of desktop.py share: the program as the bus starts it, the real portal with a shell of our own behind it
(shell.py), an exchange, and somebody who calls.

The program is never started as a child: it is asked for by its name on the bus or by its command line, as a desktop does
it, and what a person notices is read from its window and from what the shell is told."""

import json
import os
import pathlib
import secrets
import stat
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
for folder in (HERE.parent / "interop", HERE.parents[1] / "tools"):
    sys.path.insert(0, str(folder))

import tour  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from peers import DOMAIN, Kamailio, Peer, Phone  # noqa: E402

BACKEND = "org.freedesktop.impl.portal.desktop.earshot"
PORTAL = "/usr/libexec/xdg-desktop-portal"
CAROL_HZ = 500
ALICE = f"sip:alice@{DOMAIN}"
ITEMS = []


def item(name):
    """An item of the list, by what a person notices; those of a file follow one another."""
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


class Shell(Peer):
    """shell.py."""

    def __init__(self, folder, version=2):
        super().__init__("shell", [sys.executable, HERE / "shell.py", BACKEND, str(version)], folder / "shell.log")
        self.wait_event("ready")

    def understand(self, kind, line):
        return json.loads(line) if kind == "out" and line.startswith("{") else None

    def wait_event(self, name, seconds=20, since=0, **fields):
        return self.wait(
            f"{name} {fields}", lambda e: e.get("event") == name and
            all(e.get(key) == value for key, value in fields.items()), seconds, since)


class Portal(Peer):
    """The real xdg-desktop-portal, to which every program on this bus is the sandboxed application."""

    def __init__(self, folder, app):
        plans = folder / "portals"
        plans.mkdir(exist_ok=True)
        (plans / "earshot.portal").write_text(
            f"[portal]\nDBusName={BACKEND}\nInterfaces=" +
            "".join(f"org.freedesktop.impl.portal.{name};" for name in ("Notification", "Background", "Inhibit", "Access")) +
            "\n", encoding="utf-8")
        (plans / "portals.conf").write_text("[preferred]\ndefault=earshot\n", encoding="utf-8")
        super().__init__("portal", [PORTAL, "--replace", "--verbose"], folder / "portal.log",
                         env=dict(os.environ, XDG_DESKTOP_PORTAL_DIR=str(plans), XDG_DESKTOP_PORTAL_TEST_APP_ID=app))

    def understand(self, kind, line):
        return line


class Monitor(Peer):
    """What is said to the portal, as one hears it on the bus."""

    def __init__(self, folder):
        super().__init__("monitor", ["dbus-monitor", "--session", "interface='org.freedesktop.portal.Background'",
                                     "interface='org.freedesktop.portal.Request'", "interface='org.freedesktop.impl.portal.Background'"],
                         folder / "monitor.log")
        self.wait("the bus", lambda e: "NameAcquired" in e or "signal" in e)

    def understand(self, kind, line):
        return line


class Window(tour.Window):
    """The window of the program, whoever started that."""

    def __init__(self, desk):
        self.desk = desk

    def nodes(self):
        return tour.walk(self.root())

    def is_open(self):
        """Whether a person sees it. The display is asked: GTK 4.18 falls when its tree is asked for a window that was hidden
        between the two questions of how many there are and which."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Earshot$"], capture_output=True,
                               text=True, timeout=20, check=False)
        return bool(found.stdout.split())


class Lab:
    """Everything the items share."""

    def __init__(self, folder, program, cli, app, data):
        self.folder, self.program, self.cli, self.app = folder, pathlib.Path(program), cli, app
        self.path = "/" + app.replace(".", "/")
        self.users = {name: secrets.token_urlsafe(12) for name in ("alice", "carol")}
        self.write_launcher(data)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ReloadConfig")
        self.shell = Shell(folder)
        self.portal = Portal(folder, app)
        tour.wait_for("the portal", lambda: self.owner("org.freedesktop.portal.Desktop"))
        self.monitor = Monitor(folder)
        self.kamailio = Kamailio(folder, self.users)
        self.window = Window(self)
        self.carol = None

    def write_launcher(self, data):
        """The service file of the built program; it is given what the tests of a build need, which a bus knows nothing of."""
        launcher = self.folder / "launch"
        environment = {"GSETTINGS_SCHEMA_DIR": data, "GSETTINGS_BACKEND": "keyfile", "GDK_DEBUG": "portals", "GIO_USE_PORTALS": "1", "GIO_USE_PROXY_RESOLVER": "dummy",
                       "ASAN_OPTIONS": "detect_leaks=0:strict_string_checks=1", "GIO_USE_NETWORK_MONITOR": "base"}
        launcher.write_text("#!/bin/sh\nexec env " + " ".join(f"{k}={v}" for k, v in environment.items()) +
                            f' "{self.program}" "$@" >>"{self.folder}/program.log" 2>&1\n', encoding="utf-8")
        launcher.chmod(launcher.stat().st_mode | stat.S_IXUSR)
        services = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "dbus-1/services"
        services.mkdir(parents=True, exist_ok=True)
        (services / f"{self.app}.service").write_text(
            f"[D-BUS Service]\nName={self.app}\nExec={launcher} --gapplication-service\n", encoding="utf-8")
        self.launcher = launcher

    # --- the bus ---

    def ask(self, name, path, interface, method, parameters=None, seconds=60):
        return self.bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                                  seconds * 1000, None)

    def owner(self, name):
        try:
            return self.ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetNameOwner",
                            GLib.Variant("(s)", (name,))).unpack()[0]
        except GLib.Error:
            return None

    def ask_program(self, method, signature, *arguments):
        """Which starts it, where it does not run."""
        return self.ask(self.app, self.path, "org.freedesktop.Application", method, GLib.Variant(signature, arguments))

    def activate(self):
        self.ask_program("Activate", "(a{sv})", {})

    def open(self, *links):
        self.ask_program("Open", "(asa{sv})", list(links), {})

    def act(self, action, *target):
        self.ask_program("ActivateAction", "(sava{sv})", action, [GLib.Variant("s", word) for word in target], {})

    def pid(self):
        """Of the program; None: it does not run."""
        try:
            return self.ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                            GLib.Variant("(s)", (self.app,))).unpack()[0]
        except GLib.Error:
            return None

    def run(self, *arguments, seconds=60):
        """The command line, as a person types it while the program runs; gives back what it ended with and printed."""
        done = subprocess.run([str(self.launcher), *arguments], timeout=seconds, capture_output=True, text=True,
                              check=False)
        return done.returncode, done.stdout

    def start(self, *arguments):
        """As a desktop starts it when one logs in: nobody waits for its end."""
        with subprocess.Popen(["setsid", "--fork", str(self.launcher), *arguments]) as starter:
            starter.wait(20)
        tour.wait_for("the program", self.pid)

    def is_gone(self):
        return self.pid() is None

    def quit(self):
        if not self.is_gone():
            self.act("quit")
            tour.wait_for("the end of the program", self.is_gone)

    def kill(self):
        """As the computer's power would: without a word."""
        pid = self.pid()
        os.kill(pid, 9)
        tour.wait_for("the end of the program", self.is_gone)

    # --- people ---

    def need_carol(self):
        if self.carol is None:
            self.carol = Phone(self.folder, self.cli, "carol", self.users["carol"], self.kamailio.server, CAROL_HZ)
            self.carol.wait_event("account-state", state="registered", seconds=30)
        return self.carol

    def carol_calls(self):
        """The notification by which a person learns of it, and the call as carol has it."""
        carol, c, s = self.need_carol(), self.carol.mark(), self.shell.mark()
        carol.send(f"call {ALICE}")
        told = self.shell.wait_event("notification", since=s, body="Incoming call")
        return told["id"], c

    def add_account(self):
        self.window.press("Add an Account")
        self.window.write("Address", f"alice@{DOMAIN}")
        self.window.write("Password", self.users["alice"])
        self.window.write("Server", self.kamailio.server)
        self.window.press("Add")
        self.window.reads("^Ready$")

    def stop(self):
        for part in (self.carol, self.kamailio, self.monitor, self.portal, self.shell):
            if part is not None:
                part.stop()
