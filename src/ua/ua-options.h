/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-address.h"

G_BEGIN_DECLS

/* What may be said about one request (CONTRACT U6, U10, U14). Built by verbs, sealed when used. */
typedef struct _UaOptions         UaOptions;
typedef struct _SipMessageBuilder SipMessageBuilder;

#define UA_TYPE_OPTIONS (ua_options_get_type ())
GType       ua_options_get_type         (void) G_GNUC_CONST;

UaOptions  *ua_options_new              (void);
UaOptions  *ua_options_ref              (UaOptions   *self);
void        ua_options_unref            (UaOptions   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaOptions, ua_options_unref)

/* FALSE and an error when name or value may not stand in a message. */
gboolean    ua_options_add_header       (UaOptions   *self,
                                         const char  *name,
                                         const char  *value,
                                         GError     **error);
void        ua_options_set_anonymous    (UaOptions   *self,
                                         gboolean     anonymous);
gboolean    ua_options_get_anonymous    (UaOptions   *self);
/* Who speaks, where one agent speaks for several addresses, as an exchange does. NULL: the agent's own. */
void        ua_options_set_from         (UaOptions   *self,
                                         SipAddress  *from);
SipAddress *ua_options_get_from         (UaOptions   *self);
/* The call takes the place of another (RFC 3891): to pick up a call that rings, @call_id and tags are those of the
 * telephone that rings (@local_tag is its own), @early_only is TRUE, and the INVITE goes to who calls it (RFC 5359
 * §2.16). FALSE and nothing is set when one of them could not stand in a message. */
gboolean    ua_options_set_replaces     (UaOptions   *self,
                                         const char  *call_id,
                                         const char  *local_tag,
                                         const char  *remote_tag,
                                         gboolean     early_only);
guint       ua_options_get_n_headers    (UaOptions   *self);
void        ua_options_get_header       (UaOptions   *self,
                                         guint        index,
                                         const char **name,
                                         const char **value);
/* Seals: nothing may be added afterwards. */
void        ua_options_apply            (UaOptions         *self,
                                         SipMessageBuilder *request);

G_END_DECLS
