#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with words for people is known to the translators, and nothing else is."""

import pathlib
import re
import sys

WORDS = re.compile(r'(?<!\w)(?:N?C?_|ngettext|g_dngettext)\s*\((?:GETTEXT_PACKAGE,\s*)?"')


def main():
    root = pathlib.Path(sys.argv[1])
    listed = {line for line in (root / "po/POTFILES.in").read_text().splitlines() if line and not line.startswith("#")}
    found = {str(path.relative_to(root)) for path in (root / "src").rglob("*")
             if path.suffix in (".c", ".blp") and WORDS.search(path.read_text())}
    found |= {str(path.relative_to(root)) for suffix in ("desktop.in", "metainfo.xml.in")
              for path in (root / "data").glob(f"*.{suffix}")}
    for name in sorted(found - listed):
        print(f"po/POTFILES.in: {name} is missing")
    for name in sorted(listed - found):
        print(f"po/POTFILES.in: {name} has no words for people")
    sys.exit(1 if found != listed else 0)


if __name__ == "__main__":
    main()
