# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F9 and F10 again, with the sound of telephones: plain RTP, and SRTP with its keys in the descriptions."""

import re

import moving
from place import item

# How the first description of a call begins its line of sound, for each word of the phone.
LINES = {"none": r"RTP/AVPF? ", "optional": r"RTP/AVPF? ", "sdes": r"RTP/SAVPF? "}
TITLES = {"none": "plain RTP", "optional": "encryption if both can", "sdes": "SDES"}


def descriptions(place):
    """The lines of sound of all descriptions that the phones have seen."""
    texts = [log.read_text(encoding="utf-8", errors="replace") for log in place.folder.rglob("phone-*/*.log")]
    return [line for text in texts for line in re.findall(r"m=audio \d+ (\S+ )", text)]


def again(fault, function, protection):
    """The same item, with two phones whose sound goes otherwise; that it did is looked up in their traces."""
    def run(place):
        place.protection = protection
        words = function(place)
        lines = descriptions(place)
        assert lines and all(re.match(LINES[protection], line) for line in lines), set(lines)
        return words
    run.__name__ = f"{function.__name__}_{protection}"
    item(f"{fault}, {TITLES[protection]}")(run)


for word in LINES:
    again("F9 another address in a call, over WS", moving.f9_in_call("ws"), word)
    again("F9 another address while the call is held", moving.f9_held, word)
    again("F9 another address in the middle of a re-INVITE", moving.f9_during_reinvite, word)
    again("F10 no network for 1 s in a call", moving.f10_short(1), word)
for word in ("none", "sdes"):
    again("F9 another address in a call, over UDP", moving.f9_in_call("udp"), word)
    again("F9 another address while the other side rings", moving.f9_ringing_out, word)
    again("F9 another address while it rings here", moving.f9_ringing_in, word)
    again("F9 another address at both ends of a call at once", moving.f9_both, word)
    again("F10 no network for 10 s in a call", moving.f10_short(10), word)
again("F9 another address in a call, over TCP", moving.f9_in_call("tcp"), "none")
again("F10 no network for 28 s in a call", moving.f10_short(28), "none")
again(f"F10 no network for {moving.LONG_GONE_S} s in a call", moving.f10_long, "none")
