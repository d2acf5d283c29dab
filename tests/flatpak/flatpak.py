#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The package as a person meets it: built, signed, installed, used, removed; TAP on stdout.

    flatpak.py FOLDER

FOLDER is where tools/flatpak builds. Everything else lives in a folder of the test's own and goes with it. To be run
inside tools/virtual-session, with FLATPAK_USER_DIR set to an installation that may be written to."""

import configparser
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT / "tools"))

import tour  # noqa: E402

ID = "app.earshot.Earshot"
BRANCH = "stable"
PHOTOGRAPHS = PROJECT / "_build" / "flatpak"
PERMISSIONS = {"shared": {"network", "ipc"},
               "sockets": {"x11", "wayland", "pulseaudio", "fallback-x11"},
               "devices": {"dri"}}
MOST_BYTES = 20_000_000
EXPORTS = {f"applications/{ID}.desktop", f"metainfo/{ID}.metainfo.xml", f"dbus-1/services/{ID}.service",
           f"gnome-shell/search-providers/{ID}.search-provider.ini", f"icons/hicolor/scalable/apps/{ID}.svg",
           f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg"}


class Failure(Exception):
    """Something that is not as it should be, in words."""


def say(*command, **options):
    """What a command prints; a command that fails is a failure of the item."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **options)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


def refuses(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        raise Failure(f"{' '.join(map(str, command))} was let through")
    return (done.stderr.strip().splitlines() or ["no reason"])[-1]


class Package:
    """The items in their order; each builds on those before."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.own = pathlib.Path(tempfile.mkdtemp(prefix="earshot-flatpak-"))
        self.installation = pathlib.Path(os.environ["FLATPAK_USER_DIR"])
        (self.own / "keys").mkdir(mode=0o700)
        os.environ["GNUPGHOME"] = str(self.own / "keys")
        self.forget()

    def forget(self):
        """What an earlier run that was broken off may have left."""
        subprocess.run(["flatpak", "uninstall", "--user", "--noninteractive", "--delete-data", ID], check=False,
                       capture_output=True)
        listing = say("flatpak", "remotes", "--user", "--columns=name")
        for name in listing.split():
            if name != "stand-in":
                say("flatpak", "remote-delete", "--user", "--force", name)

    def make_key(self, name):
        say("gpg", "--batch", "--passphrase", "", "--quick-gen-key", name, "ed25519", "sign", "1d")
        return re.search(r"^fpr:+([0-9A-F]+)", say("gpg", "--with-colons", "--list-keys", name), re.MULTILINE)[1]

    def build(self):
        say(PROJECT / "tools/flatpak", self.folder, "build", ID)

    def validate(self):
        share = self.folder / "build/export/share"
        for path in share.rglob("*"):
            if path.is_file() and ID not in path.name:
                raise Failure(f"{path.relative_to(share)} is exported under another name")
        exported = {str(path.relative_to(share)) for path in share.rglob("*") if path.is_file()}
        if not EXPORTS <= exported:
            raise Failure(f"not exported: {sorted(EXPORTS - exported)}")
        say("appstreamcli", "validate", "--no-net", "--pedantic", "--strict", share / f"metainfo/{ID}.metainfo.xml")
        say("desktop-file-validate", share / f"applications/{ID}.desktop")
        files = [path for path in (self.folder / "build/files").rglob("*")
                 if path.is_file() and "debug" not in path.parts]  # which is a package of its own
        wrong = [path.name for path in files if path.suffix in (".h", ".a", ".pc", ".la", ".py")]
        if wrong:
            raise Failure(f"does not belong: {wrong}")
        octets = sum(path.stat().st_size for path in files)
        if octets > MOST_BYTES:
            raise Failure(f"{octets} octets")
        return f"{octets / 1e6:.1f} MB"

    def publish(self):
        os.environ["EARSHOT_SIGNING_KEY"] = self.make_key("Earshot test <test@earshot.invalid>")
        say(PROJECT / "tools/flatpak", self.folder, "publish", ID)

    def refuse_another_key(self):
        """The same reference with somebody else's key in it."""
        key = self.make_key("Somebody else <else@earshot.invalid>")
        other = subprocess.run(["gpg", "--export", key], stdout=subprocess.PIPE, check=True).stdout
        path = self.own / f"{ID}.flatpakref"
        lines = (self.folder / f"{ID}.flatpakref").read_text(encoding="utf-8").splitlines()
        encoded = subprocess.run(["base64", "-w", "0"], input=other, stdout=subprocess.PIPE, check=True).stdout.decode()
        path.write_text("\n".join(f"GPGKey={encoded}" if line.startswith("GPGKey=") else line for line in lines) + "\n",
                        encoding="utf-8")
        words = refuses("flatpak", "install", "--user", "--noninteractive", "--from", path)
        self.forget()
        return words

    def install(self, *source):
        say("flatpak", "install", "--user", "--noninteractive", *source)
        return say("flatpak", "info", "--user", "--show-ref", ID).strip()

    def install_from_reference(self):
        return self.install("--from", self.folder / f"{ID}.flatpakref")

    def permissions(self):
        told = say("flatpak", "info", "--user", "--show-permissions", ID)
        parser = configparser.ConfigParser()
        parser.read_string(told)
        if parser.sections() != ["Context"]:
            raise Failure(told)
        found = {name: set(filter(None, value.split(";"))) for name, value in parser["Context"].items()}
        if found != PERMISSIONS:
            raise Failure(told)
        return "; ".join(f"{name}: {' '.join(sorted(words))}" for name, words in sorted(found.items()))

    def version(self):
        return say("flatpak", "run", "--user", "--command=earshot-cli", ID, "--version").strip().splitlines()[-1]

    def remove(self):
        """What was written of the application is gone: its files, its exports, its data."""
        say("flatpak", "uninstall", "--user", "--noninteractive", "--delete-data", ID)
        self.forget()
        roots = (self.installation / "app", self.installation / "exports", pathlib.Path(os.environ["HOME"]) / ".var/app",
                 pathlib.Path(os.environ["XDG_DATA_HOME"]), pathlib.Path(os.environ["XDG_CONFIG_HOME"]))
        left = [path for root in roots for path in root.rglob("*") if re.search(rf"{re.escape(ID)}(?!\.Devel)", path.name)]
        if left:
            raise Failure(f"left: {left}")

    def install_from_one_file(self):
        words = self.install("--bundle", self.folder / f"{ID}.flatpak")
        self.version()
        return words

    def use(self, results):
        """The tour, in the sandbox; every step of it is an item."""
        visit = tour.Tour(str(self.installation / "exports/bin" / ID), PHOTOGRAPHS)
        PHOTOGRAPHS.mkdir(parents=True, exist_ok=True)
        visit.take()
        for title, seconds, words, passed in visit.rows:
            results.say(f"in the sandbox: {title}", words, None if passed else words, seconds)
        if visit.window is not None and visit.window.process.poll() is None:
            visit.window.process.kill()
            visit.window.process.wait()


class Results:
    """TAP; the number of items is known at the end."""

    def __init__(self):
        self.count = 0
        self.failures = 0

    def say(self, name, words, error, seconds=None):
        self.count += 1
        self.failures += error is not None
        line = f"{name}{': ' + str(words) if words else ''}{f' ({seconds:.1f} s)' if seconds is not None else ''}"
        print(f"{'ok' if error is None else 'not ok'} {self.count} - {line.splitlines()[0]}", flush=True)
        for text in (error or "").splitlines():
            print(f"# {text}")

    def run(self, name, function):
        try:
            self.say(name, function(), None)
            return True
        except Exception as error:  # an item's failure of any kind is its result
            self.say(name, None, str(error) if isinstance(error, Failure) else traceback.format_exc())
            return False


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tour.Atspi.init()
    package, results = Package(sys.argv[1]), Results()
    whole = results.run("it is built, without a network", package.build) and \
        results.run("what it exports is valid and named after it, and nothing is in it that does not belong",
                    package.validate) and \
        results.run("it is signed and published", package.publish) and \
        results.run("a reference with another key is refused", package.refuse_another_key) and \
        results.run("it is installed from its reference, the signature checked", package.install_from_reference) and \
        results.run("it may do what it needs, and nothing else", package.permissions) and \
        results.run("the telephone for the command line is in it", package.version)
    if whole:
        package.use(results)
        results.run("removed, nothing of it is left", package.remove)
        results.run("it is installed from one file", package.install_from_one_file)
        results.run("removed again, nothing of it is left", package.remove)
    print(f"1..{results.count}")
    return 1 if results.failures or not whole else 0


if __name__ == "__main__":
    sys.exit(main())
