# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold and resume, from each side, with each peer: what is heard, and what is said of it."""

from verb_lab import ALICE_HZ, BOB_HZ, CAROL_HZ, item


def hold(phone, call):
    """We hold; done when we say so."""
    mark = phone.mark()
    phone.send("hold")
    phone.wait_event("call-state", id=call, state="held", since=mark)


def resume(phone, call):
    mark = phone.mark()
    phone.send("resume")
    phone.wait_event("call-state", id=call, state="active", since=mark)
    return mark


@item("hold by us with SIP.js: silence there, then sound both ways")
def hold_sipjs(lab):
    call, _ = lab.talk_with_bob()
    lab.bob_hears(ALICE_HZ)
    hold(lab.alice, call)
    lab.bob_hears_nothing()
    mark = resume(lab.alice, call)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, mark)


@item("hold by SIP.js: we say so, then sound both ways")
def held_by_sipjs(lab):
    call, _ = lab.talk_with_bob()
    mark = lab.alice.mark()
    lab.bob.do("hold", on=True)
    lab.alice.wait_event("call-state", id=call, state="held", since=mark)
    mark = lab.alice.mark()
    lab.bob.do("hold", on=False)
    lab.alice.wait_event("call-state", id=call, state="active", since=mark)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, mark)


@item("hold by both, we and SIP.js: they resume, then we, sound both ways")
def held_by_both(lab):
    call, _ = lab.talk_with_bob()
    hold(lab.alice, call)
    lab.bob.do("hold", on=True)
    lab.bob.do("hold", on=False)
    lab.bob_hears_nothing()
    mark = resume(lab.alice, call)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, mark)


def talk_and_hold(lab, carol):
    """With baresip, from each side."""
    mark = lab.alice.mark()
    call = lab.talk_with_carol(name=carol)
    peer = lab.peers[carol]
    peer.hear(ALICE_HZ)
    lab.alice.hear(CAROL_HZ, mark)
    hold(lab.alice, call)
    peer.hear_nothing()
    mark = resume(lab.alice, call)
    peer.hear(ALICE_HZ)
    lab.alice.hear(CAROL_HZ, mark)
    mark = lab.alice.mark()
    peer.do("hold")
    lab.alice.wait_event("call-state", id=call, state="held", since=mark)
    mark = lab.alice.mark()
    peer.do("resume")
    lab.alice.wait_event("call-state", id=call, state="active", since=mark)
    peer.hear(ALICE_HZ)
    lab.alice.hear(CAROL_HZ, mark)
    mark = lab.alice.mark()
    peer.do("hangup")
    ended = lab.alice.wait_event("call-state", id=call, state="ended", since=mark)
    assert not ended.get("error"), ended


@item("baresip over UDP: we call it, sound both ways, hold and resume from each side, it hangs up")
def hold_baresip_udp(lab):
    talk_and_hold(lab, "carol")


@item("baresip over TCP: the same")
def hold_baresip_tcp(lab):
    lab.stop_peer("carol")
    lab.baresip("carol", "tcp")
    talk_and_hold(lab, "carol")


@item("baresip over TLS: the same")
def hold_baresip_tls(lab):
    lab.stop_peer("carol")
    lab.baresip("carol", "tls")
    talk_and_hold(lab, "carol")
    lab.stop_peer("carol")


@item("baresip calls us: sound both ways, digits of ours arrive, we hold and resume")
def called_by_baresip(lab):
    mark, c = lab.alice.mark(), lab.carol.mark()
    lab.carol.do("dial", "sip:alice@lab.example")
    call = lab.alice.wait_event("call-state", state="incoming", since=mark)["id"]
    lab.alice.send("answer")
    lab.alice.wait_event("call-state", id=call, state="active", since=mark)
    lab.alice.hear(CAROL_HZ, mark)
    lab.carol.hear(ALICE_HZ)
    lab.alice.send("digits 12#")
    for key in "12#":
        lab.carol.wait_event("CALL_DTMF_START", param=key, since=c)
    hold(lab.alice, call)
    lab.carol.hear_nothing()
    mark = resume(lab.alice, call)
    lab.alice.hear(CAROL_HZ, mark)
    lab.carol.hear(ALICE_HZ)


@item("hold by us with SIPp: sendonly, taken with recvonly, then sendrecv")
def hold_sipp(lab):
    script = lab.sipp("called-and-held")
    lab.call(lab.alice, "dave", state="connecting")
    mark = lab.alice.mark()
    lab.alice.send("hold")
    script.wait_step("held")
    lab.alice.send("resume")
    script.wait_step("resumed")
    lab.alice.send("hangup")
    script.finish()
    lab.alice.wait_event("call-state", state="ended", since=mark)


@item("hold by SIPp: we answer recvonly, and sendrecv when it resumes")
def held_by_sipp(lab):
    script = lab.sipp("called-and-holds")
    lab.call(lab.alice, "dave", state="connecting")
    script.wait_step("resumed")
    lab.alice.send("hangup")
    script.finish()
