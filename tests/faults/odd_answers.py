# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F2 and F6: the server speaks, and what it says is no."""

import re
import time

from marks import BACK_S, FIRST_RETRY_S, PLAIN, lost_and_found, within
from place import item
from scripted import Scripted

QUIET_S = 6         # the time in which a phone that does not stop would try again
PAUSE_S = 3         # what the scripted server asks for
JITTER = 0.2
CHALLENGE = 'WWW-Authenticate: Digest realm="lab.example", nonce="{}", algorithm=MD5, qop="auth"'


def connected(place):
    server = place.keep(Scripted(place["server"]))
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    return server, alice


def f2_close(code):
    def run(place):
        server, alice = connected(place)
        mark, fault = alice.mark(), time.monotonic()
        server.close_all(code)
        if code in (1012, 1013):
            return lost_and_found(alice, mark, fault, limit=15)
        words = lost_and_found(alice, mark, fault)
        assert server.most_lines == 1, server.most_lines
        return words + ", " + within("first try", server.arrivals[1] - fault, FIRST_RETRY_S)
    run.__name__ = f"f2_close_{code}"
    return run


for number in (1000, 1001, 1009, 1011, 1012, 1013):
    item(f"F2 WebSocket close {number}")(f2_close(number))


def assert_stopped(server, alice, mark, since):
    """The phone has stopped and says why; the words are given back."""
    said = alice.wait("that it has stopped", lambda e: e.get("event") == "account-state" and
                      e.get("state") == "refused", 10, mark)
    attempts = len([at for at in server.arrivals if at > since])
    time.sleep(QUIET_S)
    assert len([at for at in server.arrivals if at > since]) == attempts, "it goes on trying"
    assert not re.search(r"\b(1008|403|HTTP)\b", said["text"]), said["text"]
    return f"“{said['text']}”, no further try in {QUIET_S} s"


@item("F2 WebSocket close 1008: stops and tells")
def f2_close_1008(place):
    server, alice = connected(place)
    mark, fault = alice.mark(), time.monotonic()
    server.close_all(1008)
    return assert_stopped(server, alice, mark, fault)


@item("F2 handshake 403: stops and tells")
def f2_handshake_403(place):
    server = place.keep(Scripted(place["server"]))
    server.handshake = (403, "Forbidden")
    began = time.monotonic()
    alice = place.phone("alice", PLAIN)
    return assert_stopped(server, alice, 0, began)


@item("F2 handshake 404: tries again, and is back once the path is there")
def f2_handshake_404(place):
    server = place.keep(Scripted(place["server"]))
    server.handshake = (404, "Not Found")
    alice = place.phone("alice", PLAIN)
    alice.wait("a failed try", lambda e: e.get("event") == "account-state" and e.get("state") == "waiting")
    server.handshake = None
    back = time.monotonic()
    return within("registered", alice.wait_registered(20)["at"] - back, BACK_S + 2)


@item(f"F2 handshake 503 with Retry-After {PAUSE_S}: waits as told")
def f2_handshake_503(place):
    server = place.keep(Scripted(place["server"]))
    server.handshake = (503, "Service Unavailable", f"Retry-After: {PAUSE_S}")
    alice = place.phone("alice", PLAIN)
    alice.wait("a failed try", lambda e: e.get("event") == "account-state" and e.get("state") == "waiting")
    server.handshake = None
    alice.wait_registered(20)
    pause = server.arrivals[1] - server.arrivals[0]
    assert pause >= PAUSE_S * (1 - JITTER), f"came back after {pause:.1f} s"
    return within("came back", pause, PAUSE_S * (1 + JITTER) + 2)


def f6_temporary(status, reason, *headers):
    def run(place):
        server = place.keep(Scripted(place["server"]))
        server.answer = lambda count: (status, reason, *headers) if count == 1 else None
        alice = place.phone("alice", PLAIN)
        alice.wait_registered(40)
        times = [at for at, _, _ in server.registers()]
        pause = times[1] - times[0]
        least, most = (PAUSE_S * (1 - JITTER), PAUSE_S * (1 + JITTER) + 1) if headers else (1.5, 6)
        assert pause >= least, f"tried again after {pause:.1f} s, {least:.1f} at least were due"
        return within("tried again", pause, most)
    run.__name__ = f"f6_{status}{'_told' if headers else ''}"
    return run


for row in ((503, "Service Unavailable", f"Retry-After: {PAUSE_S}"), (503, "Service Unavailable"),
            (500, "Server Internal Error"), (408, "Request Timeout"), (480, "Temporarily Unavailable")):
    item(f"F6 REGISTER answered {row[0]}{' with Retry-After' if row[2:] else ''}: tries again, not at once")(
        f6_temporary(*row))


@item("F6 REGISTER answered 500 again and again: ever more slowly")
def f6_slower(place):
    server = place.keep(Scripted(place["server"]))
    server.answer = lambda count: (500, "Server Internal Error") if count <= 3 else None
    alice = place.phone("alice", PLAIN)
    alice.wait_registered(60)
    times = [at for at, _, _ in server.registers()]
    pauses = [later - earlier for earlier, later in zip(times, times[1:])]
    assert pauses[-1] > pauses[0] * 1.2, pauses
    return "pauses of " + ", ".join(f"{pause:.1f}" for pause in pauses) + " s"


@item("F6 REGISTER answered 423: at once with the time asked for")
def f6_423(place):
    server = place.keep(Scripted(place["server"]))
    server.answer = lambda count: (423, "Interval Too Brief", "Min-Expires: 1800") if count == 1 else None
    alice = place.phone("alice", PLAIN)
    alice.wait_registered()
    (first, _, _), (second, _, headers) = server.registers()[:2]
    asked = headers.get("expires", ["0"])[0]
    assert asked == "1800" or "expires=1800" in headers["contact"][0], headers
    return within("asked again", second - first, 1)


@item("F6 REGISTER answered 403: stops and tells")
def f6_403(place):
    server = place.keep(Scripted(place["server"]))
    server.answer = lambda count: (403, "Forbidden")
    alice = place.phone("alice", PLAIN)
    said = alice.wait_event("account-state", state="refused")
    count = len(server.registers())
    time.sleep(QUIET_S)
    assert count == len(server.registers()) == 1, server.registers()
    return f"“{said['text']}”, no further try in {QUIET_S} s"


@item("F6 REGISTER answered 401 again: stops, for the password is wrong")
def f6_401_twice(place):
    server = place.keep(Scripted(place["server"]))
    server.answer = lambda count: (401, "Unauthorized", CHALLENGE.format(count))
    alice = place.phone("alice", PLAIN)
    said = alice.wait_event("account-state", state="refused")
    count = len(server.registers())
    time.sleep(QUIET_S)
    assert count == len(server.registers()) <= 3, f"{len(server.registers())} tries"
    assert "password" in said["text"].lower(), said
    return f"“{said['text']}” after {count} requests"
