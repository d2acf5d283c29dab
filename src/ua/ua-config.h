/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-registerer.h"

G_BEGIN_DECLS

/* What an agent is made of; nothing of it must be given (CONTRACT U2, U3). Built by verbs. */
typedef struct _UaConfig UaConfig;

#define UA_TYPE_CONFIG (ua_config_get_type ())
GType         ua_config_get_type         (void) G_GNUC_CONST;

UaConfig     *ua_config_new              (void); /* anonymous */
/* "alice@example.org", "sip:alice@example.org", "Alice <sip:alice@example.org>": the address and nothing else. */
UaConfig     *ua_config_new_from_string  (const char     *address,
                                          GError        **error);
UaConfig     *ua_config_ref              (UaConfig       *self);
void          ua_config_unref            (UaConfig       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaConfig, ua_config_unref)

void          ua_config_set_servers      (UaConfig       *self,
                                          const char     *servers); /* W4; NULL: none, so it never connects */
const char   *ua_config_get_servers      (UaConfig       *self);
SipAddress   *ua_config_get_address      (UaConfig       *self); /* NULL: anonymous */
/* TRUE by default (U26): the first ua_agent_start() registers too. */
void          ua_config_set_register     (UaConfig       *self,
                                          gboolean        registers);
gboolean      ua_config_get_register     (UaConfig       *self);

/* Perhaps with a registerer of its own. */
UaAgent      *ua_config_make_agent       (UaConfig       *self,
                                          UaConnection   *connection,
                                          UaCredentials  *credentials,
                                          SipClock       *clock,
                                          SipTokens      *tokens);
UaRegisterer *ua_agent_get_registerer    (UaAgent        *agent); /* NULL: registrations are somebody else's */

G_END_DECLS
