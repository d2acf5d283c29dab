#!/usr/bin/python3
# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A portal that says no, in the place of the real one: that one takes every program it does not see in a sandbox of its own
for one of the host, which it never refuses the background. It tells what it is asked in lines of JSON."""

import json

import dbus
import dbus.lowlevel
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

PATH = "/org/freedesktop/portal/desktop"
BACKGROUND, NOTIFICATION, REQUEST = ("org.freedesktop.portal." + name for name in ("Background", "Notification", "Request"))


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}, default=str), flush=True)


class Front(dbus.service.Object):
    """As much of a portal as a program needs that is refused."""

    def __init__(self, bus):
        super().__init__(bus, PATH)
        self.bus = bus

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, _interface, _name):
        return dbus.UInt32(1)

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return dbus.Dictionary({"version": dbus.UInt32(1)}, signature="sv")

    @dbus.service.method(BACKGROUND, in_signature="sa{sv}", out_signature="o", sender_keyword="sender")
    def RequestBackground(self, _window, options, sender=None):
        path = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        tell("background", autostart=bool(options["autostart"]), reason=options["reason"])
        answer = dbus.lowlevel.SignalMessage(path, REQUEST, "Response")
        answer.set_destination(sender)
        answer.append(dbus.UInt32(0), {"background": False, "autostart": False}, signature="ua{sv}")
        self.bus.send_message(answer)
        return dbus.ObjectPath(path)

    @dbus.service.method(BACKGROUND, in_signature="a{sv}")
    def SetStatus(self, options):
        tell("status", message=options.get("message"))

    @dbus.service.method(NOTIFICATION, in_signature="sa{sv}")
    def AddNotification(self, notification_id, notification):
        tell("notification", id=notification_id, title=notification.get("title"))

    @dbus.service.method(NOTIFICATION, in_signature="s")
    def RemoveNotification(self, _notification_id):
        pass


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    front = Front(bus)
    name = dbus.service.BusName("org.freedesktop.portal.Desktop", bus)
    tell("ready", name=name.get_name(), object=front.locations is not None)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
