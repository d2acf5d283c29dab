/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"
#include "sip-transactions.h"
#include "ua-agent.h"
#include "ua-waiters.h"

G_BEGIN_DECLS

/* Internal: one request through to its final answer, challenges answered on the way. The agent keeps it
 * alive while its transaction lives, whoever else has lost interest. Signals:
 *   provisional (SipMessage *)
 *   answered (SipMessage *)      the final answer; once
 *   failed (const GError *)      there will be none; once, instead of answered */
#define UA_TYPE_REQUEST (ua_request_get_type ())
G_DECLARE_FINAL_TYPE (UaRequest, ua_request, UA, REQUEST, GObject)

typedef enum
{
  UA_REQUEST_STATE_RESTING,
  UA_REQUEST_STATE_SENT,
  UA_REQUEST_STATE_CANCELLING, /* called off; waiting for what becomes of it */
  UA_REQUEST_STATE_ACCEPTED,   /* INVITE: a 2xx came, and may come again (RFC 6026) */
  UA_REQUEST_STATE_DONE,
} UaRequestState;

struct _UaRequest
{
  GObject         parent_instance;
  UaAgent        *agent;       /* weak */
  SipDialog      *dialog;      /* NULL: outside of one */
  SipTransaction *transaction;
  SipMessage     *request;     /* as sent last */
  UaRequestState  state;
  guint           tries;
  guint           n_brief;     /* 422s (RFC 4028) */
  char           *cancel_reason;
  UaWaiters      *waiters;
  GHashTable     *acks;        /* To tag → SipMessage, our ACK to that 2xx */
  char           *claimed;     /* To tag of the 2xx whose ACK is being written; NULL: none */
};

UaRequest  *ua_request_new          (UaAgent           *agent,
                                     SipDialog         *dialog);
void        ua_request_send         (UaRequest         *self,
                                     SipMessageBuilder *builder);
/* @task is given the final answer, a SipMessage, or the failure. */
void        ua_request_wait         (UaRequest         *self,
                                     GTask             *task); /* transfer full */
gboolean    ua_request_is_pending   (UaRequest         *self); /* sent, and no final answer yet */
SipMessage *ua_request_get_message  (UaRequest         *self); /* as sent last; NULL: not sent */
guint32     ua_request_get_cseq     (UaRequest         *self);

/* Of an INVITE (ua-request-invite.c). CANCEL goes out as soon as it may (RFC 3261 §9.1). */
void        ua_request_cancel       (UaRequest         *self,
                                     const char        *reason);
/* ACKs a 2xx, now and whenever it comes again. */
void        ua_request_acknowledge  (UaRequest         *self,
                                     SipDialog         *dialog,
                                     SipMessage        *response);
/* The ACK will carry our answer, which is not written yet. */
void        ua_request_claim        (UaRequest         *self,
                                     SipMessage        *response);
void        ua_request_acknowledge_with (UaRequest     *self,
                                     SipDialog         *dialog,
                                     SipMessage        *response,
                                     const char        *answer);
/* For ua-request.c. A 2xx that nobody waits for, a fork's or one too late: ACK, then BYE (RFC 3261 §13.2.2.4). */
void        ua_request_refuse_fork  (UaRequest         *self,
                                     SipMessage        *response);
gboolean    ua_request_is_acknowledged (UaRequest      *self,
                                     SipMessage        *response);
void        ua_request_receive_again (UaRequest        *self,
                                     SipMessage        *response);
void        ua_request_try_cancel   (UaRequest         *self);

G_END_DECLS
