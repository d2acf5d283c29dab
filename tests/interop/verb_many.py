# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several at once: calls, telephones of one address, accounts; and what a phone does by itself when called."""

import verb_slow
from verb_lab import ALICE_HZ, BOB_HZ, CAROL_HZ, DORA_HZ, item, sip
from verb_transfer import answer, bob_takes, carol_takes


@item("three accounts at once: an Earshot to SIP.js, one to baresip, one from SIPp; each hears its own")
def accounts_at_once(lab):
    a, d, e = lab.alice.mark(), lab.dora.mark(), lab.phone("hans", 400).mark()
    b, c = lab.bob.mark(), lab.carol.mark()
    script = lab.sipp("calls-and-stays", target="hans")
    lab.alice.send(f"call {sip('bob')}")
    lab.dora.send(f"call {sip('carol')}")
    third = lab.phone("hans", 400)
    call = third.wait_event("call-state", state="incoming", since=e)["id"]
    third.send("answer")
    bob_takes(lab, b)
    carol_takes(lab, c)
    lab.alice.wait_event("call-state", state="active", since=a)
    lab.dora.wait_event("call-state", state="active", since=d)
    lab.alice.hear(BOB_HZ, a)
    lab.dora.hear(CAROL_HZ, d)
    lab.bob_hears(ALICE_HZ)
    lab.carol.hear(DORA_HZ)
    script.wait_step("answered")
    third.send("hangup")
    script.finish()
    third.wait_event("call-state", id=call, state="ended", since=e)


@item("forked: SIP.js and baresip ring for one address, SIP.js answers, baresip stops ringing")
def forked(lab):
    other = lab.baresip("bob-too", "tcp", user="bob", hertz=450)
    a, b, o = lab.alice.mark(), lab.bob.mark(), other.mark()
    lab.alice.send(f"call {sip('bob')}")
    other.wait_event("CALL_INCOMING", since=o)
    bob_takes(lab, b)
    lab.alice.wait_event("call-state", state="active", since=a)
    other.wait_event("CALL_CLOSED", since=o)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, lab.alice.mark())
    lab.alice.send("hangup")
    lab.alice.wait_event("call-state", state="ended", since=a)
    lab.stop_peer("bob-too")


@item("forked: the other telephone of the address answers, and it is the one that is heard")
def forked_other(lab):
    other = lab.baresip("bob-too", "udp", user="bob", hertz=450)
    a, b, o = lab.alice.mark(), lab.bob.mark(), other.mark()
    lab.alice.send(f"call {sip('bob')}")
    lab.bob.wait_event("invite", since=b)
    other.wait_event("CALL_INCOMING", since=o)
    other.do("accept")
    lab.alice.wait_event("call-state", state="active", since=a)
    cancelled = lab.bob.wait_event("cancelled", since=b)
    assert "200" in cancelled["reason"], cancelled
    lab.alice.hear(450, lab.alice.mark())
    other.hear(ALICE_HZ)
    lab.alice.send("hangup")
    lab.alice.wait_event("call-state", state="ended", since=a)
    lab.stop_peer("bob-too")


@item("answered elsewhere: another telephone of ours takes the call, and we say so")
def answered_elsewhere(lab):
    a, b = lab.alice.mark(), lab.bob.mark()
    other = lab.baresip("alice-too", "udp", user="alice", hertz=450)
    o = other.mark()
    lab.bob.begin("invite", target=sip("alice"))
    call = lab.alice.wait_event("call-state", state="incoming", since=a)["id"]
    other.wait_event("CALL_INCOMING", since=o)
    other.do("accept")
    ended = lab.alice.wait_event("call-state", id=call, state="ended", since=a)
    assert "another device" in ended.get("error", ""), ended
    lab.bob.wait_event("session", state="Established", since=b)
    lab.bob.do("bye")
    lab.stop_peer("alice-too")


@item("call waiting: a second call is answered, the first is held meanwhile; swapped; each hears in its turn")
def call_waiting(lab):
    lab.talk_with_bob()
    a = lab.alice.mark()
    lab.carol.do("dial", sip("alice"))
    answer(lab.alice, a)
    lab.bob_hears_nothing()
    lab.carol.hear(ALICE_HZ)
    lab.alice.send("swap")
    lab.carol.hear_nothing()
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, lab.alice.mark())


@item("two calls become three people: merged, SIP.js and baresip hear each other; split, both wait")
def conference(lab):
    first, _ = lab.talk_with_bob()
    second = lab.talk_with_carol()
    lab.alice.send(f"merge #{first} #{second}")
    lab.alice.send("mute")
    lab.bob_hears(CAROL_HZ)
    lab.carol.hear(BOB_HZ)
    lab.alice.send("unmute")
    mark = lab.alice.mark()
    lab.alice.send("split")
    for call in (first, second):
        lab.alice.wait_event("call-state", id=call, state="held", since=mark)
    lab.bob_hears_nothing()
    lab.carol.hear_nothing()


@item("do not disturb: the caller hears that we are not available, nothing rings here")
def do_not_disturb(lab):
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send("dnd on")
    try:
        lab.bob.begin("invite", target=sip("alice"))
        lab.bob.wait_event("rejected", status=480, since=b)
        assert not [e for e in lab.alice.events[a:] if e.get("state") == "incoming"]
    finally:
        lab.alice.send("dnd off")


def forwarded(lab, since):
    rejected = lab.bob.wait_event("rejected", status=302, since=since)
    assert "carol@" in rejected["contact"], rejected


@item("forward always: the caller is sent to the other address, nothing rings here")
def forward_always(lab):
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send(f"forward always {sip('carol')}")
    try:
        lab.bob.begin("invite", target=sip("alice"))
        forwarded(lab, b)
        assert not [e for e in lab.alice.events[a:] if e.get("state") == "incoming"]
    finally:
        lab.alice.send("forward always off")


@item("forward when busy: who calls while we talk is sent on, nothing rings here")
def forward_busy(lab):
    lab.talk_with_carol()
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send(f"forward busy {sip('carol')}")
    try:
        lab.bob.begin("invite", target=sip("alice"))
        forwarded(lab, b)
        assert not [e for e in lab.alice.events[a:] if e.get("state") == "incoming"]
    finally:
        lab.alice.send("forward busy off")


@item("forward when nobody answers: it rings here first, then the caller is sent on")
def forward_no_answer(lab):
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send(f"forward noanswer {sip('carol')} 2")
    try:
        lab.bob.begin("invite", target=sip("alice"))
        call = lab.alice.wait_event("call-state", state="incoming", since=a)["id"]
        forwarded(lab, b)
        lab.alice.wait_event("call-state", id=call, state="ended", since=a)
    finally:
        lab.alice.send("forward noanswer off")


@item("answered by itself: only when the call asks for it, only for who may, and unheard at first")
def auto_answer(lab):
    ask = ["Answer-Mode: Auto"]
    lab.alice.send(f"autoanswer {sip('bob')}")
    try:
        a, b = lab.alice.mark(), lab.bob.mark()
        lab.bob.begin("invite", target=sip("alice"), headers=ask)
        lab.alice.wait_event("call-state", state="active", since=a)
        lab.bob.wait_event("session", state="Established", since=b)
        lab.bob_hears_nothing()
        lab.alice.send("unmute")
        lab.bob_hears(ALICE_HZ)
    finally:
        lab.alice.send("autoanswer off")
    lab.bob.do("bye")
    a = lab.alice.mark()
    lab.bob.begin("invite", target=sip("alice"), headers=ask)
    lab.alice.wait_event("call-state", state="incoming", since=a)
    lab.bob.do("cancel")
    lab.alice.wait_event("call-state", state="ended", since=a)
    assert not [e for e in lab.alice.events[a:] if e.get("state") == "active"]


@item("anonymous: SIP.js is not told who calls")
def anonymous(lab):
    lab.alice.send("anonymous on")
    try:
        b = lab.bob.mark()
        lab.alice.send(f"call {sip('bob')}")
        invite = lab.bob.wait_event("invite", since=b)
        assert "alice" not in invite["from"] and "anonymous" in invite["from"], invite
    finally:
        lab.alice.send("anonymous off")


@item("invited without a description: we offer in the answer, SIP.js answers in ACK, sound both ways")
def without_description(lab):
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.bob.begin("invite", target=sip("alice"), without=True)
    answer(lab.alice, a)
    lab.bob.wait_event("session", state="Established", since=b)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, lab.alice.mark())


@item("PRACK that never came: refused after 32 s")
def never_acknowledged(lab):
    verb_slow.judge_never_acknowledged(lab)


@item("session timer: refreshed by us at half time, and the call goes on")
def refreshed(lab):
    verb_slow.judge_refreshed(lab)


@item("session timer: not refreshed by them, hung up before it runs out, and said")
def not_refreshed(lab):
    verb_slow.judge_not_refreshed(lab)
