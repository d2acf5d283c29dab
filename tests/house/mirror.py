# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mirror: tests/<room>/test-<thing>.c for every src/<room>/<thing>.c.

A class cut into several files by subject has no header for the cuts; they are tested with their class.
What is tested elsewhere, for a reason, stands in mirror.txt."""

from house import ROOMS, ROOT, Report, files, short

LISTING = ROOT / "tests/house/mirror.txt"


def read_listing():
    """source → place of its tests"""
    lines = [line for line in LISTING.read_text().splitlines() if line and not line.startswith("#")]
    return {source.strip(): (place.strip(), reason.strip())
            for source, place, reason in (line.split("|") for line in lines)}


def test_of(room, thing):
    return ROOT / "tests" / room / f"test-{thing}.c"


def has_own_test(path, room):
    """Its own test, or, for a file without a header of its own, that of the class it was cut from."""
    words = path.stem.split("-")
    if test_of(room, path.stem).exists():
        return True
    if path.with_suffix(".h").exists():
        return False
    return any(test_of(room, "-".join(words[:count])).exists() for count in range(len(words) - 1, 1, -1))


def untested(room, listing):
    for path in files(f"src/{room}", suffixes={".c"}):
        if str(short(path)) not in listing and not has_own_test(path, room):
            yield f"{short(path)}: there is no {short(test_of(room, path.stem))}"


def wrong_entries(listing):
    for source, (place, reason) in listing.items():
        if not (ROOT / source).exists():
            yield f"{source} does not exist"
        elif has_own_test(ROOT / source, (ROOT / source).relative_to(ROOT / "src").parts[0]):
            yield f"{source} has its test, the entry is not needed"
        if not (ROOT / place).exists():
            yield f"{source}: {place} does not exist"
        if not reason:
            yield f"{source}: no reason is given"


def main():
    report, listing = Report(), read_listing()
    for room in ROOMS:
        report.check(f"every file of src/{room} has its test", untested(room, listing))
    report.check("mirror.txt is true", wrong_entries(listing))
    report.finish()


if __name__ == "__main__":
    main()
