# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls given away: blind and attended, with us as the one who gives, the one who is given, and the one who gets."""

from verb_lab import ALICE_HZ, BOB_HZ, CAROL_HZ, DORA_HZ, item, sip


def gone(phone, call, since):
    """The call is over, and nothing went wrong."""
    ended = phone.wait_event("call-state", id=call, state="ended", since=since)
    assert not ended.get("error"), ended


def consent(phone, since, kind="referral"):
    """Somebody asks us for something: it is said in words, and we agree."""
    request = phone.wait_event("request", kind=kind, since=since)
    assert request["text"], request
    phone.send("accept")


def carol_takes(lab, since):
    lab.carol.wait_event("CALL_INCOMING", since=since)
    lab.carol.do("accept")


def bob_takes(lab, since):
    call = lab.bob.wait_event("invite", since=since)["call"]
    lab.bob.do("pick", call=call)
    lab.bob.do("answer")
    lab.bob.wait_event("session", state="Established", call=call, since=since)
    return call


def answer(phone, since):
    call = phone.wait_event("call-state", state="incoming", since=since)["id"]
    phone.send("answer")
    phone.wait_event("call-state", id=call, state="active", since=since)
    return call


# We give.

@item("blind, we give: SIP.js is sent to baresip, the two hear each other, we are out")
def give_sipjs(lab):
    call, _ = lab.talk_with_bob()
    a, b, c = lab.alice.mark(), lab.bob.mark(), lab.carol.mark()
    lab.alice.send(f"transfer {sip('carol')}")
    refer = lab.bob.wait_event("refer", since=b)
    assert refer["to"] == sip("carol") and sip("alice") in refer["by"], refer
    lab.bob.do("acceptRefer")
    carol_takes(lab, c)
    gone(lab.alice, call, a)
    lab.carol.hear(BOB_HZ)
    lab.bob_hears(CAROL_HZ)


@item("blind, we give: baresip is sent to SIP.js, the two hear each other, we are out")
def give_baresip(lab):
    call = lab.talk_with_carol()
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send(f"transfer {sip('bob')}")
    bob_takes(lab, b)
    gone(lab.alice, call, a)
    lab.bob_hears(CAROL_HZ)
    lab.carol.hear(BOB_HZ)


@item("blind, we give: refused by SIP.js (603), the call comes back with sound both ways")
def give_refused(lab):
    call, _ = lab.talk_with_bob()
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.alice.send(f"transfer {sip('carol')}")
    lab.bob.wait_event("refer", since=b)
    lab.bob.do("rejectRefer", status=603)
    lab.alice.wait_event("call-state", id=call, state="active", since=a)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, lab.alice.mark())


@item("blind, we give: where SIP.js is sent to is busy, the call comes back with sound both ways")
def give_in_vain(lab):
    call, number = lab.talk_with_bob()
    a, b, c = lab.alice.mark(), lab.bob.mark(), lab.carol.mark()
    lab.alice.send(f"transfer {sip('carol')}")
    lab.bob.wait_event("refer", since=b)
    lab.bob.do("acceptRefer")
    lab.carol.wait_event("CALL_INCOMING", since=c)
    lab.carol.do("hangup")
    lab.alice.wait_event("call-state", id=call, state="active", since=a)
    lab.bob.do("pick", call=number)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, lab.alice.mark())


def give_sipp(lab, scenario, comes_back):
    mark = lab.alice.mark()
    script = lab.sipp(scenario)
    call = lab.call(lab.alice, "dave", state="connecting")
    lab.alice.send(f"transfer {sip('carol')}")
    if comes_back:
        script.wait_step("back")
        lab.alice.send("hangup")
    script.finish()
    lab.alice.wait_event("call-state", id=call, state="ended", since=mark)


@item("blind, we give: SIPp tells each step, and we hang up when it got through")
def give_sipp_well(lab):
    give_sipp(lab, "called-and-given-away", False)


@item("blind, we give: SIPp tells that it is busy there, and we resume")
def give_sipp_in_vain(lab):
    give_sipp(lab, "called-and-given-away-in-vain", True)


@item("blind, we give: SIPp refuses, and we resume")
def give_sipp_refused(lab):
    give_sipp(lab, "called-and-refuses-refer", True)


@item("blind, we give: SIPp's NOTIFY comes before its 202")
def give_sipp_told_early(lab):
    give_sipp(lab, "called-and-told-early", False)


# We are given.

@item("blind, we are given: SIP.js sends us to baresip; asked first, then we talk to it, and SIP.js is told")
def given_by_sipjs(lab):
    _, number = lab.talk_with_bob()
    a, b, c = lab.alice.mark(), lab.bob.mark(), lab.carol.mark()
    lab.bob.do("refer", target=sip("carol"))
    consent(lab.alice, a)
    carol_takes(lab, c)
    lab.bob.wait("the last word", lambda e: e.get("event") == "refer-progress" and "200" in e["line"], since=b)
    lab.bob.do("pick", call=number)
    lab.bob.do("bye")
    lab.alice.hear(CAROL_HZ, lab.alice.mark())
    lab.carol.hear(ALICE_HZ)


@item("blind, we are given: we say no, SIP.js hears 603 and we talk on")
def given_and_refused(lab):
    lab.talk_with_bob()
    a, b, c = lab.alice.mark(), lab.bob.mark(), lab.carol.mark()
    lab.bob.do("refer", target=sip("carol"))
    lab.alice.wait_event("request", kind="referral", since=a)
    lab.alice.send("refuse")
    lab.bob.wait_event("refer-rejected", status=603, since=b)
    lab.bob_hears(ALICE_HZ)
    assert not [e for e in lab.carol.events[c:] if e.get("type") == "CALL_INCOMING"]


@item("blind, we are given: baresip sends us to SIP.js, and hangs up when it hears that we got through")
def given_by_baresip(lab):
    call = lab.talk_with_carol()
    a, b = lab.alice.mark(), lab.bob.mark()
    lab.carol.do("transfer", sip("bob"))
    consent(lab.alice, a)
    bob_takes(lab, b)
    gone(lab.alice, call, a)
    lab.bob_hears(ALICE_HZ)
    lab.alice.hear(BOB_HZ, lab.alice.mark())


@item("blind, we are given: SIPp sends us to baresip and is told each step")
def given_by_sipp(lab):
    a, c = lab.alice.mark(), lab.carol.mark()
    script = lab.sipp("called-and-refers", elsewhere=sip("carol"))
    lab.call(lab.alice, "dave", state="connecting")
    consent(lab.alice, a)
    carol_takes(lab, c)
    script.wait_step("told")
    script.finish()
    lab.alice.hear(CAROL_HZ, lab.alice.mark())


# We get.

@item("blind, we get: SIP.js sends baresip to us")
def get_from_sipjs(lab):
    a, b, c = lab.alice.mark(), lab.bob.mark(), lab.carol.mark()
    lab.bob.begin("invite", target=sip("carol"))
    carol_takes(lab, c)
    lab.bob.wait_event("session", state="Established", since=b)
    lab.bob.do("refer", target=sip("alice"))
    answer(lab.alice, a)
    lab.alice.hear(CAROL_HZ, a)
    lab.carol.hear(ALICE_HZ)


@item("blind, we get: baresip sends SIP.js to us")
def get_from_baresip(lab):
    a, b, c = lab.alice.mark(), lab.bob.mark(), lab.carol.mark()
    lab.carol.do("dial", sip("bob"))
    bob_takes(lab, b)
    lab.carol.wait_event("CALL_ESTABLISHED", since=c)
    lab.carol.do("transfer", sip("alice"))
    lab.bob.wait_event("refer", since=b)
    lab.bob.do("acceptRefer")
    answer(lab.alice, a)
    lab.alice.hear(BOB_HZ, a)
    lab.bob_hears(ALICE_HZ)


# Attended.

@item("attended, we give: SIP.js is put through to an Earshot that we talk to")
def give_attended(lab):
    first, _ = lab.talk_with_bob()
    second, theirs = lab.talk_with_phone(lab.alice, lab.dora, "dora")
    a, b, d = lab.alice.mark(), lab.bob.mark(), lab.dora.mark()
    lab.alice.send(f"transfer #{first} #{second}")
    refer = lab.bob.wait_event("refer", since=b)
    assert "to-tag" in refer["replaces"], refer
    lab.bob.do("acceptRefer")
    gone(lab.alice, first, a)
    gone(lab.alice, second, a)
    gone(lab.dora, theirs, d)
    lab.bob_hears(DORA_HZ)
    lab.dora.hear(BOB_HZ, lab.dora.mark())


@item("attended, we give: an Earshot is put through to SIP.js that we talk to")
def give_attended_to_sipjs(lab):
    first, theirs = lab.talk_with_phone(lab.alice, lab.dora, "dora")
    second, _ = lab.talk_with_bob()
    a, b, d = lab.alice.mark(), lab.bob.mark(), lab.dora.mark()
    lab.alice.send(f"transfer #{first} #{second}")
    consent(lab.dora, d)
    invite = lab.bob.wait_event("invite", since=b)
    assert invite["replaces"], invite
    lab.bob.do("pick", call=invite["call"])
    lab.bob.do("answer")
    gone(lab.alice, first, a)
    gone(lab.alice, second, a)
    gone(lab.dora, theirs, d)
    lab.bob_hears(DORA_HZ)
    lab.dora.hear(BOB_HZ, lab.dora.mark())


@item("attended, we give: SIPp is asked with Replaces and tells that it got through")
def give_attended_sipp(lab):
    script = lab.sipp("called-and-put-through")
    first = lab.call(lab.alice, "dave", state="connecting")
    a = lab.alice.mark()
    second = lab.talk_with_carol()
    lab.alice.send(f"transfer #{first} #{second}")
    script.finish()
    lab.alice.wait_event("call-state", id=first, state="ended", since=a)
    lab.alice.wait_event("call-state", id=second, state="ended", since=a)


def sipjs_puts_through(lab, given, getter, getter_name):
    """SIP.js talks to both and puts the first through to the second."""
    b, g = lab.bob.mark(), given.mark()
    lab.bob.begin("invite", target=sip("alice" if given is lab.alice else "dora"))
    first = answer(given, g)
    one = lab.bob.wait_event("session", state="Established", since=b)["call"]
    lab.bob.do("hold", on=True)
    b, t = lab.bob.mark(), getter.mark()
    lab.bob.begin("invite", target=sip(getter_name))
    second = answer(getter, t)
    two = lab.bob.wait_event("session", state="Established", since=b)["call"]
    g, t = given.mark(), getter.mark()
    lab.bob.do("pick", call=one)
    lab.bob.do("referToCall", call=two)
    consent(given, g)
    return first, second, g, t


@item("attended, we are given: SIP.js puts us through to another Earshot")
def given_attended(lab):
    first, second, a, d = sipjs_puts_through(lab, lab.alice, lab.dora, "dora")
    gone(lab.dora, second, d)
    lab.bob.do("bye")
    gone(lab.alice, first, a)
    lab.alice.hear(DORA_HZ, lab.alice.mark())
    lab.dora.hear(ALICE_HZ, lab.dora.mark())


@item("attended, we get: SIP.js puts another Earshot through to us")
def get_attended(lab):
    first, second, d, a = sipjs_puts_through(lab, lab.dora, lab.alice, "alice")
    gone(lab.alice, second, a)
    lab.bob.do("bye")
    gone(lab.dora, first, d)
    lab.alice.hear(DORA_HZ, lab.alice.mark())
    lab.dora.hear(ALICE_HZ, lab.dora.mark())


@item("attended, we are given: SIPp sends us to another SIPp in place of a call of its own")
def given_attended_by_sipp(lab):
    a = lab.alice.mark()
    place = lab.sipp("called-in-place", "erin")
    script = lab.sipp("called-and-refers",
                      elsewhere=sip("erin") + "?Replaces=abc%40there%3Bto-tag%3Dtt%3Bfrom-tag%3Dft")
    lab.call(lab.alice, "dave", state="connecting")
    consent(lab.alice, a)
    place.wait_step("in-place")
    script.finish()
    lab.alice.send("hangup")
    place.finish()
