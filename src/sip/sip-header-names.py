#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes sip-header-names.h and .c from sip-header-names.in.

The lookup is a perfect hash: a multiplier is searched that sends every known name, in lower case, to a slot of
its own, so that finding a header costs one multiplication a letter and one comparison.
"""

import sys

NOTICE = """/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Made by sip-header-names.py from sip-header-names.in: change that. */
"""
SLOTS = 512


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


def slot(text, multiplier):
    value = 0
    for letter in text.lower():
        value = (value * multiplier + ord(letter)) & 0xFFFFFFFF
    return (value ^ (value >> 16)) % SLOTS


def perfect(words):
    for multiplier in range(31, 1 << 20, 2):
        slots = {slot(word, multiplier): word for word in words}
        if len(slots) == len(words):
            return multiplier, slots
    sys.exit("no multiplier keeps the header names apart: enlarge SLOTS")


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
    multiplier, slots = perfect(words)

    yield NOTICE
    yield '#include "sip-header-table.h"\n'
    yield "const SipHeaderRow sip_header_table[SIP_N_HEADERS] = {"
    for name, compact, grammar, times in rows:
        yield '  [{}] = {{ "{}", {}, {}, {} }},'.format(
            constant("SIP_HEADER_", name), name,
            "NULL" if compact == "-" else '"{}"'.format(compact),
            constant("SIP_GRAMMAR_", grammar), "TRUE" if times == "once" else "FALSE")
    yield "};\n"
    yield "const guint32 sip_header_multiplier = {};\n".format(multiplier)
    yield "const SipHeaderSlot sip_header_slots[SIP_HEADER_SLOTS] = {"
    for at, word in sorted(slots.items()):
        yield '  [{}] = {{ "{}", {} }},'.format(at, word, words[word])
    yield "};"


def main():
    names, header_path, source_path = sys.argv[1:]
    rows = read(names)
    for path, lines in ((header_path, header(rows)), (source_path, source(rows))):
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")


main()
