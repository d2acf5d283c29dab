/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said about an account. It is asked of the line each time, so that it cannot be wrong. */

#include "config.h"

#include "phone-account-parts-private.h"

#include <glib/gi18n-lib.h>

#include "phone-route-private.h"
#include "phone-words.h"

#include "transport.h"

#include "ua-error.h"

static gboolean
is_refused (PhoneAccount *self)
{
  const GError *error = ua_registerer_get_last_error (self->registerer);

  return error != NULL && !ua_registerer_is_busy (self->registerer) &&
         !g_error_matches (error, UA_ERROR, UA_ERROR_CONNECTION);
}

/* A connection that rests although it is wanted has used up its attempts (CONTRACT W15). */
static gboolean
gave_up (PhoneAccount *self)
{
  return ua_connection_get_state (self->connection) == UA_CONNECTION_STATE_RESTING &&
         ua_connection_get_last_error (self->connection) != NULL;
}

PhoneAccountState
phone_account_derive (PhoneAccount *self)
{
  if (self->line != PHONE_LINE_UP)
    return PHONE_ACCOUNT_STATE_OFFLINE;

  switch (ua_connection_get_state (self->connection))
    {
    case UA_CONNECTION_STATE_RESTING:
      return gave_up (self) ? PHONE_ACCOUNT_STATE_REFUSED : PHONE_ACCOUNT_STATE_CONNECTING;
    case UA_CONNECTION_STATE_TRYING:
      return PHONE_ACCOUNT_STATE_CONNECTING;
    case UA_CONNECTION_STATE_WAITING:
      return PHONE_ACCOUNT_STATE_WAITING;
    case UA_CONNECTION_STATE_ONLINE:
      break;
    }

  if (ua_registerer_get_state (self->registerer) == UA_REGISTERER_STATE_REGISTERED)
    return PHONE_ACCOUNT_STATE_REGISTERED;
  return is_refused (self) ? PHONE_ACCOUNT_STATE_REFUSED : PHONE_ACCOUNT_STATE_CONNECTED;
}

/* "sip.example.org" of "wss://sip.example.org/ws?key": people need the name, and the rest may be a secret. */
static char *
dup_host (PhoneAccount *self)
{
  Transport *transport = ua_connection_get_transport (self->connection);
  g_autofree char *first = g_strndup (self->server, strcspn (self->server, ",;"));
  const char *url = transport != NULL ? transport_get_url (transport) : first;
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : sip_uri_get_host (self->aor));
}

static char *
text_connecting (PhoneAccount *self)
{
  g_autofree char *host = dup_host (self);
  guint attempt = phone_account_get_attempt (self);

  if (attempt <= 1)
    return g_strdup_printf (_ ("Connecting to %s…"), host);

  return g_strdup_printf (_ ("Connecting to %s (attempt %u)…"), host, attempt);
}

static char *
text_waiting (PhoneAccount *self)
{
  const GError *error = phone_account_get_last_error (self);
  g_autofree char *reason = error != NULL ? phone_words_for_error (error) : g_strdup ("");
  guint seconds = phone_account_get_seconds_to_next_try (self);

  /* Translators: %1$s is why there is no connection, a whole sentence. */
  return g_strdup_printf (ngettext ("No connection: %1$s Trying again in %2$u second",
                                    "No connection: %1$s Trying again in %2$u seconds", seconds),
                          reason, seconds);
}

static char *
text_refused (PhoneAccount *self)
{
  const GError *error = phone_account_get_last_error (self);

  if (self->password == NULL && g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION))
    return g_strdup (_ ("The password is missing"));

  return phone_words_for_error (error);
}

/* What was given up is worth another attempt, whatever the reason was. */
static const char *
find_action (PhoneAccount *self,
             const GError *error)
{
  if (gave_up (self))
    return _ ("Try Again");
  return error != NULL ? phone_words_get_action (error) : NULL;
}

void
phone_account_refresh_route (PhoneAccount *self)
{
  Transport *transport = self->line == PHONE_LINE_UP ? ua_connection_get_transport (self->connection) : NULL;
  const GError *error = phone_account_get_last_error (self);
  g_autofree char *error_text = error != NULL ? phone_words_for_error (error) : NULL;
  g_autofree char *local = transport != NULL ? self->ways->dup_local_address (self->connection) : NULL;
  g_autofree char *remote = transport != NULL ? self->ways->dup_remote_address (self->connection) : NULL;
  g_autofree char *reason = transport != NULL ? self->ways->dup_reason (self->connection) : NULL;

  phone_route_set (self->route, &(PhoneRouteFacts) {
                                  .url = transport != NULL ? transport_get_url (transport) : NULL,
                                  .local_address = local,
                                  .remote_address = remote,
                                  .tls_version = transport != NULL ? self->ways->get_tls_version (self->connection) : NULL,
                                  .dns_reason = reason,
                                  .round_trip_ms = transport != NULL ? self->ways->get_round_trip_ms (self->agent) : 0,
                                  .detour = transport != NULL ? self->ways->get_detour (self->connection)
                                                              : PHONE_ROUTE_DETOUR_NONE,
                                  .error_text = error_text,
                                  .error_action = self->line == PHONE_LINE_UP ? find_action (self, error) : NULL,
                                });
}

char *
phone_account_make_status_text (PhoneAccount *self)
{
  switch (phone_account_derive (self))
    {
    case PHONE_ACCOUNT_STATE_OFFLINE:
      return g_strdup (self->line == PHONE_LINE_CLOSING ? _ ("Going offline…") : _ ("Offline"));
    case PHONE_ACCOUNT_STATE_CONNECTING:
      return text_connecting (self);
    case PHONE_ACCOUNT_STATE_WAITING:
      return text_waiting (self);
    case PHONE_ACCOUNT_STATE_CONNECTED:
      return g_strdup (_ ("Connected, registering…"));
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return g_strdup (_ ("Registered"));
    case PHONE_ACCOUNT_STATE_REFUSED:
      return text_refused (self);
    }
  g_return_val_if_reached (NULL);
}

/**
 * phone_account_get_state:
 * @self: an account
 *
 * Whether it can be reached; derived from its line, never set.
 *
 * Returns: the state
 */
PhoneAccountState
phone_account_get_state (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), PHONE_ACCOUNT_STATE_OFFLINE);

  return phone_account_derive (self);
}

/**
 * phone_account_get_status_text:
 * @self: an account
 *
 * The state as a sentence, with the reason and the time of the next attempt.
 *
 * Returns: (transfer none): the sentence
 */
const char *
phone_account_get_status_text (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->status_text;
}

/**
 * phone_account_get_attempt:
 * @self: an account
 *
 * Which attempt to connect is under way; the first is 1 (CONTRACT U16).
 *
 * Returns: the attempt; 0: none
 */
guint
phone_account_get_attempt (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), 0);

  return self->line == PHONE_LINE_UP ? ua_connection_get_attempt (self->connection) : 0;
}

/**
 * phone_account_get_ms_to_next_try:
 * @self: an account
 *
 * When the next attempt will be.
 *
 * Returns: milliseconds; 0: none is waiting
 */
guint
phone_account_get_ms_to_next_try (PhoneAccount *self)
{
  gint64 next;

  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), 0);

  next = self->line == PHONE_LINE_UP ? ua_connection_get_next_try_ms (self->connection) : 0;
  return next == 0 ? 0 : (guint) MAX (next - sip_clock_get_now_ms (self->clock), 0);
}

/**
 * phone_account_get_seconds_to_next_try:
 * @self: an account
 *
 * When the next attempt will be; #PhoneAccount:status-text changes with it.
 *
 * Returns: seconds, rounded up; 0: none is waiting
 */
guint
phone_account_get_seconds_to_next_try (PhoneAccount *self)
{
  return (phone_account_get_ms_to_next_try (self) + 999) / 1000;
}

/**
 * phone_account_get_last_error:
 * @self: an account
 *
 * Why it cannot be reached.
 *
 * Returns: (transfer none) (nullable): the reason; %NULL: none, or it can be
 */
const GError *
phone_account_get_last_error (PhoneAccount *self)
{
  const GError *error;

  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  if (self->line != PHONE_LINE_UP)
    return NULL;

  error = ua_connection_get_last_error (self->connection);
  return error != NULL ? error : ua_registerer_get_last_error (self->registerer);
}

/**
 * phone_account_get_route:
 * @self: an account
 *
 * The way to its server: which one, how, how far, and what went wrong last.
 *
 * Returns: (transfer none): the route, which notifies; the same as long as the account lives
 */
PhoneRoute *
phone_account_get_route (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  /* A round trip is measured without anybody being told. */
  phone_account_refresh_route (self);
  return self->route;
}
