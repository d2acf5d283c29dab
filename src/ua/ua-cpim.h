/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_CPIM_TYPE       "message/cpim"
#define UA_CPIM_MAX_OCTETS (128 * 1024)
#define UA_CPIM_MAX_ID     128 /* octets of a Message-ID */

/* What the writer of a message wants to be told of it (RFC 5438 §7.1.1.3). */
typedef enum
{
  UA_RECEIPT_NONE     = 0,
  UA_RECEIPT_DELIVERY = 1 << 0, /* positive-delivery */
  UA_RECEIPT_FAILURE  = 1 << 1, /* negative-delivery */
  UA_RECEIPT_DISPLAY  = 1 << 2,
} UaReceipts;

/* A message in its envelope (RFC 3862), with what RFC 5438 writes on it. */
typedef struct
{
  char      *message_id;   /* NULL: none; no receipt can be asked for without */
  UaReceipts wants;
  char      *content_type; /* of @body, as written; NULL: text/plain */
  GBytes    *body;
  gboolean   is_receipt;   /* Content-Disposition: notification */
} UaCpim;

/* Whom it is from and to is left to SIP, which has proofs; what the envelope says of it is not read.
 * G_IO_ERROR_INVALID_DATA: it is none. */
UaCpim *ua_cpim_parse (GBytes        *bytes,
                       GError       **error);
void    ua_cpim_free  (UaCpim        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaCpim, ua_cpim_free)

/* @from and @to are URIs; @cpim's text must be UTF-8. */
GBytes *ua_cpim_build (const UaCpim  *cpim,
                       const char    *from,
                       const char    *to,
                       GDateTime     *time);

G_END_DECLS
