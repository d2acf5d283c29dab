# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIPp as a far end: a scenario of sipp/, played once.

A scenario is SIPp's own XML; what every message repeats is written as words between @ signs, which are filled in
here. SIPp speaks no media: its descriptions are what a telephone with DTLS-SRTP and ICE would send, and nothing
ever answers behind them."""

import re
import time

from peers import DOMAIN, HERE, Peer, TooLate

FINGERPRINT = ":".join(["A5"] * 32)
SDP = """v=0
      o=sipp 1 {version} IN IP4 [local_ip]
      s=-
      c=IN IP4 [local_ip]
      t=0 0
      m=audio [local_port] UDP/TLS/RTP/SAVPF 0
      a={direction}
      a=rtpmap:0 PCMU/8000
      a=rtcp-mux
      a=setup:{setup}
      a=fingerprint:SHA-256 {fingerprint}
      a=ice-ufrag:sipp
      a=ice-pwd:asdfghjklqwertyuiopzxcvb
"""
CONTACT = "Contact: <sip:[user]@[local_ip]:[local_port]>"
TAG = "tag=sipp[pid]x[call_number]"
LINE = "{}: [^[:cntrl:]]+"
KEPT = "kept,via1,via2,route1,route2,remote,local,cseq"
VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]"
WORDS = {
    # An answer to the newest request, with our tag or without.
    "FIRST_ANSWER": f"""[last_Via:]
      [last_Record-Route:]
      [last_From:]
      [last_To:];{TAG}
      [last_Call-ID:]
      [last_CSeq:]
      {CONTACT}""",
    "ANSWER": f"""[last_Via:]
      [last_From:]
      [last_To:]
      [last_Call-ID:]
      [last_CSeq:]
      {CONTACT}""",
    # An answer to the INVITE although other requests came since; @KEEP@ stands in the actions of its recv.
    "LATE_ANSWER": f"""[$via1]
      [$via2]
      [$route1]
      [$route2]
      From: [$remote]
      To: [$local];{TAG}
      [last_Call-ID:]
      CSeq: [$cseq]
      {CONTACT}""",
    "KEEP": f"""<ereg regexp="({LINE.format('Record-Route')})[[:cntrl:]]+({LINE.format('Record-Route')})" search_in="msg" assign_to="kept,route1,route2"/>
      @KEEP_AGAIN@
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="remote"/>
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="local"/>""",
    # The same of a later request.
    "KEEP_AGAIN": f"""<ereg regexp="({LINE.format('Via')}).*({LINE.format('Via')})" search_in="msg" assign_to="kept,via1,via2"/>
      <ereg regexp="[0-9]+ [A-Z]+" search_in="hdr" header="CSeq:" assign_to="cseq"/>""",
    "LATE_AGAIN": f"""[$via1]
      [$via2]
      From: [$remote]
      To: [$local];{TAG}
      [last_Call-ID:]
      CSeq: [$cseq]
      {CONTACT}""",
    # A request in a dialog of an INVITE that came; @KEEP@ as well.
    "REQUEST": f"""{VIA}
      [routes]
      Max-Forwards: 70
      From: [$local];{TAG}
      To: [$remote]
      [last_Call-ID:]
      {CONTACT}""",
    # The first request of a dialog of our own, and the later ones.
    "CALL": f"""{VIA}
      Max-Forwards: 70
      From: "SIPp" <sip:[user]@{DOMAIN}>;{TAG}
      To: <sip:[target]@{DOMAIN}>
      Call-ID: [call_id]
      {CONTACT}""",
    "WITHIN": f"""{VIA}
      [routes]
      Max-Forwards: 70
      From: "SIPp" <sip:[user]@{DOMAIN}>;{TAG}
      To: <sip:[target]@{DOMAIN}>[peer_tag_param]
      Call-ID: [call_id]
      {CONTACT}""",
    "NO_BODY": "Content-Length: 0",
    "BODY": "Content-Type: application/sdp\n      Content-Length: [len]",
    "OFFER": SDP.format(version=1, direction="sendrecv", setup="actpass", fingerprint=FINGERPRINT),
    "DOMAIN": DOMAIN,
}


def fill(text):
    """The scenario with its words filled in; @SAY word@ is a step that wait_step() knows."""
    for version, direction in enumerate(("sendrecv", "sendonly", "recvonly"), 2):
        for kind, setup in (("ANSWER", "active"), ("OFFER", "actpass")):
            text = text.replace(f"@{kind} {direction}@", SDP.format(
                version=version, direction=direction, setup=setup, fingerprint=FINGERPRINT))
    text = re.sub(r"@SAY ([\w-]+)@", r'<log message="step \1"/>', text)
    text = re.sub(r"@MUST ([\w-]+): (.+)@",
                  r'<ereg regexp="\2" search_in="hdr" header="\1:" check_it="true" assign_to="checked"/>', text)
    text = re.sub(r"@BODY_HAS (.+)@",
                  r'<ereg regexp="\1" search_in="body" check_it="true" assign_to="checked"/>', text)
    if 'assign_to="checked"' in text:
        text = text.replace("</scenario>", '<Reference variables="checked"/>\n</scenario>')
    if "@KEEP@" in text:
        text = text.replace("</scenario>", f'<Reference variables="{KEPT}"/>\n</scenario>')
    for word, value in WORDS.items():
        text = text.replace(f"@{word}@", value)
    return text


class Sipp(Peer):
    """One run of one scenario."""

    def __init__(self, folder, scenario, user, address, port, server, media=(), **keys):
        folder = folder / f"sipp-{user}-{time.monotonic_ns()}"
        folder.mkdir()
        self.scenario, self.folder = scenario, folder
        file = folder / f"{scenario}.xml"
        file.write_text(fill((HERE / "sipp" / f"{scenario}.xml").read_text(encoding="utf-8")), encoding="utf-8")
        words = [part for key, value in {"user": user, **keys}.items() for part in ("-key", key, value)]
        super().__init__(
            f"sipp {scenario}",
            ["sipp", *([server] if server else []), "-sf", file, "-m", "1", "-i", address, "-p", port, "-nostdin",
             "-trace_msg", "-message_file", folder / "messages.log", "-trace_err", "-error_file",
             folder / "errors.log", "-trace_logs", "-log_file", folder / "steps.log", "-timeout", "120s",
             "-timeout_error", "-default_behaviors", "abortunexp", "-skip_rlimit", *media, *words],
            folder.parent / f"{folder.name}.log", cwd=folder)
        self.wait_listening(address, port)

    def understand(self, kind, line):
        return None

    def wait_listening(self, address, port, seconds=10):
        """Until the UDP port is taken, as the kernel tells it."""
        octets = "".join(f"{int(part):02X}" for part in reversed(address.split(".")))
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with open("/proc/net/udp", encoding="ascii") as table:
                if f" {octets}:{port:04X} " in table.read():
                    return
            time.sleep(0.02)
        raise TooLate(f"{self.name} does not listen")

    def read(self, name):
        path = self.folder / name
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def wait_step(self, step, seconds=15):
        """Waits until the scenario has got to @SAY step@."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if f"step {step}" in self.read("steps.log"):
                return
            time.sleep(0.02)
        if f"step {step}" not in self.read("steps.log"):
            raise TooLate(f"{self.name} did not get to “{step}” in {seconds} s: {self.excuse()}")

    def finish(self, seconds=20):
        """Waits for the scenario to be played to its end, as it is written."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.05)
        status = self.process.poll()
        if status != 0:
            raise TooLate(f"{self.name}: {'still plays' if status is None else status}: {self.excuse()}")

    def excuse(self):
        return self.read("errors.log")[-1500:] + "\n" + self.read("messages.log")[-3000:]
