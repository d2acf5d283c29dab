/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who molests somebody writes their address in another way the next day. So an address is blocked for all accounts and in all
 * its spellings, and a number at every server.
 *
 * Nothing tells them. A message is taken and dropped: a refusal would say “not this way”, and some servers send the text
 * back, or keep it to try again. A call is declined, which is all that the person could have said by hand. */

#include "config.h"

#include "phone-blocked-private.h"

#include "phone-address.h"
#include "phone-number.h"
#include "phone-people-private.h"

/* Where somebody without a server is; a number needs none. */
#define NOWHERE "invalid"

struct _PhoneBlocked
{
  GObject parent_instance;

  StoreDatabase *database; /* NULL: nobody is kept */
  GListStore *addresses;
  GHashTable *by_key; /* char * → PhoneBlockedAddress */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneBlocked, phone_blocked, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
phone_blocked_get_item_type (GListModel *model)
{
  return PHONE_TYPE_BLOCKED_ADDRESS;
}

static guint
phone_blocked_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_BLOCKED (model)->addresses));
}

static gpointer
phone_blocked_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_BLOCKED (model)->addresses), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_blocked_get_item_type;
  iface->get_n_items = phone_blocked_get_n_items;
  iface->get_item = phone_blocked_get_item;
}

static void
phone_blocked_finalize (GObject *object)
{
  PhoneBlocked *self = PHONE_BLOCKED (object);

  g_clear_object (&self->database);
  g_hash_table_unref (self->by_key);
  g_object_unref (self->addresses);

  G_OBJECT_CLASS (phone_blocked_parent_class)->finalize (object);
}

static void
phone_blocked_class_init (PhoneBlockedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_blocked_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", PHONE_TYPE_BLOCKED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_blocked_init (PhoneBlocked *self)
{
  self->addresses = g_list_store_new (PHONE_TYPE_BLOCKED_ADDRESS);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (self->addresses, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

PhoneBlocked *
phone_blocked_new (StoreDatabase *database)
{
  PhoneBlocked *self = g_object_new (PHONE_TYPE_BLOCKED, NULL);

  g_set_object (&self->database, database);
  return self;
}

/* A whole number, with its country, is the same at every server; a short one belongs to its own. */
static char *
dup_number (SipUri *uri)
{
  gboolean tel = sip_uri_get_scheme (uri) == SIP_URI_SCHEME_TEL;
  g_autofree char *user = tel ? g_strdup (sip_uri_get_number (uri)) : sip_uri_dup_user_decoded (uri);
  g_autofree char *number =
    user != NULL ? phone_number_to_key (user, phone_people_guess_plan (tel ? NULL : sip_uri_get_host (uri))) : NULL;

  return number != NULL && *number == '+' ? g_steal_pointer (&number) : NULL;
}

static char *
dup_key (const char *address)
{
  g_autoptr (SipUri) uri = sip_uri_parse_target (address, NOWHERE, NULL);
  g_autofree char *number = NULL;

  if (uri == NULL || sip_uri_get_scheme (uri) == SIP_URI_SCHEME_OTHER)
    return NULL;

  number = dup_number (uri);
  if (number != NULL)
    return g_steal_pointer (&number);
  return g_strcmp0 (sip_uri_get_host (uri), NOWHERE) != 0 ? phone_address_to_key (uri) : NULL;
}

static PhoneBlockedAddress *
find (PhoneBlocked *self,
      const char   *address)
{
  g_autofree char *key = g_hash_table_size (self->by_key) > 0 ? dup_key (address) : NULL;

  return key != NULL ? g_hash_table_lookup (self->by_key, key) : NULL;
}

static void
insert (PhoneBlocked       *self,
        guint               position,
        const StoreBlocked *row)
{
  g_autoptr (PhoneBlockedAddress) fresh = phone_blocked_address_new (row);
  char *key = dup_key (row->address);

  if (key == NULL)
    return;

  g_hash_table_insert (self->by_key, key, fresh); /* the list holds it */
  g_list_store_insert (self->addresses, position, fresh);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneBlocked) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_blocked_list_finish (STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    {
      g_info ("who is blocked: %s", error->message);
      return;
    }

  for (guint n = 0; n < rows->len; n++)
    {
      const StoreBlocked *row = g_ptr_array_index (rows, n);

      if (find (self, row->address) == NULL)
        insert (self, g_list_model_get_n_items (G_LIST_MODEL (self->addresses)), row);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
phone_blocked_load (PhoneBlocked *self)
{
  if (self->database != NULL)
    store_blocked_list_async (self->database, NULL, listed_cb, g_object_ref (self));
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_blocked_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("who is blocked was not kept: %s", error->message);
}

static void
keep (PhoneBlocked        *self,
      PhoneBlockedAddress *address)
{
  if (self->database != NULL)
    store_blocked_put_async (self->database, phone_blocked_address_get_row (address), NULL, kept_cb, NULL);
}

gboolean
phone_blocked_turn_away (PhoneBlocked *self,
                         const char   *address,
                         gboolean      call)
{
  PhoneBlockedAddress *found = find (self, address);

  if (found == NULL)
    return FALSE;

  phone_blocked_address_count (found, call);
  keep (self, found);
  return TRUE;
}

/**
 * phone_blocked_has:
 * @self: who is blocked
 * @address: a number or an address, as it is shown
 *
 * Whether nothing is wanted of somebody.
 *
 * Returns: %TRUE when they are blocked
 */
gboolean
phone_blocked_has (PhoneBlocked *self,
                   const char   *address)
{
  g_return_val_if_fail (PHONE_IS_BLOCKED (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  return find (self, address) != NULL;
}

/**
 * phone_blocked_add:
 * @self: who is blocked
 * @address: a number or an address, as it is shown
 *
 * Turns somebody away from now on, without a word: their messages are dropped and their calls are declined.
 *
 * Returns: %TRUE when they are blocked now; %FALSE: @address is none
 */
gboolean
phone_blocked_add (PhoneBlocked *self,
                   const char   *address)
{
  StoreBlocked row = { (char *) address, g_get_real_time (), 0, 0 };
  PhoneBlockedAddress *fresh;

  g_return_val_if_fail (PHONE_IS_BLOCKED (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (find (self, address) != NULL)
    return TRUE;

  insert (self, 0, &row);
  fresh = find (self, address);
  if (fresh == NULL)
    return FALSE;

  keep (self, fresh);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_blocked_delete_finish (STORE_DATABASE (source), result, &error))
    g_info ("who is blocked no more was not kept: %s", error->message);
}

/**
 * phone_blocked_remove:
 * @self: who is blocked
 * @address: a number or an address, as it is shown
 *
 * Lets somebody call and write again; what was turned away is gone.
 */
void
phone_blocked_remove (PhoneBlocked *self,
                      const char   *address)
{
  PhoneBlockedAddress *found;
  g_autofree char *key = NULL;
  guint position;

  g_return_if_fail (PHONE_IS_BLOCKED (self));
  g_return_if_fail (address != NULL);

  found = find (self, address);
  if (found == NULL)
    return;

  if (self->database != NULL)
    store_blocked_delete_async (self->database, phone_blocked_address_get_address (found), NULL, deleted_cb, NULL);
  key = dup_key (address);
  g_hash_table_remove (self->by_key, key);
  if (g_list_store_find (self->addresses, found, &position))
    g_list_store_remove (self->addresses, position);
  g_signal_emit (self, signals[CHANGED], 0);
}
