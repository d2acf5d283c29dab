/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"
#include "ua-agent.h"
#include "ua-session.h"

G_BEGIN_DECLS

typedef struct _UaRequest UaRequest;

/* Internal: what lives on the line, and what outlives it. */
#define UA_AGENT_MAX_OWED    16              /* BYEs that wait for a line */
#define UA_AGENT_OWED_MS     (5 * 60 * 1000) /* later nobody waits for them (TRUST F10) */
#define UA_AGENT_PATIENCE_MS 30000           /* how long a call outlives its line (TRUST F10) */
#define UA_AGENT_RETURN_MS   2000            /* how long calls wait for the registration to be back first */

void               ua_agent_begin_calls        (UaAgent            *self);
void               ua_agent_end_calls          (UaAgent            *self);
void               ua_agent_free_calls         (UaAgent            *self);
void               ua_agent_keep_session       (UaAgent            *self,
                                                UaSession          *session);
void               ua_agent_drop_session       (UaAgent            *self,
                                                UaSession          *session);
GPtrArray         *ua_agent_list_sessions      (UaAgent            *self); /* transfer full */
void               ua_agent_keep_request       (UaAgent            *self,
                                                UaRequest          *request);
void               ua_agent_drop_request       (UaAgent            *self,
                                                UaRequest          *request);
guint              ua_agent_get_patience_ms    (UaAgent            *self);
/* Nobody waits for what is said to it. */
void               ua_agent_send_bye           (UaAgent            *self,
                                                SipDialog          *dialog);
/* The call is over and its BYE could not be sent: it is, when the line is back. */
void               ua_agent_owe_bye            (UaAgent            *self,
                                                SipDialog          *dialog);
void               ua_agent_lose_line          (UaAgent            *self,
                                                const GError       *error);
void               ua_agent_regain_line        (UaAgent            *self);
/* For the registerer: the registrar said yes. @outbound: and keeps to our flow (RFC 5626 §6). */
void               ua_agent_note_registered    (UaAgent            *self,
                                                gboolean            outbound);

G_END_DECLS
