/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A test that sleeps is slow on a good day and wrong on a bad one; this is what it does instead.
 */

#include "doubles-wait.h"

#define LONGEST_WAIT_SECONDS 30

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

DoublesWait
doubles_wait_begin (const char *place,
                    const char *condition)
{
  return (DoublesWait) {
    .place = place,
    .condition = condition,
    .deadline_us = g_get_monotonic_time () + LONGEST_WAIT_SECONDS * G_USEC_PER_SEC,
  };
}

void
doubles_wait_turn (DoublesWait *self)
{
  guint alarm = g_timeout_add_seconds (1, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);

  if (g_get_monotonic_time () > self->deadline_us)
    g_error ("%s: waited %d s in vain for: %s", self->place, LONGEST_WAIT_SECONDS, self->condition);
}

void
doubles_wait_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
doubles_answer_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      answer)
{
  DoublesAnswer *self = answer;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

GAsyncResult *
doubles_answer_wait (DoublesAnswer *self)
{
  doubles_wait_until (self->result != NULL);

  return self->result;
}

void
doubles_answer_clear (DoublesAnswer *self)
{
  g_clear_object (&self->result);
}
