/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-world.h"

#include "doubles-switch.h"

/* Three people with a phone each at one exchange. */
typedef struct
{
  DoublesSwitch *exchange;
  World   anna;
  World   bob;
  World   carol;
} Office;

static G_GNUC_UNUSED PhoneAccount *
office_join (Office     *office,
             World      *world,
             const char *name,
             const char *display_name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);
  g_autofree char *server = g_strdup_printf ("tcp://127.0.0.1:%u", office->exchange->port);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account;

  world_set_up (world, NULL);
  account = phone_add_transient_account (world->phone, address, "secret", server, display_name, &error);
  g_assert_no_error (error);
  wait_until (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED);
  return account;
}

static G_GNUC_UNUSED void
office_open (Office        *office,
             gconstpointer  data)
{
  office->exchange = doubles_switch_new ();
  office_join (office, &office->anna, "anna", "Anna");
  office_join (office, &office->bob, "bob", "Bob");
  office_join (office, &office->carol, "carol", "Carol");
}

static G_GNUC_UNUSED void
office_close (Office        *office,
              gconstpointer  data)
{
  world_tear_down (&office->anna, NULL);
  world_tear_down (&office->bob, NULL);
  world_tear_down (&office->carol, NULL);
  doubles_switch_free (office->exchange);
}

/* The account of one of them. */
static G_GNUC_UNUSED PhoneAccount *
office_account (World *world)
{
  return phone_get_default_account (world->phone);
}
