/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person watches many, and a server must not feel it: where it keeps a list, one subscription tells of all; else each is
 * asked about in its turn. The list decides for itself whom it names; whoever it does not name is asked about alone. */

#include "config.h"

#include "phone-watchlist.h"

#include "phone-address.h"
#include "phone-contact-state-private.h"
#include "phone-subscription.h"
#include "phone-text.h"
#include "phone-watched.h"
#include "phone-watching.h"
#include "ua-resource-list.h"

#define TURNS_EACH 2

struct _PhoneWatchlist
{
  GObject parent_instance;

  GObject *account; /* weak */
  GPtrArray *watched; /* PhoneWatched */
  UaAgent *agent; /* NULL: no line */
  UaRegisterer *registerer;

  SipUri *list; /* NULL: none */
  PhoneSubscription *subscription; /* to the list; NULL: none, or no line */
  UaResourceList *known; /* NULL: nothing */
};

enum
{
  ADDED,
  REMOVED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PhoneWatchlist, phone_watchlist, G_TYPE_OBJECT)

static PhoneWatched *
find (PhoneWatchlist *self,
      SipUri         *target)
{
  g_autofree char *key = phone_address_to_key (target);
  g_autofree char *address = phone_text_clean_line (key);

  for (guint n = 0; n < self->watched->len; n++)
    {
      PhoneWatched *watched = g_ptr_array_index (self->watched, n);

      if (g_str_equal (phone_contact_state_get_address (phone_watched_get_contact (watched)), address))
        return watched;
    }
  return NULL;
}

static PhoneWatched *
find_or_add (PhoneWatchlist *self,
             SipUri         *target)
{
  PhoneWatched *watched = find (self, target);

  if (watched != NULL || self->watched->len >= PHONE_WATCH_MAX)
    return watched;

  watched = phone_watched_new (self->account, target);
  phone_watched_set_turn (watched, 1 + self->watched->len * TURNS_EACH);
  phone_watched_set_alone (watched, self->subscription == NULL || phone_subscription_is_refused (self->subscription));
  g_ptr_array_add (self->watched, watched);
  if (self->agent != NULL)
    phone_watched_attach (watched, self->agent, self->registerer);
  g_signal_emit (self, signals[ADDED], 0, phone_watched_get_contact (watched));
  return watched;
}

static void
take_out (PhoneWatchlist *self,
          PhoneWatched   *watched)
{
  g_autoptr (PhoneWatched) hold = g_object_ref (watched);

  g_ptr_array_remove (self->watched, watched);
  phone_watched_detach (watched, TRUE);
  g_signal_emit (self, signals[REMOVED], 0, phone_watched_get_contact (watched));
}

static SipUri *
read_uri (const UaResource *resource)
{
  g_autoptr (SipUri) uri = sip_uri_parse (resource->uri, -1, NULL);

  return uri != NULL && (sip_uri_get_host (uri) != NULL || sip_uri_get_number (uri) != NULL) ? g_steal_pointer (&uri)
                                                                                              : NULL;
}

/* The addresses that the list names, as contacts have them. */
static GHashTable *
read_names (UaResourceList *list)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint n = 0; list != NULL && n < list->resources->len; n++)
    {
      g_autoptr (SipUri) uri = read_uri (g_ptr_array_index (list->resources, n));

      if (uri != NULL)
        g_hash_table_add (names, phone_address_to_key (uri));
    }
  return names;
}

/* Before the list has spoken nobody is asked about alone; afterwards those it does not name; without it all. */
static void
divide (PhoneWatchlist *self)
{
  gboolean waits = self->subscription != NULL && self->known == NULL
                   && !phone_subscription_is_refused (self->subscription);
  g_autoptr (GHashTable) names = read_names (self->known);

  for (guint n = self->watched->len; n > 0; n--)
    {
      PhoneWatched *watched = g_ptr_array_index (self->watched, n - 1);
      PhoneContactState *contact = phone_watched_get_contact (watched);
      gboolean listed = g_hash_table_contains (names, phone_contact_state_get_address (contact));

      phone_watched_set_alone (watched, !waits && !listed);
      if (!waits && !listed && phone_contact_state_get_kinds (contact) == 0)
        take_out (self, watched);
    }
}

static UaSubscriptionPhase
read_phase (const UaResource *resource)
{
  return resource->state == NULL || g_ascii_strcasecmp (resource->state, "active") == 0 ? UA_SUBSCRIPTION_ACTIVE
                                                                                        : UA_SUBSCRIPTION_PENDING;
}

static void
take_resource (PhoneWatchlist   *self,
               const UaResource *resource)
{
  g_autoptr (SipUri) uri = read_uri (resource);
  PhoneWatched *watched = uri != NULL ? find_or_add (self, uri) : NULL;
  g_autofree char *name = resource->name != NULL ? phone_text_clean_line (resource->name) : NULL;

  if (watched == NULL)
    return;
  if (name != NULL && *name != '\0')
    phone_contact_state_set_name (phone_watched_get_contact (watched), name);
  phone_watched_take_presence (watched, resource->content_type, resource->body, read_phase (resource));
}

static void
list_told_cb (PhoneSubscription *subscription,
              const char        *content_type,
              GBytes            *body,
              guint              phase,
              PhoneWatchlist    *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaResourceList) known = g_steal_pointer (&self->known);
  g_autoptr (UaResourceList) news = content_type != NULL ? ua_resource_list_parse (content_type, body, &error) : NULL;
  UaNews verdict = UA_NEWS_STALE;

  if (news == NULL)
    {
      if (error != NULL)
        g_info ("%s", error->message);
      self->known = g_steal_pointer (&known);
      return;
    }

  self->known = ua_resource_list_merge (known, news, &verdict);
  if (verdict == UA_NEWS_GAP)
    phone_subscription_refresh (subscription);
  if (verdict != UA_NEWS_WHOLE && verdict != UA_NEWS_PART)
    return;
  for (guint n = 0; n < news->resources->len; n++)
    take_resource (self, g_ptr_array_index (news->resources, n));
  divide (self);
}

static void
list_ended_cb (PhoneSubscription *subscription,
               PhoneWatchlist    *self)
{
  g_clear_pointer (&self->known, ua_resource_list_unref);
  for (guint n = 0; n < self->watched->len; n++)
    phone_watched_take_presence (g_ptr_array_index (self->watched, n), NULL, NULL, UA_SUBSCRIPTION_PENDING);
  if (self->subscription == subscription)
    divide (self);
}

static void
close_list (PhoneWatchlist *self,
            gboolean        politely)
{
  g_autoptr (PhoneSubscription) subscription = g_steal_pointer (&self->subscription);

  if (subscription == NULL)
    return;
  g_signal_handlers_disconnect_by_data (subscription, self);
  phone_subscription_detach (subscription, politely);
  g_clear_pointer (&self->known, ua_resource_list_unref);
}

static void
open_list (PhoneWatchlist *self)
{
  close_list (self, TRUE);
  if (self->list != NULL && self->agent != NULL)
    {
      self->subscription = phone_subscription_new (self->list, "presence");
      phone_subscription_set_lists (self->subscription);
      g_signal_connect_object (self->subscription, "told", G_CALLBACK (list_told_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (self->subscription, "ended", G_CALLBACK (list_ended_cb), self, G_CONNECT_DEFAULT);
      phone_subscription_attach (self->subscription, self->agent, self->registerer);
    }
  divide (self);
}

static void
phone_watchlist_dispose (GObject *object)
{
  phone_watchlist_detach (PHONE_WATCHLIST (object), FALSE);

  G_OBJECT_CLASS (phone_watchlist_parent_class)->dispose (object);
}

static void
phone_watchlist_finalize (GObject *object)
{
  PhoneWatchlist *self = PHONE_WATCHLIST (object);

  g_clear_weak_pointer (&self->account);
  g_ptr_array_unref (self->watched);
  g_clear_pointer (&self->list, sip_uri_unref);

  G_OBJECT_CLASS (phone_watchlist_parent_class)->finalize (object);
}

static void
phone_watchlist_class_init (PhoneWatchlistClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_watchlist_dispose;
  object_class->finalize = phone_watchlist_finalize;

  signals[ADDED] = g_signal_new ("added", PHONE_TYPE_WATCHLIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 PHONE_TYPE_CONTACT_STATE);
  signals[REMOVED] = g_signal_new ("removed", PHONE_TYPE_WATCHLIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, PHONE_TYPE_CONTACT_STATE);
  signals[CHANGED] =
    g_signal_new ("changed", PHONE_TYPE_WATCHLIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_watchlist_init (PhoneWatchlist *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

PhoneWatchlist *
phone_watchlist_new (GObject *account)
{
  PhoneWatchlist *self = g_object_new (PHONE_TYPE_WATCHLIST, NULL);

  g_set_weak_pointer (&self->account, account);
  return self;
}

PhoneContactState *
phone_watchlist_add (PhoneWatchlist *self,
                     SipUri         *target,
                     PhoneWatchKind  kinds)
{
  PhoneWatched *watched = find_or_add (self, target);
  PhoneContactState *contact;

  if (watched == NULL)
    return NULL;

  contact = phone_watched_get_contact (watched);
  if ((phone_contact_state_get_kinds (contact) | kinds) != phone_contact_state_get_kinds (contact))
    {
      phone_watched_set_kinds (watched, phone_contact_state_get_kinds (contact) | kinds);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  return contact;
}

gboolean
phone_watchlist_remove (PhoneWatchlist *self,
                        SipUri         *target)
{
  PhoneWatched *watched = find (self, target);
  g_autoptr (GHashTable) names = read_names (self->known);

  if (watched == NULL)
    return FALSE;

  if (g_hash_table_contains (names, phone_contact_state_get_address (phone_watched_get_contact (watched))))
    phone_watched_set_kinds (watched, 0);
  else
    take_out (self, watched);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

void
phone_watchlist_set_list (PhoneWatchlist *self,
                          SipUri         *list)
{
  SipUri *kept = list != NULL ? sip_uri_ref (list) : NULL;

  g_clear_pointer (&self->list, sip_uri_unref);
  self->list = kept;
  open_list (self);
}

SipUri *
phone_watchlist_get_list (PhoneWatchlist *self)
{
  return self->list;
}

guint
phone_watchlist_get_n (PhoneWatchlist *self)
{
  return self->watched->len;
}

PhoneContactState *
phone_watchlist_get (PhoneWatchlist *self,
                     guint           index)
{
  return phone_watched_get_contact (g_ptr_array_index (self->watched, index));
}

char **
phone_watchlist_dup_kept (PhoneWatchlist *self,
                          PhoneWatchKind  kind)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (guint n = 0; n < self->watched->len; n++)
    {
      PhoneWatched *watched = g_ptr_array_index (self->watched, n);

      if ((phone_contact_state_get_kinds (phone_watched_get_contact (watched)) & kind) != 0)
        g_strv_builder_take (builder, sip_uri_to_string (phone_watched_get_target (watched)));
    }
  kept = g_strv_builder_end (builder);
  return kept[0] != NULL ? g_steal_pointer (&kept) : NULL;
}

void
phone_watchlist_attach (PhoneWatchlist *self,
                        UaAgent        *agent,
                        UaRegisterer   *registerer)
{
  phone_watchlist_detach (self, FALSE);
  self->agent = g_object_ref (agent);
  self->registerer = g_object_ref (registerer);
  open_list (self);
  for (guint n = 0; n < self->watched->len; n++)
    {
      PhoneWatched *watched = g_ptr_array_index (self->watched, n);

      phone_watched_set_turn (watched, 1 + n * TURNS_EACH);
      phone_watched_attach (watched, agent, registerer);
    }
}

void
phone_watchlist_detach (PhoneWatchlist *self,
                        gboolean        politely)
{
  if (self->agent == NULL)
    return;

  close_list (self, politely);
  for (guint n = 0; n < self->watched->len; n++)
    phone_watched_detach (g_ptr_array_index (self->watched, n), politely);
  g_clear_object (&self->agent);
  g_clear_object (&self->registerer);
}
