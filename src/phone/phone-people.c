/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one knows. A name is what makes a call somebody's, so this list is asked for every call, past and present, and
 * answers from memory, by one key for all ways to write an address. */

#include "config.h"

#include "phone-people-private.h"

#include <string.h>

#include "phone-address.h"
#include "phone-number.h"
#include "store-people.h"
#include "store-pictures.h"

struct _PhonePeople
{
  GObject parent_instance;

  StoreDatabase *database; /* NULL: nobody is kept */
  GListStore *people;
  GHashTable *by_key; /* key → PhonePerson; NULL: to be made anew */
  GHashTable *chosen; /* domain → PhoneDialPlan: what the owners of accounts said */
  char *domain;
  const PhoneDialPlan *plan;
  gboolean loaded;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhonePeople, phone_people, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
phone_people_get_item_type (GListModel *model)
{
  return PHONE_TYPE_PERSON;
}

static guint
phone_people_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_PEOPLE (model)->people));
}

static gpointer
phone_people_get_item (GListModel *model,
                       guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_PEOPLE (model)->people), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_people_get_item_type;
  iface->get_n_items = phone_people_get_n_items;
  iface->get_item = phone_people_get_item;
}

static void
phone_people_finalize (GObject *object)
{
  PhonePeople *self = PHONE_PEOPLE (object);

  g_clear_object (&self->database);
  g_object_unref (self->people);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_hash_table_unref (self->chosen);
  g_free (self->domain);

  G_OBJECT_CLASS (phone_people_parent_class)->finalize (object);
}

static void
phone_people_class_init (PhonePeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_people_finalize;

  /**
   * PhonePeople::changed:
   * @self: people
   *
   * Somebody came, went, or is reached or called otherwise.
   */
  signals[CHANGED] =
    g_signal_new ("changed", PHONE_TYPE_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_people_init (PhonePeople *self)
{
  self->people = g_list_store_new (PHONE_TYPE_PERSON);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->plan = phone_people_guess_plan (NULL);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

PhonePeople *
phone_people_new (StoreDatabase *database)
{
  PhonePeople *self = g_object_new (PHONE_TYPE_PEOPLE, NULL);

  self->database = database != NULL ? g_object_ref (database) : NULL;
  return self;
}

StoreDatabase *
phone_people_get_database (PhonePeople *self)
{
  return self->database;
}

const PhoneDialPlan *
phone_people_get_plan (PhonePeople *self)
{
  return self->plan;
}

GHashTable *
phone_people_get_chosen (PhonePeople *self)
{
  return self->chosen;
}

static void
emit_changed (PhonePeople *self)
{
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
phone_people_set_domain (PhonePeople *self,
                         const char  *domain)
{
  gboolean is_other = g_set_str (&self->domain, domain);
  const PhoneDialPlan *chosen = domain != NULL ? g_hash_table_lookup (self->chosen, domain) : NULL;
  const PhoneDialPlan *plan = chosen != NULL ? chosen : phone_people_guess_plan (domain);

  if (!is_other && self->plan == plan)
    return;

  self->plan = plan;
  emit_changed (self);
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  return phone_person_compare ((PhonePerson *) a, (PhonePerson *) b);
}

static char *
make_sip_key (PhonePeople *self,
              const char  *address)
{
  g_autoptr (SipUri) uri = sip_uri_parse_target (address, self->domain, NULL);

  return uri != NULL ? phone_address_to_key (uri) : NULL;
}

char *
phone_people_make_key (PhonePeople        *self,
                       const StoreAddress *address)
{
  g_autofree char *number = NULL;
  g_autofree char *folded = NULL;
  char *semicolon;

  switch (address->kind)
    {
    case STORE_ADDRESS_KIND_PHONE:
      number = g_strdup (address->value);
      semicolon = strchr (number, ';'); /* ";ext=5" */
      if (semicolon != NULL)
        *semicolon = '\0';
      return phone_number_to_key (number, self->plan);
    case STORE_ADDRESS_KIND_SIP:
      return make_sip_key (self, address->value);
    case STORE_ADDRESS_KIND_EMAIL:
      folded = g_ascii_strdown (address->value, -1);
      return g_strconcat ("mailto:", folded, NULL); /* a mailbox, and nobody who calls */
    }
  g_return_val_if_reached (NULL);
}

static void
index_person (PhonePeople *self,
              PhonePerson *person)
{
  GPtrArray *addresses = phone_person_get_row (person)->addresses;

  for (guint n = 0; n < addresses->len; n++)
    {
      StoreAddress *address = g_ptr_array_index (addresses, n);

      g_free (address->key);
      address->key = phone_people_make_key (self, address);
      if (address->key != NULL && !g_hash_table_contains (self->by_key, address->key))
        g_hash_table_insert (self->by_key, g_strdup (address->key), person);
    }
}

PhonePerson *
phone_people_find_key (PhonePeople *self,
                       const char  *key)
{
  GListModel *people = G_LIST_MODEL (self->people);

  if (self->by_key == NULL)
    {
      self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint n = 0; n < g_list_model_get_n_items (people); n++)
        {
          g_autoptr (PhonePerson) person = g_list_model_get_item (people, n); /* the list holds it */

          index_person (self, person);
        }
    }
  return g_hash_table_lookup (self->by_key, key);
}

/* A number says who calls only where somebody vouches for numbers: in a tel: address, at the account's own server or one
 * above or below it, and at a bare machine, which is how exchanges in a house sign. */
static gboolean
vouches_for_numbers (SipUri     *uri,
                     const char *domain)
{
  const char *host = sip_uri_get_host (uri);
  g_autofree char *below = domain != NULL ? g_strconcat (".", domain, NULL) : NULL;
  g_autofree char *above = g_strconcat (".", host, NULL);

  return sip_uri_get_scheme (uri) == SIP_URI_SCHEME_TEL || domain == NULL || g_ascii_strcasecmp (host, domain) == 0
         || g_str_has_suffix (host, below) || (strchr (host, '.') != NULL && g_str_has_suffix (domain, above))
         || g_hostname_is_ip_address (host);
}

char *
phone_people_dup_number (SipUri     *uri,
                         const char *domain)
{
  if (!vouches_for_numbers (uri, domain))
    return NULL;
  return sip_uri_get_scheme (uri) == SIP_URI_SCHEME_TEL ? g_strdup (sip_uri_get_number (uri))
                                                        : sip_uri_dup_user_decoded (uri);
}

/**
 * phone_people_find:
 * @self: people
 * @domain: (nullable): of the account that is called or calls; %NULL: any
 * @address: a number or an address, as it is shown
 *
 * Finds whose address it is. A number of the account's own server is found however it is written, with its country or
 * without; at a foreign server it is only a name like any other.
 *
 * Returns: (transfer none) (nullable): the person; %NULL: nobody's
 */
PhonePerson *
phone_people_find (PhonePeople *self,
                   const char  *domain,
                   const char  *address)
{
  g_autoptr (SipUri) uri = NULL;
  g_autofree char *key = NULL;
  g_autofree char *user = NULL;
  g_autofree char *number = NULL;
  PhonePerson *person;

  g_return_val_if_fail (PHONE_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) == 0)
    return NULL;
  uri = sip_uri_parse_target (address, domain != NULL ? domain : "invalid", NULL);
  if (uri == NULL)
    return NULL;

  key = phone_address_to_key (uri);
  person = phone_people_find_key (self, key);
  if (person != NULL)
    return person;
  user = phone_people_dup_number (uri, domain);
  number = user != NULL ? phone_number_to_key (user, phone_people_get_plan_for (self, domain)) : NULL;
  return number != NULL ? phone_people_find_key (self, number) : NULL;
}

static GHashTable *
list_ids (PhonePeople *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->people)); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), n); /* the list holds it */

      g_hash_table_add (ids, (gpointer) phone_person_get_id (person));
    }
  return ids;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhonePeople) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_people_list_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = list_ids (self);

  if (rows == NULL)
    {
      g_info ("people: %s", error->message);
      return;
    }

  /* Who was saved before this was read is here already, and may have changed since. */
  for (guint n = 0; n < rows->len; n++)
    if (!g_hash_table_contains (known, ((StorePerson *) g_ptr_array_index (rows, n))->id))
      g_ptr_array_add (fresh, phone_person_new_from_row (store_person_copy (g_ptr_array_index (rows, n))));
  g_ptr_array_sort_values_with_data (fresh, compare, NULL);
  g_list_store_splice (self->people, 0, 0, fresh->pdata, fresh->len);
  g_list_store_sort (self->people, compare, NULL);
  self->loaded = TRUE;
  emit_changed (self);
}

gboolean
phone_people_is_loaded (PhonePeople *self)
{
  return self->loaded;
}

void
phone_people_load (PhonePeople *self)
{
  store_people_list_async (self->database, FALSE, NULL, listed_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_people_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("people were not written down: %s", error->message);
}

static void
write_down (PhonePeople *self,
            GPtrArray   *people)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (self->database == NULL || people->len == 0)
    return;

  for (guint n = 0; n < people->len; n++)
    {
      PhonePerson *person = g_ptr_array_index (people, n);

      if (phone_person_lost_picture (person))
        store_pictures_clear_async (self->database, phone_person_get_id (person), NULL, NULL, NULL);
      g_ptr_array_add (rows, phone_person_get_row (person));
    }
  store_people_put_async (self->database, rows, NULL, written_cb, NULL);
}

void
phone_people_take (PhonePeople *self,
                   GPtrArray   *fresh,
                   GPtrArray   *touched)
{
  guint end = g_list_model_get_n_items (G_LIST_MODEL (self->people));

  g_list_store_splice (self->people, end, 0, fresh->pdata, fresh->len);
  g_list_store_sort (self->people, compare, NULL);
  emit_changed (self);
  phone_people_find_key (self, ""); /* the keys are written, too */
  write_down (self, fresh);
  write_down (self, touched);
}

/**
 * phone_people_save:
 * @self: people
 * @person: somebody
 *
 * Keeps somebody new, what was changed about them, or whom phone_people_remove() took away.
 */
void
phone_people_save (PhonePeople *self,
                   PhonePerson *person)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();

  g_return_if_fail (PHONE_IS_PEOPLE (self));
  g_return_if_fail (PHONE_IS_PERSON (person));

  g_ptr_array_add (g_list_store_find (self->people, person, NULL) ? touched : fresh, person);
  phone_people_take (self, fresh, touched);
}

gboolean
phone_people_holds (PhonePeople *self,
                    PhonePerson *person)
{
  return g_list_store_find (self->people, person, NULL);
}

void
phone_people_drop (PhonePeople *self,
                   GHashTable  *gone)
{
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people)); n > 0; n--)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), n - 1);

      if (g_hash_table_contains (gone, person))
        g_list_store_remove (self->people, n - 1);
    }
  emit_changed (self);
}
