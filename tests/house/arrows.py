# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows of the floor plan: which room may include whose headers.

The law is written here a second time on purpose, so that widening src/meson.build by a word is not enough.
Forbidden includes are tried with the very flags their room is compiled with, and have to fail; allowed ones have
to compile. What lies in the common include folders (GIO, SQLite) no flag can hide; for it, and
for paths that climb out of their folder or begin at the root, the includes of every file are read as well."""

import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import tempfile

from house import BUILD, ROOMS, ROOT, Report, files, matches, room_of, short

# room: rooms it knows, rooms it knows at the door, libraries it may include
LAW = {
    "sip": ((), (), ()),
    "transport": (("sip",), (), ("gio", "libsoup", "gnutls")),
    "ua": (("sip",), ("transport",), ("gio", "libxml2")),
    "media": ((), ("ua",), ("gio", "gstreamer", "gnutls")),
    "store": ((), (), ("gio", "sqlite", "libsecret")),
    "dav": ((), (), ("gio", "libsoup", "libxml2")),
    "headset": ((), (), ("gio",)),
    "hook": ((), (), ("gio", "libsoup", "json-glib")),
    "demo": (("sip", "transport", "ua", "media"), (), ("gio", "libsoup")),
    "phone": (("transport", "ua", "media", "store", "dav"), ("sip", "demo"), ("gio", "json-glib")),
    "app": (("phone", "headset", "hook"), (), ("gio", "gtk", "libadwaita")),
}

# library: a header of it, how an include of it begins, can the flags hide it?
LIBRARIES = {
    "gio": ("gio/gio.h", r"gio/", False),
    "gnutls": ("gnutls/gnutls.h", r"gnutls/", False),
    "libsoup": ("libsoup/soup.h", r"libsoup/", True),
    "gstreamer": ("gst/gst.h", r"gst/", True),
    "sqlite": ("sqlite3.h", r"sqlite3", False),
    "libsecret": ("libsecret/secret.h", r"libsecret/", True),
    "json-glib": ("json-glib/json-glib.h", r"json-glib/", True),
    "libxml2": ("libxml/parser.h", r"libxml/", True),
    "gtk": ("gtk/gtk.h", r"gtk/|gdk/|gsk/", True),
    "libadwaita": ("adwaita.h", r"adwaita|adw-", True),
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?P<open>["<])(?P<name>[^">]+)', re.MULTILINE)


def headers_of(room):
    return [path for path in files(f"src/{room}", suffixes={".h"}) if not path.name.endswith("-private.h")]


def at_the_door(path):
    return path.parent.name == "door"


def may_see(room, header):
    known, known_at_door, _ = LAW[room]
    owner = room_of(header)
    return owner in known or (owner in known_at_door and at_the_door(header))


class Compiler:
    """Compiles one include as a file of a room would be."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="earshot-arrows-")
        self.flags = {}
        for entry in json.loads((BUILD / "compile_commands.json").read_text()):
            match = re.match(r"src/lib(\w+)\.a\.p/", entry["output"])
            if match:
                self.flags.setdefault(match[1], self.useful(shlex.split(entry["command"])))

    @staticmethod
    def useful(command):
        """The compiler and its flags, without what names the files of this one compilation."""
        return [*command[:command.index("-MD")], "-fno-diagnostics-color", "-fsyntax-only"]

    def compile(self, room, text):
        """What the compiler says to a file of that room with this text: nothing, if it is content."""
        handle, source = tempfile.mkstemp(suffix=".c", dir=self.folder)
        with os.fdopen(handle, "w") as file:
            file.write(f"{text}\nextern int earshot_arrow;\n")
        done = subprocess.run([*self.flags[room], source], cwd=BUILD, capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C"})
        os.unlink(source)
        return [line for line in done.stderr.splitlines() if "error" in line] if done.returncode else []

    def include(self, room, name):
        return self.compile(room, f"#include <{name}>")

    def visible(self, room, names):
        """Those of the names the flags of the room find."""
        said = self.compile(room, "\n".join(f"#if __has_include (<{name}>)\n#error found {name}\n#endif"
                                            for name in names))
        return [line.rpartition(" ")[2] for line in said if "error: #error found" in line]

    def close(self):
        os.rmdir(self.folder)


def forbidden(compiler, room, names):
    """None of the headers can be found, and including one stops the compiler for just that reason."""
    yield from (f"src/{room} can include {name}" for name in compiler.visible(room, names))
    said = compiler.include(room, names[0])
    if not any(f"{names[0]}: No such file" in line for line in said):
        yield f"src/{room} includes {names[0]}, and the compiler says: {said}"


def allowed(compiler, room, headers):
    """Every header at the door compiles. Of the others one has to: some are of use to their own room only, and
    kept shut by what they need themselves."""
    for header in filter(at_the_door, headers):
        for error in compiler.include(room, header.name):
            yield f"src/{room} cannot include {header.name}: {error}"
    if all(compiler.include(room, header.name) for header in headers):
        yield f"src/{room} sees nothing of src/{room_of(headers[0])}"


def allowed_library(compiler, room, name):
    return (f"src/{room} cannot include {name}: {error}" for error in compiler.include(room, name))


def arrows_of(compiler, room):
    """(what is claimed, what speaks against it) for each pair of a room and something else"""
    for other in ROOMS:
        shut = [name for path in headers_of(other) if other != room and not may_see(room, path)
                for name in (path.name, str(path.relative_to(ROOT / "src")))]
        ajar = [path for path in headers_of(other) if other != room and may_see(room, path)]
        if shut:
            yield f"{room} cannot include {other} ({len(shut) // 2} headers, by name or path)", forbidden(compiler, room, shut)
        if ajar:
            yield f"{room} can include {other} ({len(ajar)} headers)", allowed(compiler, room, ajar)
    for library, (header, _, hidden) in LIBRARIES.items():
        if library in LAW[room][2]:
            yield f"{room} can include {library}", allowed_library(compiler, room, header)
        elif hidden:
            yield f"{room} cannot include {library}", forbidden(compiler, room, [header])


def try_every_arrow(report, compiler, pool):
    for room in ROOMS:
        if room not in compiler.flags:
            report.check(f"{room} is compiled", [f"no file of src/{room} is in {BUILD}/compile_commands.json"])
            continue
        claims = list(arrows_of(compiler, room))
        for (claim, _), against in zip(claims, pool.map(lambda pair: list(pair[1]), claims)):
            report.check(claim, against)


def wrong_includes(path, owner_of):
    """Includes of a room's file that the law does not allow, as they are written."""
    room = room_of(path)
    for match in INCLUDE.finditer(path.read_text()):
        name = match["name"]
        where = f"{short(path)}:{path.read_text().count(chr(10), 0, match.start()) + 1}: {name}"
        header = owner_of.get(name.rsplit("/", 1)[-1])
        if match["open"] == '"' and "/" in name:
            yield f"{where} has a path; rooms and doors are found by the flags"
        elif header and room_of(header) != room and header.name.endswith("-private.h"):
            yield f"{where} is private to {room_of(header)}"
        elif header and room_of(header) != room and not may_see(room, header):
            yield f"{where} is a header of {room_of(header)}"
        for library, (_, begins, _) in LIBRARIES.items():
            if not header and re.match(begins, name) and library not in LAW[room][2]:
                yield f"{where} belongs to {library}"


def read_every_include(report):
    owner_of = {path.name: path for path in files("src", suffixes={".h"}) if room_of(path)}
    for room in ROOMS:
        report.check(f"{room} includes only what it may",
                     (finding for path in files(f"src/{room}", suffixes={".c", ".h"})
                      for finding in wrong_includes(path, owner_of)))
    report.check("no include climbs out of its folder",
                 (finding for path in files("src", "tests", suffixes={".c", ".h"})
                  for finding in matches(path, path.read_text(), r'^\s*#\s*include\s*"[^"]*\.\./')))
    report.check("every room of src/ is in the law",
                 (f"src/{path.name} is no room of {ROOT}" for path in sorted((ROOT / "src").iterdir())
                  if path.is_dir() and path.name not in LAW))


def main():
    report, compiler = Report(), Compiler()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        try_every_arrow(report, compiler, pool)
    compiler.close()
    read_every_include(report)
    report.finish()


if __name__ == "__main__":
    main()
