# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the items of verbs.py share: a network of its own, an exchange with every wire, and the telephones.

alice is Earshot and the one under test; dora is a second Earshot. bob is SIP.js in Chromium, carol is baresip,
dave and other names of SIPP are scenarios that SIPp plays, at places that the exchange knows."""

import os
import pathlib
import secrets
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "wire"))

import lab as network
from baresip import Baresip
from certificates import Authority
from peers import DOMAIN, FarEnd, Kamailio, Phone, TooLate
from sipp import Sipp

ADDRESS = "198.51.100.1"
INTERFACE = "v0"
SIPP = {"dave": 5091, "erin": 5092, "frank": 5093, "grace": 5094, "heidi": 5095, "ivan": 5096, "judy": 5097}
PHONES = ("alice", "dora", "erik", "fred", "gina", "hans")
USERS = (*PHONES, "bob", "carol", "karl", "lars", "iris", "jack", "kate")
ALICE_HZ, BOB_HZ, CAROL_HZ, DORA_HZ = 1000, 700, 600, 1500
ITEMS = []


def item(name):
    """Registers a function as a TAP point."""
    def keep(function):
        ITEMS.append((name, function))
        return function
    return keep


def sip(user):
    return f"sip:{user}@{DOMAIN}"


def enter():
    """A network of one's own with one address that is not loopback's, for the media of all."""
    network.enter()
    for command in (f"ip link add {INTERFACE} type veth peer name {INTERFACE}x", f"ip link set {INTERFACE}x up",
                    f"ip addr add {ADDRESS}/24 dev {INTERFACE}", f"ip link set {INTERFACE} up",
                    "sysctl -qw net.ipv6.conf.all.disable_ipv6=1"):
        subprocess.run(command.split(), check=True)


class Lab:
    """Everything the items share; what is slow to start is started when it is first needed."""

    def __init__(self, folder, program):
        self.folder = folder
        self.program = program
        self.users = {name: secrets.token_urlsafe(12) for name in USERS}
        self.certificate = Authority(folder / "tls").make("server", hosts=(DOMAIN,))
        self.kamailio = Kamailio(
            folder, self.users, 8080, address=ADDRESS, tls=self.certificate,
            wires=[("udp", 5060), ("tcp", 5060), ("tls", 5061)],
            timers={"karl": "90;refresher=uac", "lars": "90;refresher=uas"},
            places={name: f"sip:{ADDRESS}:{port}" for name, port in SIPP.items()})
        self.peers = {}
        self.scripts, self.kept = [], []

    @property
    def alice(self):
        return self.phone("alice", ALICE_HZ)

    @property
    def dora(self):
        return self.phone("dora", DORA_HZ)

    @property
    def bob(self):
        if "bob" not in self.peers:
            bob = FarEnd(self.folder, os.environ["EARSHOT_NODE_MODULES"], BOB_HZ, loopback=False)
            self.peers["bob"] = bob
            bob.do("start", server=self.kamailio.server, user="bob", domain=DOMAIN, password=self.users["bob"])
            bob.wait_event("registration", state="Registered")
        return self.peers["bob"]

    @property
    def carol(self):
        return self.baresip("carol", "udp")

    def phone(self, name, hertz, extra=()):
        """A command-line phone of that name, registered."""
        if name not in self.peers:
            self.peers[name] = Phone(self.folder, self.program, name, self.users[name], self.kamailio.server, hertz,
                                     extra)
            self.peers[name].wait_event("account-state", state="registered")
        return self.peers[name]

    def baresip(self, name, wire, user="carol", hertz=CAROL_HZ, media="dtls"):
        """A baresip with the account of `user`, over udp, tcp or tls; registered."""
        if name not in self.peers:
            number = len(self.peers)
            k = self.kamailio.mark()
            proxy = f"sip:{ADDRESS}:{5061 if wire == 'tls' else 5060};transport={wire}"
            self.peers[name] = Baresip(self.folder, user, self.users[user], proxy, hertz, ADDRESS,
                                       5100 + 2 * number, 4400 + number, INTERFACE,
                                       media=media)
            self.kamailio.wait(f"REGISTER of {user}", lambda e: e.startswith(f"register {user}"), since=k)
        return self.peers[name]

    def sipp(self, scenario, user="dave", target=None, keep=False, **keys):
        """SIPp plays a scenario, as caller if there is a target; to the end of the item, or longer (`keep`)."""
        server = f"{ADDRESS}:5060" if target else None
        script = Sipp(self.folder, scenario, user, ADDRESS, SIPP[user], server, target=target or "", **keys)
        (self.kept if keep else self.scripts).append(script)
        return script

    def stop_peer(self, name):
        """Ends one of them, to be started anew when it is next needed; its exit status."""
        return self.peers.pop(name).stop()

    def call(self, caller, target, **fields):
        """One of our phones calls; gives back the number of the call."""
        mark = caller.mark()
        caller.send(f"call {sip(target)}")
        return caller.wait_event("call-state", incoming=False, since=mark, **fields)["id"]

    def talk_with_bob(self, phone=None):
        """A call to SIP.js, answered; gives back the number of the call at each end."""
        phone = phone or self.alice
        a, b = phone.mark(), self.bob.mark()
        mine = self.call(phone, "bob")
        invite = self.bob.wait_event("invite", since=b)
        self.bob.do("pick", call=invite["call"])
        self.bob.do("answer")
        phone.wait_event("call-state", id=mine, state="active", since=a)
        self.bob.wait_event("session", state="Established", since=b)
        return mine, invite["call"]

    def talk_with_carol(self, phone=None, name="carol"):
        """A call to a baresip, answered; gives back the number of the call at our end."""
        phone, carol = phone or self.alice, self.baresip(name, "udp", user=name)
        a, c = phone.mark(), carol.mark()
        mine = self.call(phone, name)
        carol.wait_event("CALL_INCOMING", since=c)
        carol.do("accept")
        phone.wait_event("call-state", id=mine, state="active", since=a)
        return mine

    def talk_with_phone(self, caller, callee, name):
        """A call between two of ours; gives back the number of the call at each end."""
        a, b = caller.mark(), callee.mark()
        mine = self.call(caller, name)
        theirs = callee.wait_event("call-state", state="incoming", since=b)["id"]
        callee.send("answer")
        caller.wait_event("call-state", id=mine, state="active", since=a)
        callee.wait_event("call-state", id=theirs, state="active", since=b)
        return mine, theirs

    def bob_hears(self, hertz, tries=20):
        for _ in range(tries):
            heard = self.bob.do("measure")
            if abs(heard["hz"] - hertz) <= 15 and heard["db"] > -45:
                return
        raise TooLate(f"chromium hears {heard}, not {hertz} Hz")

    def bob_hears_nothing(self, tries=40):
        for _ in range(tries):
            heard = self.bob.do("measure")
            if heard["db"] < -60:
                return
        raise TooLate(f"chromium still hears {heard}")

    def rest(self):
        """Back to no call, whatever happened."""
        for script in self.scripts:
            script.stop(2)
        self.scripts.clear()
        for name in ("alice", "dora", "hans"):
            if name in self.peers:
                self.end_calls(self.peers[name])
        if "bob" in self.peers:
            self.peers["bob"].do("endAll", 10)
        for name, peer in self.peers.items():
            if isinstance(peer, Baresip) and name not in ("karl", "lars"):
                peer.do("hangupall")

    @staticmethod
    def end_calls(phone):
        """Hangs up whatever is not over."""
        states = {}
        for event in list(phone.events):
            if event.get("event") == "call-state":
                states[event["id"]] = event["state"]
        for number in [number for number, state in states.items() if state != "ended"]:
            phone.send(f"hangup #{number}")
        for number in states:
            phone.wait_event("call-state", 10, id=number, state="ended")

    def stop(self):
        for script in self.kept:
            script.stop(2)
        statuses = {name: peer.stop() for name, peer in self.peers.items()}
        self.peers.clear()
        self.kamailio.stop()
        bad = [name for name in ("alice", "dora", "erik", "fred", "gina", "hans") if statuses.get(name, 0) != 0]
        if bad:
            raise TooLate(f"{bad} ended badly (a leak, or a crash): see its log")
