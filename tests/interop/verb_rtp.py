# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound as most exchanges and trunks have it: plain RTP, and SRTP with the key in the description (SDES)."""

from peers import TooLate
from verb_hold import hold, resume
from verb_lab import ADDRESS, ALICE_HZ, CAROL_HZ, item, sip

DIGITS = "12#"
ECHO_PORT = 25000


def with_carol(lab, media, function):
    """A baresip whose sound travels otherwise takes carol's place for a while."""
    if "carol" in lab.peers:
        lab.stop_peer("carol")
    lab.baresip("carol", "udp", media=media)
    try:
        function(lab)
    finally:
        lab.alice.send("protection automatic")
        lab.rest()
        lab.stop_peer("carol")


def both_hear(lab, mark):
    lab.alice.hear(CAROL_HZ, mark)
    lab.carol.hear(ALICE_HZ)


def keys_both_ways(lab, call):
    a, c = lab.alice.mark(), lab.carol.mark()
    lab.alice.send(f"digits {DIGITS}")
    for key in DIGITS:
        lab.carol.wait_event("CALL_DTMF_START", param=key, since=c)
    for key in DIGITS:
        lab.carol.do("sndcode", key)
        lab.alice.wait_event("digit", id=call, digit=key, since=a)


def quality(lab, call):
    """What we say of the call's sound, once it was measured."""
    for _ in range(40):
        mark = lab.alice.mark()
        lab.alice.send("quality")
        said = lab.alice.wait_event("quality", id=call, since=mark)
        if "codec" in said:
            return said
        with lab.alice.arrived:
            lab.alice.arrived.wait(0.25)
    raise TooLate(f"nothing is said of the sound: {said}")


def is_encrypted(lab, call, encrypted):
    """A key that went by WebSocket without TLS is never called secure; but what it encrypts is."""
    said = quality(lab, call)
    assert ("cipher" in said) is encrypted and said["secure"] is False, said
    assert said["security"].startswith("Encrypted, but" if encrypted else "Not encrypted"), said


def held_by_carol(lab, call):
    """It holds: what it sends is over, and we say so; then it resumes."""
    mark = lab.alice.mark()
    lab.carol.do("hold")
    lab.alice.wait_event("call-state", id=call, state="held", since=mark)
    mark = lab.alice.mark()
    lab.carol.do("resume")
    lab.alice.wait_event("call-state", id=call, state="active", since=mark)
    both_hear(lab, mark)


def everything(lab, call, mark, encrypted):
    both_hear(lab, mark)
    is_encrypted(lab, call, encrypted)
    keys_both_ways(lab, call)
    hold(lab.alice, call)
    lab.carol.hear_nothing()
    both_hear(lab, resume(lab.alice, call))
    held_by_carol(lab, call)


def we_call(encrypted):
    def play(lab):
        mark = lab.alice.mark()
        everything(lab, lab.talk_with_carol(), mark, encrypted)
    return play


def it_calls(encrypted):
    def play(lab):
        mark = lab.alice.mark()
        lab.carol.do("dial", sip("alice"))
        call = lab.alice.wait_event("call-state", state="incoming", since=mark)["id"]
        lab.alice.send("answer")
        lab.alice.wait_event("call-state", id=call, state="active", since=mark)
        everything(lab, call, mark, encrypted)
    return play


@item("plain RTP with baresip: we call; sound and digits both ways, hold and resume from each side")
def plain_calls(lab):
    lab.alice.send("protection none")
    with_carol(lab, "plain", we_call(False))


@item("plain RTP with baresip: it calls, and is taken as it is; the same")
def plain_called(lab):
    with_carol(lab, "plain", it_calls(False))


@item("plain RTP with baresip, and we offer as browsers do: refused, offered again in the same call; the same")
def plain_refused(lab):
    def play(lab):
        k = lab.kamailio.mark()
        we_call(False)(lab)
        asked = [e for e in lab.kamailio.events[k:] if e.startswith("INVITE alice to carol")]
        assert len(asked) == 2, asked
    with_carol(lab, "plain", play)


@item("SDES with baresip: we call; sound and digits both ways, hold and resume from each side")
def sdes_calls(lab):
    lab.alice.send("protection sdes")
    with_carol(lab, "sdes", we_call(True))


@item("SDES with baresip: it calls, and is taken as it is; the same")
def sdes_called(lab):
    with_carol(lab, "sdes", it_calls(True))


@item("SDES if they like (RTP/AVP with a key) with baresip: we call; the same")
def optional_calls(lab):
    lab.alice.send("protection optional")
    with_carol(lab, "wished", we_call(True))


@item("SDES if they like (RTP/AVP with a key) with baresip: it calls; the same")
def optional_called(lab):
    with_carol(lab, "wished", it_calls(True))


@item("Opus, G.722, PCMA and PCMU by plain RTP with baresip, each alone: we call, sound and digits both ways")
def each_codec(lab):
    def play(lab):
        mark = lab.alice.mark()
        call = lab.talk_with_carol()
        both_hear(lab, mark)
        keys_both_ways(lab, call)
        said[name] = quality(lab, call).get("codec", "")
    said = {}
    for name in ("opus", "g722", "pcma", "pcmu"):
        lab.alice.send("protection none")
        with_carol(lab, name, play)
    assert len(set(said.values())) == len(said) and all(said.values()), said


@item("plain RTP with SIPp, which sends back what it gets: we hear our own tone, and our own digits come back")
def echoed_by_sipp(lab):
    lab.alice.send("protection none")
    try:
        script = lab.sipp("called-and-echoes", "dave", media=("-rtp_echo", "-mi", ADDRESS, "-mp", str(ECHO_PORT)))
        mark = lab.alice.mark()
        call = lab.call(lab.alice, "dave", state="active")
        lab.alice.hear(ALICE_HZ, mark)
        lab.alice.send(f"digits {DIGITS}")
        for key in DIGITS:
            lab.alice.wait_event("digit", id=call, digit=key, since=mark)
        lab.alice.send("hangup")
        script.finish()
    finally:
        lab.alice.send("protection automatic")


@item("SIPp refuses what browsers offer (488), is offered plain RTP in the same call and sends back what it gets")
def refused_and_echoed_by_sipp(lab):
    script = lab.sipp("called-refuses-and-echoes", "dave",
                      media=("-rtp_echo", "-mi", ADDRESS, "-mp", str(ECHO_PORT)))
    mark = lab.alice.mark()
    call = lab.call(lab.alice, "dave", state="active")
    lab.alice.hear(ALICE_HZ, mark)
    is_encrypted(lab, call, False)
    lab.alice.send("hangup")
    script.finish()
