#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window costs, beside GNOME Calls and beside an empty window of the same libraries, on the same desk.

    tools/virtual-session _build/bench/tests/bench/bench-app

Every program has a home folder of its own. A start is from the order to the first window that the display server shows
(warm: the first start is thrown away). Memory is what /proc says; wake-ups are the context switches that the threads
of a process ask for by themselves (voluntary_ctxt_switches), over half a minute in which nobody touches it.
EARSHOT_CALLS=N: how many calls are made for "after N calls" (100)."""

import ctypes
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parents[1]
sys.path.insert(0, str(BUILD.parents[1] / "tools"))
STARTS = 7
REST_S = 30
SETTLE_S = 5
PATIENCE_S = 30
CALLS = int(os.environ.get("EARSHOT_CALLS", "100"))

# --- the display: when a window is shown, by the word of the server itself ---

MAP_NOTIFY = 19
SUBSTRUCTURE_NOTIFY_MASK = 1 << 19
x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x11.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_long]
x11.XPending.argtypes = [ctypes.c_void_p]
x11.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
x11.XGetGeometry.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 7


class MapEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("event", ctypes.c_ulong), ("window", ctypes.c_ulong),
                ("padding", ctypes.c_long * 24)]


class Display:
    def __init__(self):
        self.display = x11.XOpenDisplay(None)
        x11.XSelectInput(self.display, x11.XDefaultRootWindow(self.display), SUBSTRUCTURE_NOTIFY_MASK)

    def is_large(self, window):
        """Menus and the windows that X programs keep for themselves are no window to a person."""
        root, x, y, width, height, border, depth = (ctypes.c_ulong(), *(ctypes.c_uint() for _ in range(6)))
        found = x11.XGetGeometry(self.display, window, *(ctypes.byref(value) for value in (
            root, x, y, width, height, border, depth)))
        return bool(found) and width.value >= 200 and height.value >= 200

    def forget(self):
        event = MapEvent()
        x11.XSync(ctypes.c_void_p(self.display), 1)
        while x11.XPending(self.display):
            x11.XNextEvent(self.display, ctypes.byref(event))

    def wait_for_window(self):
        event, deadline = MapEvent(), time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            while x11.XPending(self.display):
                x11.XNextEvent(self.display, ctypes.byref(event))
                if event.type == MAP_NOTIFY and self.is_large(event.window):
                    return time.monotonic()
            time.sleep(0.0005)
        return None


# --- a program ---


class Program:
    """One that is measured: a command, and a home of its own."""

    def __init__(self, name, *command):
        self.name, self.command = name, command
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="bench-home-"))
        self.process = None

    def environment(self):
        own = {"HOME": self.home, "XDG_CONFIG_HOME": self.home / "config", "XDG_DATA_HOME": self.home / "data",
               "XDG_CACHE_HOME": self.home / "cache", "XDG_STATE_HOME": self.home / "state"}
        return os.environ | {name: str(path) for name, path in own.items()}

    def start(self, display):
        """Seconds until its window is shown; None: it never was."""
        display.forget()
        began = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment(), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        shown = display.wait_for_window()
        return shown - began if shown else None

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def memory(self):
        """Resident and proportional, in MiB."""
        values = dict(line.split()[:2] for line in pathlib.Path(
            f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()[1:])
        return int(values["Rss:"]) / 1024, int(values["Pss:"]) / 1024

    def switches(self):
        """By thread: one that ended meanwhile would take its count away."""
        found = {}
        for status in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/status"):
            for line in status.read_text().splitlines():
                if line.startswith("voluntary_ctxt_switches"):
                    found[status.parent.name] = int(line.split()[1])
        return found

    def wakeups(self):
        before = self.switches()
        time.sleep(REST_S)
        return sum(count - before.get(thread, 0) for thread, count in self.switches().items()) / REST_S


def figure(value, form="{:.1f}"):
    return "n/a" if value is None else form.format(value)


def measure(program, display):
    times = []
    for _ in range(STARTS + 1):
        times.append(program.start(display))
        program.stop()
    times = [value * 1000 for value in times[1:] if value is not None]
    row = {"start": statistics.median(times) if times else None}
    program.start(display)
    time.sleep(SETTLE_S)
    row["rss"], row["pss"] = program.memory()
    row["wakeups"] = program.wakeups()
    program.stop()
    return row


# --- a hundred calls, by visible names, with the practice exchange that is in the program itself ---


def measure_calls(program):
    import tour

    tour.Atspi.init()
    os.environ.pop("GTK_A11Y", None)
    os.environ.update({name: value for name, value in program.environment().items() if name.startswith("XDG_")})
    window = tour.Window(program.command[0])
    program.process = window.process
    window.press("Try It Without One")
    window.reads("Ready")
    time.sleep(SETTLE_S)
    before = program.memory()
    resting = program.wakeups()
    for _ in range(CALLS):
        window.press("Practice Lines") if "Echo Line" not in window.texts() else None
        window.press("Echo Line")
        window.reads(r"^\d+:\d\d$")
        window.press("Hang Up")
        tour.wait_for("the end of the call", lambda: "Hang Up" not in window.texts())
    time.sleep(SETTLE_S)
    after = program.memory()
    program.stop()
    return before, resting, after


# --- years of use ---


def measure_heavy():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-heavy-"))
    program = str(HERE / "heavy-window")
    began = time.monotonic()
    subprocess.run([program, "fill", str(folder)], check=True, stderr=subprocess.DEVNULL)
    print(f"# filled in {time.monotonic() - began:.0f} s, {(folder / 'history.db').stat().st_size / 2**20:.0f} MiB")
    subprocess.run([program, "measure", str(folder)], check=False, stdout=subprocess.DEVNULL)  # warm
    done = subprocess.run([program, "measure", str(folder)], check=False, capture_output=True, text=True)
    shutil.rmtree(folder)
    if done.returncode != 0:
        print(f"# {done.stderr.strip()}")
    return done.returncode == 0, done.stdout.splitlines()


def main():
    display = Display()
    programs = [Program("Earshot", str(BUILD / "src/earshot")),
                Program("empty window", str(HERE / "floor-window"))]
    if shutil.which("gnome-calls"):
        programs.insert(1, Program("GNOME Calls", "gnome-calls"))
    print("1..3", flush=True)
    print(f"# {'':<14} {'start ms':>9} {'RSS MiB':>9} {'PSS MiB':>9} {'wake-ups/s':>11}")
    for program in programs:
        row = measure(program, display)
        print(f"# {program.name:<14} {figure(row['start'], '{:.0f}'):>9} {row['rss']:>9.1f} {row['pss']:>9.1f} "
              f"{row['wakeups']:>11.1f}", flush=True)
    print("ok 1 - beside others", flush=True)
    before, resting, after = measure_calls(programs[0])
    print(f"# with an account of the practice exchange (which is in the same process): {resting:.1f} wake-ups/s; "
          f"RSS {before[0]:.1f} MiB, PSS {before[1]:.1f} MiB; after {CALLS} calls RSS {after[0]:.1f}, PSS {after[1]:.1f}")
    print("ok 2 - after many calls", flush=True)
    passed, lines = measure_heavy()
    for line in lines:
        name, unit, value = line.split()
        print(f"# {name:<26} {value:>9} {unit}")
    print(f"{'ok' if passed else 'not ok'} 3 - over years of use")
    for program in programs:
        shutil.rmtree(program.home, ignore_errors=True)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
