/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person has one circle of people and one mood, however many accounts there are. What each account knows comes together
 * here, and what is to be known of us goes out to each, with the one thing nobody wants to say by hand: that one is on
 * the phone. */

#include "config.h"

#include "phone-watching-private.h"

#include "phone-account-parts-private.h"

struct _PhoneWatching
{
  GObject parent_instance;

  GListModel *accounts;
  GListModel *calls;
  GListStore *watched;
  PhonePresenceState state;
  char *note;
  gboolean on_the_phone;
};

G_DEFINE_FINAL_TYPE (PhoneWatching, phone_watching, G_TYPE_OBJECT)

static void
publish_by (PhoneWatching *self,
            PhoneAccount  *account)
{
  phone_account_publish (account, self->state, self->on_the_phone, self->note);
}

/* What a person says goes to all; what is only noticed, to those who were told something before. */
static void
publish (PhoneWatching *self,
         gboolean       by_person)
{
  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n);

      if (by_person || phone_account_publishes (account))
        publish_by (self, account);
    }
}

static void
watchlist_added_cb (PhoneWatching     *self,
                    PhoneContactState *contact)
{
  g_list_store_append (self->watched, contact);
}

static void
watchlist_removed_cb (PhoneWatching     *self,
                      PhoneContactState *contact)
{
  guint position;

  if (g_list_store_find (self->watched, contact, &position))
    g_list_store_remove (self->watched, position);
}

static gboolean
has_account (PhoneWatching *self,
             PhoneAccount  *account)
{
  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) other = g_list_model_get_item (self->accounts, n);

      if (other == account)
        return TRUE;
    }
  return FALSE;
}

static void
sweep (PhoneWatching *self)
{
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self->watched)); n > 0; n--)
    {
      g_autoptr (PhoneContactState) contact = g_list_model_get_item (G_LIST_MODEL (self->watched), n - 1);

      if (!has_account (self, phone_contact_state_get_account (contact)))
        g_list_store_remove (self->watched, n - 1);
    }
}

/* Who let others know before still does; an account that is new tells nothing until the person says so again. */
static void
follow_account (PhoneWatching *self,
                PhoneAccount  *account)
{
  PhoneWatchlist *watchlist = phone_account_get_watchlist (account);

  g_signal_connect_object (watchlist, "added", G_CALLBACK (watchlist_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watchlist, "removed", G_CALLBACK (watchlist_removed_cb), self, G_CONNECT_SWAPPED);
  for (guint n = 0; n < phone_watchlist_get_n (watchlist); n++)
    g_list_store_append (self->watched, phone_watchlist_get (watchlist, n));
  if (!phone_account_publishes (account))
    return;
  if (self->state == PHONE_PRESENCE_STATE_UNKNOWN)
    self->state = PHONE_PRESENCE_STATE_AVAILABLE;
  publish_by (self, account);
}

static void
accounts_changed_cb (GListModel    *accounts,
                     guint          position,
                     guint          n_removed,
                     guint          n_added,
                     PhoneWatching *self)
{
  if (n_removed > 0)
    sweep (self);
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      follow_account (self, account);
    }
}

static gboolean
is_talk (PhoneCall *call)
{
  switch (phone_call_get_state (call))
    {
    case PHONE_CALL_STATE_CONNECTING:
    case PHONE_CALL_STATE_ACTIVE:
    case PHONE_CALL_STATE_HELD:
    case PHONE_CALL_STATE_RECONNECTING:
      return TRUE;
    case PHONE_CALL_STATE_CALLING:
    case PHONE_CALL_STATE_RINGING:
    case PHONE_CALL_STATE_INCOMING:
    case PHONE_CALL_STATE_ENDING:
    case PHONE_CALL_STATE_ENDED:
      break;
    }
  return FALSE;
}

static void
count_talks (PhoneWatching *self)
{
  gboolean on_the_phone = FALSE;

  for (guint n = 0; n < g_list_model_get_n_items (self->calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (self->calls, n);

      on_the_phone = on_the_phone || is_talk (call);
    }
  if (self->on_the_phone == on_the_phone)
    return;

  self->on_the_phone = on_the_phone;
  publish (self, FALSE);
}

static void
calls_changed_cb (GListModel    *calls,
                  guint          position,
                  guint          n_removed,
                  guint          n_added,
                  PhoneWatching *self)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);

      g_signal_connect_object (call, "notify::state", G_CALLBACK (count_talks), self, G_CONNECT_SWAPPED);
    }
  count_talks (self);
}

static void
phone_watching_finalize (GObject *object)
{
  PhoneWatching *self = PHONE_WATCHING (object);

  g_object_unref (self->watched);
  g_object_unref (self->accounts);
  g_object_unref (self->calls);
  g_free (self->note);

  G_OBJECT_CLASS (phone_watching_parent_class)->finalize (object);
}

static void
phone_watching_class_init (PhoneWatchingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_watching_finalize;
}

static void
phone_watching_init (PhoneWatching *self)
{
  self->watched = g_list_store_new (PHONE_TYPE_CONTACT_STATE);
}

PhoneWatching *
phone_watching_new (GListModel *accounts,
                    GListModel *calls)
{
  PhoneWatching *self = g_object_new (PHONE_TYPE_WATCHING, NULL);

  self->accounts = g_object_ref (accounts);
  self->calls = g_object_ref (calls);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_DEFAULT);
  return self;
}

GListModel *
phone_watching_get_model (PhoneWatching *self)
{
  return G_LIST_MODEL (self->watched);
}

void
phone_watching_set (PhoneWatching      *self,
                    PhonePresenceState  state,
                    const char         *note)
{
  self->state = state;
  g_set_str (&self->note, note);
  publish (self, TRUE);
}

PhonePresenceState
phone_watching_get_state (PhoneWatching *self)
{
  return self->state;
}

const char *
phone_watching_get_note (PhoneWatching *self)
{
  return self->note;
}
