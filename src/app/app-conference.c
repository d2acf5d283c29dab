/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: once several calls are one conversation, who mutes themselves or hangs up means all of it; one alone is
 * muted or let go where its name stands. */

#include "app-conference.h"

/**
 * app_conference_of:
 * @phone: (nullable): a phone
 * @call: (nullable): a call
 *
 * Returns: (transfer none) (nullable): the conversation of several calls @call takes part in
 */
PhoneConference *
app_conference_of (Phone     *phone,
                   PhoneCall *call)
{
  PhoneConference *conference = phone != NULL && call != NULL ? phone_get_conference (phone) : NULL;

  return conference != NULL && phone_conference_has (conference, call) ? conference : NULL;
}

/**
 * app_conference_is_muted:
 * @phone: (nullable): a phone
 * @call: (nullable): a call
 *
 * Returns: whether nobody of those one talks to in @call hears the microphone
 */
gboolean
app_conference_is_muted (Phone     *phone,
                         PhoneCall *call)
{
  PhoneConference *conference = app_conference_of (phone, call);

  if (conference != NULL)
    return phone_conference_is_muted (conference);
  return call != NULL && phone_call_is_muted (call);
}

/**
 * app_conference_set_muted:
 * @phone: (nullable): a phone
 * @call: a call
 * @muted: whether nobody is to hear the microphone
 *
 * Mutes the person for everybody they talk to in @call.
 */
void
app_conference_set_muted (Phone     *phone,
                          PhoneCall *call,
                          gboolean   muted)
{
  PhoneConference *conference = app_conference_of (phone, call);

  g_return_if_fail (PHONE_IS_CALL (call));

  if (conference != NULL)
    phone_conference_set_muted (conference, muted);
  else
    phone_call_set_muted (call, muted);
}

/**
 * app_conference_hang_up:
 * @phone: (nullable): a phone
 * @call: a call
 *
 * Ends @call, and with it every other of the same conversation.
 */
void
app_conference_hang_up (Phone     *phone,
                        PhoneCall *call)
{
  PhoneConference *conference = app_conference_of (phone, call);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (PHONE_IS_CALL (call));

  /* The list gets shorter with each that goes. */
  for (guint n = 0; conference != NULL && n < g_list_model_get_n_items (G_LIST_MODEL (conference)); n++)
    g_ptr_array_add (members, g_list_model_get_item (G_LIST_MODEL (conference), n));
  if (conference == NULL)
    g_ptr_array_add (members, g_object_ref (call));
  for (guint n = 0; n < members->len; n++)
    phone_call_hang_up (g_ptr_array_index (members, n));
}
