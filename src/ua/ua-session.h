/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"
#include "ua-description-handler.h"

G_BEGIN_DECLS

/* One call (abstract): calling (UaInviter) or being called (UaInvitation). Properties: state (notify),
 * remote (SipAddress, notify), held-by-us, held-by-them (notify), stranded (notify), end-error. A call may outlive its
 * line and even its dialog: Call-ID and all that is the wire's may change, the object stays. Signals:
 *   progress (guint status)               a provisional answer passed: 180 ringing, 183 …
 *   ended (const GError *)                last; NULL: an ordinary hang-up by either side */
#define UA_TYPE_SESSION (ua_session_get_type ())
G_DECLARE_DERIVABLE_TYPE (UaSession, ua_session, UA, SESSION, GObject)

#define UA_TYPE_SESSION_STATE (ua_session_state_get_type ())
GType ua_session_state_get_type (void) G_GNUC_CONST;

/* How the two kinds differ until the call is up; for them alone. */
struct _UaSessionClass
{
  GObjectClass parent_class;

  /* It is to end before it was up: say so to the far end. */
  void     (*part)           (UaSession *self);
  /* A CANCEL came; TRUE when it means the INVITE of this session. */
  gboolean (*receive_cancel) (UaSession *self, SipTransaction *invite, SipMessage *cancel);
  /* The ACK to our first 2xx came; NULL: it never did. */
  void     (*acknowledged)   (UaSession *self, SipMessage *ack);
  /* It is over and nobody was told yet: drop what is held. */
  void     (*tidy)           (UaSession *self);
};

typedef enum
{
  UA_SESSION_STATE_INITIAL,
  UA_SESSION_STATE_ESTABLISHING,
  UA_SESSION_STATE_ESTABLISHED, /* the ACK was sent or came */
  UA_SESSION_STATE_TERMINATING,
  UA_SESSION_STATE_TERMINATED,
} UaSessionState;

typedef enum
{
  UA_SESSION_END_NONE,       /* not ended */
  UA_SESSION_END_LOCAL,      /* we hung up, declined or cancelled */
  UA_SESSION_END_REMOTE,     /* they hung up or cancelled */
  UA_SESSION_END_ELSEWHERE,  /* answered on another device (RFC 3326) */
  UA_SESSION_END_FAILED,     /* end-error says why */
  UA_SESSION_END_REPLACED,   /* another call took its place */
} UaSessionEnd;

UaSessionState ua_session_get_state          (UaSession            *self);
UaSessionEnd   ua_session_get_end            (UaSession            *self);
const GError  *ua_session_get_end_error      (UaSession            *self);
SipAddress    *ua_session_get_remote         (UaSession            *self);
const char    *ua_session_get_call_id        (UaSession            *self);
UaAgent       *ua_session_get_agent          (UaSession            *self); /* NULL once the agent is gone */
UaDescriptionHandler *ua_session_get_handler (UaSession            *self); /* NULL before there is one */
/* Is it the call with this dialog? Of a call of ours that rings, one of several. @local_tag: ours. */
gboolean       ua_session_matches            (UaSession            *self,
                                              const char           *call_id,
                                              const char           *local_tag,
                                              const char           *remote_tag);
gboolean       ua_session_is_held_by_us      (UaSession            *self);
gboolean       ua_session_is_held_by_them    (UaSession            *self);
gboolean       ua_session_is_stranded        (UaSession            *self); /* its line was lost; not moved yet */

/* One verb to be rid of it in any state: CANCEL, 480/603, BYE, whichever the RFC says. */
void           ua_session_hang_up_async      (UaSession            *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       ua_session_hang_up_finish     (UaSession            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void           ua_session_set_hold_async     (UaSession            *self,
                                              gboolean              hold,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       ua_session_set_hold_finish    (UaSession            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* 0-9 * # A-D and ',' (a pause of two seconds), by the media path (RFC 4733). */
gboolean       ua_session_send_digits        (UaSession            *self,
                                              const char           *digits,
                                              GError              **error);

G_END_DECLS
