# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes a minute: begun before everything else, judged after it; each with a phone of its own."""

from verb_lab import item

SLOW = {}


def begin(lab, name, scenario, user, ours):
    """SIPp plays the scenario with the phone of that name, which calls (`ours`) or is called."""
    phone = lab.phone(name, 400)
    script = lab.sipp(scenario, user, target=None if ours else name, keep=True)
    if ours:
        number = lab.call(phone, user, state="connecting")
        script.wait_step("up")
    else:
        number = phone.wait_event("call-state", state="incoming")["id"]
    SLOW[scenario] = (script, phone, number)


def judge(scenario, seconds):
    """The scenario is played to its end; gives back how the call of our phone ended."""
    script, phone, number = SLOW[scenario]
    script.finish(seconds)
    return phone.wait_event("call-state", id=number, state="ended")


@item("session timer refreshed by us: begun, to be judged at the end")
def begin_refreshed(lab):
    begin(lab, "erik", "called-refreshed", "grace", True)


@item("session timer not refreshed by them: begun, to be judged at the end")
def begin_not_refreshed(lab):
    begin(lab, "fred", "called-not-refreshing", "heidi", True)


@item("PRACK that never comes: begun, to be judged at the end")
def begin_never_acknowledged(lab):
    begin(lab, "gina", "calls-with-100rel-never", "ivan", False)
