/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person means: a name, a number or an address becomes a call or a conversation. */

#include "config.h"

#include "phone-private.h"

#include "ua-error.h"

/* Whom a person means, by which account; NULL with a PHONE_ERROR. */
static SipUri *
find_target (Phone         *self,
             PhoneAccount **account,
             const char    *target,
             GError       **error)
{
  g_autoptr (GError) reason = NULL;
  SipUri *uri;

  if (*account == NULL)
    *account = phone_get_default_account (self);
  if (*account == NULL)
    {
      g_set_error_literal (error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT, "no account");
      return NULL;
    }

  uri = phone_account_parse_target (*account, target, &reason);
  if (uri == NULL)
    g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: %s", target, reason->message);
  return uri;
}

/**
 * phone_call:
 * @self: the phone
 * @account: (nullable): who calls; %NULL: the default account
 * @target: whom, as a person writes it
 * @error: return location for a #PHONE_ERROR, or why there is no line
 *
 * Calls. The call is in the list before this returns; how it goes is its own to say.
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
phone_call (Phone         *self,
            PhoneAccount  *account,
            const char    *target,
            GError       **error)
{
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (PhoneCall) call = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  uri = find_target (self, &account, target, error);
  if (uri == NULL)
    return NULL;
  if (phone_account_get_agent (account) == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_CONNECTION, "%s is offline", phone_account_get_address (account));
      return NULL;
    }

  call = phone_call_new_outgoing (account, uri, self->engine);
  phone_follow (self, call);
  phone_call_begin (call);
  return call; /* the list holds it */
}

/**
 * phone_get_requests:
 * @self: the phone
 *
 * What somebody wants of us that only the person may grant.
 *
 * Returns: (transfer none): a list of #PhoneRequest
 */
GListModel *
phone_get_requests (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_requests_get_model (self->requests);
}

/**
 * phone_swap:
 * @self: the phone
 * @error: return location for a #UA_ERROR
 *
 * Holds the call that is talked to and takes back the one that waits; with nobody to hold it takes back alone. When one
 * of the two ends in the middle, the other is talked to.
 *
 * Returns: %TRUE when somebody waits
 */
gboolean
phone_swap (Phone   *self,
            GError **error)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), FALSE);

  return phone_focus_swap (self->focus, error);
}

/**
 * phone_open_conversation:
 * @self: the phone
 * @account: (nullable): who writes; %NULL: the default account
 * @target: to whom, as a person writes it
 * @error: return location for a #PHONE_ERROR
 *
 * Finds the conversation with somebody, or begins it.
 *
 * Returns: (transfer none) (nullable): the conversation
 */
PhoneConversation *
phone_open_conversation (Phone         *self,
                         PhoneAccount  *account,
                         const char    *target,
                         GError       **error)
{
  g_autoptr (SipUri) uri = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  uri = find_target (self, &account, target, error);
  return uri != NULL ? phone_conversations_open (self->conversations, account, uri) : NULL;
}
