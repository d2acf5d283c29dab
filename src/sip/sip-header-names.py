#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes sip-header-names.h and .c from sip-header-names.in.

The lookup is a perfect hash of four things: the first letter, the middle one, the last, and how many there are. A number to
multiply each with is searched until every known name has a slot of its own, so that finding a header costs four
multiplications and one comparison, however long its name.
"""

import random
import sys

NOTICE = """/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Made by sip-header-names.py from sip-header-names.in: change that. */
"""
SLOTS = 1024
TRIES = 1 << 20


def read(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                name, compact, grammar, times, _rfc = line.split()
                rows.append((name, compact, grammar, times))
    return rows


def constant(prefix, name):
    return prefix + name.upper().replace("-", "_")


def slot(text, factors):
    lower = text.lower()
    traits = (*(ord(lower[at]) | 0x20 for at in (0, len(lower) // 2, -1)), len(lower))
    return sum(trait * factor for trait, factor in zip(traits, factors)) % SLOTS


def perfect(words):
    chance = random.Random(3261)
    for _ in range(TRIES):
        factors = [chance.randrange(SLOTS) for _ in range(4)]
        slots = {slot(word, factors): word for word in words}
        if len(slots) == len(words):
            return factors, slots
    sys.exit("no factors keep the header names apart: enlarge SLOTS")


def header(rows):
    yield NOTICE
    yield "#pragma once\n"
    yield "typedef enum\n{\n  SIP_HEADER_UNKNOWN,"
    for name, *_ in rows:
        yield "  {},".format(constant("SIP_HEADER_", name))
    yield "  SIP_N_HEADERS,\n} SipHeader;"


def source(rows):
    words = {}
    for name, compact, *_ in rows:
        words[name] = constant("SIP_HEADER_", name)
        if compact != "-":
            words[compact] = constant("SIP_HEADER_", name)
    factors, slots = perfect(words)

    yield NOTICE
    yield '#include "sip-header-table.h"\n'
    yield "const SipHeaderRow sip_header_table[SIP_N_HEADERS] = {"
    for name, compact, grammar, times in rows:
        yield '  [{}] = {{ "{}", {}, {}, {} }},'.format(
            constant("SIP_HEADER_", name), name,
            "NULL" if compact == "-" else '"{}"'.format(compact),
            constant("SIP_GRAMMAR_", grammar), "TRUE" if times == "once" else "FALSE")
    yield "};\n"
    yield "const guint16 sip_header_factors[4] = {{ {} }};\n".format(", ".join(map(str, factors)))
    yield "const SipHeaderSlot sip_header_slots[SIP_HEADER_SLOTS] = {"
    for at, word in sorted(slots.items()):
        yield '  [{}] = {{ "{}", {}, {} }},'.format(at, word.lower(), len(word), words[word])
    yield "};"


def main():
    names, header_path, source_path = sys.argv[1:]
    rows = read(names)
    for path, lines in ((header_path, header(rows)), (source_path, source(rows))):
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")


main()
