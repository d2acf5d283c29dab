/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-certificate.h"
#include "phone-recovery.h"
#include "phone-route-private.h"

#include "ua-agent.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Private to the room: what the rooms below can say of a line that is there, and what can be asked of it. One table,
 * so that a test can have a line that moves, slows down or is not believed. */
typedef struct
{
  char             *(*dup_local_address)  (UaConnection *connection); /* "192.0.2.1:40000"; NULL: not known */
  char             *(*dup_remote_address) (UaConnection *connection);
  const char       *(*get_tls_version)    (UaConnection *connection); /* "TLS 1.3"; NULL: none, or not known */
  char             *(*dup_reason)         (UaConnection *connection); /* how DNS led there; NULL: it did not */
  PhoneCertificate *(*dup_certificate)    (UaConnection *connection); /* what the server showed; NULL: nothing */
  PhoneRouteDetour  (*get_detour)         (UaConnection *connection);
  guint             (*get_round_trip_ms)  (UaAgent      *agent);      /* of the last proof of life; 0: none yet */
  void              (*check_line)         (UaAgent      *agent);      /* is anybody there? */
  void              (*move_calls)         (UaAgent      *agent);      /* to the address we have now */
  gboolean          (*is_stranded)        (UaSession    *session);    /* its line is gone, and it waits for another */
} PhoneLineWays;

extern const PhoneLineWays phone_line_ways;

/* How stubborn @connection is to be. */
void          phone_line_set_recovery    (UaConnection    *connection,
                                          PhoneRecovery    recovery);

G_END_DECLS
