/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A body of several parts (RFC 2046 §5.1), those within parts laid out flat, in their order. At most 4 deep, and
 * 16 where the package does not need more (TRUST 3). Parts share the octets of the body. */
typedef struct
{
  char   *content_type; /* as written; NULL: text/plain */
  char   *content_id;   /* without angle brackets; NULL: none */
  GBytes *body;
} UaPart;

#define UA_MULTIPART_MAX_PARTS 16
#define UA_MULTIPART_MAX_DEPTH 4

/* An array of UaPart. @content_type is the whole header value. A body that is no multipart is one part.
 * G_IO_ERROR_INVALID_DATA when there is no boundary, no part, or too many. */
GPtrArray  *ua_multipart_split    (const char  *content_type,
                                   GBytes      *body,
                                   guint        max_parts,
                                   GError     **error);
/* The part with that Content-ID, with or without brackets; NULL: none. */
UaPart     *ua_multipart_find     (GPtrArray   *parts,
                                   const char  *content_id);

/* Whether a Content-Type, whole or not, is "type/subtype"; NULL is none. */
gboolean    ua_media_type_is      (const char  *content_type,
                                   const char  *type);
/* A parameter of it; NULL: none. */
char       *ua_media_type_dup_param (const char *content_type,
                                   const char  *name);

G_END_DECLS
