# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kamailio as a presence server on loopback, and somebody who publishes what no telephone of ours would."""

import hashlib
import pathlib
import re
import secrets
import shutil
import socket

from peers import HERE, Kamailio, Peer, free_port

TABLES = pathlib.Path("/usr/share/kamailio/dbtext/kamailio")
SECRET = "secret"
MAX_EXPIRES = 16
RLS_SERVICES = 8  # the kind of a document, as Kamailio counts them


class Presence(Kamailio):
    """The same exchange with another script, and tables that are empty at first, but for a list: sip:people@DOMAIN, who
    is `people` to `owner`."""

    def __init__(self, folder, domain, port=None, owner="", people=()):  # pylint: disable=super-init-not-called
        self.address = "127.0.0.1"
        self.port = port or free_port()
        self.server = f"ws://127.0.0.1:{self.port}/"
        tables = folder / "tables"
        shutil.rmtree(tables, ignore_errors=True)
        shutil.copytree(TABLES, tables)
        if people:
            self.write_list(tables, domain, owner, people)
        text = (HERE / "kamailio-presence.cfg.in").read_text(encoding="utf-8")
        for key, value in {"PORT": self.port, "DOMAIN": domain, "SECRET": SECRET, "TABLES": tables,
                           "MAX_EXPIRES": MAX_EXPIRES, "DEFINE": "#!define WITH_LISTS" if people else ""}.items():
            text = text.replace(f"@{key}@", str(value))
        config = folder / "kamailio.cfg"
        config.write_text(text, encoding="utf-8")
        runtime = folder / "run"
        runtime.mkdir(exist_ok=True)
        Peer.__init__(self, "kamailio", ["kamailio", "-DD", "-f", config, "-Y", runtime, "-m", "64", "-M", "8"],
                      folder / "kamailio.log")
        self.wait_listening()

    @staticmethod
    def write_list(tables, domain, owner, people):
        """One row of the table of documents (RFC 4826): a colon ends a field and stands behind a backslash in it."""
        entries = "".join(f'<rl:entry uri="sip:{name}@{domain}"/>' for name in people)
        document = ('<?xml version="1.0"?><rls-services xmlns="urn:ietf:params:xml:ns:rls-services"'
                    f' xmlns:rl="urn:ietf:params:xml:ns:resource-lists"><service uri="sip:people@{domain}">'
                    f"<list>{entries}</list><packages><package>presence</package></packages></service></rls-services>")
        row = [1, owner, domain, document, RLS_SERVICES, "e1", 0, "rls-services/index", 0]
        with open(tables / "xcap", "a", encoding="utf-8") as table:
            table.write(":".join(str(field).replace(":", "\\:") for field in row) + "\n")

    def understand(self, kind, line):
        return line


def digest(method, uri, user, header):
    """The answer to a challenge with MD5 (RFC 2617), with or without qop."""
    given = dict(re.findall(r'(\w+)="?([^",]+)"?', header))

    def md5(*parts):
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    first = md5(user, given["realm"], SECRET)
    second = md5(method, uri)
    answer = f'Digest username="{user}",realm="{given["realm"]}",nonce="{given["nonce"]}",uri="{uri}",algorithm=MD5'
    if "qop" not in given:
        return f'{answer},response="{md5(first, given["nonce"], second)}"'
    nonce = secrets.token_hex(4)
    response = md5(first, given["nonce"], "00000001", nonce, "auth", second)
    return f'{answer},qop=auth,nc=00000001,cnonce="{nonce}",response="{response}"'


def publish(server, domain, user, event, content_type, body, expires=600):
    """One PUBLISH over TCP, the challenge answered; fails unless it is taken."""
    uri, number, answer = f"sip:{user}@{domain}", 0, ""
    call_id = secrets.token_hex(8)
    with socket.create_connection(("127.0.0.1", server.port), 5) as line:
        while True:
            number += 1
            line.sendall("\r\n".join([
                f"PUBLISH {uri} SIP/2.0", f"Via: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK{secrets.token_hex(6)}",
                "Max-Forwards: 70", f"From: <{uri}>;tag=p", f"To: <{uri}>", f"Call-ID: {call_id}",
                f"CSeq: {number} PUBLISH", f"Event: {event}", f"Expires: {expires}", *([answer] if answer else []),
                f"Content-Type: {content_type}", f"Content-Length: {len(body)}", "", body]).encode())
            reply = line.recv(65536).decode()
            challenge = re.search(r"^Proxy-Authenticate: (.*)$", reply, re.MULTILINE)
            if challenge is None or number > 1:
                break
            answer = "Proxy-Authorization: " + digest("PUBLISH", uri, user, challenge[1])
    if not reply.startswith("SIP/2.0 200"):
        raise RuntimeError(reply)
