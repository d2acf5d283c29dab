/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an account is told and tells beside calls: its mailbox, those it watches, and what others may know of it. All of it
 * follows the line, and is kept with the account. */

#include "config.h"

#include "phone-account-parts-private.h"

#include "phone.h"
#include "phone-address.h"

void
phone_account_tell_record (PhoneAccount *self)
{
  g_signal_emit_by_name (self, "trusted");
}

static void
load (PhoneAccount *self,
      char        **addresses,
      PhoneWatchKind kind)
{
  for (guint n = 0; addresses != NULL && addresses[n] != NULL; n++)
    {
      g_autoptr (SipUri) uri = sip_uri_parse (addresses[n], -1, NULL);

      if (uri != NULL)
        phone_watchlist_add (self->events.watchlist, uri, kind);
    }
}

void
phone_account_make_events (PhoneAccount       *self,
                           const StoreAccount *record)
{
  g_autoptr (SipUri) list = record->watch_list != NULL ? sip_uri_parse (record->watch_list, -1, NULL) : NULL;

  self->events.mailbox = phone_mailbox_new (self->aor);
  self->events.publication = phone_publication_new (self->aor);
  self->events.watchlist = phone_watchlist_new (G_OBJECT (self));
  self->events.publishes = record->publishes;
  phone_mailbox_set_unasked (self->events.mailbox, record->unasked);
  phone_account_set_watch_list_uri (self, list);
  load (self, record->watched, PHONE_WATCH_PRESENCE);
  load (self, record->lamps, PHONE_WATCH_LAMP);
  g_signal_connect_object (self->events.watchlist, "changed", G_CALLBACK (phone_account_tell_record), self, G_CONNECT_SWAPPED);
}

void
phone_account_free_events (PhoneAccount *self)
{
  g_clear_object (&self->events.mailbox);
  g_clear_object (&self->events.publication);
  g_clear_object (&self->events.watchlist);
  g_free (self->events.watch_list);
}

/* (skip) What is to be written down; free it with store_account_free(). */
StoreAccount *
phone_account_record_events (PhoneAccount *self,
                             StoreAccount *record)
{
  SipUri *list = phone_watchlist_get_list (self->events.watchlist);

  record->watched = phone_watchlist_dup_kept (self->events.watchlist, PHONE_WATCH_PRESENCE);
  record->lamps = phone_watchlist_dup_kept (self->events.watchlist, PHONE_WATCH_LAMP);
  record->watch_list = list != NULL ? sip_uri_to_string (list) : NULL;
  record->unasked = phone_mailbox_get_unasked (self->events.mailbox);
  record->publishes = self->events.publishes;
  return record;
}

/* The practice exchange keeps no mailbox and knows of nobody. */
void
phone_account_attach_events (PhoneAccount *self)
{
  if (phone_account_is_practice (self))
    return;

  phone_mailbox_attach (self->events.mailbox, self->agent, self->registerer);
  phone_watchlist_attach (self->events.watchlist, self->agent, self->registerer);
  phone_publication_attach (self->events.publication, self->agent, self->registerer);
}

/* The last that others should hear of us is that we are gone, before the registration is. */
void
phone_account_leave_events (PhoneAccount *self,
                            gboolean      politely)
{
  if (self->events.mailbox == NULL)
    return;

  phone_publication_detach (self->events.publication, politely);
  phone_watchlist_detach (self->events.watchlist, politely);
  phone_mailbox_detach (self->events.mailbox, politely);
}

PhoneWatchlist *
phone_account_get_watchlist (PhoneAccount *self)
{
  return self->events.watchlist;
}

gboolean
phone_account_publishes (PhoneAccount *self)
{
  return self->events.publishes;
}

void
phone_account_publish (PhoneAccount       *self,
                       PhonePresenceState  state,
                       gboolean            on_the_phone,
                       const char         *note)
{
  /* Who is gone is gone after the next start as well. */
  gboolean publishes = state != PHONE_PRESENCE_STATE_UNKNOWN && state != PHONE_PRESENCE_STATE_OFFLINE;

  phone_publication_set (self->events.publication, state, on_the_phone, note);
  if (self->events.publishes == publishes)
    return;

  self->events.publishes = publishes;
  phone_account_tell_record (self);
}

void
phone_account_set_watch_list_uri (PhoneAccount *self,
                                  SipUri       *list)
{
  g_free (self->events.watch_list);
  self->events.watch_list = list != NULL ? phone_address_for_people (list) : NULL;
  phone_watchlist_set_list (self->events.watchlist, list);
}

/**
 * phone_account_get_voicemail:
 * @self: an account
 *
 * What waits in its mailbox.
 *
 * Returns: (transfer none): the mailbox, which notifies; the same as long as the account lives
 */
PhoneVoicemail *
phone_account_get_voicemail (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return phone_mailbox_get_voicemail (self->events.mailbox);
}

/**
 * phone_account_get_n_voicemails:
 * @self: an account
 *
 * How many voice messages were not heard yet.
 *
 * Returns: a number; 1 where they wait and were not counted
 */
guint
phone_account_get_n_voicemails (PhoneAccount *self)
{
  PhoneVoicemail *voicemail = phone_account_get_voicemail (self);

  g_return_val_if_fail (voicemail != NULL, 0);

  return phone_voicemail_is_waiting (voicemail) ? MAX (phone_voicemail_get_n_new (voicemail), 1)
                                                : phone_voicemail_get_n_new (voicemail);
}

/**
 * phone_account_get_unasked:
 * @self: an account
 *
 * Whether the server may switch the voicemail light without being asked.
 *
 * Returns: %TRUE when that was agreed
 */
gboolean
phone_account_get_unasked (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), FALSE);

  return phone_mailbox_get_unasked (self->events.mailbox);
}

/**
 * phone_account_set_unasked:
 * @self: an account
 * @unasked: whether it may
 *
 * Agrees that the server switches the voicemail light without being asked (CONTRACT U26), which it can only by our own
 * contact, a secret between the two. Kept with the account.
 */
void
phone_account_set_unasked (PhoneAccount *self,
                           gboolean      unasked)
{
  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  if (phone_mailbox_get_unasked (self->events.mailbox) == unasked)
    return;

  phone_mailbox_set_unasked (self->events.mailbox, unasked);
  phone_account_tell_record (self);
}

/**
 * phone_account_get_watch_list:
 * @self: an account
 *
 * Where the server keeps a list of people for us.
 *
 * Returns: (transfer none) (nullable): its address; %NULL: nowhere
 */
const char *
phone_account_get_watch_list (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->events.watch_list;
}

/**
 * phone_account_set_watch_list:
 * @self: an account
 * @address: (nullable): of a list that the server keeps; "" or %NULL: none
 * @error: return location for a #PHONE_ERROR
 *
 * Chooses a list by which one subscription tells of many people (RFC 4662). Kept with the account.
 *
 * Returns: %FALSE with @error set when it is no address
 */
gboolean
phone_account_set_watch_list (PhoneAccount  *self,
                              const char    *address,
                              GError       **error)
{
  gboolean none = address == NULL || *address == '\0';
  g_autoptr (GError) reason = NULL;
  g_autoptr (SipUri) uri = NULL;

  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), FALSE);

  if (!none)
    uri = phone_account_parse_target (self, address, &reason);
  if (!none && uri == NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: %s", address, reason->message);
      return FALSE;
    }

  phone_account_set_watch_list_uri (self, uri);
  phone_account_tell_record (self);
  return TRUE;
}
