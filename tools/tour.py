#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/tour.py PROGRAM FOLDER: opens the window and does what a person would.

It sees and presses what assistive tools see and press, speaks into the virtual microphone, listens at the virtual
speaker, and photographs each step into FOLDER. To be run inside tools/virtual-session. Exits 0 if all of it happened."""

import array
import cmath
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import wave

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = 30
RATE_HZ = 8000
SAMPLES = 8192  # a power of two, about a second
TONE_HZ = 1000
TONE_AMPLITUDE = 0.25  # -15 dBFS as a mean square
TOLERANCE_HZ = 20
QUIET_DBFS = -50
LOUD_DBFS = -35


BUTTONS = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.RADIO_BUTTON, Atspi.Role.PAGE_TAB)
FIELDS = (Atspi.Role.TEXT, Atspi.Role.ENTRY)


class TourError(Exception):
    """Something a person would wait for in vain."""


def wait_for(what, look):
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise TourError(f"{what} did not appear within {PATIENCE_S} s")
        time.sleep(0.05)


# --- what is in the window ---


def walk(node, depth=0):
    """Everything showing below node; a node may vanish while it is looked at."""
    if node is None or depth > 60:
        return
    try:
        if not node.get_state_set().contains(Atspi.StateType.SHOWING) and depth > 1:
            return
        yield node
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        yield from walk(child, depth + 1)


def safe(look, *arguments):
    try:
        return look(*arguments)
    except GLib.Error:
        return None


NAME = "earshot"


class Window:
    """The application under test, by its name: in a sandbox it has another process than was started."""

    def __init__(self, program, wrap=()):
        self.process = subprocess.Popen([*wrap, program])

    def root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and safe(application.get_name) == NAME:
                return application
        return None

    def nodes(self):
        if self.process.poll() is not None:
            raise TourError(f"the program ended with code {self.process.returncode}")
        return walk(self.root())

    def texts(self):
        """All words on the screen."""
        found = []
        for node in self.nodes():
            found.append(safe(node.get_name) or "")
            text = safe(node.get_text_iface)
            if text is not None:
                found.append(safe(Atspi.Text.get_text, text, 0, -1) or "")
        return found

    def reads(self, pattern):
        return wait_for(f"the words {pattern!r}", lambda: next(
            (text for text in self.texts() if re.search(pattern, text)), None))

    def find(self, words, roles):
        """What is called so, or described so where a name is not enough to tell."""
        def look():
            for node in self.nodes():
                if words in (safe(node.get_name), safe(node.get_description)) and safe(node.get_role) in roles \
                        and node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                    return node
            return None

        return wait_for(f"{words!r}", look)

    def press(self, name):
        node = self.find(name, BUTTONS)
        if node.get_action_iface().get_n_actions() == 0:  # the button of a menu has another in it that acts
            node = node.get_child_at_index(0)
        node.get_action_iface().do_action(0)

    def write(self, name, text):
        self.find(name, FIELDS).get_editable_text_iface().set_text_contents(text)

    def content(self, name):
        """What stands in a field; None when there is no such field on the screen."""
        for node in self.nodes():
            if safe(node.get_name) == name and safe(node.get_role) in FIELDS:
                text = node.get_text_iface()
                return safe(Atspi.Text.get_text, text, 0, Atspi.Text.get_character_count(text))
        return None

    def close(self):
        """Closing takes its leave of the server, which must not take long."""
        self.press("Close the window")
        try:
            code = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise TourError("the program did not end") from None
        if code != 0:
            raise TourError(f"the program ended with code {code}")


# --- what is heard ---


def transform(samples):
    """The discrete Fourier transform of a power of two of samples."""
    if len(samples) == 1:
        return samples
    even, odd = transform(samples[::2]), transform(samples[1::2])
    half = len(even)
    turned = [cmath.exp(-2j * cmath.pi * k / (2 * half)) * odd[k] for k in range(half)]
    return [even[k] + turned[k] for k in range(half)] + [even[k] - turned[k] for k in range(half)]


def record(speaker):
    """About a second of what the speaker plays, between -1 and 1."""
    recorder = subprocess.Popen(["parec", f"--device={speaker}.monitor", f"--rate={RATE_HZ}", "--channels=1",
                                 "--format=s16le", "--raw"], stdout=subprocess.PIPE)
    data = recorder.stdout.read(2 * SAMPLES)
    recorder.terminate()
    recorder.wait()
    return [value / 32768 for value in array.array("h", data)]


def listen(speaker="virtual-speaker"):
    """How loud the speaker is (dBFS, mean square), and which note is loudest in it (Hz)."""
    samples = record(speaker)
    power = sum(value * value for value in samples) / len(samples)
    level = 10 * math.log10(power) if power > 1e-10 else -100
    window = [value * (0.5 - 0.5 * math.cos(2 * math.pi * i / SAMPLES)) for i, value in enumerate(samples)]
    spectrum = [abs(value) for value in transform(window)[:SAMPLES // 2]]
    loudest = max(range(1, len(spectrum)), key=spectrum.__getitem__)
    return level, loudest * RATE_HZ / SAMPLES


class Voice:
    """A tone at the virtual microphone, for as long as it is entered."""

    def __init__(self, folder):
        self.path = str(folder / "tone.wav")
        with wave.open(self.path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(48000)
            file.writeframes(array.array("h", [
                int(32767 * TONE_AMPLITUDE * math.sin(2 * math.pi * TONE_HZ * i / 48000))
                for i in range(48000 * PATIENCE_S)]).tobytes())

    def __enter__(self):
        self.player = subprocess.Popen(["paplay", "--device=virtual-voice", self.path])

    def __exit__(self, *_unused):
        self.player.terminate()
        self.player.wait()


def expect_quiet():
    level, _frequency = listen()
    if level > QUIET_DBFS:
        raise TourError(f"{level:.0f} dBFS where it should be quiet")
    return f"{level:.0f} dBFS"


def expect_tone():
    """The tone needs a moment to go to the far end and back."""
    def look():
        level, frequency = listen()
        return (level, frequency) if level > LOUD_DBFS and abs(frequency - TONE_HZ) <= TOLERANCE_HZ else None

    level, frequency = wait_for(f"a tone of {TONE_HZ} Hz", look)
    return f"{frequency:.0f} Hz at {level:.0f} dBFS"


# --- the tour ---


class Tour:
    """The steps, each with what it showed and how long it took."""

    def __init__(self, program, folder):
        self.folder = folder
        self.voice = Voice(pathlib.Path(tempfile.mkdtemp(prefix="earshot-tour-")))
        self.program = program
        self.window = None
        self.rows = []

    def photograph(self, name):
        geometry = safe_geometry()
        subprocess.run(["import", "-window", "root", *geometry,
                        str(self.folder / f"{len(self.rows) + 1:02}-{name}.png")], check=False)

    def step(self, name, title, act):
        started = time.monotonic()
        try:
            result, passed = act() or "ok", True
        except (TourError, GLib.Error) as error:
            result, passed = str(error), False
        seconds = time.monotonic() - started
        if self.window is not None and self.window.process.poll() is None:
            time.sleep(0.3)  # the last frame is drawn after the last change
            self.photograph(name)
        self.rows.append((title, seconds, result, passed))
        return passed

    def open(self):
        self.window = Window(self.program)
        return self.window.reads("^Welcome to")

    def practise(self):
        self.window.press("Try It Without One")
        return self.window.reads("^Echo Line$")

    def register(self):
        return self.window.reads("Ready")

    def hear_nothing(self):
        with self.voice:
            return expect_quiet()

    def call(self):
        self.window.press("Echo Line")
        return self.window.reads(r"^\d+:\d\d$")

    def speak(self):
        with self.voice:
            return expect_tone()

    def mute(self):
        self.window.press("Mute")
        with self.voice:
            time.sleep(1)  # what is on its way still arrives
            return expect_quiet()

    def write(self):
        self.window.press("Practice Lines")
        self.window.press("Chat Partner")
        self.window.write("Message", "Good morning! Can you read me?")
        self.window.press("Send")
        return self.window.reads("^Good morning!")

    def read(self):
        return self.window.reads("^You wrote: Good morning!")

    def hang_up(self):
        self.window.press("Hang Up")
        wait_for("the end of the call", lambda: not any(text == "Hang Up" for text in self.window.texts()))

    def look_back(self):
        self.window.press("Calls")
        return self.window.reads("^Outgoing call")

    def close(self):
        self.window.close()

    def take(self):
        steps = [
            ("welcome", "open the window", self.open),
            ("practice", "try it without an account", self.practise),
            ("ready", "register", self.register),
            ("silence", "before the call, speak and hear nothing", self.hear_nothing),
            ("call", "call the echo line", self.call),
            ("tone", f"speak {TONE_HZ} Hz and hear it back", self.speak),
            ("muted", "mute, speak and hear nothing", self.mute),
            ("message", "write to the chat partner", self.write),
            ("reply", "receive the reply", self.read),
            ("hung-up", "hang up", self.hang_up),
            ("history", "find the call in the history", self.look_back),
            ("closed", "close", self.close),
        ]
        return all([self.step(*step) for step in steps[:1]]) and all(self.step(*step) for step in steps[1:])

    def report(self):
        for title, seconds, result, passed in self.rows:
            print(f"{'ok  ' if passed else 'FAIL'} {title:<42} {seconds:6.2f} s  {result}")


def safe_geometry():
    """The part of the screen the window is on, for import."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", NAME], capture_output=True, text=True)
    for identifier in found.stdout.split()[-1:]:
        shape = subprocess.run(["xdotool", "getwindowgeometry", "--shell", identifier], capture_output=True, text=True)
        values = dict(line.split("=") for line in shape.stdout.split() if "=" in line)
        if "WIDTH" in values:
            return ["-crop", f"{values['WIDTH']}x{values['HEIGHT']}+{values['X']}+{values['Y']}", "+repage"]
    return []


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.pop("GTK_A11Y", None)
    Atspi.init()
    tour = Tour(sys.argv[1], folder)
    passed = tour.take()
    tour.report()
    if tour.window is not None and tour.window.process.poll() is None:
        tour.window.process.kill()
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
