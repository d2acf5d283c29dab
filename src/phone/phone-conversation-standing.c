/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a conversation stands: whether whoever writes was let in, asks to be, is not wanted, or is wanted quietly. It is
 * derived from what the person decided; only the decisions are kept. */

#include "config.h"

#include "phone-conversation-private.h"

#include "phone-account-private.h"
#include "phone-thread.h"

G_DEFINE_ENUM_TYPE (PhoneStanding, phone_standing,
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_MUTED, "muted"),
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_REQUEST, "request"),
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_BLOCKED, "blocked"))

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_conversations_mark_finish (STORE_DATABASE (source), result, &error))
    g_info ("how a conversation stands was not kept: %s", error->message);
}

static void
keep (PhoneConversation *self)
{
  StoreConversation row = { .account = self->account_id, .address = self->key, .asks = self->asks,
                            .muted = self->muted };

  if (self->account != NULL && phone_account_is_kept (self->account))
    store_conversations_mark_async (self->database, &row, NULL, marked_cb, NULL);
}

void
phone_conversation_ask (PhoneConversation *self)
{
  if (self->asks || self->known_name != NULL)
    return;

  self->asks = TRUE;
  keep (self);
  phone_conversation_notify_standing (self);
}

void
phone_conversation_set_blocked (PhoneConversation *self,
                                gboolean           blocked)
{
  if (self->blocked == blocked)
    return;

  self->blocked = blocked;
  phone_conversation_notify_standing (self);
}

static PhoneStanding
derive (PhoneConversation *self)
{
  if (self->blocked)
    return PHONE_STANDING_BLOCKED;
  if (self->asks)
    return PHONE_STANDING_REQUEST;
  return self->muted ? PHONE_STANDING_MUTED : PHONE_STANDING_OPEN;
}

/**
 * phone_conversation_get_standing:
 * @self: a conversation
 *
 * Whether whoever writes was let in, asks to be, is not wanted, or is wanted quietly. Of several addresses the one that stands
 * best says it.
 *
 * Returns: the standing
 */
PhoneStanding
phone_conversation_get_standing (PhoneConversation *self)
{
  PhoneStanding standing = PHONE_STANDING_BLOCKED;

  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), PHONE_STANDING_OPEN);

  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    standing = MIN (standing, derive (phone_conversation_get_member (self, n)));
  return standing;
}

static void
let_in (PhoneConversation *self)
{
  if (!self->asks)
    return;

  self->asks = FALSE;
  keep (self);
  phone_conversation_notify_standing (self);
}

/**
 * phone_conversation_accept:
 * @self: a conversation
 *
 * Lets a stranger in; for anybody else there is nothing to do.
 */
void
phone_conversation_accept (PhoneConversation *self)
{
  g_return_if_fail (PHONE_IS_CONVERSATION (self));

  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    let_in (phone_conversation_get_member (self, n));
}

static void
mute (PhoneConversation *self,
      gboolean           muted)
{
  if (self->muted == muted)
    return;

  self->muted = muted;
  keep (self);
  phone_conversation_notify_standing (self);
}

/**
 * phone_conversation_set_muted:
 * @self: a conversation
 * @muted: whether nobody is to be told when a message comes
 *
 * Makes a conversation quiet, or heard again. Kept.
 */
void
phone_conversation_set_muted (PhoneConversation *self,
                              gboolean           muted)
{
  g_return_if_fail (PHONE_IS_CONVERSATION (self));

  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    mute (phone_conversation_get_member (self, n), muted);
}
