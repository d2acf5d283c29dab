# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A telephone that rings is answered from ours: the exchange lights the lamp, SIP.js called, baresip rings."""

import os
import shutil

from baresip import Baresip
from peers import DOMAIN, FarEnd, Kamailio, Phone
from presence import TABLES
from verb_lab import ADDRESS, ALICE_HZ, BOB_HZ, CAROL_HZ, INTERFACE, item, sip


class Office:
    """An exchange of its own that publishes who rings and who talks, and three telephones."""

    def __init__(self, lab):
        self.folder = lab.folder / "office"
        self.folder.mkdir()
        shutil.copytree(TABLES, self.folder / "tables")
        self.kamailio = Kamailio(self.folder, lab.users, 8089, address=ADDRESS, wires=[("udp", 5069)],
                                 tables=self.folder / "tables", name="office")
        self.peers = [self.kamailio]
        self.bob = self.add(FarEnd(self.folder, os.environ["EARSHOT_NODE_MODULES"], BOB_HZ, loopback=False))
        self.bob.do("start", server=self.kamailio.server, user="bob", domain=DOMAIN, password=lab.users["bob"])
        self.bob.wait_event("registration", state="Registered")
        mark = self.kamailio.mark()
        self.carol = self.add(Baresip(self.folder, "carol", lab.users["carol"], f"sip:{ADDRESS}:5069;transport=udp",
                                      CAROL_HZ, ADDRESS, 5180, 4480, INTERFACE))
        self.kamailio.wait("REGISTER of carol", lambda e: e.startswith("register carol"), since=mark)
        self.alice = self.add(Phone(self.folder, lab.program, "alice", lab.users["alice"], self.kamailio.server,
                                    ALICE_HZ))
        self.alice.wait_event("account-state", state="registered")

    def add(self, peer):
        self.peers.append(peer)
        return peer

    def stop(self):
        """The exit status of ours."""
        statuses = {peer.name: peer.stop() for peer in reversed(self.peers)}
        return statuses["alice"]

    def bob_hears(self, hertz):
        for _ in range(20):
            heard = self.bob.do("measure")
            if abs(heard["hz"] - hertz) <= 15 and heard["db"] > -45:
                return
        raise AssertionError(f"chromium hears {heard}, not {hertz} Hz")


def pick_up(office):
    """SIP.js calls baresip, the lamp says so, and we take the call: INVITE with Replaces to SIP.js."""
    a, b, c = office.alice.mark(), office.bob.mark(), office.carol.mark()
    carol = f"carol@{DOMAIN}"
    office.alice.send(f"watch-lamp {carol}")
    office.bob.do("invite", target=sip("carol"))
    office.carol.wait_event("CALL_INCOMING", since=c)
    rings = office.alice.wait_event("lamp", address=carol, state="ringing", since=a)
    assert rings["call_id"] and rings["local_tag"] and rings["remote_tag"], rings
    office.alice.send(f"pickup {carol}")
    invite = office.bob.wait_event("invite", since=b)
    assert rings["call_id"] in invite["replaces"], (rings, invite)
    office.bob.do("answer")
    call = office.alice.wait_event("call-state", state="active", since=a)["id"]
    office.carol.wait_event("CALL_CLOSED", since=c)
    office.alice.wait_event("lamp", address=carol, state="idle", since=rings_mark(office, rings))
    office.alice.hear(BOB_HZ, a)
    office.bob_hears(ALICE_HZ)
    office.alice.send("hangup")
    office.alice.wait_event("call-state", id=call, state="ended", since=a)


def rings_mark(office, rings):
    return office.alice.events.index(rings)


@item("picked up: baresip rings for SIP.js, its lamp at Kamailio says so, we take the call; sound both ways")
def picked_up(lab):
    office = Office(lab)
    try:
        pick_up(office)
    finally:
        status = office.stop()
    assert status == 0, "alice ended badly (a leak, or a crash): see its log"
