#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of messages between two of our telephones, over a real server; TAP.

    messages.py PHONE-PROGRAM"""

import pathlib
import sys
import tempfile
import traceback

from peers import DOMAIN, Kamailio, Phone

ALICE, BOB = (f"{name}@{DOMAIN}" for name in ("alice", "bob"))
SECRETS = {"alice": "a-secret", "bob": "b-secret"}
ITEMS = []


def item(name):
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


class Lab:
    """Two phones and their server."""

    def __init__(self, folder, program):
        self.server = Kamailio(folder, SECRETS)
        self.alice, self.bob = (self.start_phone(folder, program, name) for name in ("alice", "bob"))

    def start_phone(self, folder, program, name):
        phone = Phone(folder, program, name, SECRETS[name], self.server.server, 1000)
        phone.wait_event("account-state", state="registered")
        return phone

    def stop(self):
        status = [peer.stop() for peer in (self.bob, self.alice)]
        self.server.stop()
        assert status == [0, 0], f"a phone ended badly (a leak, or a crash): {status}"


def write(sender, receiver, address, text):
    """Until it is there."""
    mark = receiver.mark()
    sender.send(f"message {address} {text}")
    got = receiver.wait_event("message", since=mark)
    assert got["text"] == text, got


@item("a stranger's message arrives and is not confirmed until they are let in")
def stranger(lab):
    mark = lab.alice.mark()
    write(lab.alice, lab.bob, BOB, "first")
    lab.alice.wait_event("message-state", state="sent", text="first", since=mark)
    lab.alice.wait_event("message-sent", since=mark)
    write(lab.alice, lab.bob, BOB, "second")  # whatever Bob said to the first would have come by now
    told = [e for e in lab.alice.events[mark:] if e and e.get("event") == "message-state" and e["state"] == "delivered"]
    assert not told, told


@item("message both ways, with delivered and read shown")
def both_ways(lab):
    for phone in (lab.alice, lab.bob):
        phone.send("read-receipts on")
    write(lab.bob, lab.alice, ALICE, "Grüße, Привет, 你好, 👋🏽")  # which lets Alice in
    for sender, receiver, to, back in ((lab.alice, lab.bob, BOB, ALICE), (lab.bob, lab.alice, ALICE, BOB)):
        mark, text = sender.mark(), f"नमस्ते {to}"
        write(sender, receiver, to, text)
        sender.wait_event("message-state", state="delivered", text=text, since=mark)
        receiver.send(f"read {back}")
        sender.wait_event("message-state", state="read", text=text, since=mark)


def tell_bob(lab, words):
    """A second word that makes no sense: what is said of it says that the one before was taken."""
    b = lab.bob.mark()
    lab.bob.send(words)
    lab.bob.send("block nobody at all")
    lab.bob.wait_event("error", since=b)


@item("blocked: taken and dropped, and heard again afterwards")
def blocked(lab):
    tell_bob(lab, f"block {ALICE}")
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send(f"message {BOB} unheard")
    lab.alice.wait_event("message-sent", since=a)
    tell_bob(lab, f"unblock {ALICE}")
    write(lab.alice, lab.bob, BOB, "heard")
    came = [e["text"] for e in lab.bob.events[b:] if e and e.get("event") == "message"]
    assert came == ["heard"], came


def main():
    failed = 0
    print(f"1..{len(ITEMS)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="earshot-messages-") as name:
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
