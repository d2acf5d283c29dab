/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whose description a call speaks for. Usually that is one handler for the whole of a call; a call that rings at several
 * telephones may have one for each and goes on with that of the one that answers.
 */

#include "ua-session-private.h"

#include "ua-error.h"

static void
handler_failed_cb (UaDescriptionHandler *handler,
                   const GError         *cause,
                   UaSession            *self)
{
  g_autoptr (GError) error = ua_error_new_from_handler (handler, cause);

  ua_session_leave (self, UA_SESSION_END_FAILED, error);
}

static void
handler_changed_cb (UaDescriptionHandler *handler,
                    UaSession            *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionClass *klass = UA_SESSION_GET_CLASS (self);

  if (klass->offer_early != NULL && klass->offer_early (self))
    return;
  priv->offer_wanted = TRUE;
  ua_session_pursue (self);
}

/* From now on the call sounds as @handler does; the one before is the caller's to close. */
void
ua_session_follow (UaSession            *self,
                   UaDescriptionHandler *handler,
                   UaNegotiation        *negotiation)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->handler == handler)
    return;
  if (priv->handler != NULL)
    g_signal_handlers_disconnect_by_data (priv->handler, self);
  g_set_object (&priv->handler, handler);
  g_set_object (&priv->negotiation, negotiation);
  g_signal_connect_object (handler, "failed", G_CALLBACK (handler_failed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (handler, "changed", G_CALLBACK (handler_changed_cb), self, G_CONNECT_DEFAULT);
  ua_session_trickle_follow (self);
}

void
ua_session_set_handler (UaSession            *self,
                        UaDescriptionHandler *handler)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  g_autoptr (UaNegotiation) negotiation = ua_negotiation_new (handler);

  g_assert (priv->handler == NULL);
  ua_session_follow (self, handler, negotiation);
}
