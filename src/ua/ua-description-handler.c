/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The door between calls and sound. A session asks for a description and is given one; what stands in it,
 * and which library wrote it, is no business of the protocol. Whoever implements this keeps the accept
 * gate (TRUST 3.5): nothing is opened before the first of these calls.
 */

#include "ua-description-handler.h"

G_DEFINE_INTERFACE (UaDescriptionHandler, ua_description_handler, G_TYPE_OBJECT)

enum
{
  FAILED,
  CHANGED,
  FRAGMENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ua_description_handler_default_init (UaDescriptionHandlerInterface *iface)
{
  /**
   * UaDescriptionHandler::failed:
   * @self: the handler
   * @error: why media can no longer flow
   *
   * Media broke for good; the session ends the call.
   */
  signals[FAILED] = g_signal_new ("failed", UA_TYPE_DESCRIPTION_HANDLER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * UaDescriptionHandler::changed:
   * @self: the handler
   *
   * The handler wants a new offer to be sent.
   */
  signals[CHANGED] = g_signal_new ("changed", UA_TYPE_DESCRIPTION_HANDLER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * UaDescriptionHandler::fragment:
   * @self: the handler
   *
   * Something is to follow the last description: ua_description_handler_make_fragment() has it.
   */
  signals[FRAGMENT] = g_signal_new ("fragment", UA_TYPE_DESCRIPTION_HANDLER, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * ua_description_handler_get_description_async:
 * @self: the handler
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the description is written
 * @user_data: for @callback
 *
 * Asks for an offer, or for the answer when a remote offer was set (RFC 3264 §5, §6).
 */
void
ua_description_handler_get_description_async (UaDescriptionHandler *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));

  UA_DESCRIPTION_HANDLER_GET_IFACE (self)->get_description_async (self, cancellable, callback, user_data);
}

/**
 * ua_description_handler_get_description_finish:
 * @self: the handler
 * @result: the result
 * @error: why there is none
 *
 * Ends ua_description_handler_get_description_async().
 *
 * Returns: (transfer full) (nullable): the description, or %NULL and @error
 */
char *
ua_description_handler_get_description_finish (UaDescriptionHandler *self,
                                               GAsyncResult         *result,
                                               GError              **error)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), NULL);

  return UA_DESCRIPTION_HANDLER_GET_IFACE (self)->get_description_finish (self, result, error);
}

/**
 * ua_description_handler_set_description_async:
 * @self: the handler
 * @description: what the far end sent
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the description is in effect
 * @user_data: for @callback
 *
 * Hands over a remote offer, or the remote answer to our pending offer.
 */
void
ua_description_handler_set_description_async (UaDescriptionHandler *self,
                                              const char           *description,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));
  g_return_if_fail (description != NULL);

  UA_DESCRIPTION_HANDLER_GET_IFACE (self)->set_description_async (self, description, cancellable, callback,
                                                                  user_data);
}

/**
 * ua_description_handler_set_description_finish:
 * @self: the handler
 * @result: the result
 * @error: why the description cannot be used
 *
 * Ends ua_description_handler_set_description_async().
 *
 * Returns: %TRUE when the description is in effect
 */
gboolean
ua_description_handler_set_description_finish (UaDescriptionHandler *self,
                                               GAsyncResult         *result,
                                               GError              **error)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), FALSE);

  return UA_DESCRIPTION_HANDLER_GET_IFACE (self)->set_description_finish (self, result, error);
}

/**
 * ua_description_handler_rollback:
 * @self: the handler
 *
 * Tells that the pending offer, ours or theirs, came to nothing.
 */
void
ua_description_handler_rollback (UaDescriptionHandler *self)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));

  UA_DESCRIPTION_HANDLER_GET_IFACE (self)->rollback (self);
}

/**
 * ua_description_handler_set_hold:
 * @self: the handler
 * @hold: whether the next descriptions put the far end on hold
 *
 * Chooses the direction of the next description (RFC 3264 §8.4).
 */
void
ua_description_handler_set_hold (UaDescriptionHandler *self,
                                 gboolean              hold)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));

  UA_DESCRIPTION_HANDLER_GET_IFACE (self)->set_hold (self, hold);
}

/**
 * ua_description_handler_renew:
 * @self: the handler
 *
 * Says that the path under the call may have changed: the next offer starts afresh (RFC 8445 §9). What still flows
 * goes on until that offer is answered.
 */
void
ua_description_handler_renew (UaDescriptionHandler *self)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));

  UaDescriptionHandlerInterface *iface = UA_DESCRIPTION_HANDLER_GET_IFACE (self);

  if (iface->renew != NULL)
    iface->renew (self);
}

/**
 * ua_description_handler_send_dtmf:
 * @self: the handler
 * @digits: 0-9 * # A-D and ',' for a pause of two seconds
 * @tone_ms: length of a tone in milliseconds
 * @gap_ms: silence between tones in milliseconds
 * @error: why it cannot
 *
 * Sends digits along the media path (RFC 4733).
 *
 * Returns: %TRUE when the digits are queued
 */
gboolean
ua_description_handler_send_dtmf (UaDescriptionHandler *self,
                                  const char           *digits,
                                  guint                 tone_ms,
                                  guint                 gap_ms,
                                  GError              **error)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), FALSE);
  g_return_val_if_fail (digits != NULL, FALSE);

  return UA_DESCRIPTION_HANDLER_GET_IFACE (self)->send_dtmf (self, digits, tone_ms, gap_ms, error);
}

/**
 * ua_description_handler_can_send_dtmf:
 * @self: the handler
 *
 * Tells whether digits can go along the media path, because both sides agreed on telephone-event (RFC 4733 §2.4.1).
 *
 * Returns: %FALSE before there is an agreement, or when it is without; %TRUE when the handler does not know
 */
gboolean
ua_description_handler_can_send_dtmf (UaDescriptionHandler *self)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), FALSE);

  UaDescriptionHandlerInterface *iface = UA_DESCRIPTION_HANDLER_GET_IFACE (self);

  return iface->can_send_dtmf == NULL || iface->can_send_dtmf (self);
}

/**
 * ua_description_handler_reconsider:
 * @self: the handler
 *
 * Tells that the far end refused our first offer (488, 606) rather than the call.
 *
 * Returns: %TRUE when the next offer, after a rollback, will be of another kind; %FALSE when there is no other
 */
gboolean
ua_description_handler_reconsider (UaDescriptionHandler *self)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), FALSE);

  UaDescriptionHandlerInterface *iface = UA_DESCRIPTION_HANDLER_GET_IFACE (self);

  return iface->reconsider != NULL && iface->reconsider (self);
}

/**
 * ua_description_handler_fork:
 * @self: the handler
 *
 * Asks for a handler for another telephone that answered the same call (RFC 3264 §4: each is offered its own).
 *
 * Returns: (transfer full) (nullable): a handler of the same settings that has offered nothing yet; %NULL when there
 *   can be no second one
 */
UaDescriptionHandler *
ua_description_handler_fork (UaDescriptionHandler *self)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), NULL);

  UaDescriptionHandlerInterface *iface = UA_DESCRIPTION_HANDLER_GET_IFACE (self);

  return iface->fork != NULL ? iface->fork (self) : NULL;
}

/**
 * ua_description_handler_can_trickle:
 * @self: the handler
 *
 * Tells whether its descriptions may be followed by fragments, and theirs (RFC 8840).
 *
 * Returns: %FALSE when the handler knows nothing of that
 */
gboolean
ua_description_handler_can_trickle (UaDescriptionHandler *self)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), FALSE);

  UaDescriptionHandlerInterface *iface = UA_DESCRIPTION_HANDLER_GET_IFACE (self);

  return iface->can_trickle != NULL && iface->can_trickle (self);
}

/**
 * ua_description_handler_set_trickle:
 * @self: the handler
 * @trickle: what the far end makes of fragments
 *
 * Says whether what the next descriptions lack may follow them (RFC 8840 §3).
 */
void
ua_description_handler_set_trickle (UaDescriptionHandler *self,
                                    UaDescriptionTrickle  trickle)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));

  if (ua_description_handler_can_trickle (self))
    UA_DESCRIPTION_HANDLER_GET_IFACE (self)->set_trickle (self, trickle);
}

/**
 * ua_description_handler_make_fragment:
 * @self: the handler
 * @again: also when there is nothing that was not said before
 *
 * Writes what follows our last description, with all that followed it before (RFC 8840 §4.4).
 *
 * Returns: (transfer full) (nullable): the fragment; %NULL when there is nothing to say
 */
char *
ua_description_handler_make_fragment (UaDescriptionHandler *self,
                                      gboolean              again)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), NULL);

  if (!ua_description_handler_can_trickle (self))
    return NULL;
  return UA_DESCRIPTION_HANDLER_GET_IFACE (self)->make_fragment (self, again);
}

/**
 * ua_description_handler_take_fragment:
 * @self: the handler
 * @fragment: what the far end sent
 * @error: why it is none
 *
 * Hands over what follows their description, even if that one is still to come.
 *
 * Returns: %FALSE when it cannot be read; one that is of no use any more is taken
 */
gboolean
ua_description_handler_take_fragment (UaDescriptionHandler *self,
                                      const char           *fragment,
                                      GError              **error)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self) && fragment != NULL, FALSE);

  if (!ua_description_handler_can_trickle (self))
    return TRUE;
  return UA_DESCRIPTION_HANDLER_GET_IFACE (self)->take_fragment (self, fragment, error);
}

/**
 * ua_description_handler_close:
 * @self: the handler
 *
 * Stops all media and lets every device go; the handler is of no further use.
 */
void
ua_description_handler_close (UaDescriptionHandler *self)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));

  UA_DESCRIPTION_HANDLER_GET_IFACE (self)->close (self);
}

/**
 * ua_description_handler_judge:
 * @self: the handler
 * @error: what it ended a task in, or failed with
 *
 * Tells what kind of trouble an error of the handler's own domain is.
 *
 * Returns: %UA_DESCRIPTION_FAULT_OTHER where the handler does not tell
 */
UaDescriptionFault
ua_description_handler_judge (UaDescriptionHandler *self,
                              const GError         *error)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (self), UA_DESCRIPTION_FAULT_OTHER);
  g_return_val_if_fail (error != NULL, UA_DESCRIPTION_FAULT_OTHER);

  UaDescriptionHandlerInterface *iface = UA_DESCRIPTION_HANDLER_GET_IFACE (self);

  return iface->judge != NULL ? iface->judge (self, error) : UA_DESCRIPTION_FAULT_OTHER;
}

/**
 * ua_description_handler_emit_failed:
 * @self: the handler
 * @error: why media can no longer flow
 *
 * For implementations: emits [signal@UaDescriptionHandler::failed].
 */
void
ua_description_handler_emit_failed (UaDescriptionHandler *self,
                                    const GError         *error)
{
  g_return_if_fail (UA_IS_DESCRIPTION_HANDLER (self));
  g_return_if_fail (error != NULL);

  g_signal_emit (self, signals[FAILED], 0, error);
}
