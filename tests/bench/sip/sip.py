#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast SIP is read and written here, beside the other libraries that do it, in one run over the same messages.

    ./dev bench sip

Three works: index (the start line, and where which header stands), full (that, and Via, From, To, CSeq, Contact, Route,
Record-Route and the Request-URI as values), write (an INVITE of twelve headers and a body, from values to octets). Times
are of the processor, the best of 25 turns. Instructions are counted by callgrind: they are the same on every machine of
one kind, however busy. The floor of index is a bare scan for line ends and colons."""

import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[4] / "tests/bench"
MESSAGES = sorted(map(str, (SOURCE / "messages").glob("*.sip")))
OURS = "Earshot"
FLOOR = "bare scan"
# What TRUST.md asks of us: so many times the speed of the other, or at most so many times the floor's time.
MARKS = {("full", "Sofia-SIP"): 3.5, ("full", "libre"): 10, ("write", "Sofia-SIP"): 3, ("index", FLOOR): 1 / 2.5}


def tell(*words):
    print("#", *words, flush=True)


def measure(*command):
    """The mean over all messages of each reader and work."""
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    times = {}
    for line in output.splitlines():
        reader, work, _, nanoseconds = line.split("\t")
        times.setdefault((reader, work), []).append(float(nanoseconds))
    return {key: sum(each) / len(each) for key, each in times.items()}


def collected(reader, work, count, messages):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
               HERE / "sip-readers", "repeat", reader, work, str(count), *messages]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return int(re.search(r"Collected : (\d+)", said)[1])


def count_instructions(reader, work):
    """Of one go, without what a process does once."""
    messages = MESSAGES[:1] if work == "write" else MESSAGES
    few, many = 10, 60
    return (collected(reader, work, many, messages) - collected(reader, work, few, messages)) / (many - few) / len(messages)


def tell_row(key, times, instructions):
    reader, work = key
    ours = times[OURS, work]
    mark = MARKS.get((work, reader))
    words = [f"{work:6} {reader:10} {times[key]:8.0f} ns"]
    words.append(f"{instructions[key]:9.0f} instructions" if key in instructions else " " * 22)
    words.append(f"{times[key] / ours:6.2f} times ours")
    if mark:
        words.append(f"(asked: {mark:.1f}, {'kept' if times[key] / ours >= mark else 'short'})")
    tell(*words)


def main():
    print("1..1")
    times = measure(HERE / "sip-readers", "time", *MESSAGES)
    instructions = {key: count_instructions(*key) for key in times}
    if (pathlib.Path(os.environ.get("EARSHOT_NODE_MODULES", "/nowhere")) / "jssip").exists():
        times |= measure("node", SOURCE / "sip/readers.cjs", *MESSAGES)
    tell(f"{len(MESSAGES)} messages, {sum(map(os.path.getsize, MESSAGES)) / len(MESSAGES):.0f} octets each on average")
    for work in ("index", "full", "write"):
        for key in times:
            if key[1] == work:
                tell_row(key, times, instructions)
    print("ok 1 /bench/sip")


if __name__ == "__main__":
    sys.exit(main())
