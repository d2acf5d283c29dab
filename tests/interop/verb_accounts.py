# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several accounts in one process, each on a wire of its own."""

import hashlib
import subprocess

from peers import DOMAIN
from verb_lab import ADDRESS, ALICE_HZ, CAROL_HZ, item, sip

# User, tone, and the server of the second and third; the first comes from the command line, by WebSocket.
FIRST = "iris"
OTHERS = {"jack": f"tls://{ADDRESS}:5061", "kate": f"udp://{ADDRESS}:5060"}


def key_of(certificate):
    """What the phone is told to trust: the hash of the public key."""
    public = subprocess.run(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"], check=True,
                            capture_output=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=public, check=True,
                         capture_output=True).stdout
    return "sha256:" + hashlib.sha256(der).hexdigest()


def called_by_carol(lab, phone, name):
    """The call comes in at that account, and at no other."""
    mark = phone.mark()
    lab.carol.do("dial", sip(name))
    comes = phone.wait_event("call-state", state="incoming", since=mark)
    assert comes["account"] == f"{name}@{DOMAIN}", comes
    phone.send(f"answer #{comes['id']}")
    phone.wait_event("call-state", id=comes["id"], state="active", since=mark)
    phone.hear(CAROL_HZ, mark)
    lab.carol.hear(ALICE_HZ)
    phone.send(f"hangup #{comes['id']}")
    phone.wait_event("call-state", id=comes["id"], state="ended", since=mark)


def calls_carol(lab, phone, name):
    mark, c = phone.mark(), lab.carol.mark()
    phone.send(f"account use {name}@{DOMAIN}")
    phone.send(f"call {sip('carol')}")
    call = phone.wait_event("call-state", account=f"{name}@{DOMAIN}", incoming=False, since=mark)["id"]
    comes = lab.carol.wait_event("CALL_INCOMING", since=c)
    assert comes["peeruri"] == sip(name), comes
    lab.carol.do("accept")
    phone.wait_event("call-state", id=call, state="active", since=mark)
    phone.hear(CAROL_HZ, mark)
    lab.carol.hear(ALICE_HZ)
    phone.send(f"hangup #{call}")
    phone.wait_event("call-state", id=call, state="ended", since=mark)


@item("three accounts in one process, by WebSocket, TLS and UDP: each is called and calls, heard both ways")
def three_in_one(lab):
    phone = lab.phone(FIRST, ALICE_HZ)
    for name, server in OTHERS.items():
        secret = lab.folder / f"{name}.password"
        secret.write_text(lab.users[name], encoding="utf-8")
        secret.chmod(0o600)
        key = f" {key_of(lab.certificate[0])}" if server.startswith("tls:") else ""
        phone.send(f"account add {name}@{DOMAIN} {server} {secret}{key}")
        on = phone.wait_event("account-state", account=f"{name}@{DOMAIN}", state="registered")
        assert on["transport"] == server.split(":", 1)[0], on
    for name in (FIRST, *OTHERS):
        called_by_carol(lab, phone, name)
        calls_carol(lab, phone, name)
    assert lab.stop_peer(FIRST) == 0, f"{FIRST} ended badly (a leak, or a crash): see its log"
