#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every option that a program lists is in its man page and is completed by every shell, and none that it does not; TAP.

    options.py WINDOW-PROGRAM COMMAND-LINE-PROGRAM"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
LONG = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
GENERIC = {"help-all", "help-gapplication", "help-account"}  # which a man page need not tell
BASH = """source {file}; COMP_WORDS=({name} {words}); COMP_CWORD={position}; compopt() {{ :; }}
_{function}; printf '%s\\n' "${{COMPREPLY[@]}}" """
ZSH = """fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d {dump}; print ${{_comps[{name}]}}
autoload +X -Uz _{name} && print loaded"""


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True, timeout=60,
                          env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", ASAN_OPTIONS="detect_leaks=0"))
    return done.stdout


class Program:
    """One of the two, with all that is written about it."""

    def __init__(self, path):
        self.name = pathlib.Path(path).name
        self.listed = set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", run(path, "--help-all"), re.MULTILINE))
        self.listed -= {"gapplication-service"}  # by which a bus starts it, and nobody else

    def complete_in_bash(self, *words):
        """What a person is offered after these words, the last of which is not finished."""
        script = BASH.format(file=DATA / f"completions/{self.name}.bash", name=self.name, position=len(words),
                             words=" ".join(f"'{word}'" for word in words), function=self.name.replace("-", "_"))
        return set(run("bash", "--norc", "-c", script).split())

    def man_page(self):
        told = set(LONG.findall((DATA / f"{self.name}.1.rst").read_text(encoding="utf-8")))
        assert self.listed - told <= GENERIC, f"not told of: {sorted(self.listed - told)}"
        options = re.search(r"^OPTIONS\n=+\n(.*?)^[A-Z ]+\n=+\n",
                            (DATA / f"{self.name}.1.rst").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[1]
        gone = set(re.findall(r"^(?:-\w, )?--([a-z-]+)", options, re.MULTILINE)) - self.listed
        assert not gone, f"told of, and gone: {sorted(gone)}"

    def bash(self):
        offered = {word.strip("-=") for word in self.complete_in_bash("--")}
        assert offered == self.listed, offered ^ self.listed
        assert self.complete_in_bash("--he") == {word for word in ("--help", "--help-all", "--help-gapplication",
                                                                   "--help-account") if word[2:] in self.listed}

    def zsh(self):
        text = (DATA / f"completions/_{self.name}").read_text(encoding="utf-8")
        offered = set(LONG.findall(text))
        assert offered == self.listed, offered ^ self.listed
        # What zsh writes down of its completions it moves into place, whatever stood there.
        with tempfile.TemporaryDirectory() as folder:
            said = run("zsh", "-f", "-c", ZSH.format(folder=DATA / "completions", name=self.name, dump=f"{folder}/dump"))
        assert said.split() == [f"_{self.name}", "loaded"], said

    def fish(self):
        said = run("fish", "--no-config", "-c",
                   f"source {DATA}/completions/{self.name}.fish; complete -C '{self.name} --'")
        offered = set(re.findall(r"^--([a-z-]+)", said, re.MULTILINE))
        assert offered == self.listed, offered ^ self.listed


def commands_of_cli(program):
    """The words that are no options, too."""
    listed = set(re.findall(r"^  ([a-z]+) ", run(sys.argv[2], "--help"), re.MULTILINE))
    assert program.complete_in_bash("") == listed, program.complete_in_bash("") ^ listed
    said = run("fish", "--no-config", "-c", f"source {DATA}/completions/{program.name}.fish; complete -C '{program.name} '")
    assert set(re.findall(r"^([a-z]+)\t", said, re.MULTILINE)) == listed, said
    assert program.complete_in_bash("--recovery", "=", "o") == {"off"}


def main():
    window, cli = Program(sys.argv[1]), Program(sys.argv[2])
    items = [(f"{program.name}: {words}", function) for program in (window, cli) for words, function in (
        ("every option is in the man page, and no other", program.man_page),
        ("every option is completed by bash", program.bash),
        ("every option is completed by zsh", program.zsh),
        ("every option is completed by fish", program.fish))]
    items.append((f"{cli.name}: its commands are completed", lambda: commands_of_cli(cli)))
    failures = 0
    print(f"1..{len(items)}")
    for number, (name, function) in enumerate(items, 1):
        try:
            function()
            print(f"ok {number} - {name}")
        except (AssertionError, subprocess.SubprocessError) as error:
            failures += 1
            print(f"not ok {number} - {name}")
            print(f"# {error} {getattr(error, 'stderr', '')}".replace("\n", "\n# "))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
