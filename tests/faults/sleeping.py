# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F11 and F12: the machine sleeps and wakes, or its clock is set wrong. Two clocks are moved by a preloaded library."""

import os
import re
import signal
import subprocess
import time

from exchange import call, hang_up
from marks import PLAIN, SECURE, assert_whole, one_binding, within
from peers import TooLate
from place import ALICE, item

SHIFT = os.environ.get("EARSHOT_CLOCK_SHIFT_LIBRARY", "")
AWAKE_S = 3         # registered again after the network is there
NOTICED_S = 6       # a jump of which not even the kernel tells is looked for every 5 s
HOUR_S, DAY_S = 3600, 86400
QUIET_S = 8


class Clocks:
    """The two clocks of one phone."""

    def __init__(self, place, mute=False):
        self.file = place.folder / "clock-shift"
        self.move(0, 0)
        # The preloaded library comes before ASan's, which is harmless: it asks the kernel alone.
        options = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        self.wrap = ["env", f"LD_PRELOAD={SHIFT}", f"EARSHOT_CLOCK_SHIFT={self.file}", f"ASAN_OPTIONS={options}"]
        if mute:
            self.wrap.append("EARSHOT_CLOCK_MUTE=1")

    def move(self, day, boot):
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{day} {boot}\n")
        fresh.replace(self.file)


def sleep_and_wake(phone, clocks, seconds):
    """Stopped, and so much later by the clocks that go on in sleep."""
    phone.process.send_signal(signal.SIGSTOP)
    clocks.move(seconds, seconds)
    time.sleep(1)
    phone.process.send_signal(signal.SIGCONT)


def assert_awake(place, exchange, alice, mark, k, woke, limit):
    fresh = exchange.wait_line("^register alice expires=[1-9]", limit + 20, k)["at"] - woke
    alice.wait_registered(10, mark)
    bob = place.phone("bob", PLAIN)
    bob.wait_registered()
    a, b = call(bob, alice, ALICE)
    hang_up(bob, alice, a, b)
    assert_whole(place, exchange)
    return within("registered", fresh, limit) + ", callable, one binding, one connection"


def f11_by_clock(seconds, mute=False):
    def run(place):
        exchange = place.exchange()
        clocks = Clocks(place, mute)
        alice = place.phone("alice", PLAIN, wrap=clocks.wrap)
        alice.wait_registered()
        mark, k = alice.mark(), exchange.mark()
        sleep_and_wake(alice, clocks, seconds)
        return assert_awake(place, exchange, alice, mark, k, time.monotonic(), AWAKE_S + (NOTICED_S if mute else 0))
    run.__name__ = f"f11_{'mute' if mute else 'clock'}_{seconds}"
    return run


for length_title, length in (("10 s", 10), ("1 h", HOUR_S), ("12 h", 12 * HOUR_S)):
    item(f"F11 the machine sleeps {length_title}, no logind: a new line and a REGISTER by the gap between the clocks")(
        f11_by_clock(length))
item("F11 the machine sleeps 1 h, no logind, and the kernel does not tell either: the gap is looked for")(
    f11_by_clock(HOUR_S, mute=True))


@item("F11 the machine sleeps 1 h and its server has closed: back in time")
def f11_server_closed(place):
    exchange = place.exchange()
    clocks = Clocks(place)
    alice = place.phone("alice", PLAIN, wrap=clocks.wrap)
    alice.wait_registered()
    mark, k = alice.mark(), exchange.mark()
    alice.process.send_signal(signal.SIGSTOP)
    clocks.move(HOUR_S, HOUR_S)
    place["server"].reset_connections(80)
    time.sleep(1)
    alice.process.send_signal(signal.SIGCONT)
    return assert_awake(place, exchange, alice, mark, k, time.monotonic(), AWAKE_S + 1)


class SystemBus:
    """A system bus of one's own, with a logind that says what the test says."""

    def __init__(self, place):
        self.daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1",
                                        f"--address=unix:path={place.folder}/system-bus"],
                                       stdout=subprocess.PIPE, text=True, start_new_session=True)
        self.address = self.daemon.stdout.readline().strip()
        self.environment = dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=self.address)
        self.logind = subprocess.Popen(["python3", "-m", "dbusmock", "--system", "--template", "logind"],
                                       env=self.environment, start_new_session=True,
                                       stdout=open(place.folder / "logind.log", "w"), stderr=subprocess.STDOUT)
        self.ask("gdbus", "wait", "--system", "--timeout", "10", "org.freedesktop.login1")

    def ask(self, *command):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise TooLate(f"{command[0]}: {done.stderr}")
        return done.stdout

    def tell(self, sleeping):
        self.ask("gdbus", "call", "--system", "--dest", "org.freedesktop.login1", "--object-path",
                 "/org/freedesktop/login1", "--method", "org.freedesktop.DBus.Mock.EmitSignal",
                 "org.freedesktop.login1.Manager", "PrepareForSleep", "b", f"[<{'true' if sleeping else 'false'}>]")

    def stop(self):
        for process in (self.logind, self.daemon):
            process.terminate()
            process.wait(5)
        self.daemon.stdout.close()


@item("F11 logind tells of a sleep of 1 h: registered in time after the wake")
def f11_logind(place):
    exchange = place.exchange()
    bus = place.keep(SystemBus(place))
    clocks = Clocks(place)
    alice = place.phone("alice", PLAIN, wrap=[*clocks.wrap, f"DBUS_SYSTEM_BUS_ADDRESS={bus.address}"])
    alice.wait_registered()
    bus.tell(True)
    time.sleep(0.5)  # logind waits for inhibitors up to 5 s; nothing of ours may need longer
    mark, k = alice.mark(), exchange.mark()
    sleep_and_wake(alice, clocks, HOUR_S)
    bus.tell(False)
    return assert_awake(place, exchange, alice, mark, k, time.monotonic(), AWAKE_S)


def f12_set(title, seconds):
    def run(place):
        exchange = place.exchange()
        clocks = Clocks(place)
        alice = place.phone("alice", PLAIN, wrap=clocks.wrap)
        alice.wait_registered()
        mark, k = alice.mark(), exchange.mark()
        clocks.move(seconds, 0)
        time.sleep(QUIET_S)
        assert not alice.states(mark), f"it lost its line over it: {alice.states(mark)}"
        assert not exchange.lines("^got REGISTER alice", k), "it registered again over it"
        bob = place.phone("bob", PLAIN)
        bob.wait_registered()
        a, b = call(bob, alice, ALICE)
        hang_up(bob, alice, a, b)
        durations = [e["duration"] for e in alice.events[a:] if e.get("event") == "call-state"]
        assert all(0 <= duration < 60 for duration in durations), durations
        one_binding(exchange)
        return f"nothing stirs for {QUIET_S} s, a call comes through"
    run.__name__ = f"f12_{title}"
    return run


for direction, by in (("forward", DAY_S), ("back", -DAY_S)):
    item(f"F12 the clock is set {direction} by a day")(f12_set(direction, by))


@item("F13 the certificate expires while the line stands: it stands; the next connection is refused")
def f13_expires(place):
    exchange = place.exchange()
    clocks = Clocks(place)
    alice = place.phone("alice", SECURE, wrap=clocks.wrap)
    alice.wait_registered()
    mark = alice.mark()
    clocks.move(40 * DAY_S, 0)
    time.sleep(2)
    assert not alice.states(mark), alice.states(mark)
    k = exchange.mark()
    place["server"].reset_connections(443)
    said = alice.wait("a refusal", lambda e: e.get("event") == "account-state" and e.get("state") in
                      ("refused", "waiting") and re.search("certificate|prove|expired", e["text"]), 20, mark)
    assert not exchange.lines("^got", k), "it spoke all the same"
    return f"“{said['text']}”"


@item("a crash: what it says and leaves names no secret")
def crash(place):
    place.exchange()
    alice = place.phone("alice", SECURE, wrap=["env", "G_MESSAGES_DEBUG=all"])
    alice.wait_registered()
    alice.process.send_signal(signal.SIGSEGV)
    alice.process.wait(20)
    alice.stop()
    place.phones.remove(alice)
    text = (place.folder / "phone-alice" / "alice.log").read_text(errors="replace")
    assert "SEGV" in text or alice.process.returncode != 0
    return f"exit {alice.process.returncode}; its words are searched below"
