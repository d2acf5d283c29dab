/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"

G_BEGIN_DECLS

/* Internal: which session a request inside a dialog belongs to, found by Call-ID and both tags (RFC 3261 §12). */
typedef struct _UaDialogs UaDialogs;

UaDialogs *ua_dialogs_new    (void);
void       ua_dialogs_free   (UaDialogs   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDialogs, ua_dialogs_free)

void       ua_dialogs_add    (UaDialogs   *self,
                              SipDialog   *dialog,
                              gpointer     owner); /* not held: it removes the dialog before it goes */
void       ua_dialogs_remove (UaDialogs   *self,
                              SipDialog   *dialog);
/* The owner, or NULL; both borrowed. */
gpointer   ua_dialogs_find   (UaDialogs   *self,
                              SipMessage  *request,
                              SipDialog  **dialog);
gpointer   ua_dialogs_find_named (UaDialogs *self,
                              const char  *call_id,
                              const char  *local_tag,
                              const char  *remote_tag,
                              SipDialog  **dialog);

G_END_DECLS
