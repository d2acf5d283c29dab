/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Before a call is answered it may already have sound, and the sound may change. Each telephone that rings is a dialog of
 * its own with offers and answers of its own, so what holds for one of them is kept here and not in the call. This file
 * is the object; ua-early-update.c changes what was agreed, ua-early-prack.c is about provisional answers that must not be
 * lost.
 */

#include "ua-early.h"

#include "ua-agent-private.h"
#include "ua-error.h"

enum
{
  SETTLED,
  GAVE_UP,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaEarly, ua_early, G_TYPE_OBJECT)

/**
 * ua_early_settle:
 * @self: the dialog
 *
 * Says that a description took effect in it.
 */
void
ua_early_settle (UaEarly *self)
{
  self->agreed = TRUE;
  g_signal_emit (self, signals[SETTLED], 0);
}

/**
 * ua_early_give_up:
 * @self: the dialog
 *
 * Says that an offer of ours came to nothing; it is still wanted, when the call is up or they have had their turn.
 */
void
ua_early_give_up (UaEarly *self)
{
  g_return_if_fail (UA_IS_EARLY (self));

  self->offer_wanted = TRUE;
  g_signal_emit (self, signals[GAVE_UP], 0);
}

/**
 * ua_early_fail:
 * @self: the dialog
 * @error: why
 *
 * Says that nothing more will come of it; harmless after ua_early_stop().
 */
void
ua_early_fail (UaEarly      *self,
               const GError *error)
{
  g_return_if_fail (UA_IS_EARLY (self) && error != NULL);

  g_autoptr (UaEarly) hold = g_object_ref (self);

  if (self->agent != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
}

/**
 * ua_early_stop:
 * @self: the dialog
 *
 * Ends what goes on in it; may be called again. Its media is its owner's to close.
 */
void
ua_early_stop (UaEarly *self)
{
  g_return_if_fail (UA_IS_EARLY (self));

  g_autoptr (UaAgent) agent = self->agent != NULL ? g_object_ref (self->agent) : NULL;
  g_autoptr (SipTransaction) server = g_steal_pointer (&self->updating);
  gboolean busy = self->update != NULL || server != NULL || self->unacknowledged != NULL;

  if (agent == NULL)
    return;
  g_clear_weak_pointer (&self->agent);
  if (self->trickle != NULL)
    ua_trickle_stop (self->trickle);
  sip_clock_disarm (ua_agent_get_clock (agent), &self->retry_timer);
  ua_early_drop_update (self);
  g_clear_pointer (&self->unacknowledged, sip_message_unref);
  if (busy && self->negotiation != NULL)
    ua_negotiation_rollback (self->negotiation);
  if (server != NULL)
    ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
}

static void
ua_early_dispose (GObject *object)
{
  UaEarly *self = UA_EARLY (object);

  ua_early_stop (self);
  g_clear_object (&self->trickle);
  g_clear_object (&self->dialog);
  g_clear_object (&self->negotiation);
  g_clear_object (&self->handler);
  G_OBJECT_CLASS (ua_early_parent_class)->dispose (object);
}

static void
ua_early_class_init (UaEarlyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_early_dispose;

  signals[SETTLED] = g_signal_new ("settled", UA_TYPE_EARLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GAVE_UP] = g_signal_new ("gave-up", UA_TYPE_EARLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", UA_TYPE_EARLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_ERROR);
}

static void
ua_early_init (UaEarly *self)
{
}

/**
 * ua_early_new:
 * @agent: whose call it is; held weakly
 * @dialog: an early dialog
 * @ours: whether our INVITE made it
 *
 * Makes what looks after a dialog before the answer.
 *
 * Returns: (transfer full): the object
 */
UaEarly *
ua_early_new (UaAgent   *agent,
              SipDialog *dialog,
              gboolean   ours)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && SIP_IS_DIALOG (dialog), NULL);

  UaEarly *self = g_object_new (UA_TYPE_EARLY, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->dialog = g_object_ref (dialog);
  self->ours = ours;
  return self;
}

static void
handler_failed_cb (UaDescriptionHandler *handler,
                   const GError         *cause,
                   UaEarly              *self)
{
  g_autoptr (GError) error = ua_error_new_from_handler (handler, cause);

  ua_early_fail (self, error);
}

/**
 * ua_early_set_handler:
 * @self: the dialog, without a handler so far
 * @handler: who describes us in it
 * @negotiation: that of @handler
 *
 * Gives it its sound.
 */
void
ua_early_set_handler (UaEarly              *self,
                      UaDescriptionHandler *handler,
                      UaNegotiation        *negotiation)
{
  g_return_if_fail (UA_IS_EARLY (self) && self->negotiation == NULL);

  self->handler = g_object_ref (handler);
  self->negotiation = g_object_ref (negotiation);
  g_signal_connect_object (handler, "failed", G_CALLBACK (handler_failed_cb), self, G_CONNECT_DEFAULT);
}

/**
 * ua_early_learn:
 * @self: the dialog
 * @message: any message of theirs in it
 *
 * Remembers whether they know UPDATE, where @message says.
 */
void
ua_early_learn (UaEarly    *self,
                SipMessage *message)
{
  g_return_if_fail (UA_IS_EARLY (self) && message != NULL);

  if (sip_message_count_header (message, SIP_HEADER_ALLOW) > 0)
    self->can_update = sip_message_has_token (message, SIP_HEADER_ALLOW, "UPDATE");
}
