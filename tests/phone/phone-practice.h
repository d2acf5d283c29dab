/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-world.h"

#include <math.h>

/* A phone at the practice exchange, and its calls. */

static G_GNUC_UNUSED PhoneAccount *
world_practise (World *world)
{
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = phone_start_practice (world->phone, &error);

  g_assert_no_error (error);
  wait_until (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED);
  return account;
}

/* @line: of the practice exchange. */
static G_GNUC_UNUSED PhoneCall *
world_call (World      *world,
            const char *line)
{
  g_autofree char *target = phone_dup_practice_line (world->phone, line);
  g_autoptr (GError) error = NULL;
  PhoneCall *call = phone_call (world->phone, NULL, target, &error);

  g_assert_no_error (error);
  return call;
}

static G_GNUC_UNUSED gboolean
world_has_state (PhoneCall      *call,
                 PhoneCallState  state)
{
  return phone_call_get_state (call) == state;
}

static G_GNUC_UNUSED PhoneHistoryEntry *
world_last_entry (World *world)
{
  g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (phone_get_history (world->phone)), 0);

  return entry; /* the list holds it */
}

static G_GNUC_UNUSED gboolean
world_hears (PhoneCall *call,
             double     hertz)
{
  return fabs (phone_call_get_output_frequency (call) - hertz) < 25 && phone_call_get_output_level_db (call) > -40;
}

static G_GNUC_UNUSED void
world_take_call_cb (Phone      *phone,
                    PhoneCall  *call,
                    PhoneCall **slot)
{
  *slot = g_object_ref (call);
}

/* The line that calls back is called, ended, and then calls (transfer full). */
static G_GNUC_UNUSED PhoneCall *
world_be_called (World *world)
{
  g_autoptr (PhoneCall) call = NULL;
  PhoneCall *back = NULL;

  world_practise (world);
  g_signal_connect (world->phone, "incoming-call", G_CALLBACK (world_take_call_cb), &back);
  call = g_object_ref (world_call (world, "callback"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  phone_call_hang_up (call);
  wait_until (back != NULL);
  g_signal_handlers_disconnect_by_data (world->phone, &back);
  g_assert_cmpint (phone_call_get_state (back), ==, PHONE_CALL_STATE_INCOMING);
  g_assert_true (phone_call_is_incoming (back));
  return back;
}
