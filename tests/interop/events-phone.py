#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Voicemail, presence and lamps as a person has them, by the command-line phone and a real presence server; TAP.

    events-phone.py PHONE-PROGRAM"""

import pathlib
import sys
import tempfile
import traceback

from peers import DOMAIN, Phone
from presence import MAX_EXPIRES, SECRET, Presence, publish

ALICE, BOB, CAROL = (f"{name}@{DOMAIN}" for name in ("alice", "bob", "carol"))
PEOPLE = ("alice", "bob", "carol", "erik")
ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


class Watcher(Phone):
    """A phone whose SUBSCRIBEs are seen, too."""

    first_line = ""

    def understand(self, kind, line):
        if kind == "out":
            return super().understand(kind, line)
        if " SIP/2.0" in line or line.startswith("SIP/2.0 "):
            self.first_line = line
        if line.startswith("Event: ") and self.first_line.startswith("SUBSCRIBE "):
            return {"event": "subscribed", "package": line.removeprefix("Event: ").strip()}
        return None


class Lab:
    """Two phones and their server."""

    def __init__(self, folder, program):
        self.folder, self.program = folder, program
        self.server = Presence(folder, DOMAIN)
        self.alice, self.bob = (self.start_phone(name) for name in ("alice", "bob"))

    def start_phone(self, name):
        phone = Watcher(self.folder, self.program, name, SECRET, self.server.server, 1000)
        phone.wait_event("account-state", state="registered")
        return phone

    def leave_message(self, n_new):
        publish(self.server, DOMAIN, "alice", "message-summary", "application/simple-message-summary",
                f"Messages-Waiting: yes\r\nMessage-Account: sip:*97@{DOMAIN}\r\nVoice-Message: {n_new}/1\r\n")

    def ring_carol(self, state, version):
        publish(self.server, DOMAIN, "carol", "dialog", "application/dialog-info+xml",
                f'<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}"'
                f' state="full" entity="sip:{CAROL}"><dialog id="d" call-id="c1" local-tag="l1" remote-tag="r1"'
                f' direction="recipient"><state>{state}</state><remote><identity display="Dora">sip:dora@{DOMAIN}'
                "</identity></remote></dialog></dialog-info>")

    def stop(self):
        for peer in (self.bob, self.alice, self.server):
            peer.stop()


@item("voicemail: the light goes on, with a number and whom to call")
def voicemail(lab):
    lab.leave_message(3)
    told = lab.alice.wait_event("voicemail", waiting=True, new=3)
    assert told["old"] == 1 and told["address"] == f"*97@{DOMAIN}", told


@item("presence: published by one, seen by the other, with the note")
def presence(lab):
    mark = lab.alice.mark()
    lab.alice.send(f"watch-presence {BOB}")
    lab.alice.wait_event("presence", address=BOB, since=mark)
    lab.bob.send("presence available on the hill")
    lab.alice.wait_event("presence", address=BOB, state="available", note="on the hill", since=mark)
    lab.bob.send("presence away")
    lab.alice.wait_event("presence", address=BOB, state="away", since=mark)


@item("lamp: ringing with what a pick-up needs, then talking")
def lamp(lab):
    mark = lab.alice.mark()
    lab.alice.send(f"watch-lamp {CAROL}")
    lab.ring_carol("early", 0)
    rings = lab.alice.wait_event("lamp", address=CAROL, state="ringing", since=mark)
    assert rings["with"] == "Dora" and (rings["call_id"], rings["local_tag"]) == ("c1", "l1"), rings
    lab.ring_carol("confirmed", 1)
    talks = lab.alice.wait_event("lamp", address=CAROL, state="talking", since=mark)
    assert "call_id" not in talks, talks


@item(f"renewed: after {MAX_EXPIRES} seconds and more everything still comes")
def renewed(lab):
    mark = lab.alice.mark()
    for event in ("message-summary", "presence", "dialog"):
        lab.alice.wait_event("subscribed", MAX_EXPIRES + 5, since=mark, package=event)
    lab.bob.send("presence busy")
    lab.alice.wait_event("presence", address=BOB, state="busy", since=mark)


@item("server restarted: void at once, and asked and published anew")
def restarted(lab):
    mark = lab.alice.mark()
    port = lab.server.port
    lab.server.stop()
    lab.alice.wait_event("presence", address=BOB, state="unknown", since=mark)
    lab.alice.wait_event("voicemail", waiting=False, since=mark)
    lab.server = Presence(lab.folder, DOMAIN, port)
    lab.alice.wait_event("account-state", 40, state="registered", since=mark)
    lab.bob.wait_event("account-state", 40, state="registered")
    lab.alice.wait_event("presence", 60, address=BOB, state="busy", since=mark)
    lab.leave_message(1)
    lab.alice.wait_event("voicemail", waiting=True, new=1, since=mark)
    lab.ring_carol("early", 0)
    lab.alice.wait_event("lamp", address=CAROL, state="ringing", since=mark)


@item("offline at the end: who quits is seen to be gone")
def gone(lab):
    mark = lab.alice.mark()
    lab.bob.send("quit")
    lab.alice.wait_event("presence", address=BOB, state="offline", since=mark)


def publish_presence(server, name, note):
    publish(server, DOMAIN, name, "presence", "application/pidf+xml",
            '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf"'
            f' entity="sip:{name}@{DOMAIN}"><tuple id="t"><status><basic>open</basic></status>'
            f"<note>{note}</note></tuple></presence>")


@item("a list of four people at a server of lists: one SUBSCRIBE, and each of them is shown, now and after a change")
def people(lab):
    folder = lab.folder / "lists"
    folder.mkdir()
    server = Presence(folder, DOMAIN, owner="dora", people=PEOPLE)
    dora = Watcher(folder, lab.program, "dora", SECRET, server.server, 1000)
    try:
        dora.wait_event("account-state", state="registered")
        for name in PEOPLE[:3]:
            publish_presence(server, name, f"I am {name}")
        mark = dora.mark()
        dora.send(f"watch-list people@{DOMAIN}")
        for name in PEOPLE[:3]:
            dora.wait_event("presence", address=f"{name}@{DOMAIN}", state="available", note=f"I am {name}", since=mark)
        publish_presence(server, PEOPLE[3], "late")
        dora.wait_event("presence", address=f"{PEOPLE[3]}@{DOMAIN}", state="available", note="late", since=mark)
        dora.wait_event("subscribed", MAX_EXPIRES + 5, since=dora.mark(), package="presence")
        publish_presence(server, PEOPLE[0], "later")
        dora.wait_event("presence", address=f"{PEOPLE[0]}@{DOMAIN}", note="later", since=mark)
        asked = [event for event in dora.events[mark:] if event.get("package") == "presence"]
        assert len(asked) <= 3, asked  # one of them with credentials, one of them a refresh
    finally:
        status = dora.stop()
        server.stop()
    assert status == 0, "dora ended badly (a leak, or a crash): see its log"


def main():
    failed = 0
    print(f"1..{len(ITEMS)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="earshot-events-") as name:
        folder = pathlib.Path(name)
        lab = Lab(folder, sys.argv[1])
        try:
            for number, (title, function) in enumerate(ITEMS, 1):
                try:
                    function(lab)
                    print(f"ok {number} - {title}", flush=True)
                except Exception:  # pylint: disable=broad-except
                    failed += 1
                    traceback.print_exc()
                    print(f"not ok {number} - {title}", flush=True)
        finally:
            lab.stop()
        if failed:
            for log in sorted(folder.glob("*.log")):
                sys.stderr.write(f"--- {log.name}\n" + log.read_text(encoding="utf-8")[-12000:])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
