/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-desk.h"

G_BEGIN_DECLS

/* The far end of a subscription, which says only what a test tells it to. */
typedef struct
{
  DoublesDesk *desk;
  SipMessage  *subscribe; /* the newest that was heard */
  guint        cseq;
} DoublesNotifier;

void        doubles_notifier_init   (DoublesNotifier *self,
                                     DoublesDesk     *desk);
void        doubles_notifier_clear  (DoublesNotifier *self);
/* The next thing that was sent must be a SUBSCRIBE; borrowed. */
SipMessage *doubles_notifier_hear   (DoublesNotifier *self);
/* Answers it; @rest as in doubles_desk_answer(). */
void        doubles_notifier_answer (DoublesNotifier *self,
                                     guint            status,
                                     const char      *tag,
                                     const char      *rest);
/* Says NOTIFY with this Subscription-State from @tag, and expects @status for it. @rest: further header lines, and
 * after an empty one a body. */
void        doubles_notifier_notify (DoublesNotifier *self,
                                     const char      *tag,
                                     const char      *state,
                                     const char      *rest,
                                     guint            status);

G_END_DECLS
