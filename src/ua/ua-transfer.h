/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

/* Giving a call away (RFC 3515, 5589): the far end is asked to call somebody else. Holding before, and resuming after a
 * failure, is the caller's. Properties: state (notify), progress (guint, the last status that the far end was told by
 * the target; 0: none; notify), error (GError, of FAILED). Signal:
 *   progress (guint status)      100 and above: how far the far end got, each time it tells */
#define UA_TYPE_TRANSFER (ua_transfer_get_type ())
G_DECLARE_FINAL_TYPE (UaTransfer, ua_transfer, UA, TRANSFER, GObject)

#define UA_TYPE_TRANSFER_STATE (ua_transfer_state_get_type ())
GType ua_transfer_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  UA_TRANSFER_STATE_INITIAL,
  UA_TRANSFER_STATE_ASKING, /* the REFER is out; the call is as it was */
  UA_TRANSFER_STATE_TRYING, /* the far end has agreed, and is calling */
  UA_TRANSFER_STATE_DONE,   /* it reached them; the call is being hung up, or was */
  UA_TRANSFER_STATE_FAILED, /* error says why; the call is ours again, unless it is what failed */
} UaTransferState;

/* @other NULL: blind. Else attended: the target is the far end of that call, and @target may be NULL. */
UaTransfer     *ua_transfer_new          (UaSession            *call,
                                          SipUri               *target,
                                          UaSession            *other);
/* Asks for no reports (RFC 4488). Where that is granted, being agreed to is taken for success, and the call cannot come
 * back. FALSE by default. */
void            ua_transfer_set_quiet    (UaTransfer           *self,
                                          gboolean              quiet);
UaTransferState ua_transfer_get_state    (UaTransfer           *self);
guint           ua_transfer_get_progress (UaTransfer           *self);
const GError   *ua_transfer_get_error    (UaTransfer           *self);
/* Ends when the far end reached the target and the call has ended, or when it did not and the call is ours again. */
void            ua_transfer_begin_async  (UaTransfer           *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean        ua_transfer_begin_finish (UaTransfer           *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
