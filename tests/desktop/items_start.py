# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program begins: by its name on the bus, and once."""

import tour
from lab import item


@item("activation: asked for by its name, the program starts and shows its window")
def activation(lab):
    assert lab.is_gone()
    lab.activate()
    lab.window.reads("^Welcome to")
    lab.add_account()


@item("second instance: another start shows the window there is, ends at once, and leaves one program")
def second_instance(lab):
    before = lab.pid()
    code, _ = lab.run()
    assert code == 0, code
    assert lab.pid() == before


@item("second instance: an address it is given reaches the window there is")
def second_instance_passes_on(lab):
    before = lab.pid()
    code, _ = lab.run("--message", "sip:erin@lab.example")
    assert code == 0, code
    lab.window.reads("erin@lab.example")
    assert lab.pid() == before
    tour.wait_for("a place to write", lambda: lab.window.content("Message") is not None)
