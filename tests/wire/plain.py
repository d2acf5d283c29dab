# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A SIP client of one request at a time, by hand: it shows that the exchange answers, whatever the phone does."""

import hashlib
import re
import secrets
import socket
import ssl

from exchange import WIRES, ha1
from lab import DOMAIN


class PlainClient:
    """REGISTER with digest over UDP, TCP or TLS. The calling thread must be at the host already."""

    def __init__(self, wire, address, authority):
        self.wire = wire
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM if wire == "udp" else socket.SOCK_STREAM)
        self.socket.settimeout(5)
        self.socket.connect((address, WIRES[wire][1]))
        if wire == "tls":
            context = ssl.create_default_context(cafile=authority)
            self.socket = context.wrap_socket(self.socket, server_hostname=DOMAIN)
        name = self.socket.getsockname()
        self.own = f"[{name[0]}]:{name[1]}" if family == socket.AF_INET6 else f"{name[0]}:{name[1]}"
        self.call = secrets.token_hex(8)
        self.number = 0

    def register(self, user, password):
        """The status after the challenge was answered."""
        first = self.ask(user, "")
        if not first.startswith("SIP/2.0 401"):
            return int(first.split()[1])
        nonce = re.search(r'nonce="([^"]+)"', first)[1]
        uri = f"sip:{DOMAIN}"
        ha2 = hashlib.md5(f"REGISTER:{uri}".encode()).hexdigest()
        proof = hashlib.md5(f"{ha1(user, password)}:{nonce}:{ha2}".encode()).hexdigest()
        header = (f'Authorization: Digest username="{user}", realm="{DOMAIN}", nonce="{nonce}", uri="{uri}", '
                  f'response="{proof}"\r\n')
        return int(self.ask(user, header).split()[1])

    def ask(self, user, header):
        self.number += 1
        me = f"<sip:{user}@{DOMAIN}>"
        self.socket.sendall((
            f"REGISTER sip:{DOMAIN} SIP/2.0\r\n"
            f"Via: SIP/2.0/{self.wire.upper()} {self.own};branch=z9hG4bK{secrets.token_hex(8)};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: {me};tag={self.call}\r\nTo: {me}\r\nCall-ID: {self.call}\r\n"
            f"CSeq: {self.number} REGISTER\r\nContact: <sip:{user}@{self.own};transport={self.wire}>\r\n"
            f"Expires: 60\r\n{header}Content-Length: 0\r\n\r\n").encode())
        return self.socket.recv(65536).decode()

    def close(self):
        self.socket.close()
