/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-office.h"

/* What happens between the three. */

/* The newest call of one of them (transfer none); NULL: none. */
static G_GNUC_UNUSED PhoneCall *
office_last_call (World *world)
{
  GListModel *calls = phone_get_calls (world->phone);
  guint n = g_list_model_get_n_items (calls);
  g_autoptr (PhoneCall) call = n > 0 ? g_list_model_get_item (calls, n - 1) : NULL;

  return call;
}

static G_GNUC_UNUSED gboolean
office_has_call (World          *world,
                 PhoneCallState  state)
{
  PhoneCall *call = office_last_call (world);

  return call != NULL && phone_call_get_state (call) == state;
}

/* Calls @whom by name (transfer full). */
static G_GNUC_UNUSED PhoneCall *
office_call (World      *world,
             const char *whom)
{
  g_autoptr (GError) error = NULL;
  PhoneCall *call = phone_call (world->phone, NULL, whom, &error);

  g_assert_no_error (error);
  return g_object_ref (call);
}

/* @from calls @to, who answers; the caller's end (transfer full). */
static G_GNUC_UNUSED PhoneCall *
office_talk (World      *from,
             World      *to,
             const char *whom)
{
  PhoneCall *call = office_call (from, whom);

  wait_until (office_has_call (to, PHONE_CALL_STATE_INCOMING));
  phone_call_answer_async (office_last_call (to), NULL, NULL, NULL);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE && office_has_call (to, PHONE_CALL_STATE_ACTIVE));
  return call;
}

static G_GNUC_UNUSED PhoneRequest *
office_request (World *world)
{
  g_autoptr (PhoneRequest) request = g_list_model_get_item (phone_get_requests (world->phone), 0);

  return request; /* the list holds it */
}

static G_GNUC_UNUSED PhoneHistoryEntry *
office_last_entry (World *world)
{
  g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (phone_get_history (world->phone)), 0);

  return entry; /* the list holds it */
}
