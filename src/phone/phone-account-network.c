/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens outside of the program and means something for a line: addresses come and go, the machine sleeps, a
 * person loses patience. None of it is a state of its own; each is a nudge for what is there (WISHES 1, 3). */

#include "config.h"

#include "phone-account-parts-private.h"

#include "phone-route-private.h"
#include "transport.h"

static gboolean
is_online (PhoneAccount *self)
{
  return self->line == PHONE_LINE_UP && ua_connection_get_state (self->connection) == UA_CONNECTION_STATE_ONLINE;
}

void
phone_account_try_now (PhoneAccount *self)
{
  if (self->line == PHONE_LINE_UP && ua_connection_get_state (self->connection) == UA_CONNECTION_STATE_WAITING)
    ua_connection_retry_now (self->connection);
}

void
phone_account_check_line (PhoneAccount *self)
{
  if (is_online (self))
    self->ways->check_line (self->agent);
}

static void
lose_line (PhoneAccount *self,
           const char   *why)
{
  g_autoptr (GError) error = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, why);

  g_info ("%s: %s", self->address, why);
  ua_connection_lose (self->connection, error);
}

/* A socket whose address is gone does not hear of it: it would stay up until a keep-alive is missed. */
void
phone_account_follow_addresses (PhoneAccount      *self,
                                const char *const *addresses,
                                gboolean           moved)
{
  g_autofree char *local = NULL;
  g_autofree char *host = NULL;

  if (!is_online (self))
    return;

  local = self->ways->dup_local_address (self->connection);
  host = phone_route_dup_host_of (local);
  if (host != NULL && !g_strv_contains (addresses, host))
    lose_line (self, "the address of the connection is gone");
  else if (moved)
    self->ways->move_calls (self->agent);
}

void
phone_account_wake (PhoneAccount *self)
{
  if (is_online (self))
    lose_line (self, "the machine was asleep");
  else
    phone_account_try_now (self);
}

void
phone_account_set_recovery (PhoneAccount  *self,
                            PhoneRecovery  recovery)
{
  self->recovery = recovery;
}

static void
try_line (PhoneAccount *self)
{
  switch (ua_connection_get_state (self->connection))
    {
    case UA_CONNECTION_STATE_RESTING:
      ua_agent_start (self->agent);
      phone_account_register_now (self);
      return;
    case UA_CONNECTION_STATE_WAITING:
      ua_connection_retry_now (self->connection);
      return;
    case UA_CONNECTION_STATE_ONLINE:
      if (ua_registerer_get_state (self->registerer) != UA_REGISTERER_STATE_REGISTERED)
        phone_account_register_now (self);
      return;
    case UA_CONNECTION_STATE_TRYING:
      return;
    }
  g_assert_not_reached ();
}

/**
 * phone_account_retry_now:
 * @self: an account
 *
 * Tries again at once where something is waited for, was given up or was refused. Does not turn on an account that is
 * off.
 */
void
phone_account_retry_now (PhoneAccount *self)
{
  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  if (self->line != PHONE_LINE_UP)
    return;

  try_line (self);
  phone_account_refresh (self);
}
