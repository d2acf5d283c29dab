/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Private to the room: knows when the machine goes to sleep, where somebody says so, and always when it woke.
 * Signals:
 *   falling-asleep ()   there is a moment left to say something on the line
 *   woke ()             once a sleep, however it was noticed */
#define PHONE_TYPE_SLEEP (phone_sleep_get_type ())
G_DECLARE_FINAL_TYPE (PhoneSleep, phone_sleep, PHONE, SLEEP, GObject)

/* The clocks that tell a sleep: one counts it, the other does not. The clock on the wall is neither: it may be set at
 * any time, and that means nothing (TRUST F12). */
typedef struct
{
  gint64   (*get_boot_us)      (gpointer user_data);
  gint64   (*get_monotonic_us) (gpointer user_data);
  gpointer   user_data;
} PhoneSleepClocks;

/* @clocks: NULL: the machine's own. */
PhoneSleep *phone_sleep_new      (const PhoneSleepClocks *clocks);
/* Compares the clocks now. */
void        phone_sleep_look     (PhoneSleep             *self);
/* Looks for logind on the system bus; its absence is no error. */
void        phone_sleep_find_bus (PhoneSleep             *self);
void        phone_sleep_follow   (PhoneSleep             *self,
                                  GDBusConnection        *bus);

G_END_DECLS
