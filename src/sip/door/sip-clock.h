/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Contract: what time is it; call me in n milliseconds. Monotonic; a test moves it by hand. */
#define SIP_TYPE_CLOCK (sip_clock_get_type ())
G_DECLARE_INTERFACE (SipClock, sip_clock, SIP, CLOCK, GObject)

typedef void (*SipClockFunc) (gpointer user_data);

struct _SipClockInterface
{
  GTypeInterface g_iface;

  gint64 (*get_now_ms) (SipClock *self);
  guint  (*arm)        (SipClock *self, guint delay_ms, SipClockFunc func, gpointer user_data);
  void   (*cancel)     (SipClock *self, guint id);
};

gint64 sip_clock_get_now_ms (SipClock     *self);
/* Returns an id above zero. The function is called once, from the main loop, never from inside arm(). */
guint  sip_clock_arm        (SipClock     *self,
                             guint         delay_ms,
                             SipClockFunc  func,
                             gpointer      user_data);
/* Cancels *id if it is set and clears it; safe from inside the function itself. */
void   sip_clock_disarm     (SipClock     *self,
                             guint        *id);

G_END_DECLS
