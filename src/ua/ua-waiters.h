/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Internal: the callers that wait for one thing and are told together. A caller whose cancellable fires
 * stops waiting; the thing itself goes on. */
typedef struct _UaWaiters UaWaiters;

UaWaiters *ua_waiters_new       (void);
void       ua_waiters_free      (UaWaiters      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaWaiters, ua_waiters_free)

void       ua_waiters_add       (UaWaiters      *self,
                                 GTask          *task); /* transfer full */
gboolean   ua_waiters_is_empty  (UaWaiters      *self);
/* The list is empty before the first caller hears of it. */
void       ua_waiters_succeed   (UaWaiters      *self);
/* For tasks that return a pointer: each gets a copy of @value. */
void       ua_waiters_succeed_with (UaWaiters     *self,
                                 gpointer        value,
                                 GBoxedCopyFunc  copy,
                                 GDestroyNotify  destroy);
void       ua_waiters_fail      (UaWaiters      *self,
                                 const GError   *error);

G_END_DECLS
