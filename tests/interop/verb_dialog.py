# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SIPp plays: reliable ringing, session timers, races, answers that send the caller elsewhere."""

from peers import Kamailio, Phone
from verb_lab import ADDRESS, ALICE_HZ, item, sip


def ended(phone, call, since):
    return phone.wait_event("call-state", id=call, state="ended", since=since)


def answer(phone, since):
    call = phone.wait_event("call-state", state="incoming", since=since)["id"]
    phone.send("answer")
    return call


@item("SIPp calls us and hangs up; we call SIPp and hang up")
def plain_sipp(lab):
    mark = lab.alice.mark()
    script = lab.sipp("calls", target="alice")
    call = answer(lab.alice, mark)
    script.finish()
    assert not ended(lab.alice, call, mark).get("error")
    script = lab.sipp("called", "erin")
    call = lab.call(lab.alice, "erin", state="connecting")
    lab.alice.send("hangup")
    script.finish()


@item("100rel required by the caller: ringing comes reliably, then the answer")
def called_with_100rel(lab):
    mark = lab.alice.mark()
    script = lab.sipp("calls-with-100rel", target="alice")
    call = lab.alice.wait_event("call-state", state="incoming", since=mark)["id"]
    script.wait_step("acknowledged")
    lab.alice.send("answer")
    script.finish()
    ended(lab.alice, call, mark)


@item("100rel required by the caller, whose PRACK is late: ringing is repeated, the call is not lost")
def late_prack(lab):
    mark = lab.alice.mark()
    script = lab.sipp("calls-with-100rel-late", target="alice")
    call = lab.alice.wait_event("call-state", state="incoming", since=mark)["id"]
    script.wait_step("acknowledged")
    lab.alice.send("answer")
    script.finish()
    ended(lab.alice, call, mark)
    rings = script.read("messages.log").count("SIP/2.0 180 Ringing")
    assert rings >= 2, f"only {rings} times ringing, although PRACK was late"


@item("100rel of the far end: its early description is taken and acknowledged, its answer has none")
def reliable_progress(lab):
    script = lab.sipp("called-with-100rel")
    lab.call(lab.alice, "dave")
    script.wait_step("answered")
    lab.alice.send("hangup")
    script.finish()


@item("100rel required by us: the far end rings reliably and answers")
def requiring_100rel(lab):
    lab.alice.send("rel100 required")
    try:
        script = lab.sipp("called-requiring-100rel")
        lab.call(lab.alice, "dave", state="connecting")
        lab.alice.send("hangup")
        script.finish()
    finally:
        lab.alice.send("rel100 supported")


@item("session timer too short for them (422): asked again with what they want")
def interval_too_small(lab):
    script = lab.sipp("called-422")
    lab.call(lab.alice, "dave", state="connecting")
    lab.alice.send("hangup")
    script.finish()


@item("session timer too short for anybody: 422 with the least there is")
def interval_too_short(lab):
    lab.sipp("calls-short", target="alice").finish()


@item("keys to SIPp, which knows no telephone-event: by INFO, in their order, each after the answer to the one before")
def keys_by_info(lab):
    script = lab.sipp("called-and-typed-at", "erin")
    lab.call(lab.alice, "erin", state="connecting")
    script.wait_step("answered")
    lab.alice.send("digits 42")
    script.wait_step("typed")
    lab.alice.send("hangup")
    script.finish()


@item("glare: both offer at once, 491 both ways, and ours comes again by itself")
def glare(lab):
    script = lab.sipp("called-glare")
    lab.call(lab.alice, "dave", state="connecting")
    lab.alice.send("hold")
    script.wait_step("held")
    lab.alice.send("hangup")
    script.finish()


@item("CANCEL against 200: the call that was answered too late is acknowledged and hung up")
def called_off_too_late(lab):
    script = lab.sipp("called-too-late")
    mark = lab.alice.mark()
    call = lab.call(lab.alice, "dave", state="ringing")
    lab.alice.send("hangup")
    script.finish()
    ended(lab.alice, call, mark)


@item("sent elsewhere (302): nothing happens before the person says so, then the other is called")
def redirected(lab):
    mark, c = lab.alice.mark(), lab.carol.mark()
    script = lab.sipp("called-redirects", elsewhere="carol")
    lab.alice.send(f"call {sip('dave')}")
    request = lab.alice.wait_event("request", since=mark)
    assert request["kind"] == "redirect" and "carol" in request["text"].lower(), request
    script.finish()
    lab.alice.send("accept")
    lab.carol.wait_event("CALL_INCOMING", since=c)
    lab.carol.do("accept")
    lab.alice.wait_event("call-state", state="active", since=mark)
    lab.carol.hear(ALICE_HZ)


@item("sent elsewhere (302) and refused: nobody is called, and the call is over")
def redirect_refused(lab):
    mark, c = lab.alice.mark(), lab.carol.mark()
    script = lab.sipp("called-redirects", elsewhere="carol")
    lab.alice.send(f"call {sip('dave')}")
    lab.alice.wait_event("request", since=mark)
    script.finish()
    lab.alice.send("refuse")
    lab.alice.wait_event("call-state", state="ended", since=mark)
    assert not [e for e in lab.carol.events[c:] if e.get("type") == "CALL_INCOMING"]


class Account:
    """A phone of its own at an exchange of its own."""

    def __init__(self, lab, name, **exchange):
        folder = lab.folder / name
        folder.mkdir()
        self.kamailio = Kamailio(folder, lab.users, 8088, address=ADDRESS, wires=[("udp", 5068)],
                                 places={"erin": f"sip:{ADDRESS}:5092"}, name=name, **exchange)
        self.phone = Phone(folder, lab.program, "dora", lab.users["dora"], self.kamailio.server, ALICE_HZ)

    def stop(self):
        status = self.phone.stop()
        self.kamailio.stop()
        assert status == 0, "the phone ended badly (a leak, or a crash): see its log"


@item("SHA-256 alone as challenge: registers, and a call is let through")
def only_sha256(lab):
    account = Account(lab, "sha-256", algorithm="SHA-256")
    try:
        account.phone.wait_event("account-state", state="registered")
        log = (lab.folder / "sha-256" / "dora.log").read_text(encoding="utf-8")
        assert "algorithm=SHA-256" in log and "algorithm=MD5" not in log
        script = lab.sipp("called", "erin")
        lab.call(account.phone, "erin", state="connecting")
        account.phone.send("hangup")
        script.finish()
    finally:
        account.stop()
