/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that an account wants to know of its line beyond "up or down" is asked here and nowhere else, so that
 * what changes below changes one file of this room. */

#include "config.h"

#include "phone-line-ways.h"

#include "phone-words.h"

static gboolean
describe (UaConnection   *connection,
          TransportFacts *facts)
{
  Transport *transport = ua_connection_get_transport (connection);

  if (transport == NULL)
    return FALSE;

  transport_describe (transport, facts);
  return TRUE;
}

static char *
dup_local_address (UaConnection *connection)
{
  TransportFacts facts;

  return describe (connection, &facts) ? g_strdup (facts.local_address) : NULL;
}

static char *
dup_remote_address (UaConnection *connection)
{
  TransportFacts facts;

  return describe (connection, &facts) ? g_strdup (facts.remote_address) : NULL;
}

static const char *
get_tls_version (UaConnection *connection)
{
  TransportFacts facts;

  return describe (connection, &facts) ? facts.tls_version : NULL;
}

static PhoneRouteDetour
get_detour (UaConnection *connection)
{
  TransportFacts facts;

  if (!describe (connection, &facts))
    return PHONE_ROUTE_DETOUR_NONE;
  if (facts.missed_detour)
    return PHONE_ROUTE_DETOUR_MISSED;
  return facts.took_detour ? PHONE_ROUTE_DETOUR_TAKEN : PHONE_ROUTE_DETOUR_NONE;
}

static char *
dup_reason (UaConnection *connection)
{
  TransportTarget *target = ua_connection_get_target (connection);

  return target != NULL ? g_strdup (transport_target_get_reason (target)) : NULL;
}

static PhoneCertificate *
dup_certificate (UaConnection *connection)
{
  const TransportCertificate *shown = ua_connection_get_certificate (connection);
  PhoneCertificate *certificate;

  if (shown == NULL)
    return NULL;

  certificate = g_new0 (PhoneCertificate, 1);
  certificate->name = g_strdup (shown->identity);
  certificate->port = shown->port;
  certificate->key = g_strdup (shown->key);
  certificate->subject = g_strdup (shown->subject);
  certificate->issuer = g_strdup (shown->issuer);
  certificate->valid_from = shown->not_before != NULL ? g_date_time_ref (shown->not_before) : NULL;
  certificate->valid_until = shown->not_after != NULL ? g_date_time_ref (shown->not_after) : NULL;
  certificate->faults = phone_words_for_certificate (shown->faults);
  certificate->flags = shown->faults;
  certificate->trusted_key = g_strdup (shown->trusted_key);
  return certificate;
}

static guint
get_round_trip_ms (UaAgent *agent)
{
  return (guint) MAX (ua_agent_get_round_trip_ms (agent), 0);
}

const PhoneLineWays phone_line_ways = {
  .dup_local_address = dup_local_address,
  .dup_remote_address = dup_remote_address,
  .get_tls_version = get_tls_version,
  .dup_reason = dup_reason,
  .dup_certificate = dup_certificate,
  .get_detour = get_detour,
  .get_round_trip_ms = get_round_trip_ms,
  .check_line = ua_agent_check_line,
  .move_calls = ua_agent_move_calls,
  .is_stranded = ua_session_is_stranded,
};

void
phone_line_set_recovery (UaConnection  *connection,
                         PhoneRecovery  recovery)
{
  UaConnectionPolicy policy = UA_CONNECTION_POLICY_INIT;

  policy.recovery = recovery == PHONE_RECOVERY_CONTRACT ? UA_RECOVERY_CONTRACT
                    : recovery == PHONE_RECOVERY_OFF    ? UA_RECOVERY_OFF
                                                        : UA_RECOVERY_BACKOFF;
  ua_connection_set_policy (connection, &policy);
}
