/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"
#include "phone-people.h"

#include "store-joined.h"

G_BEGIN_DECLS

/* Private to the room: which conversations are shown as one, because one person has their addresses or somebody said so. */
#define PHONE_TYPE_THREADS (phone_threads_get_type ())
G_DECLARE_FINAL_TYPE (PhoneThreads, phone_threads, PHONE, THREADS, GObject)

/* @all: PhoneConversation, the one with the newest message first. */
PhoneThreads    *phone_threads_new        (StoreDatabase     *database,
                                           GListModel        *all);
void             phone_threads_load       (PhoneThreads      *self);
void             phone_threads_set_people (PhoneThreads      *self,
                                           PhonePeople       *people); /* followed */
/* What is shown: those of @all that are no part of another one. */
GListModel      *phone_threads_get_model  (PhoneThreads      *self);
/* @all has others than before. */
void             phone_threads_regroup    (PhoneThreads      *self);
/* While it does, conversations say of themselves what is not new. */
gboolean         phone_threads_is_grouping (PhoneThreads     *self);
/* @all has another order. */
void             phone_threads_reorder    (PhoneThreads      *self);
/* Lists that show only some look at @head again. */
void             phone_threads_touch      (PhoneThreads      *self,
                                           PhoneConversation *head);
/* What was said by hand of an address; nullable: nothing. Saying something new regroups. */
const StoreJoin *phone_threads_get_join   (PhoneThreads      *self,
                                           const char        *account_id,
                                           const char        *address);
void             phone_threads_say        (PhoneThreads      *self,
                                           GPtrArray         *joins); /* StoreJoin */

G_END_DECLS
