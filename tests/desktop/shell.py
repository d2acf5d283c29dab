#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a desktop that asks and shows: what xdg-desktop-portal turns to for notifications, for programs that stay in
the background, and for a computer that is to stay awake. It tells what it is asked in lines of JSON, and does in answer what
a person would: "press ID BUTTON" presses a button of a notification, "press ID" the notification itself.

    shell.py BUS-NAME VERSION-OF-NOTIFICATIONS"""

import json
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

PATH = "/org/freedesktop/portal/desktop"
BACKEND = "org.freedesktop.impl.portal."
NOTIFICATION, BACKGROUND, INHIBIT, REQUEST, ACCESS = (BACKEND + name for name in (
    "Notification", "Background", "Inhibit", "Request", "Access"))
FEEDBACK = "org.sigxcpu.Feedback"


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}, default=str), flush=True)


class Inhibitor(dbus.service.Object):
    """What keeps the computer awake, until it is closed."""

    @dbus.service.method(REQUEST)
    def Close(self):
        tell("uninhibit", handle=str(self._object_path))
        self.remove_from_connection()


class Shell(dbus.service.Object):
    """Every interface of the backend, on its one object."""

    def __init__(self, bus, version):
        super().__init__(bus, PATH)
        self.bus = bus
        self.shown = {}
        options = {"category": ["call.incoming", "call.ongoing", "call.unanswered", "im.received"],
                   "button-purpose": ["call.accept", "call.decline", "call.hang-up"]}
        self.properties = {
            NOTIFICATION: {"version": dbus.UInt32(version),
                           "SupportedOptions": dbus.Dictionary(
                               {key: dbus.Array(values, signature="s", variant_level=1)
                                for key, values in options.items()} if version > 1 else {}, signature="sv")},
            BACKGROUND: {"version": dbus.UInt32(1)},
            INHIBIT: {"version": dbus.UInt32(3)},
        }

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.properties[interface][name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return dbus.Dictionary(self.properties.get(interface, {}), signature="sv")

    # --- notifications ---

    @dbus.service.method(NOTIFICATION, in_signature="ssa{sv}")
    def AddNotification(self, app, notification_id, notification):
        self.shown[notification_id] = (app, notification)
        tell("notification", id=notification_id, app=app, title=notification.get("title"),
             body=notification.get("body") or notification.get("markup-body"), priority=notification.get("priority"),
             category=notification.get("category"),
             buttons=[button["label"] for button in notification.get("buttons", [])],
             purposes=[button.get("purpose") for button in notification.get("buttons", [])])

    @dbus.service.method(NOTIFICATION, in_signature="ss")
    def RemoveNotification(self, _app, notification_id):
        self.shown.pop(notification_id, None)
        tell("withdrawn", id=notification_id)

    @dbus.service.signal(NOTIFICATION, signature="sssav")
    def ActionInvoked(self, app, notification_id, action, parameter):
        pass

    def press(self, notification_id, label=None):
        """As the shells do it: an action of the program is asked for by its name on the bus, which starts it if need be."""
        app, notification = self.shown.get(notification_id) or tell("nothing-to-press", id=notification_id)
        if label is None:
            action, target = notification["default-action"], notification.get("default-action-target")
        else:
            button = next(button for button in notification["buttons"] if button["label"] == label)
            action, target = button["action"], button.get("target")
        self.bus.call_async(
            app, "/" + app.replace(".", "/").replace("-", "_"), "org.freedesktop.Application", "ActivateAction", "sava{sv}",
            (action.removeprefix("app."), [target] if target is not None else [], {}),
            lambda *_: tell("pressed", id=notification_id), lambda error: tell("press-failed", text=str(error)), timeout=60)

    # --- the background ---

    @dbus.service.method(BACKGROUND, out_signature="a{sv}")
    def GetAppState(self):
        return dbus.Dictionary({}, signature="sv")

    @dbus.service.method(BACKGROUND, in_signature="oss", out_signature="ua{sv}")
    def NotifyBackground(self, _handle, app, _name):
        return 0, {"result": dbus.UInt32(2)}

    @dbus.service.method(BACKGROUND, in_signature="sbasu", out_signature="b")
    def EnableAutostart(self, _app, enable, _command, _flags):
        """The portal of today does it by itself."""
        return enable

    @dbus.service.signal(BACKGROUND)
    def RunningApplicationsChanged(self):
        pass

    # Without a way to ask a person the portal offers no background.
    @dbus.service.method(ACCESS, in_signature="osssssa{sv}", out_signature="ua{sv}")
    def AccessDialog(self, _handle, app, _parent, title, _subtitle, _body, _options):
        tell("question", app=app, title=title)
        return dbus.UInt32(0), dbus.Dictionary({}, signature="sv")

    # --- staying awake ---

    @dbus.service.method(INHIBIT, in_signature="ossua{sv}")
    def Inhibit(self, handle, app, _window, flags, options):
        Inhibitor(self.bus, handle)
        tell("inhibit", handle=str(handle), app=app, flags=int(flags), reason=options.get("reason"))

    @dbus.service.method(INHIBIT, in_signature="ooss", out_signature="u")
    def CreateMonitor(self, _handle, _session, _app, _window):
        return 0

    @dbus.service.method(INHIBIT, in_signature="o")
    def QueryEndResponse(self, _session):
        pass

    @dbus.service.signal(INHIBIT, signature="oa{sv}")
    def StateChanged(self, session, state):
        pass


class Feedback(dbus.service.Object):
    """feedbackd of a telephone: it shakes and blinks."""

    count = 0

    @dbus.service.method(FEEDBACK, in_signature="ssa{sv}i", out_signature="u")
    def TriggerFeedback(self, app, event, _hints, timeout):
        Feedback.count += 1
        tell("feedback", app=app, name=event, timeout=int(timeout), id=Feedback.count)
        return Feedback.count

    @dbus.service.method(FEEDBACK, in_signature="u")
    def EndFeedback(self, feedback_id):
        tell("feedback-ended", id=int(feedback_id))


def read_order(stream, _condition, shell):
    line = stream.readline()
    if not line:
        sys.exit(0)
    verb, _, rest = line.strip().partition(" ")
    notification_id, _, label = rest.partition(" ")
    if verb == "press":
        shell.press(notification_id, label or None)
    return True


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    shell = Shell(bus, int(sys.argv[2]))
    names = [dbus.service.BusName(name, bus) for name in (sys.argv[1], FEEDBACK)]
    feedback = Feedback(bus, "/org/sigxcpu/Feedback")
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, read_order, shell)
    tell("ready", objects=len([*names, feedback]))
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
