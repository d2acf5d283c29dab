/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ua-news.h"

G_BEGIN_DECLS

#define UA_REGINFO_CONTENT_TYPE "application/reginfo+xml"

/* A binding of an address (RFC 3680 §5.3). Immutable. Whatever was not told is NULL or 0. */
typedef struct
{
  char    *id;
  char    *uri;
  char    *name;
  gboolean active;
  char    *event;         /* "registered", "expired", "deactivated", "rejected"… */
  char    *public_gruu;   /* RFC 5628 */
  guint    expires_s;
  guint    retry_after_s; /* with "probation" */
} UaRegContact;

/* Where an address can be reached. Immutable. */
typedef struct
{
  char      *id;
  char      *address;
  gboolean   active;
  GPtrArray *contacts; /* of UaRegContact */
} UaRegistration;

/* Who is registered where (RFC 3680). Immutable. */
typedef struct
{
  guint32    version;
  gboolean   whole;
  GPtrArray *registrations; /* of UaRegistration */
} UaReginfo;

#define UA_REGINFO_MAX_REGISTRATIONS 32
#define UA_REGINFO_MAX_CONTACTS      64

UaReginfo    *ua_reginfo_parse (GBytes     *body,
                                GError    **error);
UaReginfo    *ua_reginfo_ref   (UaReginfo  *self);
void          ua_reginfo_unref (UaReginfo  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaReginfo, ua_reginfo_unref)

/* As ua_dialog_info_merge(); a registration in the news replaces the whole one of its id (RFC 3680 §5.1). */
UaReginfo    *ua_reginfo_merge (UaReginfo  *known,
                                UaReginfo  *news,
                                UaNews     *verdict);
/* The binding to that URI, whatever its parameters; NULL: none. */
UaRegContact *ua_reginfo_find  (UaReginfo  *self,
                                const char *uri);

G_END_DECLS
