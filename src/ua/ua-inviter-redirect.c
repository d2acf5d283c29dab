/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "They have moved" (RFC 3261 §8.1.3.4, §21.3). Whoever follows that calls somebody the person never named, perhaps at their
 * cost, so nobody is called before somebody said yes (TRUST 3.10). What may be said yes to is narrowed here: no loops, five
 * steps at most, and no way out of a secure call.
 */

#include "ua-inviter-private.h"

#include "ua-diversion.h"
#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

#define MAX_CONTACTS 16

struct _UaInviterRedirect
{
  GPtrArray *visited; /* of SipUri: who was called already */
  GPtrArray *offered; /* of SipAddress: what may be chosen now; NULL: nothing */
  GPtrArray *senders; /* of SipAddress: who sent the call on, as values of Diversion; the last first */
};

static guint redirected_signal;

void
ua_inviter_install_redirect (UaInviterClass *klass)
{
  /**
   * UaInviter::redirected:
   * @self: the call
   * @contacts: (element-type SipAddress): where they can be reached, best first
   *
   * The far end says to call somewhere else.
   *
   * Returns: %TRUE to decide on it by ua_inviter_follow() or ua_session_hang_up_async(); the call ends when nobody does
   */
  redirected_signal =
    g_signal_new ("redirected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                  NULL, G_TYPE_BOOLEAN, 1, G_TYPE_PTR_ARRAY);
}

void
ua_inviter_redirect_free (UaInviterRedirect *self)
{
  g_ptr_array_unref (self->visited);
  g_ptr_array_unref (self->senders);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_free (self);
}

static UaInviterRedirect *
ensure_redirect (UaInviter *self)
{
  UaInviterRedirect **place = ua_inviter_get_redirect (self);

  if (*place == NULL)
    {
      *place = g_new0 (UaInviterRedirect, 1);
      (*place)->visited = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_uri_unref);
      (*place)->senders = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_address_unref);
    }
  return *place;
}

static gboolean
was_visited (UaInviterRedirect *redirect,
             SipUri            *uri)
{
  for (guint i = 0; i < redirect->visited->len; i++)
    {
      if (sip_uri_equal (g_ptr_array_index (redirect->visited, i), uri))
        return TRUE;
    }
  return FALSE;
}

/* RFC 3261 §8.1.3.4: "if the original request had a SIPS URI … the client MAY choose to recurse to a non-SIPS URI, but
 * SHOULD inform the user": here it does not. */
static gboolean
may_be_called (UaInviter         *self,
               UaInviterRedirect *redirect,
               SipUri            *uri)
{
  SipUriScheme scheme = sip_uri_get_scheme (uri);

  if (scheme == SIP_URI_SCHEME_OTHER || was_visited (redirect, uri))
    return FALSE;
  return scheme == SIP_URI_SCHEME_SIPS || sip_uri_get_scheme (ua_inviter_get_target (self)) != SIP_URI_SCHEME_SIPS;
}

/* RFC 3261 §20.10: 0 to 1, 1 when it is not written; what cannot be read comes last. */
static double
read_q (SipAddress *contact)
{
  const char *text = sip_address_get_param (contact, "q");
  char *end = NULL;
  double q = text != NULL ? g_ascii_strtod (text, &end) : 1.0;

  return text != NULL && (end == text || *end != '\0' || !(q >= 0.0 && q <= 1.0)) ? 0.0 : q;
}

static int
compare_contacts (gconstpointer a,
                  gconstpointer b)
{
  double first = read_q (*(SipAddress *const *) a);
  double second = read_q (*(SipAddress *const *) b);

  return first < second ? 1 : first > second ? -1 : 0;
}

static GPtrArray *
list_contacts (UaInviter         *self,
               UaInviterRedirect *redirect,
               SipMessage        *response)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_address_unref);
  guint n_values = sip_message_count_header (response, SIP_HEADER_CONTACT);

  for (guint i = 0; i < n_values && contacts->len < MAX_CONTACTS; i++)
    {
      SipAddress *contact = sip_message_get_address (response, SIP_HEADER_CONTACT, i);

      if (contact != NULL && may_be_called (self, redirect, sip_address_get_uri (contact)))
        g_ptr_array_add (contacts, sip_address_ref (contact));
    }
  g_ptr_array_sort (contacts, compare_contacts);
  return contacts;
}

static gboolean
is_among (GPtrArray  *senders,
          SipAddress *sender)
{
  for (guint i = 0; i < senders->len; i++)
    {
      if (sip_uri_equal (sip_address_get_uri (g_ptr_array_index (senders, i)), sip_address_get_uri (sender)))
        return TRUE;
    }
  return FALSE;
}

/* RFC 5806 §5.2: who sends the call on writes it into the 3xx, and only the caller can tell it to who is called next. */
static void
remember_senders (UaInviterRedirect *redirect,
                  SipMessage        *response)
{
  g_autoptr (GPtrArray) told = ua_diversion_list (response);
  guint n_new = 0;

  for (guint i = 0; i < told->len && redirect->senders->len < UA_DIVERSION_MAX; i++)
    {
      g_autoptr (SipAddress) sender = ua_diversion_to_address (g_ptr_array_index (told, i));

      if (!is_among (redirect->senders, sender))
        g_ptr_array_insert (redirect->senders, (int) n_new++, g_steal_pointer (&sender));
    }
}

void
ua_inviter_tell_senders (UaInviter         *self,
                         SipMessageBuilder *invite)
{
  UaInviterRedirect *redirect = *ua_inviter_get_redirect (self);

  for (guint i = 0; redirect != NULL && i < redirect->senders->len; i++)
    sip_message_builder_add_address (invite, SIP_HEADER_DIVERSION, g_ptr_array_index (redirect->senders, i));
}

/* 305 names a proxy and 380 another service; neither is somebody to be called. */
static gboolean
can_be_followed (SipMessage *response)
{
  guint status = sip_message_get_status (response);

  return status == 300 || status == 301 || status == 302;
}

gboolean
ua_inviter_take_redirect (UaInviter  *self,
                          SipMessage *response)
{
  UaInviterRedirect *redirect = ensure_redirect (self);
  gboolean taken = FALSE;

  if (!can_be_followed (response) || redirect->visited->len >= UA_INVITER_MAX_REDIRECTS)
    return FALSE;

  g_ptr_array_add (redirect->visited, sip_uri_ref (ua_inviter_get_target (self)));

  g_autoptr (GPtrArray) contacts = list_contacts (self, redirect, response);

  if (contacts->len == 0)
    return FALSE;
  redirect->offered = g_ptr_array_ref (contacts);
  remember_senders (redirect, response);
  g_signal_emit (self, redirected_signal, 0, contacts, &taken);
  if (!taken)
    g_clear_pointer (&redirect->offered, g_ptr_array_unref);
  return taken;
}

static gboolean
was_offered (UaInviterRedirect *redirect,
             SipUri            *target)
{
  for (guint i = 0; redirect != NULL && redirect->offered != NULL && i < redirect->offered->len; i++)
    {
      if (sip_uri_equal (sip_address_get_uri (g_ptr_array_index (redirect->offered, i)), target))
        return TRUE;
    }
  return FALSE;
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaInviter) self = user_data;
  UaSession *session = UA_SESSION (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);
  g_autoptr (GBytes) body = offer != NULL ? g_bytes_new (offer, strlen (offer)) : NULL;

  if (ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (body == NULL)
    ua_session_end (session, UA_SESSION_END_FAILED, error);
  else
    ua_inviter_send_again (self, body);
}

/* Nobody rings any more where the call came from, and all media of there ends but that which is heard. When a telephone
 * has described itself there, our offer has had its answer: who is called now gets one of its own, whose answer the
 * heard handler can read (RFC 3264 §4). */
static void
call_instead (UaInviter *self,
              SipUri    *target)
{
  UaNegotiation *negotiation = ua_session_get_private (UA_SESSION (self))->negotiation;
  gboolean described = self->first != NULL;

  ua_inviter_drop_early (self, NULL);
  g_clear_object (&self->first);
  sip_uri_unref (self->target);
  self->target = sip_uri_ref (target);
  if (described)
    ua_negotiation_rollback (negotiation);
  if (described && self->offered)
    ua_negotiation_offer_async (negotiation, offer_written_cb, g_object_ref (self));
  else
    ua_inviter_send_again (self, sip_message_get_body (ua_request_get_message (self->request)));
}

/**
 * ua_inviter_follow:
 * @self: the call
 * @target: one of the contacts that [signal@UaInviter::redirected] told
 * @error: %UA_ERROR_WRONG_STATE, %UA_ERROR_INVALID_TARGET, %UA_ERROR_CONNECTION
 *
 * Calls there instead. It stays the same call: Call-ID and To are as they were (RFC 3261 §8.1.3.4).
 *
 * Returns: %FALSE when there is nothing to follow, or @target is none of it; the call is as it was then
 */
gboolean
ua_inviter_follow (UaInviter  *self,
                   SipUri     *target,
                   GError    **error)
{
  g_return_val_if_fail (UA_IS_INVITER (self) && target != NULL, FALSE);

  UaInviterRedirect *redirect = *ua_inviter_get_redirect (self);
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (redirect == NULL || redirect->offered == NULL || priv->state != UA_SESSION_STATE_ESTABLISHING)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "the call was not sent on");
  else if (!was_offered (redirect, target))
    g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "the call was not sent on to there");
  else if (priv->agent == NULL || !ua_agent_is_connected (priv->agent))
    g_set_error_literal (error, UA_ERROR, UA_ERROR_CONNECTION, "there is no connection");
  else
    {
      g_autoptr (SipUri) chosen = sip_uri_ref (target);

      g_clear_pointer (&redirect->offered, g_ptr_array_unref);
      call_instead (self, chosen);
      return TRUE;
    }
  return FALSE;
}
