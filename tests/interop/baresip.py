# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""baresip as a far end: a telephone of another make, over UDP, TCP or TLS, with the media of WebRTC.

It is driven by its TCP control (JSON in netstrings); it speaks a tone, and what it plays is listened to (ear.py)."""

import json
import pathlib
import socket
import tempfile
import threading
import time

from ear import Ear
from peers import DOMAIN, Peer, TooLate

MODULES = "/usr/lib/baresip/modules"
# How its sound travels: as a browser has it (DTLS-SRTP with feedback, ICE, both on one port), or as exchanges do.
MEDIA = {
    "dtls": "mediaenc=dtls_srtp;medianat=ice;audio_codecs=opus/48000/2,pcmu",
    "plain": "audio_codecs=pcma,pcmu",
    "sdes": "mediaenc=srtp-mand;audio_codecs=opus/48000/2,pcmu",
    "wished": "mediaenc=srtp;audio_codecs=opus/48000/2,pcmu",
    "opus": "audio_codecs=opus/48000/2",
    "g722": "audio_codecs=g722/16000",
    "pcma": "audio_codecs=pcma",
    "pcmu": "audio_codecs=pcmu",
}

CONFIG = """
poll_method epoll
sip_listen {address}:{port}
sip_verify_server {verify}
sip_cafile {authority}
call_local_timeout 120
call_max_calls 8
call_hold_other_calls yes
audio_player alsa,ear
audio_path /nonexistent
audio_source ausine,{hertz}
audio_alert aubridge,nobody
ausrc_srate 48000
auplay_srate 48000
ausrc_format s16
auplay_format s16
auenc_format s16
audec_format s16
audio_buffer 20-160
jitter_buffer_type fixed
jitter_buffer_delay 2-5
rtcp_mux {mux}
rtp_ports 20000-24000
net_interface {interface}
module_path {modules}
module opus.so
module g711.so
module g722.so
module aubridge.so
module alsa.so
module ausine.so
module ice.so
module dtls_srtp.so
module srtp.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
"""


class Baresip(Peer):
    """One baresip with one account to begin with; add_account() makes more."""

    def __init__(self, folder, user, password, proxy, hertz, address, port, control, interface, authority="",
                 media="dtls"):
        self.user, self.proxy = user, proxy
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"baresip-{user}-", dir=folder))
        (self.folder / "config").write_text(CONFIG.format(
            address=address, port=port, interface=interface, hertz=hertz, mux="yes" if media == "dtls" else "no",
            modules=MODULES, control=control, verify="yes" if authority else "no",
            authority=authority or "/dev/null"), encoding="utf-8")
        accounts = self.folder / "accounts"
        accounts.write_text(self.account(user, password, media) + "\n", encoding="utf-8")
        accounts.chmod(0o600)
        (self.folder / "contacts").touch()
        self.ear = Ear(self.folder)
        super().__init__(f"baresip-{user}", ["baresip", "-4", "-s", "-v", "-f", self.folder],
                         folder / f"{self.folder.name}.log", cwd=self.folder, env=self.ear.environment)
        self.line = self.connect(control)
        self.reader = threading.Thread(target=self.read_control, daemon=True)
        self.reader.start()

    def receive(self):
        try:
            return self.line.recv(65536)
        except OSError:
            return b""

    def account(self, user, password, media):
        wire = self.proxy.rsplit("transport=", 1)[-1]
        return (f'<sip:{user}@{DOMAIN};transport={wire}>;auth_user={user};auth_pass={password};'
                f'outbound="{self.proxy}";regint=300;{MEDIA[media]};'
                'answermode=manual;call_transfer=yes')

    def connect(self, control, seconds=15):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                return socket.create_connection(("127.0.0.1", control))
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise TooLate("baresip does not listen to its control")

    def understand(self, kind, line):
        return None

    def read_control(self):
        """Netstrings: LENGTH:TEXT, one after the other, until the line or the other end is gone."""
        rest = b""
        while data := self.receive():
            rest += data
            while b":" in rest:
                length, _, tail = rest.partition(b":")
                size = int(length)
                if len(tail) <= size:
                    break
                text, rest = tail[:size].decode(errors="replace"), tail[size + 1:]
                self.log.write(f"{time.monotonic():.3f} control {text}\n")
                with self.arrived:
                    self.events.append(json.loads(text))
                    self.arrived.notify_all()

    def do(self, command, params="", seconds=10):
        """Gives an order and waits until it was taken."""
        token = f"{command}-{self.mark()}"
        text = json.dumps({"command": command, "params": params, "token": token}).encode()
        self.line.sendall(str(len(text)).encode() + b":" + text + b",")
        return self.wait(f"the end of {command}", lambda e: e.get("token") == token, seconds)

    def wait_event(self, name, seconds=15, since=0, **fields):
        return self.wait(
            f"{name} {fields}", lambda e: e.get("type") == name and
            all(e.get(key) == value for key, value in fields.items()), seconds, since)

    def hear(self, hertz, seconds=15, tolerance=25, least=-45):
        """Waits until half a second that is played from now on is the tone."""
        heard, right = self.ear.wait(
            lambda all: any(db > least and abs(hz - hertz) <= tolerance for db, hz in all), seconds)
        if not right:
            raise TooLate(f"{self.name} hears {heard}, not {hertz} Hz")

    def hear_nothing(self, seconds=15, most=-60):
        """Waits until what is played is silence, or nothing is played any more."""
        if self.ear.plays_nothing(0.6):
            return
        heard, right = self.ear.wait(lambda all: all and max(db for db, _ in all) < most, seconds)
        if not right:
            raise TooLate(f"{self.name} still hears {heard}")

    def stop(self, seconds=10):
        status = super().stop(seconds)
        self.ear.close()
        self.line.close()
        return status
