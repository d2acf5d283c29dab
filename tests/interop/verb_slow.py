# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes a minute: begun before everything else, judged after it; each with a phone of its own."""

from verb_lab import item

SLOW = {}
TONE = 400


@item("session timer, ours to refresh: begun, to be judged at the end")
def begin_refreshed(lab):
    phone = lab.phone("erik", TONE)
    SLOW["refreshed"] = lab.talk_with_carol(phone, "karl"), lab.kamailio.mark()


@item("session timer, theirs to refresh: begun, to be judged at the end")
def begin_not_refreshed(lab):
    SLOW["not-refreshed"] = lab.talk_with_carol(lab.phone("fred", TONE), "lars")


@item("PRACK that never comes: begun, to be judged at the end")
def begin_never_acknowledged(lab):
    phone = lab.phone("gina", TONE)
    script = lab.sipp("calls-with-100rel-never", "ivan", target="gina", keep=True)
    SLOW["never-acknowledged"] = script, phone.wait_event("call-state", state="incoming")["id"]


def judge_never_acknowledged(lab):
    script, call = SLOW["never-acknowledged"]
    script.finish(45)
    lab.phone("gina", TONE).wait_event("call-state", id=call, state="ended")


def judge_refreshed(lab):
    """We ask at half time (45 s), and the call goes on."""
    call, mark = SLOW["refreshed"]
    phone = lab.phone("erik", TONE)
    lab.kamailio.wait("a refresh", lambda e: e in ("within UPDATE erik", "within INVITE erik"), 60, mark)
    lab.peers["karl"].hear(TONE)
    mark = phone.mark()
    phone.send("hangup")
    ended = phone.wait_event("call-state", id=call, state="ended", since=mark)
    assert not ended.get("error"), ended


def judge_not_refreshed(lab):
    """Hung up by us before the 90 s are over, a third of them early (RFC 4028 section 10)."""
    ended = lab.phone("fred", TONE).wait_event("call-state", 95, id=SLOW["not-refreshed"], state="ended")
    assert 55 <= ended["duration"] <= 80 and ended.get("error"), ended
    lab.peers["lars"].wait_event("CALL_CLOSED")
