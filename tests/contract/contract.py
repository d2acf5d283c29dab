#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which test proves which number of the contract; TAP on stdout.

    contract.py SOURCE

A test cites a number in a comment: at its beginning ("W39", "W8, W53: why"), in brackets ("(T14)"), or after
the word CONTRACT. Rooms that cite other lists by the same letters must say CONTRACT. A scene cites in its
head, a laboratory above an item."""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
FAMILIES = {"W": "the WebSocket transport", "T": "the transport interface", "J": "the socket of JsSIP",
            "U": "the user agent"}
MAY_BE_EXCEPTED = "U"
PROVES_NOTHING = {"contract", "doubles", "house", "bench"}
MUST_SAY_CONTRACT = {"app", "phone"}  # their W numbers are wishes

NUMBER = r"[WTJU]\d{1,2}"
RANGE = rf"{NUMBER}(?:\s*[-–]\s*{NUMBER})?"
ITEM = rf"(?:{RANGE}|(?:CONTRACT )?A\.\d item \d+|TRUST F\d+|RFC \d+(?: §[\d.]+)?)"
LEADING = re.compile(rf"(?:CONTRACT )?{ITEM}(?:, (?:CONTRACT )?{ITEM})*(?![\w.])")
BRACKETED = re.compile(rf"\({RANGE}(?:, {RANGE})*(?=[):,;])")
NAMED = re.compile(rf"CONTRACT {RANGE}(?:, {RANGE})*")
ONE = re.compile(rf"([WTJU])(\d{{1,2}})(?:\s*[-–]\s*[WTJU](\d{{1,2}}))?")

C_COMMENT = re.compile(r"/\*(.*?)\*/", re.DOTALL)
C_FUNCTION = re.compile(r"^(\w+) \(", re.MULTILINE)
PYTHON_COMMENT = re.compile(r"^[ \t]*#[ \t]*(.*)$", re.MULTILINE)
PYTHON_NAME = re.compile(r"^@item\(\s*f?\"([^\"]+)\"|^(?:async )?def (\w+)", re.MULTILINE)


def numbers_in(text):
    for family, first, last in ONE.findall(text):
        for number in range(int(first), int(last or first) + 1):
            yield f"{family}{number}"


def cited_in(comment, must_say_contract):
    """The numbers that a comment names as what it is about."""
    text = " ".join(line.strip().lstrip("*").strip() for line in comment.splitlines()).strip()
    parts = NAMED.findall(text)
    if not must_say_contract:
        lead = LEADING.match(text)
        parts += BRACKETED.findall(text) + ([lead[0]] if lead else [])
    return {number for part in parts for number in numbers_in(part)}


def path_of(text, function):
    """The name a C test runs under, which is more than its function says."""
    found = re.search(rf'"(/[^"]+)"[^;"]*\b{re.escape(function)}\b', text)
    return found[1] if found else function


def c_proofs(path, must_say_contract):
    text = path.read_text(encoding="utf-8")
    functions = [(found.start(), found[1]) for found in C_FUNCTION.finditer(text)]
    for comment in C_COMMENT.finditer(text):
        numbers = cited_in(comment[1], must_say_contract)
        if not numbers:
            continue
        begins_line = text[:comment.start()].rpartition("\n")[2] == ""
        before = [name for start, name in functions if start < comment.start()]
        after = [name for start, name in functions if start > comment.start()]
        if begins_line and not before:
            name = "the whole file"
        else:
            name = (after[:1] if begins_line else before[-1:] or after[:1]) or ["the whole file"]
            name = path_of(text, name[0])
        yield from ((number, name) for number in numbers)


def python_proofs(path, must_say_contract):
    text = path.read_text(encoding="utf-8")
    names = [(found.start(), found[1] or found[2]) for found in PYTHON_NAME.finditer(text)]
    for comment in PYTHON_COMMENT.finditer(text):
        numbers = cited_in(comment[1], must_say_contract)
        after = [name for start, name in names if start > comment.start()]
        before = [name for start, name in names if start < comment.start()]
        indented = comment[0][:1] in " \t"
        name = (before[-1:] if indented else after[:1]) or ["the whole file"]
        yield from ((number, name[0]) for number in numbers)


def scene_proofs(path, _must_say_contract):
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    title = re.search(r"^title: *(.*)$", head, re.MULTILINE)
    for line in re.findall(r"^source: *(.*)$", head, re.MULTILINE):
        yield from ((number, title[1] if title else path.stem) for number in cited_in(line, False))


READERS = {".c": c_proofs, ".py": python_proofs, ".scene": scene_proofs}


def read_proofs(tests):
    """number → ["file: test", …]"""
    proofs = {}
    for path in sorted(tests.rglob("*")):
        room = path.relative_to(tests).parts[0]
        if path.suffix not in READERS or room in PROVES_NOTHING or "_build" in path.parts:
            continue
        for number, name in READERS[path.suffix](path, room in MUST_SAY_CONTRACT):
            line = f"tests/{path.relative_to(tests)}: {name}"
            if line not in proofs.setdefault(number, []):
                proofs[number].append(line)
    return proofs


def read_contract():
    lines = (HERE / "contract.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def read_exceptions():
    lines = (HERE / "exceptions.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("|") for line in lines if line and not line.startswith("#"))
    return {number.strip(): (issue.strip(), reason.strip()) for number, issue, reason in rows}


def judge(number, proofs, exceptions):
    """What is wrong about a number, or None."""
    if number in exceptions:
        issue, reason = exceptions[number]
        if number in proofs:
            return "is excepted although a test cites it"
        if number[0] not in MAY_BE_EXCEPTED:
            return "may not be left to another issue"
        return None if issue.isdigit() and reason else "is excepted without an issue and a reason"
    return None if number in proofs else "is open: no test cites it"


def tell(number, title, proofs, exceptions):
    print(f"# {number} {title}")
    if number in exceptions:
        print("#     left to issue {}: {}".format(*exceptions[number]))
    for line in proofs.get(number, []):
        print(f"#     {line}")


def main():
    source = pathlib.Path(sys.argv[1])
    contract, exceptions = read_contract(), read_exceptions()
    proofs = read_proofs(source / "tests")
    count = len(contract) + len(FAMILIES) + 1
    print(f"1..{count}")
    point, wrong = 0, {}
    for number, title in contract.items():
        point += 1
        fault = judge(number, proofs, exceptions)
        if fault:
            wrong[number] = fault
        print(f"{'not ok' if fault else 'ok'} {point} - {number} {title}{': ' + fault if fault else ''}")
        tell(number, title, proofs, exceptions)
    for family, title in FAMILIES.items():
        point += 1
        open_ = [number for number in wrong if number[0] == family]
        print(f"{'not ok' if open_ else 'ok'} {point} - {family}: all of {title}"
              f"{': open ' + ' '.join(open_) if open_ else ''}")
    strangers = sorted((proofs.keys() | exceptions.keys()) - contract.keys())
    verdict = f"not ok {count}" if strangers else f"ok {count}"
    print(f"{verdict} - every number that is cited exists {' '.join(strangers)}".rstrip())
    return 1 if wrong or strangers else 0


if __name__ == "__main__":
    sys.exit(main())
