# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound as most exchanges and trunks have it: plain RTP, and SRTP with the key in the description (SDES)."""

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


def call_and_hold(lab):
    mark = lab.alice.mark()
    call = lab.talk_with_carol()
    both_hear(lab, mark)
    keys_both_ways(lab, call)
    hold(lab.alice, call)
    lab.carol.hear_nothing()
    both_hear(lab, resume(lab.alice, call))


def be_called(lab):
    mark = lab.alice.mark()
    lab.carol.do("dial", sip("alice"))
    call = lab.alice.wait_event("call-state", state="incoming", since=mark)["id"]
    lab.alice.send("answer")
    lab.alice.wait_event("call-state", id=call, state="active", since=mark)
    both_hear(lab, mark)


@item("plain RTP with baresip: we call, sound both ways, digits both ways, hold and resume")
def plain_calls(lab):
    lab.alice.send("protection none")
    with_carol(lab, "plain", call_and_hold)


@item("plain RTP with baresip: it calls, and is taken as it is; sound both ways")
def plain_called(lab):
    with_carol(lab, "plain", be_called)


@item("plain RTP with baresip, and we offer as browsers do: refused, offered again, sound both ways")
def plain_refused(lab):
    def call(lab):
        mark = lab.alice.mark()
        lab.talk_with_carol()
        both_hear(lab, mark)
    with_carol(lab, "plain", call)


@item("SDES with baresip: we call, sound both ways, digits both ways, hold and resume")
def sdes_calls(lab):
    lab.alice.send("protection sdes")
    with_carol(lab, "sdes", call_and_hold)


@item("SDES with baresip: it calls, and is taken as it is; sound both ways")
def sdes_called(lab):
    with_carol(lab, "sdes", be_called)


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
