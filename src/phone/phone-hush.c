/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who cannot answer just now wants quiet at once, without telling the caller so, and without taking the
 * call away from the telephone in the next room. */

#include "config.h"

#include "phone-hush.h"

#define HUSHED "phone-hushed"

/**
 * phone_call_hush:
 * @self: a call
 *
 * Ends the sound of a call that comes in. Nothing is sent; it can still be answered, or declined.
 */
void
phone_call_hush (PhoneCall *self)
{
  g_return_if_fail (PHONE_IS_CALL (self));

  if (phone_call_is_hushed (self) || phone_call_get_state (self) != PHONE_CALL_STATE_INCOMING)
    return;
  g_object_set_data (G_OBJECT (self), HUSHED, GINT_TO_POINTER (TRUE));
  g_signal_emit_by_name (self, "hearing-changed");
}

/**
 * phone_call_is_hushed:
 * @self: a call
 *
 * Returns: whether a person wanted not to hear of it
 */
gboolean
phone_call_is_hushed (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);

  return g_object_get_data (G_OBJECT (self), HUSHED) != NULL;
}
