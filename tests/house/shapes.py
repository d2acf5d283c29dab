# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes of the house: how long its files and functions are, and how much happens in one."""

import re
import statistics
import subprocess

from house import ROOT, Report, code_of, files, room_of, short

FILE_LINES = 500
HEADER_LINES = 120
SCRIPT_LINES = 500
DEV_LINES = 200
FUNCTION_LINES = 60
COMPLEXITY = 15
PROPERTIES = 8

FILE_MEDIAN, FILE_95TH = 250, 500
FUNCTION_95TH = 40
TESTED_ROOMS = ("sip", "ua")
TEST_SHARE = 0.6
ALSO_TESTED_IN = {"ua": ["tests/scenes"]}  # call flows are the tests of the verbs


def lines_of(path):
    return path.read_text().count("\n")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0


def too_long(paths, limit):
    return (f"{short(path)}: {lines_of(path)} lines, {limit} are allowed" for path in paths if lines_of(path) > limit)


class Function:
    """A line of pmccabe: complexity twice, statements, first line, lines, file(line): name."""

    def __init__(self, line):
        complexity, _, _, start, length, place = line.split("\t")
        path, _, name = place.partition("(")
        self.name = name.rpartition(": ")[2]
        self.complexity, self.lines = int(complexity), int(length)
        self.where = f"{path.removeprefix(f'{ROOT}/')}:{start}"


def functions_of(paths):
    if not paths:
        return []
    listing = subprocess.run(["pmccabe", *map(str, paths)], capture_output=True, text=True, check=True)
    return [Function(line) for line in listing.stdout.splitlines()]


def too_many_properties(paths):
    for path in paths:
        text = code_of(path)
        classes = max(1, len(re.findall(r"^G_DEFINE_\w*TYPE\w*\s*\(", text, re.MULTILINE)))
        count = len(re.findall(r"\b(?:g|adw|gst)_param_spec_\w+\s*\(", text))
        if count > PROPERTIES * classes:
            yield f"{short(path)}: {count} properties, {PROPERTIES * classes} are allowed"


def unformatted(screens):
    done = subprocess.run(["blueprint-compiler", "format", "--no-diff", *screens], capture_output=True, text=True)
    for name in re.findall(r"Would format (\S+)", done.stdout):
        yield f"{name.removeprefix(f'{ROOT}/')}: try blueprint-compiler format --fix"


def check_limits(report, sources, headers, functions):
    report.check(f"no C file has more than {FILE_LINES} lines", too_long(sources, FILE_LINES))
    report.check(f"no header has more than {HEADER_LINES} lines", too_long(headers, HEADER_LINES))
    report.check(f"no screen or script has more than {SCRIPT_LINES} lines", too_long(
        files("src", "tests", suffixes={".blp", ".py", ".js", ".mjs"}) + files("tools"), SCRIPT_LINES))
    report.check(f"dev has at most {DEV_LINES} lines", too_long([ROOT / "dev"], DEV_LINES))
    report.check(f"no function has more than {FUNCTION_LINES} lines",
                 (f"{function.where}: {function.name}() has {function.lines} lines"
                  for function in functions if function.lines > FUNCTION_LINES))
    report.check(f"no function is more complex than {COMPLEXITY}",
                 (f"{function.where}: {function.name}() has a complexity of {function.complexity}"
                  for function in functions if function.complexity > COMPLEXITY))
    report.check("every screen is formatted", unformatted(files("src", suffixes={".blp"})))
    report.check(f"no class has more than {PROPERTIES} properties", too_many_properties(sources))


def check_numbers(report, sources, functions):
    """The numbers of the whole, which no single file answers for."""
    own = [path for path in sources if short(path).parts[0] == "src"]
    file_lines = [lines_of(path) for path in own]
    function_lines = [function.lines for function in functions if function.where.startswith("src/")]
    if not file_lines or not function_lines:
        report.check("there is something to measure", ["src has no functions"])
        return
    file_median, file_95th = statistics.median(file_lines), percentile(file_lines, 0.95)
    median, tail = statistics.median(function_lines), percentile(function_lines, 0.95)
    report.note(f"files of src: {len(file_lines)}, median {file_median:.0f} lines, 95th {file_95th}, "
                f"longest {max(file_lines)}, together {sum(file_lines)}")
    report.note(f"functions of src: {len(function_lines)}, median {median:.0f} lines, 95th {tail}, "
                f"longest {max(function_lines)}, most complex {max(function.complexity for function in functions)}")
    report.check(f"the median file has at most {FILE_MEDIAN} lines, the 95th {FILE_95TH}",
                 [f"{file_median:.0f} and {file_95th}"] if file_median > FILE_MEDIAN or file_95th > FILE_95TH else [])
    report.check(f"the 95th function has at most {FUNCTION_95TH} lines", [f"{tail}"] if tail > FUNCTION_95TH else [])


def lines_below(*folders):
    return sum(lines_of(path) for path in files(*folders, suffixes={".c", ".h", ".scene"}))


def check_tests(report):
    for room in sorted({room_of(path) for path in files("src", suffixes={".c"})} - {""}):
        written = lines_below(f"src/{room}")
        tested = lines_below(f"tests/{room}", *ALSO_TESTED_IN.get(room, ()))
        share = tested / written
        report.note(f"{room}: {written} lines, {tested} of tests ({share:.0%})")
        if room in TESTED_ROOMS:
            report.check(f"the tests of {room} have at least {TEST_SHARE:.0%} of its lines",
                         [f"{share:.0%}"] if share < TEST_SHARE else [])


def main():
    report = Report()
    sources = files("src", "tests", suffixes={".c"})
    functions = functions_of(sources)
    check_limits(report, sources, files("src", "tests", suffixes={".h"}), functions)
    check_numbers(report, sources, functions)
    check_tests(report)
    report.finish()


if __name__ == "__main__":
    main()
