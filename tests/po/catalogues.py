#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""catalogues.py SOURCE DESKTOP METAINFO: what a person reads in a language of po/LINGUAS is all in that language.

The template is made anew, as meson's target earshot-pot makes it, so that a sentence of today that no translator has
seen is found by its words; what the eye finds at once (an end, a mnemonic, a space that got lost) is compared too."""

import pathlib
import re
import subprocess
import sys
import tempfile

# What the preset "glib" of meson's i18n.gettext asks of xgettext.
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
FLAGS = ("N_:1:pass-c-format", "C_:2:pass-c-format", "NC_:2:pass-c-format", "g_dngettext:2:pass-c-format",
         "g_strdup_printf:1:c-format", "g_string_printf:2:c-format", "g_string_append_printf:2:c-format",
         "g_error_new:3:c-format", "g_set_error:4:c-format", "g_markup_printf_escaped:1:c-format")
# Blueprint writes strings as C does, and that is what xgettext tries then.
NOT_A_WARNING = re.compile(r"extension 'blp' is unknown; will try C$")
MNEMONIC = re.compile(r"(?<![_\w])_(?=\w)|(?<=\w)_(?=\w)")
MARKUP = re.compile(r"</?[a-z]+[^>]*>|&\w+;|\{\w+\}")
WORD = re.compile(r"[A-Za-z]{2,}")
ENDS = ("…", ":", "\n", ";")
STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
LINE = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) (".*")$')


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **options)


class Message:
    """One entry of a catalogue, as `msgcat --no-wrap` prints it."""

    def __init__(self, block):
        self.texts = {}
        for line in block.splitlines():
            if found := LINE.match(line):
                self.texts[found[1]] = STRING.match(found[2])[1].replace("\\n", "\n").replace('\\"', '"')
        self.msgid = self.texts.get("msgid", "")

    @property
    def name(self):
        return f'"{self.msgid}"' + (f' ({self.texts["msgctxt"]})' if "msgctxt" in self.texts else "")

    @property
    def translations(self):
        return [text for key, text in self.texts.items() if key.startswith("msgstr")]


def messages(catalogue):
    """What a catalogue holds but its head."""
    blocks = [Message(block) for block in catalogue.split("\n\n") if re.search(r"^msgid ", block, re.M)]
    return [message for message in blocks if message.msgid]


def one_line(catalogue):
    """`catalogue` with every text on a line of its own."""
    return re.sub(r'"\n"', "", run("msgcat", "--no-wrap", "-", input=catalogue).stdout)


def template(root):
    """The template of today, and what xgettext has to say about the source."""
    made = run("xgettext", "--files-from=po/POTFILES.in", "--from-code=UTF-8", "--add-comments", "--output=-",
               "--add-location=file", *(f"--keyword={word}" for word in KEYWORDS), *(f"--flag={flag}" for flag in FLAGS),
               cwd=root)
    warnings = [line for line in made.stderr.splitlines() if not NOT_A_WARNING.search(line)]
    return made.stdout.replace("charset=CHARSET", "charset=UTF-8"), warnings


def differences(msgid, msgstr):
    """What a translation has lost of its sentence."""
    if any(msgid.endswith(end) != msgstr.endswith(end) for end in ENDS):
        yield "ends otherwise"
    if (msgid[:1].isspace(), msgid[-1:].isspace()) != (msgstr[:1].isspace(), msgstr[-1:].isspace()):
        yield "has lost or gained a space at its edge"
    if len(MNEMONIC.findall(msgid)) != len(MNEMONIC.findall(msgstr)):
        yield "has another number of mnemonics"
    if sorted(MARKUP.findall(msgid)) != sorted(MARKUP.findall(msgstr)):
        yield "has other markup"
    if msgid == msgstr and len(WORD.findall(re.sub(r"%\S+|@\w+@", "", msgid))) > 2:
        yield "is still English"


def careless(catalogue):
    for message in messages(catalogue):
        wanted = [message.msgid, message.texts.get("msgid_plural", message.msgid)]
        for n, msgstr in enumerate(message.translations):
            # The singular may write its number out, and ends as either form does.
            found = list(differences(wanted[min(n, 1)], msgstr))
            yield from (f"{message.name}: the translation {what}" for what in found)


def missing(root, language, pot):
    """The sentences of today without a translation, or with one that nobody has confirmed."""
    with tempfile.NamedTemporaryFile("w", suffix=".pot", encoding="utf-8") as file:
        file.write(pot)
        file.flush()
        merged = run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file=-", root / f"po/{language}.po",
                     file.name)
    yield from merged.stderr.splitlines()
    for what, option in (("not translated", "--untranslated"), ("not confirmed", "--only-fuzzy")):
        left = run("msgattrib", "--no-obsolete", option, "-", input=merged.stdout).stdout
        yield from (f"{message.name}: {what}" for message in messages(one_line(left)))


def formats(root, language):
    return run("msgfmt", "--check", "--output-file=/dev/null", root / f"po/{language}.po").stderr.splitlines()


def untold(language, desktop, metainfo):
    """What the desktop would say in English."""
    entries = desktop.read_text(encoding="utf-8")
    yield from (f"{desktop.name}: {key} is not translated" for key in ("GenericName", "Comment", "Keywords")
                if f"\n{key}[{language}]=" not in entries)
    lines = metainfo.read_text(encoding="utf-8")
    for tag in ("summary", "p", "li", "caption"):
        plain, own = len(re.findall(f"<{tag}>", lines)), len(re.findall(f'<{tag} xml:lang="{language}">', lines))
        if own < plain:
            yield f"{metainfo.name}: {own} of {plain} <{tag}> are translated"


def checks(root, desktop, metainfo):
    """Each check by its name, and what it finds wrong."""
    pot, warnings = template(root)
    yield "the template comes out without a warning", warnings
    for language in (root / "po/LINGUAS").read_text(encoding="utf-8").splitlines():
        if language and not language.startswith("#"):
            own = one_line((root / f"po/{language}.po").read_text(encoding="utf-8"))
            yield f"{language}: msgfmt finds nothing wrong", formats(root, language)
            yield f"{language}: every sentence is translated", missing(root, language, pot)
            yield f"{language}: every translation is as whole as its sentence", careless(own)
            yield f"{language}: the desktop finds its words", untold(language, desktop, metainfo)


def main():
    n = problems = 0
    for n, (name, found) in enumerate(checks(*map(pathlib.Path, sys.argv[1:])), 1):
        lines = ["#   " + problem.replace("\n", "\\n") for problem in found]
        print("\n".join([f"{'not ok' if lines else 'ok'} {n} - {name}", *lines]))
        problems += len(lines)
    print(f"1..{n}")
    sys.exit(problems > 0)


if __name__ == "__main__":
    main()
