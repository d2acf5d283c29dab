/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_IMDN_TYPE "message/imdn+xml"

typedef enum
{
  UA_IMDN_DELIVERED,
  UA_IMDN_FAILED,    /* or forbidden, or an error on the way of what was delivered */
  UA_IMDN_DISPLAYED,
} UaImdnState;

/* A receipt (RFC 5438 §9). */
typedef struct
{
  char       *message_id; /* of the message it is for */
  UaImdnState state;
} UaImdn;

/* G_IO_ERROR_INVALID_DATA: it is none, or says something that nobody asked. */
UaImdn *ua_imdn_parse (GBytes        *body,
                       GError       **error);
void    ua_imdn_free  (UaImdn        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaImdn, ua_imdn_free)

/* DELIVERED or DISPLAYED. */
GBytes *ua_imdn_build (const UaImdn  *imdn,
                       GDateTime     *time);

G_END_DECLS
