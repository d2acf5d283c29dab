#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pseudo.py SOURCE FOLDER DOMAIN STAMP: a language as long as the longest, for photographs.

Every sentence of the window is put into FOLDER/en_XA/LC_MESSAGES/DOMAIN.mo with accents, two fifths longer, and between
brackets: what stays without them was never given to the translators, and what lacks the last bracket was cut off.
Formats, mnemonics and the markup of a sentence stay what they are."""

import itertools
import pathlib
import re
import subprocess
import sys

LANGUAGE = "en_XA"
LONGER = 0.4
ACCENTED = str.maketrans("aceinouyzACEINOUYZ", "äçéîñöûÿžÄÇÉÎÑÖÛŸŽ")
FILLING = "und noch etwas mehr davon "
# Formats of printf and of GDateTime, mnemonics, markup, what stands for a character in a PO file.
KEPT = re.compile(r"%(?:\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:l|ll|h|z)?[a-zA-Z%]|<[^>]*>|&\w+;|\\.|_")
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3", "Q_")
TEXT = re.compile(r'^(msgstr(?:\[\d\])?) "(.*)"$')


def lengthen(text):
    """What `text` would be in that language; what has no letter of its own is a mark and no sentence."""
    own = KEPT.sub("", text)
    if not any(letter.isalpha() for letter in own):
        return text
    parts = zip(KEPT.split(text), [*KEPT.findall(text), ""])
    accented = "".join(part.translate(ACCENTED) + kept for part, kept in parts)
    more = "".join(itertools.islice(itertools.cycle(FILLING), max(2, round(len(own) * LONGER)))).rstrip()
    end = accented[len(accented.rstrip("\\n")):] if accented.endswith("\\n") else ""
    return f"[{accented[:len(accented) - len(end)]} {more}]{end}"


def translate(catalogue):
    """`catalogue` as msgen makes it, a line for each text; the first entry is the header."""
    head, rest = catalogue.split("\n\n", 1)
    lines = []
    for line in rest.splitlines():
        found = TEXT.match(line)
        lines.append(f'{found[1]} "{lengthen(found[2])}"' if found else line)
    return "\n".join([head, "", *lines, ""])


def lend_locale(place):
    """The C library translates nothing in the locale C, by whatever name, and a machine may have no other one; under
    another name, in a folder that LOCPATH tells of, it does."""
    place.unlink(missing_ok=True)
    place.symlink_to("/usr/lib/locale/C.utf8")


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", **options).stdout


def main():
    source, folder, domain, stamp = sys.argv[1:]
    files = [line for line in pathlib.Path(source, "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
             if line.endswith((".c", ".blp"))]
    template = run("xgettext", "--language=C", "--from-code=UTF-8", f"--directory={source}", "--no-location",
                   "--output=-", *(f"--keyword={word}" for word in KEYWORDS), *files)
    template = template.replace("charset=CHARSET", "charset=UTF-8")
    template = template.replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1")
    place = pathlib.Path(folder, LANGUAGE, "LC_MESSAGES")
    place.mkdir(parents=True, exist_ok=True)
    english = run("msgen", "--no-wrap", f"--lang={LANGUAGE}", "-", input=template)
    run("msgfmt", "--check-format", f"--output-file={place / domain}.mo", "-", input=translate(english))
    lend_locale(pathlib.Path(folder, f"{LANGUAGE}.utf8"))
    pathlib.Path(stamp).touch()


if __name__ == "__main__":
    main()
