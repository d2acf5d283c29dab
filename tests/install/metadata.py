#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a shop and a desktop are told, held against what the validators do not look at; TAP.

    metadata.py APPLICATION-ID FOLDER-OF-BUILT-DATA VERSION"""

import configparser
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SCHEMES = [f"x-scheme-handler/{name}" for name in ("sip", "sips", "tel")]
ID, BUILT, VERSION = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
METAINFO = tree.parse(BUILT / f"{ID}.metainfo.xml").getroot()


def keyed(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


def untranslated(root, path):
    return [node for node in root.findall(path) if "{http://www.w3.org/XML/1998/namespace}lang" not in node.attrib]


def strict():
    """The one remark that stays is about the name of the application, which is its name."""
    done = subprocess.run(["appstreamcli", "validate", "--no-net", "--no-color", "--pedantic", "--strict",
                           str(BUILT / f"{ID}.metainfo.xml")], capture_output=True, text=True, check=False)
    remarks = set(re.findall(r"^[A-Z]: \S+ (\S+)", done.stdout, re.MULTILINE))
    assert done.returncode == 0 and remarks <= {"cid-contains-uppercase-letter"}, done.stdout


def words():
    name, summary = METAINFO.findtext("name"), untranslated(METAINFO, "summary")[0].text
    assert len(name) <= 15 and 10 <= len(summary) <= 35 and not summary.endswith("."), (name, summary)
    assert METAINFO.findtext("developer/name") and METAINFO.find("developer").get("id")
    assert len(untranslated(METAINFO, "keywords/keyword")) >= 3
    assert len(untranslated(METAINFO, "description/ul/li")) <= 10
    for kind in ("homepage", "bugtracker", "vcs-browser", "translate", "contribute"):
        assert METAINFO.find(f"url[@type='{kind}']") is not None, kind
    assert {node.get("id") for node in METAINFO.findall("content_rating/content_attribute")} >= {"social-chat", "social-audio"}


def colours():
    found = {node.get("scheme_preference"): node.text for node in METAINFO.findall("branding/color")}
    assert set(found) == {"light", "dark"} and found["light"] != found["dark"], found
    for colour in found.values():
        parts = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
        assert max(parts) - min(parts) > 60, f"{colour} is grey"


def release():
    newest = METAINFO.find("releases/release")
    assert newest.get("version") == VERSION, newest.get("version")
    assert len(" ".join(newest.find("description").itertext()).split()) > 10


def links():
    """The shop and the desktop say the same."""
    entry = keyed(BUILT / f"{ID}.desktop")["Desktop Entry"]
    assert entry["MimeType"].strip(";").split(";") == SCHEMES
    assert [node.text for node in METAINFO.findall("provides/mediatype")] == SCHEMES
    assert METAINFO.findtext("provides/dbus") == ID and entry["DBusActivatable"] == "true"
    assert METAINFO.findtext("launchable") == f"{ID}.desktop" and entry["Icon"] == ID


def menu():
    """What the menu of the icon offers is an action of the program: by that name the bus asks for it."""
    desktop = keyed(BUILT / f"{ID}.desktop")
    code = (SOURCE / "src/app/app-application.c").read_text(encoding="utf-8")
    offered = desktop["Desktop Entry"]["Actions"].strip(";").split(";")
    assert offered
    for action in offered:
        group = desktop[f"Desktop Action {action}"]
        assert group["Name"] and group["Exec"] == f"earshot --{action}"
        assert re.search(rf'{{ \.name = "{action}", \.activate = \w+ }}', code), action


def search():
    provider = keyed(BUILT / f"{ID}.search-provider.ini")["Shell Search Provider"]
    path = "/" + ID.replace(".", "/")
    assert dict(provider) == {"DesktopId": f"{ID}.desktop", "BusName": ID, "ObjectPath": f"{path}/SearchProvider",
                              "Version": "2", "AutoStart": "false"}, dict(provider)


def icons():
    """On the grids of GNOME, and the symbolic one of a single colour, which a desktop replaces."""
    folder = SOURCE / "data/icons/hicolor"
    for path, size in ((folder / "scalable/apps/app.earshot.Earshot.svg", "128"),
                       (folder / "symbolic/apps/app.earshot.Earshot-symbolic.svg", "16")):
        root = tree.parse(path).getroot()
        assert (root.get("width"), root.get("height"), root.get("viewBox")) == (size, size, f"0 0 {size} {size}"), path
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{3,8}", text)) == {"#2e3436"} and "stroke=" not in text, path


ITEMS = (("nothing is left to be remarked on, but for the name", strict),
         ("name, summary, keywords, links and age rating are as a shop wants them", words),
         ("a light and a dark colour, neither of them grey", colours),
         ("the newest release is this version, and says what is new", release),
         ("the icons are on their grids", icons),
         ("shop and desktop know of the same links", links),
         ("what the menu of the icon offers, the program can do", menu),
         ("the search of the desktop finds the program", search))


def main():
    failures = 0
    print(f"1..{len(ITEMS)}")
    for number, (name, function) in enumerate(ITEMS, 1):
        try:
            function()
            print(f"ok {number} - {name}")
        except (AssertionError, KeyError, OSError, AttributeError) as error:
            failures += 1
            print(f"not ok {number} - {name}")
            print(f"# {type(error).__name__}: {error}".replace("\n", "\n# "))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
