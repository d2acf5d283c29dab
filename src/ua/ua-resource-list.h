/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ua-news.h"

G_BEGIN_DECLS

#define UA_RESOURCE_LIST_CONTENT_TYPE "application/rlmi+xml"

/* One of a list that is watched by a single subscription. Immutable. */
typedef struct
{
  char   *uri;
  char   *name;         /* NULL: none */
  char   *state;        /* "active", "pending", "terminated"; NULL: nothing is known of it */
  char   *reason;       /* with "terminated"; NULL: none */
  char   *content_type; /* of @body, whole; NULL: no body */
  GBytes *body;         /* as a NOTIFY of its own would bring it; NULL: none */
} UaResource;

/* What a NOTIFY about a list says (RFC 4662 §5). Immutable. */
typedef struct
{
  char      *uri;
  guint32    version;
  gboolean   whole;
  GPtrArray *resources; /* of UaResource, one for each instance */
} UaResourceList;

/* More parts than other bodies may have: fifty lamps are one list. */
#define UA_RESOURCE_LIST_MAX_RESOURCES 128

/* @content_type: the whole value, with boundary and start. */
UaResourceList *ua_resource_list_parse (const char      *content_type,
                                        GBytes          *body,
                                        GError         **error);
UaResourceList *ua_resource_list_ref   (UaResourceList  *self);
void            ua_resource_list_unref (UaResourceList  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaResourceList, ua_resource_list_unref)

/* As ua_dialog_info_merge(), for resources of the same URI. */
UaResourceList *ua_resource_list_merge (UaResourceList  *known,
                                        UaResourceList  *news,
                                        UaNews          *verdict);

G_END_DECLS
