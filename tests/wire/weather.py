# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad weather between two hosts: packets are lost, repeated, delayed and overtaken, by a seed.

The router hands what passes between the two to a TUN device, behind which this program is the weather, because not
every kernel has netem."""

import fcntl
import heapq
import os
import random
import select
import struct
import threading
import time

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
TABLE = 100
NAME = "weather"
MAX_PACKET = 65536
OVERTAKEN_S = 0.06  # three packets of 20 ms


class Weather:
    """@loss, @duplicate, @reorder: shares of the packets; @jitter_s: each waits that long at most."""

    def __init__(self, world, one, other, seed):
        self.random = random.Random(seed)
        self.router = world.router
        self.loss = self.duplicate = self.reorder = self.jitter_s = 0
        self.n_passed = self.n_lost = 0
        self.waiting = []  # (when due, number, packet)
        self.number = 0
        self.device = self.router.do(self.open_device)
        self.wake, self.woken = os.pipe()
        self.router.run("sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0", f"net.ipv4.conf.{NAME}.rp_filter=0")
        self.router.run("ip", "link", "set", NAME, "up")
        for family, kind in (("-4", "ip4"), ("-6", "ip6")):
            self.router.run("ip", family, "route", "add", "default", "dev", NAME, "table", TABLE)
            for come, gone in ((one, other), (other, one)):
                mask = 24 if kind == "ip4" else 64
                self.router.run("ip", family, "rule", "add", "iif", f"to-{come}", "to",
                                f"{getattr(world[gone], kind)}/{mask}", "lookup", TABLE)
        self.thread = threading.Thread(target=self.blow, daemon=True)
        self.thread.start()
        world.keep(self)

    @staticmethod
    def open_device():
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", NAME.encode(), IFF_TUN | IFF_NO_PI))
        return device

    def set(self, loss=0, duplicate=0, reorder=0, jitter_s=0):
        """From now on; what is on its way stays there. Counting begins anew."""
        self.loss, self.duplicate, self.reorder, self.jitter_s = loss, duplicate, reorder, jitter_s
        self.n_passed = self.n_lost = 0

    def delay(self):
        late = OVERTAKEN_S if self.random.random() < self.reorder else 0
        return late + self.random.uniform(0, self.jitter_s)

    def take(self, packet):
        self.n_passed += 1
        if self.random.random() < self.loss:
            self.n_lost += 1
            return
        for _ in range(2 if self.random.random() < self.duplicate else 1):
            self.number += 1
            heapq.heappush(self.waiting, (time.monotonic() + self.delay(), self.number, packet))

    def let_go(self):
        while self.waiting and self.waiting[0][0] <= time.monotonic():
            try:
                os.write(self.device, heapq.heappop(self.waiting)[2])
            except OSError:
                pass  # nothing a line would care about

    def blow(self):
        while True:
            left = max(0, self.waiting[0][0] - time.monotonic()) if self.waiting else None
            ready, _, _ = select.select([self.device, self.wake], [], [], left)
            if self.wake in ready:
                return
            if self.device in ready:
                self.take(os.read(self.device, MAX_PACKET))
            self.let_go()

    def stop(self):
        os.write(self.woken, b".")
        self.thread.join()
        for descriptor in (self.device, self.wake, self.woken):
            os.close(descriptor)
