/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"

G_BEGIN_DECLS

struct _SipDialog
{
  GObject parent_instance;

  SipDialogState state;
  char          *call_id;
  SipAddress    *local;  /* with our tag */
  SipAddress    *remote; /* with theirs, if it has one */
  SipUri        *remote_target;
  GPtrArray     *routes; /* of SipAddress, in the order a request of ours visits them */
  guint32        local_cseq;
  guint32        remote_cseq;
  gboolean       has_remote_cseq;
};

/* The Contact of @message, if it has one, is where requests of ours go from now on. */
void sip_dialog_take_target (SipDialog  *self,
                             SipMessage *message);

G_END_DECLS
