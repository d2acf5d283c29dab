#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed, under a folder of the test's own, as whoever makes a package does it; and the program started from
there, by its desktop file. TAP; to be run inside tools/virtual-session.

    install.py BUILD APPLICATION-ID"""

import configparser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "tools"))

import tour  # noqa: E402

BUILD, ID = sys.argv[1:]
ICONS = "share/icons/hicolor"
WANTED = [
    "bin/earshot", "bin/earshot-cli",
    f"share/applications/{ID}.desktop", f"share/metainfo/{ID}.metainfo.xml", f"share/dbus-1/services/{ID}.service",
    f"share/glib-2.0/schemas/{ID}.gschema.xml", f"share/gnome-shell/search-providers/{ID}.search-provider.ini",
    f"{ICONS}/scalable/apps/{ID}.svg", f"{ICONS}/symbolic/apps/{ID}-symbolic.svg",
    "share/man/man1/earshot.1", "share/man/man1/earshot-cli.1",
    "share/bash-completion/completions/earshot", "share/bash-completion/completions/earshot-cli",
    "share/zsh/site-functions/_earshot", "share/zsh/site-functions/_earshot-cli",
    "share/fish/vendor_completions.d/earshot.fish", "share/fish/vendor_completions.d/earshot-cli.fish",
]


def say(*command, **options):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, timeout=30, **options)
    assert done.returncode == 0, f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout[-2000:]}"
    return done.stdout


class Started(tour.Window):
    """The window of a program that the bus has started."""

    def __init__(self):
        self.process = None

    def nodes(self):
        return tour.walk(self.root())


class Installation:
    """The items in their order; each builds on those before."""

    def __init__(self, folder):
        self.destination = folder / "destination"
        options = {option["name"]: option["value"] for option in
                   json.loads(say("meson", "introspect", "--buildoptions", BUILD))}
        self.prefix = pathlib.Path(options["prefix"])
        self.root = self.destination / self.prefix.relative_to("/")
        self.environment = dict(
            os.environ, PATH=f"{self.root}/bin:{os.environ['PATH']}", ASAN_OPTIONS="detect_leaks=0",
            XDG_DATA_DIRS=f"{self.root}/share:{os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share')}")
        for name in ("GSETTINGS_SCHEMA_DIR", "GTK_A11Y"):
            self.environment.pop(name, None)

    def install(self):
        say("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", self.destination)

    def languages(self):
        listed = (PROJECT / "po/LINGUAS").read_text(encoding="utf-8")
        return [word for line in listed.splitlines() if not line.startswith("#") for word in line.split()]

    def nothing_missing(self):
        wanted = WANTED + [f"share/locale/{name}/LC_MESSAGES/earshot.mo" for name in self.languages()]
        missing = [name for name in wanted if not (self.root / name).is_file()]
        assert not missing, f"not installed: {missing}"
        assert all(os.access(self.root / "bin" / name, os.X_OK) for name in ("earshot", "earshot-cli"))

    def nothing_else(self):
        files = [path.relative_to(self.destination) for path in self.destination.rglob("*") if not path.is_dir()]
        strange = [str(path) for path in files if "earshot" not in path.name.lower() or
                   path.suffix in (".h", ".a", ".so", ".pc", ".in", ".py") or
                   not (self.destination / path).is_relative_to(self.root)]
        assert not strange, f"does not belong: {strange}"

    def nothing_of_the_build(self):
        """No file that is text knows where it was built, or has a name to fill in."""
        for path in (self.root / "share").rglob("*"):
            if path.is_file() and path.suffix not in (".mo", ".1"):
                text = path.read_text(encoding="utf-8")
                assert str(PROJECT) not in text and not re.search(r"@\w+@", text), path.name

    def programs(self):
        """What is to be started is there: by the bus, and by the desktop."""
        service = (self.root / f"share/dbus-1/services/{ID}.service").read_text(encoding="utf-8")
        program = pathlib.Path(re.search(r"^Exec=(\S+) --gapplication-service$", service, re.MULTILINE)[1])
        assert (self.destination / program.relative_to("/")).is_file(), program
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.read(self.root / f"share/applications/{ID}.desktop", encoding="utf-8")
        for group in desktop.sections():
            assert (self.root / "bin" / desktop[group]["Exec"].split()[0]).is_file(), group

    def manuals(self):
        for name in ("earshot", "earshot-cli"):
            text = say("man", "--warnings", "-l", self.root / f"share/man/man1/{name}.1", env=dict(os.environ, MANWIDTH="80"))
            assert "OPTIONS" in text and "EXIT STATUS" in text and "warning:" not in text, text[:400]

    def tell_the_system(self):
        """What a package does after its files have come: the schemas; and here a bus that knows of the service."""
        say("glib-compile-schemas", "--strict", self.root / "share/glib-2.0/schemas")
        own = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "dbus-1/services"
        own.mkdir(parents=True, exist_ok=True)
        service = (self.root / f"share/dbus-1/services/{ID}.service").read_text(encoding="utf-8")
        variables = " ".join(f"{name}={self.environment[name]}" for name in ("XDG_DATA_DIRS", "ASAN_OPTIONS"))
        (own / f"{ID}.service").write_text(
            service.replace(f"Exec={self.prefix}", f"Exec=/usr/bin/env {variables} {self.root}"), encoding="utf-8")
        self.ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ReloadConfig")

    def ask(self, name, path, method, *arguments):
        return say("gdbus", "call", "--session", "--dest", name, "--object-path", path, "--method", method, *arguments)

    def words(self):
        """With which the one that runs was started."""
        said = self.ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetConnectionUnixProcessID", ID)
        pid = re.search(r"(\d+),", said)[1]
        assert os.readlink(f"/proc/{pid}/exe") == str(self.root / "bin/earshot")
        return pathlib.Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")[1:-1]

    def start(self):
        """By the line of the desktop file; nothing is waited for but the window."""
        self.tell_the_system()
        subprocess.run(["gio", "launch", self.root / f"share/applications/{ID}.desktop"], env=self.environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        Started().reads("^Welcome to")
        assert self.words() == [], self.words()

    def answer(self):
        said = say(self.root / "bin/earshot", "--status", env=self.environment)
        assert said == "No account has been set up.\n", said

    def start_by_menu(self):
        """What the menu of the icon offers, as a desktop asks for it: by the bus, with nothing running."""
        self.ask(ID, "/" + ID.replace(".", "/"), "org.freedesktop.Application.ActivateAction", "new-call", "[]", "{}")
        Started().reads("^Welcome to")
        assert self.words() == ["--gapplication-service"], self.words()

    def end(self):
        self.ask(ID, "/" + ID.replace(".", "/"), "org.freedesktop.Application.ActivateAction", "quit", "[]", "{}")
        tour.wait_for("the end of the program", lambda: subprocess.run(
            [str(self.root / "bin/earshot"), "--status"], env=self.environment, capture_output=True,
            check=False).returncode == 3)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="earshot-install-"))
    tour.Atspi.init()
    at = Installation(folder)
    items = (("it is installed under another root", at.install), ("nothing is missing", at.nothing_missing),
             ("nothing is there that does not belong", at.nothing_else),
             ("nothing tells where it was built", at.nothing_of_the_build),
             ("what bus and desktop would start is there", at.programs), ("the man pages can be read", at.manuals),
             ("started from there by its desktop file, the window opens", at.start),
             ("it answers on a terminal", at.answer), ("it ends when it is told to", at.end),
             ("the menu of its icon starts it by the bus", at.start_by_menu), ("and it ends again", at.end))
    failures = 0
    print(f"1..{len(items)}", flush=True)
    for number, (name, function) in enumerate(items, 1):
        try:
            function()
            print(f"ok {number} - {name}", flush=True)
        except Exception:  # an item's failure of any kind is its result
            failures += 1
            print(f"not ok {number} - {name}")
            print("# " + traceback.format_exc().replace("\n", "\n# "), flush=True)
    shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
