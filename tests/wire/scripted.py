# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A registrar over WebSocket that does what no decent server does: refuse, close, wait, answer with any status.

The test changes its attributes while it runs and reads what it has seen; both only grow or are replaced whole."""

import asyncio
import base64
import hashlib
import socket
import ssl
import struct
import threading
import time

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
COPIED = ("via", "from", "to", "call-id", "cseq")


def read_message(octets):
    """(start line, {header: [values]})"""
    lines = octets.decode("utf-8", "replace").partition("\r\n\r\n")[0].split("\r\n")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return lines[0], headers


def write_answer(headers, status, reason, further=()):
    lines = [f"SIP/2.0 {status} {reason}"]
    for name in COPIED:
        for value in headers.get(name, []):
            tag = ";tag=scripted" if name == "to" and ";tag=" not in value else ""
            lines.append(f"{name.title()}: {value}{tag}")
    return "\r\n".join([*lines, *further, "Content-Length: 0", "", ""]).encode()


class Line:
    """One connection of a phone."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def read_frame(self):
        first, second = await self.reader.readexactly(2)
        length = second & 127
        if length > 125:
            form = "!H" if length == 126 else "!Q"
            length, = struct.unpack(form, await self.reader.readexactly(struct.calcsize(form)))
        mask = await self.reader.readexactly(4) if second & 128 else bytes(4)
        payload = await self.reader.readexactly(length)
        return first & 15, bytes(octet ^ mask[n % 4] for n, octet in enumerate(payload))

    def write_frame(self, kind, payload):
        size = len(payload)
        length = bytes([size]) if size < 126 else b"\x7e" + struct.pack("!H", size)
        self.writer.write(bytes([128 | kind]) + length + payload)

    def abort(self):
        """RST instead of FIN."""
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Scripted(threading.Thread):
    """Listens at port 80 of a host, or with a certificate at 443."""

    def __init__(self, host, certificate=None, old_tls=False):
        super().__init__(daemon=True)
        self.host = host
        self.context = make_context(certificate, old_tls) if certificate else None
        self.refusing = False       # every connection is reset at once
        self.handshake = None       # (status, reason, headers…) instead of a WebSocket
        self.answer = None          # function(count of REGISTERs) → (status, reason, headers…), or None for 200
        self.arrivals = []          # the time of every connection
        self.requests = []          # (time, method, headers)
        self.heads = []             # HTTP requests: what a phone says first
        self.lines = []
        self.most_lines = 0
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.start()
        self.ready.wait(5)

    def registers(self, since=0):
        return [row for row in self.requests if row[1] == "REGISTER" and row[0] >= since]

    def run(self):
        self.host.enter()
        asyncio.set_event_loop(self.loop)
        port = 443 if self.context else 80
        for address in (self.host.ip4, self.host.ip6):
            self.loop.run_until_complete(asyncio.start_server(self.accept, address, port, ssl=self.context))
        self.ready.set()
        self.loop.run_forever()

    async def accept(self, reader, writer):
        line = Line(reader, writer)
        self.arrivals.append(time.monotonic())
        if self.refusing:
            line.abort()
            return
        self.lines.append(line)
        self.most_lines = max(self.most_lines, len(self.lines))
        try:
            if await self.shake_hands(line):
                await self.serve(line)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the phone went away, or was sent away
        self.lines.remove(line)
        writer.close()

    async def shake_hands(self, line):
        head = await line.reader.readuntil(b"\r\n\r\n")
        start, headers = read_message(head)
        self.heads.append(start)
        if self.handshake is not None:
            status, reason, *further = self.handshake
            lines = [f"HTTP/1.1 {status} {reason}", *further, "Content-Length: 0", "Connection: close", "", ""]
            line.writer.write("\r\n".join(lines).encode())
            await line.writer.drain()
            return False
        accept = base64.b64encode(hashlib.sha1(headers["sec-websocket-key"][0].encode() + MAGIC).digest()).decode()
        line.writer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           f"Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: sip\r\n\r\n").encode())
        return True

    async def serve(self, line):
        while True:
            kind, payload = await line.read_frame()
            if kind == CLOSE:
                line.write_frame(CLOSE, payload[:2])
                await line.writer.drain()
                return
            if kind == PING:
                line.write_frame(PONG, payload)
            elif payload == b"\r\n\r\n":
                line.write_frame(TEXT, b"\r\n")
            elif kind in (TEXT, BINARY) and payload.strip():
                self.hear(line, payload)

    def hear(self, line, octets):
        start, headers = read_message(octets)
        method = start.split()[0]
        if method in ("ACK", "SIP/2.0"):
            return
        self.requests.append((time.monotonic(), method, headers))
        answer = self.answer(len(self.registers())) if self.answer and method == "REGISTER" else None
        if answer is None:
            further = [f"Contact: {value};expires=600" for value in headers.get("contact", [])]
            answer = (200, "OK", *further)
        status, reason, *further = answer
        line.write_frame(TEXT, write_answer(headers, status, reason, further))

    def each_line(self, function):
        def work():
            for line in list(self.lines):
                function(line)
        self.loop.call_soon_threadsafe(work)

    def close_all(self, code):
        self.each_line(lambda line: line.write_frame(CLOSE, struct.pack("!H", code)))

    def cut_all(self):
        """Gone without a close frame, which a WebSocket calls 1006."""
        self.each_line(lambda line: line.writer.close())

    def abort_all(self):
        self.each_line(Line.abort)

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join(5)


def make_context(certificate, old_tls):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    if old_tls:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    return context
