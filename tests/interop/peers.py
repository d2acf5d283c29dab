# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real parts of the interop tests as objects: Kamailio, Chromium with SIP.js, the command-line phone.

Each is a process whose output is read by a thread into a list of events; wait() is the only way to wait."""

import json
import math
import os
import pathlib
import queue
import signal
import socket
import struct
import subprocess
import threading
import time
import wave

HERE = pathlib.Path(__file__).resolve().parent
DOMAIN = "lab.example"


class TooLate(Exception):
    """Something did not happen in time; the text says what was awaited and what came instead."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_tone(path, hertz, seconds=10, rate=48000, level=0.25):
    """A sine that loops without a click: a whole number of periods."""
    samples = (int(32767 * level * math.sin(2 * math.pi * hertz * n / rate)) for n in range(seconds * rate))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(b"".join(struct.pack("<h", s) for s in samples))


class Peer:
    """A process that tells what happens in lines."""

    def __init__(self, name, command, log, **kwargs):
        self.name = name
        self.events = []
        self.arrived = threading.Condition()
        self.log = open(log, "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, encoding="utf-8", errors="replace", start_new_session=True, **kwargs)
        self.threads = [
            threading.Thread(target=self._read, args=(self.process.stdout, "out"), daemon=True),
            threading.Thread(target=self._read, args=(self.process.stderr, "err"), daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    def _read(self, stream, kind):
        for line in stream:
            self.log.write(f"{time.monotonic():.3f} {kind} {line}")
            self.log.flush()
            event = self.understand(kind, line.rstrip("\n"))
            if event is not None:
                with self.arrived:
                    self.events.append(event)
                    self.arrived.notify_all()

    def understand(self, kind, line):
        """The event a line stands for; None: nothing to wait for."""
        raise NotImplementedError

    def mark(self):
        """Where the events are now: what is awaited later must come after."""
        with self.arrived:
            return len(self.events)

    def wait(self, what, rule, seconds=15, since=0):
        """The first event after @since that @rule accepts."""
        deadline = time.monotonic() + seconds
        looked = since
        with self.arrived:
            while True:
                for event in self.events[looked:]:
                    looked += 1
                    if rule(event):
                        return event
                left = deadline - time.monotonic()
                if left <= 0 or not self.arrived.wait(left):
                    tail = self.events[max(since, len(self.events) - 6):]
                    raise TooLate(f"{self.name}: {what} did not come in {seconds} s; last: {tail}")

    def send(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def stop(self, seconds=10):
        """Ends it politely, then not; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for thread in self.threads:
            thread.join(5)
        self.log.close()
        return self.process.returncode


class Kamailio(Peer):
    """The exchange; `users` maps names to passwords, `places` names to URIs that need no registration, `timers` names
    to the session timer that is put into their answers. `wires` listens beside the WebSocket: pairs of protocol and
    port; `tls` is certificate and key; with `tables` it publishes who rings and who talks, by tables in that folder."""

    def __init__(self, folder, users, port=None, algorithm="", min_expires=5, max_expires=3600,
                 address="127.0.0.1", wires=(), places=None, timers=None, tls=None, tables=None, name="kamailio"):
        self.address = address
        self.port = port or free_port()
        self.server = f"ws://{address}:{self.port}/"
        listen = [f"listen={protocol}:{address}:{number}" for protocol, number in wires]
        if tls is not None:
            listen.insert(0, "#!define WITH_TLS\nenable_tls=yes")
        if tables is not None:
            listen.insert(0, "#!define WITH_LAMPS")
        values = {"PORT": self.port, "ADDRESS": address, "LISTEN": "\n".join(listen), "DOMAIN": DOMAIN,
                  "SECRETS": self.fill("secrets", users), "PLACES": self.fill("places", places or {}), "TIMERS": self.fill("timers", timers or {}),
                  "ALGORITHM": algorithm, "MIN_EXPIRES": min_expires, "MAX_EXPIRES": max_expires,
                  "CERTIFICATE": tls[0] if tls else "", "KEY": tls[1] if tls else "",
                  "TABLES": tables}
        text = (HERE / "kamailio.cfg.in").read_text(encoding="utf-8")
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
        config = folder / f"{name}.cfg"
        config.write_text(text, encoding="utf-8")
        config.chmod(0o600)
        runtime = folder / f"kamailio-{self.port}"
        runtime.mkdir(exist_ok=True)
        super().__init__(name, ["kamailio", "-DD", "-f", config, "-Y", runtime, "-m", "64", "-M", "8"],
                         folder / f"{name}.log")
        self.wait_listening()

    @staticmethod
    def fill(table, rows):
        return "\n".join(f'\t$sht({table}=>{key}) = "{value}";' for key, value in rows.items())

    def understand(self, kind, line):
        return line.split("interop: ", 1)[1] if "interop: " in line else None

    def wait_listening(self, seconds=15):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex((self.address, self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TooLate("kamailio does not listen")


class FarEnd(Peer):
    """Chromium with SIP.js; its microphone hears `hertz`. Its candidates are of loopback as well, unless the machine
    has other addresses and peers that would go astray (`loopback`)."""

    def __init__(self, folder, modules, hertz, loopback=True, wrap=()):
        switches = ["--allow-loopback-in-peer-connection"] if loopback else []
        tone = folder / f"tone-{hertz}.wav"
        write_tone(tone, hertz)
        self.answers = queue.Queue()
        self.count = 0
        super().__init__("chromium", [*wrap, "node", HERE / "far-end.mjs", modules, tone, folder / "profile", *switches],
                         folder / "far-end.log")
        self.wait("ready", lambda e: e.get("event") == "ready", 60)

    def understand(self, kind, line):
        return json.loads(line) if kind == "out" and line.startswith("{") else None

    def do(self, verb, seconds=20, **arguments):
        """Runs a function of the page and gives back its result."""
        mine = self.begin(verb, **arguments)
        done = self.wait(f"the end of {verb}", lambda e: e.get("id") == mine, seconds)
        if done["event"] == "failed":
            raise TooLate(f"chromium: {verb} failed: {done['text']}")
        return done.get("value")

    def begin(self, verb, **arguments):
        """Starts a function of the page without waiting for its end."""
        self.count += 1
        self.send(json.dumps({"id": self.count, "do": verb, **arguments}))
        return self.count

    def wait_event(self, name, seconds=15, since=0, **fields):
        return self.wait(
            f"{name} {fields}", lambda e: e.get("event") == name and
            all(e.get(key) == value for key, value in fields.items()), seconds, since)

    def stop(self, seconds=10):
        if self.process.poll() is None:
            self.send(json.dumps({"id": 0, "do": "quit"}))
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                pass
        return super().stop(2)


class Phone(Peer):
    """earshot-cli watch: commands in, JSON events out."""

    def __init__(self, folder, program, user, password, server, hertz, extra=(), wrap=()):
        secret = folder / f"{user}.password"
        secret.write_text(password, encoding="utf-8")
        secret.chmod(0o600)
        environment = dict(os.environ, XDG_DATA_HOME=str(folder / f"{user}-data"),
                           XDG_CONFIG_HOME=str(folder / f"{user}-config"))
        super().__init__(
            user, [*wrap, program, "watch", "--json", "--trace", f"--account={user}@{DOMAIN}",
                   f"--server={server}", f"--password-file={secret}", f"--microphone=tone:{hertz}",
                   "--speaker=none", *extra],
            folder / f"{user}.log", env=environment)

    def understand(self, kind, line):
        return json.loads(line) if kind == "out" and line.startswith("{") else None

    def wait_event(self, name, seconds=15, since=0, **fields):
        return self.wait(
            f"{name} {fields}", lambda e: e.get("event") == name and
            all(e.get(key) == value for key, value in fields.items()), seconds, since)

    def hear(self, hertz, since, seconds=15, tolerance=25):
        """Waits until the tone of the far end is what this phone's speaker would play."""
        return self.wait(
            f"a tone of {hertz} Hz", lambda e: e.get("event") == "levels" and
            abs(e.get("output_hz", 0) - hertz) <= tolerance and e.get("output_db", -100) > -45, seconds, since)
