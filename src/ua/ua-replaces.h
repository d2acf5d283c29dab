/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"

G_BEGIN_DECLS

/* Internal: which dialog a call takes the place of (RFC 3891 §6.1), as whoever gets the INVITE knows it: to-tag is
 * theirs. Immutable. */
typedef struct
{
  char     *call_id;
  char     *to_tag;
  char     *from_tag;
  gboolean  early_only; /* only while it still rings */
} UaReplaces;

/* NULL when one of the three could not stand in a message. */
UaReplaces *ua_replaces_new           (const char  *call_id,
                                       const char  *to_tag,
                                       const char  *from_tag,
                                       gboolean     early_only);
/* Our end of @dialog is the one that is given up. */
UaReplaces *ua_replaces_new_of_dialog (SipDialog   *dialog);
/* NULL when it is none. */
UaReplaces *ua_replaces_parse         (const char  *text);
UaReplaces *ua_replaces_copy          (UaReplaces  *self);
void        ua_replaces_free          (UaReplaces  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaReplaces, ua_replaces_free)

char       *ua_replaces_to_string     (UaReplaces  *self);

/* Where the far end of @dialog is reached from outside of it: its Contact when that can be found anywhere (RFC 5627),
 * else its address of record. A new reference. */
SipUri     *ua_replaces_find_target   (SipDialog   *dialog);

G_END_DECLS
