# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A name server whose records, delays and failures a test changes while it runs."""

import asyncio
import ipaddress
import struct
import threading
import time

A, AAAA, SRV, NAPTR = 1, 28, 33, 35
SERVFAIL, NXDOMAIN = 2, 3
TTL_S = 1


def pack_name(name):
    labels = [label.encode() for label in name.rstrip(".").split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def pack_text(text):
    return bytes([len(text)]) + text.encode()


def pack_data(kind, value):
    """What stands in a record: an address, or the fields of SRV and NAPTR as a tuple."""
    if kind in (A, AAAA):
        return ipaddress.ip_address(value).packed
    if kind == SRV:
        priority, weight, port, host = value
        return struct.pack("!HHH", priority, weight, port) + pack_name(host)
    order, preference, flags, service, replacement = value
    return (struct.pack("!HH", order, preference) + pack_text(flags) + pack_text(service) + pack_text("") +
            pack_name(replacement))


def read_question(packet):
    labels, place = [], 12
    while packet[place]:
        labels.append(packet[place + 1:place + 1 + packet[place]].decode("ascii", "replace"))
        place += packet[place] + 1
    kind, = struct.unpack_from("!H", packet, place + 1)
    return ".".join(labels).lower(), kind, packet[12:place + 5]


class Names(threading.Thread):
    """Listens at port 53 of a host, over UDP, at both of its addresses."""

    def __init__(self, host):
        super().__init__(daemon=True)
        self.host = host
        self.records = {}
        self.failure = None     # SERVFAIL or NXDOMAIN for everything
        self.silent = False     # answers nothing
        self.delay_s = 0
        self.asked = []         # (time, name, kind)
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.start()
        self.ready.wait(5)

    def add(self, name, kind, *values):
        self.records[(name, kind)] = list(values)

    def add_host(self, name, host, families=(A, AAAA)):
        for kind in families:
            self.add(name, kind, host.ip4 if kind == A else host.ip6)

    def answer(self, packet):
        name, kind, question = read_question(packet)
        self.asked.append((time.monotonic(), name, kind))
        values = self.records.get((name, kind), [])
        code = self.failure
        if code is None:
            code = 0 if any(known == name for known, _ in self.records) else NXDOMAIN
        if code:
            values = []
        rows = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, TTL_S, len(data)) + data
                        for data in (pack_data(kind, value) for value in values))
        return packet[:2] + struct.pack("!HHHHH", 0x8580 | code, 1, len(values), 0, 0) + question + rows

    def heard(self, transport, packet, sender):
        if self.silent:
            read = read_question(packet)
            self.asked.append((time.monotonic(), read[0], read[1]))
            return
        reply = self.answer(packet)
        self.loop.call_later(self.delay_s, transport.sendto, reply, sender)

    async def listen(self):
        for address in (self.host.ip4, self.host.ip6):
            await self.loop.create_datagram_endpoint(lambda: Ear(self), local_addr=(address, 53))
        self.ready.set()

    def run(self):
        self.host.enter()
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.listen())
        self.loop.run_forever()

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join(5)


class Ear(asyncio.DatagramProtocol):
    def __init__(self, names):
        self.names = names
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.names.heard(self.transport, data, addr)
