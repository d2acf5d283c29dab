/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who asked the desktop for quiet should not have to ask the telephone, too. What was decided about each
 * account stays as it was, for when it is over. */

#include "config.h"

#include "phone-calm.h"

#define CALM "phone-calm"

/**
 * phone_set_calm:
 * @phone: a phone
 * @calm: whether nothing is to ring
 *
 * Callers are told from now on that one is not available (480), and their calls are among the missed; calls that are
 * forwarded always still are.
 */
void
phone_set_calm (Phone    *phone,
                gboolean  calm)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));

  g_object_set_data (G_OBJECT (phone), CALM, GINT_TO_POINTER (calm));
}

/**
 * phone_is_calm:
 * @phone: a phone
 *
 * Returns: whether nothing rings at all
 */
gboolean
phone_is_calm (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), FALSE);

  return g_object_get_data (G_OBJECT (phone), CALM) != NULL;
}
