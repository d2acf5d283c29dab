/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which addresses are one conversation (WISHES D9): those of one person one knows, and those that were joined by hand; less
 * those that are kept apart. It is worked out anew whenever anything of that changes, and only what a person said is kept. One
 * account's conversations are never joined to another's, for whoever answers must know as whom. */

#include "config.h"

#include "phone-threads.h"

#include "phone-account-private.h"
#include "phone-thread.h"

struct _PhoneThreads
{
  GObject parent_instance;

  StoreDatabase *database;
  GListModel *all;
  GListStore *shown;
  PhonePeople *people; /* NULL: nobody is known yet */
  GHashTable *joins;   /* char * → StoreJoin */
  gboolean grouping;
};

G_DEFINE_FINAL_TYPE (PhoneThreads, phone_threads, G_TYPE_OBJECT)

/* While groups are found: each is a tree whose root names it. */
typedef struct
{
  GPtrArray *all;    /* PhoneConversation */
  guint *parents;
  GHashTable *first; /* char * → where it was met first, and one */
} Groups;

static char *
dup_name (const char *account_id,
          const char *address)
{
  return g_strdup_printf ("%s\n%s", account_id, address);
}

static void
phone_threads_finalize (GObject *object)
{
  PhoneThreads *self = PHONE_THREADS (object);

  g_object_unref (self->database);
  g_object_unref (self->all);
  g_object_unref (self->shown);
  g_clear_object (&self->people);
  g_hash_table_unref (self->joins);

  G_OBJECT_CLASS (phone_threads_parent_class)->finalize (object);
}

static void
phone_threads_class_init (PhoneThreadsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_threads_finalize;
}

static void
phone_threads_init (PhoneThreads *self)
{
  self->shown = g_list_store_new (PHONE_TYPE_CONVERSATION);
  self->joins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) store_join_free);
}

PhoneThreads *
phone_threads_new (StoreDatabase *database,
                   GListModel    *all)
{
  PhoneThreads *self = g_object_new (PHONE_TYPE_THREADS, NULL);

  self->database = g_object_ref (database);
  self->all = g_object_ref (all);
  return self;
}

static GPtrArray *
list_all (PhoneThreads *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < g_list_model_get_n_items (self->all); n++)
    g_ptr_array_add (all, g_list_model_get_item (self->all, n));
  return all;
}

static guint
find_root (Groups *groups,
           guint   position)
{
  while (groups->parents[position] != position)
    position = groups->parents[position] = groups->parents[groups->parents[position]];
  return position;
}

/* Everything with the same name is one group. @name is taken. */
static void
unite (Groups *groups,
       guint   position,
       char   *name)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (groups->first, name));
  guint here = find_root (groups, position);

  if (first == 0)
    {
      g_hash_table_insert (groups->first, name, GUINT_TO_POINTER (position + 1));
      return;
    }
  g_free (name);
  first = find_root (groups, first - 1);
  groups->parents[MAX (first, here)] = MIN (first, here);
}

static PhonePerson *
find_person (PhoneThreads      *self,
             PhoneConversation *conversation)
{
  PhoneAccount *account = conversation->account;
  const char *domain = account != NULL ? sip_uri_get_host (phone_account_get_aor (account)) : NULL;

  return self->people != NULL ? phone_people_find (self->people, domain, conversation->key) : NULL;
}

static void
group (PhoneThreads *self,
       Groups       *groups)
{
  for (guint n = 0; n < groups->all->len; n++)
    {
      PhoneConversation *conversation = g_ptr_array_index (groups->all, n);
      const StoreJoin *join = phone_threads_get_join (self, conversation->account_id, conversation->key);
      gboolean apart = join != NULL && join->with == NULL;
      PhonePerson *person = apart ? NULL : find_person (self, conversation);

      unite (groups, n, dup_name (conversation->account_id, conversation->key));
      if (person != NULL)
        unite (groups, n, g_strdup_printf ("%s\n\n%s", conversation->account_id, phone_person_get_id (person)));
      if (join != NULL && join->with != NULL)
        unite (groups, n, dup_name (conversation->account_id, join->with));
    }
}

/* Into which of a group the others go: where they were joined to by hand; else where they are already, or what somebody looked
 * at, or what is in the list; else the liveliest, which comes first. */
static guint
rank (PhoneThreads      *self,
      PhoneConversation *conversation)
{
  const StoreJoin *join = phone_threads_get_join (self, conversation->account_id, conversation->key);

  return (join == NULL || join->with == NULL ? 8 : 0) + (phone_conversation_get_n_members (conversation) > 1 ? 4 : 0)
         + (conversation->asked ? 2 : 0) + (g_list_store_find (self->shown, conversation, NULL) ? 1 : 0);
}

static guint
find_head (PhoneThreads *self,
           GPtrArray    *members)
{
  guint head = 0;

  for (guint n = 1; n < members->len; n++)
    if (rank (self, g_ptr_array_index (members, n)) > rank (self, g_ptr_array_index (members, head)))
      head = n;
  return head;
}

static void
join_members (PhoneThreads *self,
              GPtrArray    *members)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (PhoneConversation) head = g_ptr_array_steal_index (members, find_head (self, members));

  for (guint n = 0; n < members->len; n++)
    {
      PhoneConversation *other = g_ptr_array_index (members, n);

      if (other->thread != NULL)
        phone_thread_set_others (other->thread, nobody);
      g_set_weak_pointer (&other->head, head);
      phone_conversation_move_draft (other, head);
    }
  g_clear_weak_pointer (&head->head);
  if (head->thread == NULL && members->len > 0)
    head->thread = phone_thread_new (head);
  if (head->thread != NULL)
    phone_thread_set_others (head->thread, members);
}

static GPtrArray *
list_members (Groups *groups,
              guint   root)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = root; n < groups->all->len; n++)
    if (find_root (groups, n) == root)
      g_ptr_array_add (members, g_object_ref (g_ptr_array_index (groups->all, n)));
  return members;
}

static void
join_all (PhoneThreads *self,
          Groups       *groups)
{
  g_autofree guint *sizes = g_new0 (guint, groups->all->len);

  for (guint n = 0; n < groups->all->len; n++)
    sizes[find_root (groups, n)]++;
  for (guint n = 0; n < groups->all->len; n++)
    {
      PhoneConversation *conversation = g_ptr_array_index (groups->all, n);
      g_autoptr (GPtrArray) members = NULL;

      /* Nearly all are alone and were before. */
      if (sizes[n] == 0 || (sizes[n] == 1 && conversation->head == NULL && conversation->thread == NULL))
        continue;
      members = list_members (groups, n);
      join_members (self, members);
    }
}

void
phone_threads_regroup (PhoneThreads *self)
{
  g_autoptr (GPtrArray) all = list_all (self);
  g_autofree guint *parents = g_new (guint, all->len);
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Groups groups = { all, parents, first };

  for (guint n = 0; n < all->len; n++)
    parents[n] = n;
  group (self, &groups);
  self->grouping = TRUE;
  join_all (self, &groups);
  self->grouping = FALSE;
  phone_threads_reorder (self);
}

gboolean
phone_threads_is_grouping (PhoneThreads *self)
{
  return self->grouping;
}

static GPtrArray *
list_heads (PhoneThreads *self,
            GHashTable   *known)
{
  GPtrArray *heads = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < g_list_model_get_n_items (self->all); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (self->all, n);
      PhoneConversation *head = phone_conversation_get_head (conversation);

      if (g_hash_table_add (known, head))
        g_ptr_array_add (heads, g_object_ref (head));
    }
  return heads;
}

/* What moves is taken out and put in, and nothing else is touched: somebody may be looking at the list. */
static void
put_at (PhoneThreads      *self,
        guint              position,
        PhoneConversation *head)
{
  g_autoptr (PhoneConversation) there = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  guint old;

  if (there == head)
    return;
  if (g_list_store_find (self->shown, head, &old))
    g_list_store_remove (self->shown, old);
  g_list_store_insert (self->shown, position, head);
}

void
phone_threads_reorder (PhoneThreads *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) heads = list_heads (self, known);

  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown)); n > 0; n--)
    {
      g_autoptr (PhoneConversation) shown = g_list_model_get_item (G_LIST_MODEL (self->shown), n - 1);

      if (!g_hash_table_contains (known, shown))
        g_list_store_remove (self->shown, n - 1);
    }
  for (guint n = 0; n < heads->len; n++)
    put_at (self, n, g_ptr_array_index (heads, n));
}

void
phone_threads_touch (PhoneThreads      *self,
                     PhoneConversation *head)
{
  guint position;

  if (g_list_store_find (self->shown, head, &position))
    g_list_model_items_changed (G_LIST_MODEL (self->shown), position, 1, 1);
}

GListModel *
phone_threads_get_model (PhoneThreads *self)
{
  return G_LIST_MODEL (self->shown);
}

void
phone_threads_set_people (PhoneThreads *self,
                          PhonePeople  *people)
{
  if (!g_set_object (&self->people, people))
    return;

  g_signal_connect_object (people, "changed", G_CALLBACK (phone_threads_regroup), self, G_CONNECT_SWAPPED);
  phone_threads_regroup (self);
}

const StoreJoin *
phone_threads_get_join (PhoneThreads *self,
                        const char   *account_id,
                        const char   *address)
{
  g_autofree char *name = dup_name (account_id, address);

  return g_hash_table_lookup (self->joins, name);
}

static void
take_join (PhoneThreads    *self,
           const StoreJoin *join)
{
  char *name = dup_name (join->account, join->address);

  if (!join->none)
    {
      g_hash_table_replace (self->joins, name, store_join_copy (join));
      return;
    }
  g_hash_table_remove (self->joins, name);
  g_free (name);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneThreads) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) joins = store_joined_list_finish (STORE_DATABASE (source), result, &error);

  if (joins == NULL)
    {
      g_info ("which conversations were joined: %s", error->message);
      return;
    }

  for (guint n = 0; n < joins->len; n++)
    {
      const StoreJoin *join = g_ptr_array_index (joins, n);

      if (phone_threads_get_join (self, join->account, join->address) == NULL)
        take_join (self, join);
    }
  phone_threads_regroup (self);
}

void
phone_threads_load (PhoneThreads *self)
{
  store_joined_list_async (self->database, NULL, listed_cb, g_object_ref (self));
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_joined_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("which conversations were joined was not kept: %s", error->message);
}

/* Nothing of a practice or a transient account is kept. */
static gboolean
is_kept (PhoneThreads *self,
         const char   *account_id)
{
  for (guint n = 0; n < g_list_model_get_n_items (self->all); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (self->all, n);

      if (g_str_equal (conversation->account_id, account_id))
        return conversation->account != NULL && phone_account_is_kept (conversation->account);
    }
  return FALSE;
}

void
phone_threads_say (PhoneThreads *self,
                   GPtrArray    *joins)
{
  for (guint n = 0; n < joins->len; n++)
    {
      const StoreJoin *join = g_ptr_array_index (joins, n);

      take_join (self, join);
      if (is_kept (self, join->account))
        store_joined_put_async (self->database, join, NULL, put_cb, NULL);
    }
  phone_threads_regroup (self);
}
