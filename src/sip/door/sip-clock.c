/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Time is the one thing the SIP core needs and must not fetch by itself: whoever implements this contract
 * decides how fast it passes. The application moves it by the main loop, a test by hand. */

#include "sip-clock.h"

G_DEFINE_INTERFACE (SipClock, sip_clock, G_TYPE_OBJECT)

static void
sip_clock_default_init (SipClockInterface *iface)
{
}

/**
 * sip_clock_get_now_ms:
 * @self: a clock
 *
 * Tells the time on a clock that never goes back.
 *
 * Returns: milliseconds since an arbitrary but fixed moment
 */
gint64
sip_clock_get_now_ms (SipClock *self)
{
  g_return_val_if_fail (SIP_IS_CLOCK (self), 0);

  return SIP_CLOCK_GET_IFACE (self)->get_now_ms (self);
}

/**
 * sip_clock_arm:
 * @self: a clock
 * @delay_ms: how long to wait, in milliseconds; zero means as soon as the caller has returned
 * @func: (scope async): what to call
 * @user_data: data for @func; must live until @func has run or the id was disarmed
 *
 * Asks to be called once after @delay_ms, never from inside this function.
 *
 * Returns: an id above zero, for sip_clock_disarm()
 */
guint
sip_clock_arm (SipClock     *self,
               guint         delay_ms,
               SipClockFunc  func,
               gpointer      user_data)
{
  g_return_val_if_fail (SIP_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return SIP_CLOCK_GET_IFACE (self)->arm (self, delay_ms, func, user_data);
}

/**
 * sip_clock_disarm:
 * @self: a clock
 * @id: (inout): where the id of sip_clock_arm() is kept; zero means nothing is armed
 *
 * Cancels the call if it is still to come, and sets @id to zero. An id that has fired already is forgotten,
 * so a function may disarm its own id.
 */
void
sip_clock_disarm (SipClock *self,
                  guint    *id)
{
  g_return_if_fail (SIP_IS_CLOCK (self));
  g_return_if_fail (id != NULL);

  guint armed = *id;
  *id = 0;

  if (armed != 0)
    SIP_CLOCK_GET_IFACE (self)->cancel (self, armed);
}
