/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that an account wants to know of its line beyond "up or down" is asked here and nowhere else, so that
 * what changes below changes one file of this room. */

#include "config.h"

#include "phone-line-ways.h"

#include <string.h>

static char *
dup_local_address (UaConnection *connection)
{
  return NULL;
}

static char *
dup_remote_address (UaConnection *connection)
{
  return NULL;
}

static const char *
get_tls_version (UaConnection *connection)
{
  return NULL;
}

static char *
dup_reason (UaConnection *connection)
{
  return NULL;
}

static PhoneCertificate *
dup_certificate (UaConnection *connection)
{
  return NULL;
}

static guint
get_round_trip_ms (UaAgent *agent)
{
  return 0;
}

static void
check_line (UaAgent *agent)
{
}

static void
move_calls (UaAgent *agent)
{
}

static gboolean
is_stranded (UaSession *session)
{
  return FALSE;
}

const PhoneLineWays phone_line_ways = {
  .dup_local_address = dup_local_address,
  .dup_remote_address = dup_remote_address,
  .get_tls_version = get_tls_version,
  .dup_reason = dup_reason,
  .dup_certificate = dup_certificate,
  .get_round_trip_ms = get_round_trip_ms,
  .check_line = check_line,
  .move_calls = move_calls,
  .is_stranded = is_stranded,
};

/* The first of the servers alone, for the connection takes one. */
UaConnection *
phone_line_make_connection (const char      *servers,
                            SipClock        *clock,
                            SipTokens       *tokens,
                            TransportSource *source)
{
  g_autofree char *first = g_strndup (servers, strcspn (servers, ",;"));

  return ua_connection_new (first, clock, tokens, source);
}

void
phone_line_set_recovery (UaConnection  *connection,
                         PhoneRecovery  recovery)
{
}
