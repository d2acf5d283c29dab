/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_MESSAGE_SUMMARY_CONTENT_TYPE "application/simple-message-summary"

typedef enum
{
  UA_MESSAGE_KIND_VOICE,
  UA_MESSAGE_KIND_FAX,
  UA_MESSAGE_KIND_PAGER,
  UA_MESSAGE_KIND_MULTIMEDIA,
  UA_MESSAGE_KIND_TEXT,
  UA_MESSAGE_N_KINDS
} UaMessageKind;

typedef struct
{
  gboolean told; /* the body says a word of this kind */
  guint    n_new;
  guint    n_old;
  guint    n_urgent_new;
  guint    n_urgent_old;
} UaMessageCount;

/* What waits in a mailbox (RFC 3842 §5.2). Immutable. */
typedef struct
{
  gboolean       waiting;
  char          *account; /* of the mailbox, to be called; NULL: not told */
  UaMessageCount counts[UA_MESSAGE_N_KINDS];
} UaMessageSummary;

/* G_IO_ERROR_INVALID_DATA without a Messages-Waiting line. */
UaMessageSummary *ua_message_summary_parse (GBytes            *body,
                                            GError           **error);
UaMessageSummary *ua_message_summary_ref   (UaMessageSummary  *self);
void              ua_message_summary_unref (UaMessageSummary  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaMessageSummary, ua_message_summary_unref)

G_END_DECLS
