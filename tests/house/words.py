# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the house: which may not be written where, and which may not be missing.

A rule for words is a row of the table: its name, what it looks for, in which text (the code without comments
and strings, or everything), and in which files. Patterns are written so that they do not find themselves."""

import re

from house import ROOMS, ROOT, Report, code_of, files, matches, room_of, short

C = {".c", ".h"}
TEXT = {".c", ".h", ".py", ".build", ".blp", ".css", ".sql", ".md", ".txt", ".in", ".xml", ".mjs", ".js", ".json",
        ".html", ".options", ".supp", ".scene", ""}
HEADED = {".c", ".h", ".py", ".build", ".blp", ".css", ".sql", ".mjs", ".js"}


def code(*rooms):
    return [path for room in rooms for path in files(f"src/{room}", suffixes=C)]


def everything():
    """All text of the project that people write."""
    top = [path for path in sorted(ROOT.iterdir()) if path.is_file() and path.suffix in TEXT]
    below = files("src", "tests", "tools", "data", "packages", "po", ".ci", suffixes=TEXT)
    return [path for path in top + below if not {"corpus", "torture"} & set(short(path).parts)
            and path.name not in ("COPYING", ".git", ".gitignore")]


def below_the_screen():
    return code(*(room for room in ROOMS if room != "app"))


def without_words():
    """The rooms that say nothing to people."""
    return code(*(room for room in ROOMS if room not in ("app", "phone")))


def protocol():
    """All of sip and ua but the two contracts that draw from the machine itself."""
    return [path for path in code("sip", "ua") if path.name not in ("sip-clock.c", "sip-tokens.c")]


def sources():
    return files("src", suffixes=C)


def tests():
    return files("tests", suffixes=C)


def all_c():
    return sources() + tests()


CODE, WHOLE = code_of, lambda path: path.read_text()

RULES = (
    ("nothing of ours is a default instance", CODE, sources, rf"\b({'|'.join(ROOMS)})_\w*get_default\s*\("),
    ("GTK is named in app only", CODE, below_the_screen, r"\b(Gtk|Gdk|Gsk|Adw)[A-Z]\w*|\b(gtk|gdk|gsk|adw)_\w+|\b(GTK|GDK|ADW)_\w+"),
    ("words for people are in app and phone only", CODE, without_words,
     r"(?<!\w)(_|N_|C_|Q_|NC_|gettext|ngettext|g_dgettext|g_dngettext|g_dpgettext2?)\s*\("),
    ("time comes from SipClock in sip and ua", CODE, protocol,
     r"\bg_(timeout|idle)_\w+|\bg_(usleep|get_monotonic_time|get_real_time|source_set_ready_time)\b|\b(time|sleep|usleep|clock_gettime)\s*\("),
    ("chance comes from SipTokens in sip and ua", CODE, protocol,
     r"\bg_(random|rand)_\w+|\bg_uuid_\w+|\b(rand|random|getrandom)\s*\("),
    ("what is left to do has an issue number", WHOLE, everything, r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b(?!\s*\(#\d+\))"),
    ("no unbounded or locale-bound C string function", CODE, all_c,
     r"\b(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|strtok|gets|scanf|sscanf|atoi|atol|atof|alloca|g_alloca|g_newa|system|popen)\s*\("),
    ("no goto", CODE, all_c, r"\bgoto\b"),
    ("signals that carry an object are connected with g_signal_connect_object", CODE, sources,
     r"\bg_signal_connect(_swapped|_after)?\s*\((?![^;]*,\s*NULL\s*\)\s*;)"),
    ("no old habits of GObject", CODE, all_c,
     r"\bg_type_class_add_private\b|\bG_TYPE_INSTANCE_GET_PRIVATE\b|\bg_simple_async_\w+|\bg_object_newv\b|"
     r"\bg_(memdup|qsort_with_data|type_init|thread_init)\b|\bg_slice_\w+"),
    ("no test is skipped", CODE, tests, r"\bg_test_(skip|incomplete)\w*\s*\("),
    ("no test sleeps", CODE, tests, r"\b(g_usleep|usleep|sleep|nanosleep)\s*\("),
    ("nothing is printed but by the command-line phone", CODE, lambda: code(*ROOMS), r"\b(g_print|g_printerr|printf|puts|fprintf)\s*\("),
    ("no blank ends a line", WHOLE, everything, r"[ \t\r]+$"),
    ("no tab in C", WHOLE, all_c, r"\t"),
    ("no package registry or mirror is named", WHOLE, everything,
     r"registry[.]npmjs|deb[.]debian[.]org|pypi[.]org|python[h]osted|crates[.]io|proxy[.]golang"),
    ("no path of somebody's machine is named", WHOLE, everything, r"(?<![\w.@])/(wo[r]k|ro[o]t|ho[m]e/\w+|Us[e]rs)/"),
)


def broken(look_in, paths, pattern):
    for path in paths:
        yield from matches(path, look_in(path), pattern)


def without_licence():
    headed = [path for path in everything()
              if path.suffix in HEADED or (not path.suffix and short(path).parts[0] in ("dev", ".ci", "tools"))]
    for path in headed:
        head = "\n".join(path.read_text().splitlines()[:4])
        if "SPDX-FileCopyrightText: The Earshot authors" not in head or "SPDX-License-Identifier: GPL-3.0-or-later" not in head:
            yield f"{short(path)}:1: the two SPDX lines are missing"


def without_reason():
    """After the licence, a C file says in a paragraph why it exists."""
    for path in files("src", suffixes={".c"}):
        if not re.match(r"/\*.*?\*/\s*/\*", path.read_text(), re.DOTALL):
            yield f"{short(path)}:5: no paragraph says why the file exists"


def without_newline():
    for path in everything():
        text = path.read_text()
        if text and not text.endswith("\n"):
            yield f"{short(path)}: the last line does not end"


def unlisted():
    """A source meson does not know is never compiled, and a test it does not know never runs."""
    for path in files("src", "tests", suffixes={".c"}):
        folder = path.parent.parent if path.parent.name == "door" else path.parent
        listing = "".join(build.read_text() for build in (folder / "meson.build", folder.parent / "meson.build")
                          if build.exists())
        names = {path.name, path.stem, path.stem.removeprefix("test-"), path.stem.removeprefix("fuzz-")}
        if not any(f"'{name}'" in listing or f"/{name}'" in listing for name in names):
            yield f"{short(path)}: no meson.build lists it"


def finishes_untested():
    """Every operation that ends with a _finish() is ended by a test (success, failure and cancellation)."""
    tested = "".join(path.read_text() for path in files("tests", suffixes={".c"}))
    for path in files("src", suffixes={".h"}):
        if room_of(path) and not path.name.endswith("-private.h"):
            for match in re.finditer(r"\b(\w+_finish)\s*\(", code_of(path)):
                if not re.search(rf"\b{match[1]}\b", tested):
                    line = code_of(path).count("\n", 0, match.start()) + 1
                    yield f"{short(path)}:{line}: no test calls {match[1]}()"


def main():
    report = Report()
    for name, look_in, paths, pattern in RULES:
        report.check(name, broken(look_in, paths(), pattern))
    report.check("every file names its licence", without_licence())
    report.check("every C file says why it exists", without_reason())
    report.check("every file ends with a newline", without_newline())
    report.check("meson knows every C file", unlisted())
    report.check("every _finish is called by a test", finishes_untested())
    report.finish()


if __name__ == "__main__":
    main()
