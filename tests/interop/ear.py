# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a telephone of another make plays, heard: a loudspeaker of ALSA whose samples come here, each call's apart.

ALSA alone would swallow the samples as fast as they come. So each player's go through a pipe to a process of its own,
this file run as a program, which takes 20 ms of them every 20 ms and hands them on."""

import fcntl
import math
import os
import pathlib
import socket
import struct
import sys
import threading
import time

RATE, CHANNELS = 48000, 2
FRAME = 2 * CHANNELS
SHARE = RATE // 50 * FRAME
WINDOW = RATE // 2 * FRAME
PIPE = 4096

DEVICE = """
pcm.ear {{
    type plug
    slave {{
        pcm {{ type file; slave.pcm {{ type null }}; file "| exec python3 {program} {door}"; format "raw" }}
        format S16_LE; rate {rate}; channels {channels}
    }}
}}
"""


class Player:
    """One call's sound: the newest half second of it, and how much there was."""

    def __init__(self, line):
        self.line = line
        self.newest, self.count = b"", 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        with self.line:
            while data := self.line.recv(SHARE):
                self.newest = (self.newest + data)[-WINDOW:]
                self.count += len(data)


class Ear:
    """A loudspeaker called "ear" for a program that is given `environment`."""

    def __init__(self, folder):
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(folder / "ear"))
        self.door.listen()
        (folder / "asound.conf").write_text(DEVICE.format(
            program=pathlib.Path(__file__).resolve(), door=folder / "ear", rate=RATE, channels=CHANNELS),
            encoding="utf-8")
        self.environment = dict(os.environ, ALSA_CONFIG_PATH=str(folder / "asound.conf"))
        self.players = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                self.players.append(Player(self.door.accept()[0]))
            except OSError:
                return

    def counts(self):
        return {player: player.count for player in list(self.players)}

    def heard_since(self, counts):
        """Level and frequency of the newest half second of each who played that much since."""
        return [measure(player.newest) for player, count in self.counts().items()
                if count - counts.get(player, 0) >= WINDOW]

    def wait(self, rule, seconds):
        """Waits until what is played from now on is as `rule` wants it, given a list of pairs of level and frequency;
        gives back the last such list, and whether it was right."""
        deadline, begin = time.monotonic() + seconds, self.counts()
        while True:
            heard = self.heard_since(begin)
            if rule(heard) or time.monotonic() > deadline:
                return heard, rule(heard)
            time.sleep(0.1)

    def plays_nothing(self, seconds):
        """Whether nobody plays anything that long, not even silence."""
        begin = self.counts()
        time.sleep(seconds)
        return self.counts() == begin

    def close(self):
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()


def measure(data):
    """Level in dBFS and loudest frequency in Hz, of one channel."""
    wave = struct.unpack(f"<{len(data) // 2}h", data)[::CHANNELS]
    rms = math.sqrt(sum(x * x for x in wave) / len(wave)) / 32768
    if rms == 0:
        return -120.0, 0.0
    crossings = sum(1 for a, b in zip(wave, wave[1:]) if a < 0 <= b)
    return 20 * math.log10(rms), crossings * RATE / len(wave)


def play(door):
    """The program: hands on what comes in, as slowly as it would be played."""
    try:
        fcntl.fcntl(0, fcntl.F_SETPIPE_SZ, PIPE)
    except OSError:
        pass  # there is more in it already: it will be late by so much
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(door)
        due = time.monotonic()
        while data := os.read(0, SHARE):
            line.sendall(data)
            due = max(due, time.monotonic() - 0.2) + len(data) / FRAME / RATE
            time.sleep(max(0, due - time.monotonic()))


if __name__ == "__main__":
    play(sys.argv[1])
