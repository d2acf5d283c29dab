/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever presses a key far from the window does not say which call is meant. What is meant is decided once,
 * for keys of the desktop, for headsets and for scripts. */

#include "app-call-keys.h"

#include "app-conference.h"
#include "app-several.h"

/**
 * app_call_keys_find_ringing:
 * @phone: a phone
 *
 * Returns: (transfer none) (nullable): who has been calling longest and waits for an answer
 */
PhoneCall *
app_call_keys_find_ringing (Phone *phone)
{
  GListModel *calls = phone_get_calls (phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i); /* the list holds it */

      if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
        return call;
    }
  return NULL;
}

/**
 * app_call_keys_find_talk:
 * @phone: a phone
 *
 * Returns: (transfer none) (nullable): the call one talks in or has begun, else one that waits
 */
PhoneCall *
app_call_keys_find_talk (Phone *phone)
{
  GListModel *calls = phone_get_calls (phone);
  PhoneCall *talk = app_several_find_talk (phone, NULL);

  for (guint i = 0; talk == NULL && i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i); /* the list holds it */
      PhoneCallState state = phone_call_get_state (call);

      if (state == PHONE_CALL_STATE_HELD || state == PHONE_CALL_STATE_RECONNECTING)
        talk = call;
    }
  return talk;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The call itself says so on its page. */
  if (!phone_call_answer_finish (PHONE_CALL (source), result, &error))
    g_message ("not answered: %s", error->message);
}

/**
 * app_call_keys_answer:
 * @phone: a phone
 *
 * Answers who rings; the window shows the call, where there is one.
 *
 * Returns: whether somebody rang
 */
gboolean
app_call_keys_answer (Phone *phone)
{
  PhoneCall *call = app_call_keys_find_ringing (phone);
  GApplication *application = g_application_get_default ();

  if (call == NULL)
    return FALSE;
  if (application != NULL && g_action_map_lookup_action (G_ACTION_MAP (application), "answer") != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "answer",
                                    g_variant_new_string (phone_call_get_id (call)));
  else
    phone_call_answer_async (call, NULL, answered_cb, NULL);
  return TRUE;
}

/**
 * app_call_keys_hang_up:
 * @phone: a phone
 *
 * Ends the talk, with everybody in it; without one, declines who rings.
 *
 * Returns: whether there was a call
 */
gboolean
app_call_keys_hang_up (Phone *phone)
{
  PhoneCall *talk = app_call_keys_find_talk (phone);
  PhoneCall *ringing = app_call_keys_find_ringing (phone);

  if (talk != NULL)
    app_conference_hang_up (phone, talk);
  else if (ringing != NULL)
    phone_call_decline (ringing);
  return talk != NULL || ringing != NULL;
}

/**
 * app_call_keys_set_muted:
 * @phone: a phone
 * @muted: whether nobody is to hear the microphone
 *
 * Returns: whether there is a talk
 */
gboolean
app_call_keys_set_muted (Phone    *phone,
                         gboolean  muted)
{
  PhoneCall *talk = app_call_keys_find_talk (phone);

  if (talk != NULL && app_conference_is_muted (phone, talk) != muted)
    app_conference_set_muted (phone, talk, muted);
  return talk != NULL;
}

/**
 * app_call_keys_mute:
 * @phone: a phone
 *
 * Mutes the talk, or lets the microphone be heard again.
 *
 * Returns: whether there is a talk
 */
gboolean
app_call_keys_mute (Phone *phone)
{
  PhoneCall *talk = app_call_keys_find_talk (phone);

  return talk != NULL && app_call_keys_set_muted (phone, !app_conference_is_muted (phone, talk));
}
