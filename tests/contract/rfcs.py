#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether every RFC that a room says it keeps is proved by a test that exists; TAP on stdout.

    rfcs.py SOURCE

A row of a table under a heading that begins with "RFCs" in a room's README: `| RFC | kept, partly or not | … |`. A row
that says "kept" names a test in backticks: `test-…`, `fuzz-…`, `scenes/…`, `interop-…`, or a laboratory; * stands for
what differs."""

import pathlib
import re
import sys

ROW = re.compile(r"^\| (?P<rfcs>[^|]*?) \| (?P<how>\w+) \| (?P<rest>.*)\|\s*$")
HEAD = ("RFC", "---")
WORDS = {"kept", "partly", "not"}
LABORATORIES = {"interop", "wire", "faults", "torture", "contract"}


def rows_of(path):
    inside = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            inside = line.lstrip("# ").startswith("RFCs")
        row = ROW.match(line) if inside else None
        if row and not row["rfcs"].startswith(HEAD):
            yield number, row


def proves(tests, word):
    """Does a word in backticks name tests that exist?"""
    if word in LABORATORIES:
        return True
    if word.startswith("scenes/"):
        return any(tests.glob(word + ".scene"))
    if word.startswith("interop-"):
        return any((tests / "interop" / name).exists() for name in (f"{word}.c", word.removeprefix("interop-") + ".py"))
    if re.match(r"(test|fuzz)-", word):
        return any(tests.glob(f"*/{word}.c")) or any(tests.glob(f"*/{word}.py"))
    return False


def judge(tests, row):
    if row["how"] not in WORDS:
        return f"\"{row['how']}\" is not kept, partly or not"
    if row["how"] != "kept":
        return None
    words = re.findall(r"`([^`]+)`", row["rest"])
    strange = [word for word in words if re.match(r"(test|fuzz|interop)-|scenes/", word) and not proves(tests, word)]
    if strange:
        return "no such test: " + ", ".join(strange)
    return None if any(proves(tests, word) for word in words) else "kept, but no test is named"


def main():
    source = pathlib.Path(sys.argv[1])
    results = []
    for path in sorted(source.glob("src/*/README.md")):
        for number, row in rows_of(path):
            fault = judge(source / "tests", row)
            results.append(f"{'ok' if fault is None else 'not ok'} - {path.parent.name}: RFC {row['rfcs']}: {row['how']}" +
                           (f" # {path.parent.name}/README.md:{number}: {fault}" if fault else ""))
    print(f"1..{len(results)}")
    for line in results:
        print(line)


main()
