/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two calls become one conversation, a third joins, and all of them become calls again. */

#include "config.h"

#include "phone-private.h"

#include "phone-conference-private.h"
#include "ua-error.h"

static void
dissolved_cb (PhoneConference *conference,
              Phone           *self)
{
  if (self->conference == conference)
    g_clear_object (&self->conference);
  g_signal_emit_by_name (self, "conference-changed");
}

static void
members_changed_cb (PhoneConference *conference,
                    guint            position,
                    guint            n_removed,
                    guint            n_added,
                    Phone           *self)
{
  /* With one left it ends, and that is told as such. */
  if (n_removed > 0 && self->conference == conference && g_list_model_get_n_items (G_LIST_MODEL (conference)) > 1)
    g_signal_emit_by_name (self, "conference-changed");
}

/**
 * phone_merge:
 * @self: the phone
 * @one: a call that is up
 * @other: another
 * @error: return location for a #UA_ERROR
 *
 * Joins two calls to one conversation; or one to the conversation the other takes part in. There is one at a time.
 *
 * Returns: (transfer none) (nullable): the conversation
 */
PhoneConference *
phone_merge (Phone      *self,
             PhoneCall  *one,
             PhoneCall  *other,
             GError    **error)
{
  g_autoptr (PhoneConference) conference = NULL;
  PhoneCall *both[] = { one, other };

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (PHONE_IS_CALL (one) && PHONE_IS_CALL (other), NULL);

  if (one == other || !phone_call_is_up (one) || !phone_call_is_up (other))
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "there are no two calls to merge");
      return NULL;
    }

  conference = self->conference != NULL ? g_object_ref (self->conference) : phone_conference_new (self->engine);
  for (guint n = 0; n < G_N_ELEMENTS (both); n++)
    if (!phone_conference_has (conference, both[n]) && !phone_conference_add (conference, both[n], error))
      {
        /* Whoever was in a new one already goes on as before. */
        if (conference != self->conference)
          phone_conference_dissolve (conference, both[0]);
        return NULL;
      }

  /* Only now that they belong together does none of them have to wait for the other. */
  phone_conference_set_hold (conference, FALSE);
  if (g_set_object (&self->conference, conference))
    {
      g_signal_connect_object (conference, "dissolved", G_CALLBACK (dissolved_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (conference, "items-changed", G_CALLBACK (members_changed_cb), self, G_CONNECT_DEFAULT);
    }
  g_signal_emit_by_name (self, "conference-changed");
  return self->conference;
}

/**
 * phone_split:
 * @self: the phone
 * @speaker: (nullable): to whom to go on talking; %NULL: all of them wait
 *
 * Makes the conversation into calls again.
 */
void
phone_split (Phone     *self,
             PhoneCall *speaker)
{
  g_return_if_fail (PHONE_IS_PHONE (self));

  if (self->conference != NULL)
    phone_conference_dissolve (self->conference, speaker);
}

/**
 * phone_get_conference:
 * @self: the phone
 *
 * The conversation of several calls.
 *
 * Returns: (transfer none) (nullable): the conversation; %NULL: none
 */
PhoneConference *
phone_get_conference (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return self->conference;
}
