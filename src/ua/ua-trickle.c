/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A description may be sent before every way to its writer is known, if both ends can say the rest later (RFC 8840). That
 * goes by INFO in the dialog, one after the other; each says again what was said before, so none that is lost or late
 * matters.
 */

#include "ua-trickle.h"

#include "ua-agent-private.h"
#include "ua-request.h"

#include <string.h>

#define PACKAGE      "trickle-ice"
#define CONTENT_TYPE "application/trickle-ice-sdpfrag"
#define MAX_FRAGMENT (16 * 1024) /* TRUST 3 */

struct _UaTrickle
{
  GObject               parent_instance;
  UaAgent              *agent;   /* weak; NULL: it is over */
  SipDialog            *dialog;
  UaDescriptionHandler *handler; /* NULL: none yet */
  UaRequest            *info;    /* ours under way; NULL: none */
  gboolean              known;   /* they take fragments */
  gboolean              open;    /* they know the dialog */
  gboolean              due;     /* one goes out even if it says nothing new */
  char                 *said;    /* our last; NULL: none in this dialog */
  char                 *kept;    /* their last that came before there was a handler */
};

G_DEFINE_FINAL_TYPE (UaTrickle, ua_trickle, G_TYPE_OBJECT)

static void pursue (UaTrickle *self);

static void
tell_handler (UaTrickle *self)
{
  if (self->handler != NULL)
    ua_description_handler_set_trickle (self->handler, self->known ? UA_DESCRIPTION_TRICKLE_FULL
                                                                   : UA_DESCRIPTION_TRICKLE_NONE);
}

static void
forget_info (UaTrickle *self)
{
  if (self->info != NULL)
    g_signal_handlers_disconnect_by_data (self->info, self);
  g_clear_object (&self->info);
}

/* Who refuses one takes none, whatever was said; the handler finds another way for what it still has to say. */
static void
info_answered_cb (UaRequest  *info,
                  SipMessage *response,
                  UaTrickle  *self)
{
  g_autoptr (UaTrickle) hold = g_object_ref (self);

  forget_info (self);
  if (sip_message_get_status (response) < 300)
    {
      pursue (self);
      return;
    }
  g_info ("candidates that follow are refused: %u", sip_message_get_status (response));
  self->known = FALSE;
  tell_handler (self);
}

/* The line was lost, or they are silent: what was said is said again when there is a reason to. */
static void
info_failed_cb (UaRequest    *info,
                const GError *error,
                UaTrickle    *self)
{
  forget_info (self);
  self->due = TRUE;
}

static void
send_fragment (UaTrickle  *self,
               const char *fragment)
{
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_INFO, 0);
  g_autoptr (GBytes) body = g_bytes_new (fragment, strlen (fragment));

  ua_agent_dress (self->agent, builder);
  sip_message_builder_set_header (builder, SIP_HEADER_INFO_PACKAGE, PACKAGE);
  sip_message_builder_set_header (builder, SIP_HEADER_CONTENT_DISPOSITION, "Info-Package");
  sip_message_builder_set_body (builder, CONTENT_TYPE, body);
  self->info = ua_request_new (self->agent, self->dialog);
  g_signal_connect_object (self->info, "answered", G_CALLBACK (info_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->info, "failed", G_CALLBACK (info_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->info, builder);
}

static void
pursue (UaTrickle *self)
{
  g_autofree char *fragment = NULL;

  if (!self->known || !self->open || self->info != NULL || self->handler == NULL || self->agent == NULL
      || !ua_agent_is_connected (self->agent))
    return;
  fragment = ua_description_handler_make_fragment (self->handler, self->due);
  if (fragment == NULL || (!self->due && g_strcmp0 (fragment, self->said) == 0))
    return;
  self->due = FALSE;
  g_set_str (&self->said, fragment);
  send_fragment (self, fragment);
}

static void
handler_fragment_cb (UaDescriptionHandler *handler,
                     UaTrickle            *self)
{
  pursue (self);
}

static void
ua_trickle_dispose (GObject *object)
{
  UaTrickle *self = UA_TRICKLE (object);

  ua_trickle_stop (self);
  g_clear_object (&self->dialog);
  g_clear_object (&self->handler);
  g_clear_pointer (&self->kept, g_free);
  g_clear_pointer (&self->said, g_free);
  G_OBJECT_CLASS (ua_trickle_parent_class)->dispose (object);
}

static void
ua_trickle_class_init (UaTrickleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_trickle_dispose;
}

static void
ua_trickle_init (UaTrickle *self)
{
}

/**
 * ua_trickle_new:
 * @agent: whose dialog it is; held weakly
 * @dialog: the dialog
 *
 * Makes what looks after fragments in a dialog.
 *
 * Returns: (transfer full): the object
 */
UaTrickle *
ua_trickle_new (UaAgent   *agent,
                SipDialog *dialog)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && SIP_IS_DIALOG (dialog), NULL);

  UaTrickle *self = g_object_new (UA_TYPE_TRICKLE, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->dialog = g_object_ref (dialog);
  return self;
}

/**
 * ua_trickle_announce:
 * @handler: (nullable): who writes our descriptions
 * @builder: an INVITE, an UPDATE or an answer to one
 *
 * Says that we take fragments (RFC 8840 §5, RFC 6086 §4.1), if @handler does.
 */
void
ua_trickle_announce (UaDescriptionHandler *handler,
                     SipMessageBuilder    *builder)
{
  g_return_if_fail (builder != NULL);

  if (handler == NULL || !ua_description_handler_can_trickle (handler))
    return;
  sip_message_builder_add_header (builder, SIP_HEADER_SUPPORTED, PACKAGE);
  sip_message_builder_set_header (builder, SIP_HEADER_RECV_INFO, PACKAGE);
}

/**
 * ua_trickle_is_known:
 * @message: a message of the far end's
 *
 * Tells whether it says that fragments are understood (RFC 8840 §5) and taken (RFC 6086 §4.1).
 *
 * Returns: %TRUE when both are said
 */
gboolean
ua_trickle_is_known (SipMessage *message)
{
  g_return_val_if_fail (message != NULL, FALSE);

  return sip_message_has_token (message, SIP_HEADER_RECV_INFO, PACKAGE)
         && (sip_message_has_token (message, SIP_HEADER_SUPPORTED, PACKAGE)
             || sip_message_has_token (message, SIP_HEADER_REQUIRE, PACKAGE));
}

/**
 * ua_trickle_is_fragment:
 * @info: an INFO
 *
 * Tells whether it is of the package that brings fragments.
 *
 * Returns: %TRUE when it is
 */
gboolean
ua_trickle_is_fragment (SipMessage *info)
{
  g_return_val_if_fail (info != NULL, FALSE);

  return sip_message_has_token (info, SIP_HEADER_INFO_PACKAGE, PACKAGE);
}

/**
 * ua_trickle_learn:
 * @self: the dialog's
 * @message: any message of theirs in it
 *
 * Remembers whether they take fragments, where @message tells; a message without a description need not.
 */
void
ua_trickle_learn (UaTrickle  *self,
                  SipMessage *message)
{
  g_return_if_fail (UA_IS_TRICKLE (self) && message != NULL);

  gboolean known = ua_trickle_is_known (message);

  if (known == self->known || (!known && g_bytes_get_size (sip_message_get_body (message)) == 0))
    return;
  self->known = known;
  tell_handler (self);
  pursue (self);
}

static void
hand_over (UaTrickle  *self,
           const char *fragment,
           GError    **error)
{
  if (self->handler != NULL)
    ua_description_handler_take_fragment (self->handler, fragment, error);
  else
    g_set_str (&self->kept, fragment);
}

/**
 * ua_trickle_set_handler:
 * @self: the dialog's
 * @handler: (nullable): who describes us in it
 *
 * Gives it whom fragments are of, and for; what came before is for it.
 */
void
ua_trickle_set_handler (UaTrickle            *self,
                        UaDescriptionHandler *handler)
{
  g_return_if_fail (UA_IS_TRICKLE (self));

  g_autofree char *kept = NULL;

  if (self->handler == handler)
    return;
  if (self->handler != NULL)
    g_signal_handlers_disconnect_by_func (self->handler, handler_fragment_cb, self);
  g_set_object (&self->handler, handler);
  if (handler == NULL)
    return;
  g_signal_connect_object (handler, "fragment", G_CALLBACK (handler_fragment_cb), self, G_CONNECT_DEFAULT);
  tell_handler (self);
  kept = g_steal_pointer (&self->kept);
  if (kept != NULL)
    ua_description_handler_take_fragment (handler, kept, NULL);
  pursue (self);
}

/**
 * ua_trickle_set_dialog:
 * @self: the call's
 * @dialog: the dialog of now
 *
 * Goes on in another dialog.
 */
void
ua_trickle_set_dialog (UaTrickle *self,
                       SipDialog *dialog)
{
  g_return_if_fail (UA_IS_TRICKLE (self) && SIP_IS_DIALOG (dialog));

  if (self->dialog == dialog)
    return;
  forget_info (self);
  g_set_object (&self->dialog, dialog);
  self->due = TRUE;
}

/**
 * ua_trickle_open:
 * @self: the dialog's
 * @at_once: whether something is said even if it is nothing new: that is how they learn that we know the dialog, when
 *   their provisional answer could be lost (RFC 8840 §4.1.2)
 *
 * Says that the far end knows the dialog.
 */
void
ua_trickle_open (UaTrickle *self,
                 gboolean   at_once)
{
  g_return_if_fail (UA_IS_TRICKLE (self));

  if (!self->open)
    self->due |= at_once;
  self->open = TRUE;
  pursue (self);
}

static char *
dup_fragment (SipMessage *info)
{
  g_autofree char *type = sip_message_dup_content_type (info);
  gsize size = 0;
  const char *data = g_bytes_get_data (sip_message_get_body (info), &size);

  if (g_strcmp0 (type, CONTENT_TYPE) != 0 || size == 0 || size > MAX_FRAGMENT || memchr (data, '\0', size) != NULL)
    return NULL;
  return g_strndup (data, size);
}

/**
 * ua_trickle_receive:
 * @self: the dialog's
 * @server: the transaction of an INFO of the package
 * @info: that INFO
 *
 * Answers the INFO and hands over what it brings. It proves that they know the dialog.
 */
void
ua_trickle_receive (UaTrickle      *self,
                    SipTransaction *server,
                    SipMessage     *info)
{
  g_return_if_fail (UA_IS_TRICKLE (self) && self->agent != NULL);

  g_autoptr (UaTrickle) hold = g_object_ref (self);
  g_autofree char *fragment = dup_fragment (info);
  g_autoptr (GError) error = NULL;

  if (fragment != NULL)
    hand_over (self, fragment, &error);
  if (fragment == NULL || error != NULL)
    {
      g_info ("candidates that follow cannot be read: %s", error != NULL ? error->message : "no fragment");
      ua_agent_answer (self->agent, server, SIP_STATUS_BAD_REQUEST);
      return;
    }
  ua_agent_answer (self->agent, server, SIP_STATUS_OK);
  ua_trickle_open (self, FALSE);
}

/**
 * ua_trickle_stop:
 * @self: the dialog's
 *
 * Says and takes nothing more; harmless if called again.
 */
void
ua_trickle_stop (UaTrickle *self)
{
  g_return_if_fail (UA_IS_TRICKLE (self));

  forget_info (self);
  ua_trickle_set_handler (self, NULL);
  g_clear_weak_pointer (&self->agent);
}
