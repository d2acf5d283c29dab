# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links of pages and of other programs: nobody is called who was not asked about, and nonsense is nobody."""

import tour
from lab import ALICE, item
from window_verbs import act, on_top

# What is asked about, for each link.
GOOD = (
    ("sip:carol@lab.example", "carol@lab.example"),
    ("SIP:carol@lab.example", "carol@lab.example"),
    ("sips:carol@lab.example", "carol@lab.example"),
    ("sip:carol@LAB.EXAMPLE", "carol@lab.example"),
    ("sip:carol@lab.example;transport=ws", "carol@lab.example"),
    ("sip:carol@lab.example;transport=TCP", "carol@lab.example"),
    ("sip:carol@lab.example;user=phone", "carol@lab.example"),
    ("sip:carol@lab.example:5070", "carol@lab.example:5070"),
    ("sip:carol@192.0.2.7", "carol@192.0.2.7"),
    ("sip:carol@[2001:db8::7]", "carol@[2001:db8::7]"),
    ("sip:carol.jones@lab.example", "carol.jones@lab.example"),
    ("sip:j%C3%BCrgen@lab.example", "jürgen@lab.example"),
    ("sip:+493012345@lab.example", "+493012345@lab.example"),
    ("sip:carol@lab.example?subject=Lunch", "carol@lab.example"),
    ("sip:carol@lab.example;maddr=192.0.2.66;lr", "carol@lab.example"),
    ("sip:carol@lab.example?Route=%3Csip:evil.example%3E&From=mallory", "carol@lab.example"),
    ("tel:+49-30-1234567", "1234567"),
    ("tel:+1(212)555.0100", "5550100"),
    ("tel:110", "110"),
    ("tel:5550100;phone-context=example.org", "5550100"),
)
HOSTILE = (
    "http://lab.example/", "https://lab.example/carol", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
    "callto:carol@lab.example", "mailto:carol@lab.example", "ftp://lab.example", "about:blank", "vnc://lab.example",
    "sip:", "sips:", "tel:", "tel:+", "sip:@", "sip:carol@", "sip:@lab.example:x", "sip://carol@lab.example",
    "sip:carol:password@lab.example", "sip:carol@lab.example:99999", "sip:carol@lab.example:-1", "sip:carol@[::1",
    "sip:carol%0D%0AVia:x@lab.example", "sip:carol%00@lab.example", "sip:carol%20jones@lab.example",
    "sip:bank%40example.com@evil.example", "sip:%E2%80%AEcarol@lab.example", "sip:%E2%80%8Bcarol@lab.example",
    "sip:%FF%FE@lab.example", "sip:carol%ZZ@lab.example", "sip:" + "a" * 3000 + "@lab.example",
    "sip:carol@lab.example;method=BYE", "sip:carol@lab.example;method=REGISTER", "sip:*21*5550100%23@lab.example",
    "tel:*21*5550100%23", "tel:*%2306%23", "tel:+49abc", "tel:" + "1" * 60, "tel:/5550100", "tel:5550100,,9",
)
assert len(GOOD) == 20 and len(HOSTILE) == 40


def is_asked(lab):
    return any(tour.safe(node.get_name) == "Call Now?" for node in lab.window.nodes())


def cancel(lab):
    lab.window.press("Cancel")
    tour.wait_for("the end of the question", lambda: not is_asked(lab))


def plain(texts):
    """As a person reads them: without the letters that only set the direction, and separators of numbers."""
    return {"".join(letter for letter in text if letter.isprintable() and letter not in " -()") for text in texts}


def asks_about(lab, address):
    def look():
        texts = plain(lab.window.texts())
        return {"CallNow?", "Youcallasalice@lab.example."} <= texts and any(text.endswith(address) for text in texts)

    tour.wait_for(f"a question about {address}", look)


def need_open(lab):
    lab.activate()
    tour.wait_for("the window", lab.window.is_open)
    lab.window.reads("^Ready$")
    lab.window.press("Messages")


@item("links: each of 20 good ones asks, with whom it would reach and as whom; none calls")
def good_links(lab):
    need_open(lab)
    for link, address in GOOD:
        lab.open(link)
        asks_about(lab, address)
        cancel(lab)
    assert lab.sent() == [], lab.sent()


@item("links: each of 40 hostile ones by the bus, and by the command line, is nobody's address, and nothing is asked")
def hostile_links(lab):
    need_open(lab)
    for link in HOSTILE:
        lab.open(link)
    lab.window.reads("^This link is not an address")
    lab.run("--", *HOSTILE[10:])
    lab.window.reads("^This link is not an address")
    assert not is_asked(lab)
    assert lab.sent() == [], lab.sent()


@item("links: a page that asks again and again has one question open, the first")
def flood(lab):
    lab.open("sip:first@lab.example")
    asks_about(lab, "first@lab.example")
    lab.open(*[f"sip:flood{n}@lab.example" for n in range(20)])
    lab.open("sip:carol@lab.example")
    cancel(lab)
    assert not any("flood" in text for text in lab.window.texts())


@item("links: by the command line while the program runs; after yes, and only then, the call is made")
def link_calls(lab):
    carol = lab.need_carol()
    c = carol.mark()
    code, _ = lab.run("sip:carol@lab.example")
    assert code == 0, code
    asks_about(lab, "carol@lab.example")
    assert lab.sent() == [], lab.sent()
    act(on_top(lab, [tour.Atspi.Role.PUSH_BUTTON], "^Call$"))  # of the question, not of what lies below it
    carol.wait_event("call-state", state="incoming", since=c)
    assert len(lab.sent()) == 1, lab.sent()  # nor did anything come of those before
    lab.window.press("Hang Up")
    carol.wait_event("call-state", state="ended", since=c)


@item("links: one that asks for a message begins it, and sends nothing")
def link_writes(lab):
    lab.open("sip:carol@lab.example;method=MESSAGE?body=Lunch%20at%20one%3F&Route=evil")
    tour.wait_for("the words of the link", lambda: lab.window.content("Message") == "Lunch at one?")
    assert len(lab.sent()) == 1, lab.sent()


@item("links: one that starts the program waits for the account, and then asks")
def link_starts(lab):
    lab.quit()
    lab.open("sip:carol@lab.example")
    asks_about(lab, "carol@lab.example")
    cancel(lab)
    assert ALICE.split(":")[1] in " ".join(lab.window.texts())
