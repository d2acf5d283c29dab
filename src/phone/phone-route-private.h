/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-route.h"

G_BEGIN_DECLS

/* What became of messages too large for UDP (RFC 3261 §18.1.1). */
typedef enum
{
  PHONE_ROUTE_DETOUR_NONE,
  PHONE_ROUTE_DETOUR_TAKEN,  /* they went by TCP */
  PHONE_ROUTE_DETOUR_MISSED, /* there is no TCP, and they may be lost */
} PhoneRouteDetour;

/* What is known of a line; all of it may be NULL. */
typedef struct
{
  const char *url;            /* of the transport in use */
  const char *local_address;
  const char *remote_address;
  const char *tls_version;
  const char *dns_reason;     /* how DNS led there */
  guint       round_trip_ms;
  PhoneRouteDetour detour;
  const char *error_text;
  const char *error_action;
} PhoneRouteFacts;

PhoneRoute *phone_route_new           (void);
void        phone_route_set           (PhoneRoute            *self,
                                       const PhoneRouteFacts *facts);
/* The host of "192.0.2.1:40000" or "[2001:db8::1%eth0]:5061", without its zone; NULL: there is none. */
char       *phone_route_dup_host_of   (const char            *address);

G_END_DECLS
