/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person means: a name, a number or an address becomes a call or a conversation. */

#include "config.h"

#include "phone-private.h"

#include "phone-address.h"
#include "phone-number.h"
#include "ua-error.h"

/* A number that was pasted with the words around it; anything else is what it says. */
static SipUri *
parse_target (PhoneAccount  *account,
              const char    *target,
              GError       **error)
{
  gboolean is_address = g_hostname_is_ip_address (target) || g_ascii_strncasecmp (target, "tel:", 4) == 0;
  g_autofree char *number = is_address ? NULL : phone_number_clean (target);

  return phone_account_parse_target (account, number != NULL ? number : target, error);
}

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

  uri = parse_target (*account, target, &reason);
  if (uri == NULL)
    g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: %s", target, reason->message);
  return uri;
}

/**
 * phone_check_target:
 * @account: an account
 * @target: whom, as a person writes it
 * @error: return location for a #PHONE_ERROR
 *
 * Checks a target before it is kept for later: that it can be called, and is not the account itself.
 *
 * Returns: whether it can be called
 */
gboolean
phone_check_target (PhoneAccount  *account,
                    const char    *target,
                    GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (SipUri) uri = NULL;
  g_autofree char *key = NULL;
  g_autofree char *own = NULL;

  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  uri = parse_target (account, target, &reason);
  if (uri == NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: %s", target, reason->message);
      return FALSE;
    }
  key = phone_address_to_key (uri);
  own = phone_address_to_key (phone_account_get_aor (account));
  if (g_strcmp0 (key, own) != 0)
    return TRUE;

  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: is the account itself", target);
  return FALSE;
}

/* An account that is anonymous by its policy is so without a flag. */
static UaOptions *
make_options (PhoneAccount   *account,
              PhoneCallFlags  flags)
{
  UaOptions *options = phone_terms_make_options (account);

  ua_options_set_anonymous (options, (flags & PHONE_CALL_FLAGS_ANONYMOUS) != 0 ||
                                       phone_policy_is_anonymous (phone_account_get_policy (account)));
  return options;
}

/* The call is in the list before this returns. */
static PhoneCall *
place (Phone         *self,
       PhoneAccount  *account,
       SipUri        *uri,
       UaOptions     *options,
       GError       **error)
{
  g_autoptr (PhoneCall) call = NULL;

  if (phone_account_get_agent (account) == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_CONNECTION, "%s is offline", phone_account_get_address (account));
      return NULL;
    }

  call = phone_call_new_outgoing (account, uri, self->engine, options);
  phone_follow (self, call);
  phone_call_begin (call);
  return call; /* the list holds it */
}

/**
 * phone_call:
 * @self: the phone
 * @account: (nullable): who calls; %NULL: the default account
 * @target: whom, as a person writes it
 * @error: return location for a #PHONE_ERROR, or why there is no line
 *
 * Calls, as the account's policy says. The call is in the list before this returns; how it goes is its own to say.
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
phone_call (Phone         *self,
            PhoneAccount  *account,
            const char    *target,
            GError       **error)
{
  return phone_call_with (self, account, target, PHONE_CALL_FLAGS_NONE, error);
}

/**
 * phone_call_with:
 * @self: the phone
 * @account: (nullable): who calls; %NULL: the default account
 * @target: whom, as a person writes it
 * @flags: what is special about this call
 * @error: return location for a #PHONE_ERROR, or why there is no line
 *
 * Calls in a special way. An account that is anonymous by its policy is so without a flag.
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
phone_call_with (Phone           *self,
                 PhoneAccount    *account,
                 const char      *target,
                 PhoneCallFlags   flags,
                 GError         **error)
{
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (UaOptions) options = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  uri = find_target (self, &account, target, error);
  if (uri == NULL)
    return NULL;

  options = make_options (account, flags);
  return place (self, account, uri, options, error);
}

/**
 * phone_pick_up:
 * @self: the phone
 * @account: (nullable): who picks up; %NULL: the default account
 * @target: who calls the other telephone
 * @dialog: "CALL-ID;LOCAL-TAG;REMOTE-TAG" of the call as that telephone tells it
 * @error: return location for a #PHONE_ERROR, or why there is no line
 *
 * Takes a call that rings at another telephone (RFC 5359 §2.16).
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
phone_pick_up (Phone         *self,
               PhoneAccount  *account,
               const char    *target,
               const char    *dialog,
               GError       **error)
{
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (UaOptions) options = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (target != NULL && dialog != NULL, NULL);

  uri = find_target (self, &account, target, error);
  if (uri == NULL)
    return NULL;

  options = make_options (account, PHONE_CALL_FLAGS_NONE);
  parts = g_strsplit (dialog, ";", 3);
  if (g_strv_length (parts) != 3 || !ua_options_set_replaces (options, parts[0], parts[1], parts[2], TRUE))
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: not a call of another telephone", dialog);
      return NULL;
    }
  return place (self, account, uri, options, error);
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
  return uri != NULL ? phone_conversations_show (self->conversations, account, uri) : NULL;
}
