# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts that talk in the lab: Kamailio with every wire, and the command-line phone at a host of its own."""

import hashlib
import os
import pathlib
import re
import signal
import subprocess
import time

from lab import DOMAIN, run
from peers import Peer, TooLate
from peers import Phone as PlainPhone

HERE = pathlib.Path(__file__).resolve().parent
WIRES = {"udp": ("udp", 5060), "tcp": ("tcp", 5060), "tls": ("tls", 5061), "ws": ("tcp", 80), "wss": ("tls", 443)}


def server_of(wire, host):
    """How a person would write a server."""
    path = "/" if wire.startswith("ws") else ""
    return f"{wire}://{host}:{WIRES[wire][1]}{path}"


def ha1(user, password):
    return hashlib.md5(f"{user}:{DOMAIN}:{password}".encode()).hexdigest()


class Exchange(Peer):
    """Kamailio at a host. @users maps names to passwords; @peer is the other node of a cluster."""

    def __init__(self, host, users, certificate=None, wires=tuple(WIRES), peer=None, max_expires=3600):
        self.host = host
        self.wires = wires
        self.folder = host.folder / f"kamailio-{host.name}"
        self.folder.mkdir(exist_ok=True)
        config = self.folder / "kamailio.cfg"
        config.write_text(self.configuration(users, certificate, peer, max_expires), encoding="utf-8")
        config.chmod(0o600)
        flags = ["-A", "WITH_TLS"] if certificate else []
        flags += ["-A", "WITH_CLUSTER"] if peer else []
        number = len(list(host.folder.glob(f"kamailio-{host.name}*.log")))
        super().__init__(f"kamailio at {host.name}",
                         [*host.inside, "kamailio", "-DD", "-f", config, "-Y", self.folder, "-m", "64", "-M", "8",
                          *flags], host.folder / f"kamailio-{host.name}-{number}.log")
        self.wait_listening()

    def configuration(self, users, certificate, peer, max_expires):
        text = (HERE / "kamailio.cfg.in").read_text(encoding="utf-8")
        kinds = {WIRES[wire] for wire in self.wires if certificate or WIRES[wire][0] != "tls"}
        # The far end of the cluster, and where TCP or UDP is not offered to phones, a way for replies to be sent.
        kinds |= {("udp", 5062)}
        addresses = (self.host.ip4, f"[{self.host.ip6}]")
        values = {
            "LISTEN": "\n".join(f"listen={kind}:{address}:{port}" for kind, port in sorted(kinds)
                                for address in addresses if port != 5062 or address == self.host.ip4),
            "DOMAIN": DOMAIN, "FOLDER": self.folder, "MAX_EXPIRES": max_expires, "OWN": self.host.ip4,
            "PEER": peer.ip4 if peer else "192.0.2.1",
            "CERTIFICATE": certificate[0] if certificate else "", "KEY": certificate[1] if certificate else "",
            "SECRETS": "\n".join(f'\t$sht(secrets=>{name}) = "{word}";' for name, word in users.items()),
        }
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
        return text

    def understand(self, kind, line):
        if "lab: " not in line:
            return None
        return {"at": time.monotonic(), "line": line.split("lab: ", 1)[1]}

    def wait_line(self, pattern, seconds=15, since=0):
        return self.wait(pattern, lambda e: re.search(pattern, e["line"]) is not None, seconds, since)

    def lines(self, pattern, since=0):
        return [e["line"] for e in self.events[since:] if re.search(pattern, e["line"])]

    def rpc(self, *words):
        return run("kamcmd", "-s", f"unix:{self.folder}/ctl", *words, check=False)

    def wait_listening(self, seconds=15):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if (self.folder / "ctl").exists() and "core" in self.rpc("core.version") + self.rpc("system.listMethods"):
                return
            time.sleep(0.05)
        raise TooLate("kamailio does not come up")

    def bindings(self, user):
        """The addresses where a user is to be found now."""
        dump = self.rpc("ul.lookup", "location", user)
        return re.findall(r"Address: *(\S+)", dump)

    def freeze(self):
        self.signal_all(signal.SIGSTOP)

    def thaw(self):
        self.signal_all(signal.SIGCONT)

    def signal_all(self, number):
        os.killpg(self.process.pid, number)

    def kill(self):
        """As a crash or a power cut of the program: nothing is said to anybody by it."""
        if self.process.poll() is None:
            self.signal_all(signal.SIGKILL)
            self.process.wait(5)

    def stop(self, seconds=5):
        if self.process.poll() is None:
            self.signal_all(signal.SIGCONT)
        return super().stop(seconds)


class Phone(PlainPhone):
    """earshot-cli at a host; its events carry the time they came."""

    def __init__(self, host, program, user, password, server, hertz=1000, extra=(), wrap=(), name=None):
        self.host = host
        folder = host.folder / (name or f"phone-{user}")
        folder.mkdir(exist_ok=True)
        super().__init__(folder, program, user, password, server, hertz, extra, [*host.inside, *wrap])

    def understand(self, kind, line):
        event = super().understand(kind, line)
        if isinstance(event, dict):
            event["at"] = time.monotonic()
        return event

    def wait_ended(self, seconds=10):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass  # stop() tells by the exit status

    def wait_registered(self, seconds=15, since=0):
        return self.wait_event("account-state", seconds, since, state="registered")

    def wait_not_registered(self, seconds=15, since=0):
        return self.wait("the loss", lambda e: e.get("event") == "account-state" and
                         e.get("state") != "registered", seconds, since)

    def states(self, since=0):
        return [e["state"] for e in self.events[since:] if e.get("event") == "account-state"]

    def heard_at(self, hertz, since=0, tolerance=25):
        """The times at which the far end's tone was heard."""
        return [e["at"] for e in self.events[since:] if e.get("event") == "levels" and
                abs(e.get("output_hz", 0) - hertz) <= tolerance and e.get("output_db", -100) > -45]

    def resource_count(self):
        """Open descriptors of the phone itself."""
        pid = self.own_pid()
        return len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir()))

    def own_pid(self):
        """nsenter executes what it is given, so the process is the phone unless something is wrapped around it."""
        return self.process.pid


def longest_gap(times):
    """The longest silence between moments of sound."""
    return max((later - earlier for earlier, later in zip(times, times[1:])), default=float("inf"))


def call(caller, callee, target, seconds=20):
    """A call from rest to both being active; gives back the marks of its start."""
    a, b = caller.mark(), callee.mark()
    caller.send(f"call {target}")
    callee.wait_event("call-state", seconds, b, state="incoming")
    callee.send("answer")
    caller.wait_event("call-state", seconds, a, state="active")
    callee.wait_event("call-state", seconds, b, state="active")
    return a, b


def hang_up(caller, callee, a, b):
    caller.send("hangup")
    caller.wait_event("call-state", 10, a, state="ended")
    callee.wait_event("call-state", 10, b, state="ended")
