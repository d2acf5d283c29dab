/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The way of an account to its server, as it is now, for who wants to look behind the one sentence. Properties
 * (read-only, notify): place, transport-title, secure, family, round-trip-ms, reason, error-text, remark. */
#define PHONE_TYPE_ROUTE (phone_route_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRoute, phone_route, PHONE, ROUTE, GObject)

const char *phone_route_get_place           (PhoneRoute *self); /* "sip1.example.org:5061"; NULL: none */
const char *phone_route_get_transport_title (PhoneRoute *self); /* "Secure WebSocket"; "" while there is none */
gboolean    phone_route_is_secure           (PhoneRoute *self);
const char *phone_route_get_family          (PhoneRoute *self); /* "IPv4", "IPv6"; "": not known */
guint       phone_route_get_round_trip_ms   (PhoneRoute *self); /* of the last proof of life; 0: none yet */
const char *phone_route_get_reason          (PhoneRoute *self); /* why this server, a sentence; NULL: no line */
const char *phone_route_get_remark          (PhoneRoute *self); /* what else is worth knowing, a sentence; NULL: nothing */
const char *phone_route_get_error_text      (PhoneRoute *self); /* a sentence; NULL: all is well */
const char *phone_route_get_error_action    (PhoneRoute *self); /* what to do about it; NULL: nothing useful */
const char *phone_route_get_tls_version     (PhoneRoute *self); /* "TLS 1.3"; NULL: none, or not known */
/* As the machine writes them, "192.0.2.1:40000"; NULL: not known. */
const char *phone_route_get_local_address   (PhoneRoute *self);
const char *phone_route_get_remote_address  (PhoneRoute *self);
const char *phone_route_get_scheme          (PhoneRoute *self); /* "wss", "tls"…; "": no line */

G_END_DECLS
