/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"

G_BEGIN_DECLS

/* The servers of one account, each with a weight and, while a connection is made, an error mark
 * (CONTRACT W4, W5, W35–W37). Borrowed texts live as long as their server is listed; none is ever taken out. */
#define UA_TYPE_SERVERS (ua_servers_get_type ())
G_DECLARE_FINAL_TYPE (UaServers, ua_servers, UA, SERVERS, GObject)

#define UA_SERVERS_MAX        16
#define UA_SERVERS_MAX_WEIGHT 65535

UaServers  *ua_servers_new            (const char *const *uris); /* NULL: none yet */
/* "wss://a.example, wss://b.example;weight=10" */
UaServers  *ua_servers_parse          (const char        *text,
                                       GError           **error);
void        ua_servers_add            (UaServers         *self,
                                       const char        *uri,
                                       guint              weight);
const char *ua_servers_get_uri        (UaServers         *self,
                                       guint              index); /* NULL past the last one */
guint       ua_servers_get_weight     (UaServers         *self,
                                       const char        *uri);
/* const char *, the heaviest first (transfer container). */
GPtrArray  *ua_servers_list_better    (UaServers         *self,
                                       const char        *than);

const char *ua_servers_get_next       (UaServers         *self,
                                       SipTokens         *tokens); /* NULL: none is without an error mark */
void        ua_servers_set_error      (UaServers         *self,
                                       const char        *uri);
gboolean    ua_servers_is_error       (UaServers         *self,
                                       const char        *uri);
void        ua_servers_reset_errors   (UaServers         *self);
gboolean    ua_servers_none_available (UaServers         *self);

G_END_DECLS
