/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-world.h"

#include "demo-exchange.h"
#include "media-engine.h"

/* An exchange that the test starts and stops, and kept accounts at it. */

static G_GNUC_UNUSED DemoExchange *
world_start_exchange (guint port)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  DemoExchange *exchange = demo_exchange_new (engine);
  g_autoptr (GError) error = NULL;

  g_assert_true (demo_exchange_start (exchange, port, &error));
  g_assert_no_error (error);
  return exchange;
}

static G_GNUC_UNUSED PhoneAccount *
world_add_account (World        *world,
                   const char   *address,
                   const char   *password,
                   const char   *server,
                   GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_add_account_async (world->phone, address, password, server, "Anna “Ä”", NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_add_account_finish (world->phone, result, error);
}

static G_GNUC_UNUSED PhoneAccount *
world_add_at (World        *world,
              DemoExchange *exchange,
              const char   *password)
{
  g_autofree char *address = demo_exchange_dup_address (exchange);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = world_add_account (world, address, password, demo_exchange_get_server (exchange), &error);

  g_assert_no_error (error);
  return account;
}

static G_GNUC_UNUSED gboolean
world_is (PhoneAccount      *account,
          PhoneAccountState  state)
{
  return phone_account_get_state (account) == state;
}

static G_GNUC_UNUSED void
world_update_account (World        *world,
                      PhoneAccount *account,
                      const char   *password,
                      const char   *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_update_account_async (world->phone, account, password, phone_account_get_server (account), name, NULL,
                              world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_update_account_finish (world->phone, result, &error));
  g_assert_no_error (error);
}
