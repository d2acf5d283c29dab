/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The first line of an answer that somebody else got (RFC 3420), which is all that a NOTIFY about a REFER may tell us.
 * What stands below that line is not looked at. */
#define UA_SIPFRAG_CONTENT_TYPE "message/sipfrag;version=2.0"
#define UA_SIPFRAG_MAX_LINE     512 /* octets; a longer first line is none */

typedef struct
{
  guint  status; /* 100–699 */
  char  *reason; /* one line of text, perhaps none of it */
} UaSipfrag;

/* NULL and an error of type G_IO_ERROR_INVALID_DATA when it is none; @content_type NULL: it was not told. */
UaSipfrag *ua_sipfrag_parse      (const char  *content_type,
                                  GBytes      *body,
                                  GError     **error);
void       ua_sipfrag_free       (UaSipfrag   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaSipfrag, ua_sipfrag_free)

/* "SIP/2.0 180 Ringing" and nothing more: what was in the answer is between the two who had it (RFC 3515 §2.4.5). */
GBytes    *ua_sipfrag_write      (guint        status);

G_END_DECLS
