/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DAV_ERROR (dav_error_quark ())
GQuark dav_error_quark (void);

/* Why an address book elsewhere could not be read or written. */
typedef enum
{
  DAV_ERROR_UNREACHABLE, /* no way there, or it broke; the message says how */
  DAV_ERROR_CERTIFICATE, /* nobody vouches for who answers */
  DAV_ERROR_OPEN,        /* it would go in the open, and nobody agreed to that */
  DAV_ERROR_ELSEWHERE,   /* sent to a foreign server, or round in circles */
  DAV_ERROR_PASSWORD,    /* user and password are not taken */
  DAV_ERROR_NOT_FOUND,
  DAV_ERROR_CHANGED,     /* it is not any more what one thought it was (412) */
  DAV_ERROR_FULL,        /* no room there (507) */
  DAV_ERROR_BUSY,        /* later; see dav_server_get_patience_s() */
  DAV_ERROR_REFUSED,     /* any other no */
  DAV_ERROR_TOO_LARGE,
  DAV_ERROR_NONSENSE,    /* the answer is none */
  DAV_ERROR_NO_BOOK,     /* there is a server, and no address book */
} DavError;

G_END_DECLS
