/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"

G_BEGIN_DECLS

/* Tags, CSeq, route set, remote target (RFC 3261 §12). Knows nothing of calls or subscriptions. */
#define SIP_TYPE_DIALOG (sip_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SipDialog, sip_dialog, SIP, DIALOG, GObject)

#define SIP_DIALOG_ERROR (sip_dialog_error_quark ())
GQuark sip_dialog_error_quark (void);

typedef enum
{
  SIP_DIALOG_ERROR_NONE_MADE,  /* that status, or the want of a To tag, makes no dialog */
  SIP_DIALOG_ERROR_INCOMPLETE, /* a header field that a dialog needs is missing or malformed */
} SipDialogError;

typedef enum
{
  SIP_DIALOG_STATE_EARLY,
  SIP_DIALOG_STATE_CONFIRMED,
  SIP_DIALOG_STATE_TERMINATED,
} SipDialogState;

typedef enum
{
  SIP_DIALOG_ACCEPT,       /* in order: handle it */
  SIP_DIALOG_OUT_OF_ORDER, /* lower CSeq: 500 (RFC 3261 §12.2.2) */
  SIP_DIALOG_FOREIGN,      /* tags or Call-ID of another dialog: 481 */
} SipDialogVerdict;

/* UAC: from our request and a response with a To tag; NULL and error when the response cannot make one. */
SipDialog       *sip_dialog_new_client         (SipMessage        *request,
                                                SipMessage        *response,
                                                GError           **error);
/* UAS: from their request and the tag we answer with. */
SipDialog       *sip_dialog_new_server         (SipMessage        *request,
                                                const char        *local_tag,
                                                GError           **error);
SipDialogState   sip_dialog_get_state          (SipDialog         *self);
/* UAC: by the 2xx, which brings the route set again. UAS: @response NULL. */
void             sip_dialog_confirm            (SipDialog         *self,
                                                SipMessage        *response);
void             sip_dialog_terminate          (SipDialog         *self);

const char      *sip_dialog_get_call_id        (SipDialog         *self);
const char      *sip_dialog_get_local_tag      (SipDialog         *self);
const char      *sip_dialog_get_remote_tag     (SipDialog         *self);
SipAddress      *sip_dialog_get_local          (SipDialog         *self);
SipAddress      *sip_dialog_get_remote         (SipDialog         *self);
SipUri          *sip_dialog_get_remote_target  (SipDialog         *self);
guint32          sip_dialog_get_local_cseq     (SipDialog         *self);

/* A request inside the dialog with Request-URI, Route, From, To, Call-ID and the next CSeq (§12.2.1.1);
 * ACK takes @cseq instead, and every other method 0. */
SipMessageBuilder *sip_dialog_make_request     (SipDialog         *self,
                                                SipMethod          method,
                                                guint32            cseq);
SipDialogVerdict sip_dialog_receive_request    (SipDialog         *self,
                                                SipMessage        *request);
/* Target refresh by a response to INVITE, UPDATE, SUBSCRIBE… (§12.2.1.2). */
void             sip_dialog_receive_response   (SipDialog         *self,
                                                SipMessage        *response);
/* They are somebody else now: From of @request, theirs, inside the dialog (RFC 4916 §4.4). FALSE: they are not. */
gboolean         sip_dialog_rename_remote      (SipDialog         *self,
                                                SipMessage        *request);
/* Does a message belong here? (tags and Call-ID) */
gboolean         sip_dialog_matches            (SipDialog         *self,
                                                SipMessage        *message);

G_END_DECLS
