/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: what the registrar taught us, and what follows from it for every other request; all of it is forgotten with
 * the registration. */

typedef struct
{
  gboolean   registered;    /* on this line, with our own server */
  SipUri    *public_gruu;   /* NULL: not granted (RFC 5627) */
  SipUri    *temp_gruu;     /* the same for who stays unnamed */
  GPtrArray *service_route; /* of SipAddress; NULL: none (RFC 3608) */
} UaAgentLessons;

/* A 2xx to REGISTER; @binding is ours among its contacts, or NULL. */
void     ua_agent_learn_registration  (UaAgent           *self,
                                       SipMessage        *response,
                                       SipAddress        *binding);
void     ua_agent_forget_registration (UaAgent           *self);
/* Contact of what makes or renews a dialog. */
void     ua_agent_write_contact       (UaAgent           *self,
                                       SipMessageBuilder *builder);
/* For who asks to be told by a server: our end of the line, where a GRUU might be rewritten. After ua_agent_introduce(). */
void     ua_agent_write_nearest_contact (UaAgent         *self,
                                       SipMessageBuilder *builder);
/* Route of a request outside of dialogs. */
void     ua_agent_write_route         (UaAgent           *self,
                                       SipMessageBuilder *builder);
void     ua_agent_write_privacy       (UaAgent           *self,
                                       SipMessageBuilder *builder,
                                       UaOptions         *options);
/* The account's, or the server's where there is no account. */
SipUri  *ua_agent_make_domain         (UaAgent           *self);

G_END_DECLS
