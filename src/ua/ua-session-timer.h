/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "ua-request.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession: is the far end still there (RFC 4028)? Whoever is to refresh asks at half of the interval; a call
 * that nobody refreshes is hung up before the interval is over. */

#define UA_SESSION_TIMER_EXPIRES_S 1800 /* RFC 4028 §4 recommends it */
#define UA_SESSION_TIMER_MIN_SE_S  90   /* §4: the least that anybody may ask for */

typedef struct
{
  guint      interval_s;    /* 0: nobody refreshes */
  guint      min_se_s;      /* what a 422 on the way to them has asked for; 0: nothing */
  gboolean   we_refresh;
  gboolean   due;           /* a refresh is to be sent */
  UaRequest *request;       /* our UPDATE that refreshes */
  guint      refresh_timer;
  guint      expiry_timer;
} UaSessionTimer;

/* What our INVITE or UPDATE asks for. */
void     ua_session_timer_ask     (UaSession         *self,
                                   SipMessageBuilder *request);
/* Their 2xx to @request, ours: the clock begins anew as they granted. */
void     ua_session_timer_granted (UaSession         *self,
                                   SipMessage        *request,
                                   SipMessage        *response);
/* Our 2xx to @request, theirs: what we grant is written into it, and the clock begins anew. */
void     ua_session_timer_grant   (UaSession         *self,
                                   SipMessage        *request,
                                   SipMessageBuilder *response);
/* Sends the refresh that is due; the caller has seen to it that nothing else is under way. */
void     ua_session_timer_pursue  (UaSession         *self);
void     ua_session_timer_stop    (UaSession         *self);
/* The line was lost: what was asked on it is asked again on the next. */
void     ua_session_timer_strand  (UaSession         *self);

/* What the 422 to @request asks for is written into @again (§7.3). FALSE: it asks for nothing that we can give. */
gboolean ua_session_timer_ask_longer (SipMessage        *request,
                                      SipMessage        *response,
                                      SipMessageBuilder *again);

G_END_DECLS
