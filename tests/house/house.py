# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the four checks of the house share: the rooms, the files, and how a finding is reported."""

import pathlib
import re
import sys

ROOMS = ("sip", "transport", "ua", "media", "store", "dav", "headset", "hook", "demo", "phone", "app")
ROOT = pathlib.Path(sys.argv[1])
BUILD = pathlib.Path(sys.argv[2])

COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


class Report:
    """TAP on stdout: one point a check, its findings below it as comments."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, findings):
        findings = list(findings)
        self.count += 1
        self.failed += bool(findings)
        print(f"{'not ok' if findings else 'ok'} {self.count} - {name}")
        for finding in findings:
            print(f"# {finding}")

    def note(self, text):
        print(f"# {text}")

    def finish(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failed else 0)


def files(*folders, suffixes=None):
    """The files below these folders of the source, in order, with the suffixes asked for."""
    found = []
    for folder in folders:
        found += [path for path in sorted((ROOT / folder).rglob("*"))
                  if path.is_file() and (not suffixes or path.suffix in suffixes)
                  and not {"_build", "__pycache__", "node_modules"} & set(path.relative_to(ROOT).parts)]
    return found


def short(path):
    return path.relative_to(ROOT)


def room_of(path):
    """The room a file of src/ or tests/ belongs to, or the empty string: main.c lives in no room."""
    parts = short(path).parts
    return parts[1] if len(parts) > 2 else ""


def blank(match):
    """Blanks keep the line numbers; quotes stay, so that an empty string is still one."""
    text = match[0]
    if text[0] == "/":
        return re.sub(r"[^\n]", " ", text)
    return text[0] + " " * (len(text) - 2) + text[-1]


def code_of(path):
    """The C of a file without its comments and without what its strings say."""
    return COMMENT_OR_STRING.sub(blank, path.read_text())


def matches(path, text, pattern):
    """Every place of a pattern in a text, as "file:line: what is written there"."""
    lines = path.read_text().splitlines()
    for match in re.finditer(pattern, text, re.MULTILINE):
        number = text.count("\n", 0, match.start()) + 1
        yield f"{short(path)}:{number}: {lines[number - 1].strip() if number <= len(lines) else ''}"
