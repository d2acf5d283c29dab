/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-uri.h"

G_BEGIN_DECLS

/* An immutable name-addr or addr-spec with header parameters: From, To, Contact, Route (RFC 3261 §20.10). */
typedef struct _SipAddress SipAddress;

#define SIP_TYPE_ADDRESS (sip_address_get_type ())
GType       sip_address_get_type         (void) G_GNUC_CONST;

SipAddress *sip_address_parse            (const char  *text,
                                          gssize       length,
                                          GError     **error);
SipAddress *sip_address_new              (const char  *display_name,
                                          SipUri      *uri);
SipAddress *sip_address_ref              (SipAddress  *self);
void        sip_address_unref            (SipAddress  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipAddress, sip_address_unref)

const char *sip_address_get_display_name (SipAddress  *self); /* unquoted; NULL: none */
SipUri     *sip_address_get_uri          (SipAddress  *self);
gboolean    sip_address_has_param        (SipAddress  *self,
                                          const char  *name);
const char *sip_address_get_param        (SipAddress  *self,
                                          const char  *name); /* unquoted; "" for valueless */
const char *sip_address_get_tag          (SipAddress  *self);
SipAddress *sip_address_with_param       (SipAddress  *self,
                                          const char  *name,
                                          const char  *value); /* value NULL removes */
char       *sip_address_to_string        (SipAddress  *self);

G_END_DECLS
