/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The verbs of watching: whom a person wants to see, and how a person wants to be seen. */

#include "config.h"

#include "phone-private.h"

#include "phone-account-parts-private.h"
#include "phone-address.h"

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
 * phone_watch:
 * @self: the phone
 * @account: (nullable): by which account; %NULL: the default one
 * @target: whom, as a person writes it
 * @kinds: in which ways, beside those of before
 * @error: return location for a #PHONE_ERROR
 *
 * Begins to watch somebody, now and whenever the account is registered.
 *
 * Returns: (transfer none) (nullable): how they are, as far as it is known; %NULL with @error set
 */
PhoneContactState *
phone_watch (Phone           *self,
             PhoneAccount    *account,
             const char      *target,
             PhoneWatchKind   kinds,
             GError         **error)
{
  g_autoptr (SipUri) uri = NULL;
  PhoneContactState *contact;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (target != NULL && kinds != 0, NULL);

  uri = find_target (self, &account, target, error);
  if (uri == NULL)
    return NULL;

  contact = phone_watchlist_add (phone_account_get_watchlist (account), uri, kinds);
  if (contact == NULL)
    g_set_error (error, PHONE_ERROR, PHONE_ERROR_TOO_MANY, "%u are watched already", PHONE_WATCH_MAX);
  return contact;
}

/**
 * phone_unwatch:
 * @self: the phone
 * @account: (nullable): by which account; %NULL: the default one
 * @target: whom, as a person writes it
 * @error: return location for a #PHONE_ERROR
 *
 * Watches somebody no more, in whichever way.
 *
 * Returns: %FALSE with @error set when nobody did
 */
gboolean
phone_unwatch (Phone         *self,
               PhoneAccount  *account,
               const char    *target,
               GError       **error)
{
  g_autoptr (SipUri) uri = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  uri = find_target (self, &account, target, error);
  if (uri == NULL)
    return FALSE;
  if (phone_watchlist_remove (phone_account_get_watchlist (account), uri))
    return TRUE;

  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: is not watched", target);
  return FALSE;
}

/**
 * phone_get_watched:
 * @self: the phone
 *
 * Everybody who is watched by any account.
 *
 * Returns: (transfer none): a list of #PhoneContactState
 */
GListModel *
phone_get_watched (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_watching_get_model (self->watching);
}

/**
 * phone_find_watched:
 * @self: the phone
 * @address: as conversations and past calls write it
 *
 * Finds what is known of somebody, to be shown beside their name.
 *
 * Returns: (transfer none) (nullable): how they are; %NULL: nobody watches them
 */
PhoneContactState *
phone_find_watched (Phone      *self,
                    const char *address)
{
  g_autoptr (SipUri) uri = NULL;
  g_autofree char *key = NULL;
  GListModel *watched = phone_get_watched (self);

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  uri = sip_uri_parse_target (address, NULL, NULL);
  key = uri != NULL ? phone_address_to_key (uri) : NULL;
  for (guint n = 0; key != NULL && n < g_list_model_get_n_items (watched); n++)
    {
      g_autoptr (PhoneContactState) contact = g_list_model_get_item (watched, n);

      if (g_str_equal (phone_contact_state_get_address (contact), key))
        return contact; /* the list holds it */
    }
  return NULL;
}

static PhoneContactState *
find_contact (Phone  *self,
              SipUri *uri)
{
  g_autofree char *key = phone_address_to_key (uri);

  return phone_find_watched (self, key);
}

/**
 * phone_pick_up_watched:
 * @self: the phone
 * @account: (nullable): by which account; %NULL: the one they are watched by
 * @target: whose telephone rings, as a person writes it
 * @error: %PHONE_ERROR_BAD_TARGET when they are not watched, or nothing rings there that could be taken
 *
 * Takes the call that rings at somebody else's telephone (RFC 5359 §2.16).
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
phone_pick_up_watched (Phone         *self,
                       PhoneAccount  *account,
                       const char    *target,
                       GError       **error)
{
  PhoneAccount *asked = account;
  PhoneContactState *contact;
  PhoneLamp *lamp;
  const char *call_id, *local_tag, *remote_tag;
  g_autoptr (SipUri) uri = NULL;
  g_autofree char *dialog = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  uri = find_target (self, &asked, target, error);
  if (uri == NULL)
    return NULL;

  contact = find_contact (self, uri);
  lamp = contact != NULL ? phone_contact_state_get_lamp (contact) : NULL;
  if (lamp == NULL || phone_lamp_get_caller (lamp) == NULL ||
      !phone_lamp_get_replaces (lamp, &call_id, &local_tag, &remote_tag))
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: nothing rings there that could be taken", target);
      return NULL;
    }
  dialog = g_strjoin (";", call_id, local_tag, remote_tag, NULL);
  return phone_pick_up (self, account != NULL ? account : phone_contact_state_get_account (contact),
                        phone_lamp_get_caller (lamp), dialog, error);
}

/**
 * phone_set_presence:
 * @self: the phone
 * @state: what others may know; %PHONE_PRESENCE_STATE_UNKNOWN: nothing at all
 * @note: (nullable): in one's own words
 *
 * Says to the servers of all accounts how one is; who may see it is theirs to decide. That it is said at all is kept with
 * the accounts, and after a start one is available.
 */
void
phone_set_presence (Phone              *self,
                    PhonePresenceState  state,
                    const char         *note)
{
  g_return_if_fail (PHONE_IS_PHONE (self));

  phone_watching_set (self->watching, state, note);
}

/**
 * phone_get_presence:
 * @self: the phone
 *
 * What was chosen last.
 *
 * Returns: the state
 */
PhonePresenceState
phone_get_presence (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), PHONE_PRESENCE_STATE_UNKNOWN);

  return phone_watching_get_state (self->watching);
}

/**
 * phone_get_presence_note:
 * @self: the phone
 *
 * What was said last of oneself.
 *
 * Returns: (transfer none) (nullable): the words; %NULL: none
 */
const char *
phone_get_presence_note (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_watching_get_note (self->watching);
}
