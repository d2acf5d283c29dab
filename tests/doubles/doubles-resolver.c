/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* DNS fails in more ways than it answers, and none of them can be had from a real one on demand. */

#include "doubles-resolver.h"

#define EVERY_NAME "*"

struct _DoublesResolver
{
  GResolver parent_instance;

  GHashTable *servers;   /* name → GStrv */
  GHashTable *addresses; /* name → text */
  GHashTable *failures;  /* name → GResolverError, plus one */
  GHashTable *holds;     /* names */
  GPtrArray *held;       /* of GTask */
  GString *heard;
};

G_DEFINE_FINAL_TYPE (DoublesResolver, doubles_resolver, G_TYPE_RESOLVER)

static gpointer
look_up (GHashTable *table,
         const char *name)
{
  gpointer found = g_hash_table_lookup (table, name);

  return found != NULL ? found : g_hash_table_lookup (table, EVERY_NAME);
}

static void
free_records (gpointer records)
{
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);
}

static void
free_addresses (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static GVariant *
read_server (const char *record)
{
  g_auto (GStrv) words = g_strsplit (record, " ", 4);

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  return g_variant_ref_sink (g_variant_new ("(qqqs)", (guint16) g_ascii_strtoull (words[0], NULL, 10),
                                            (guint16) g_ascii_strtoull (words[1], NULL, 10),
                                            (guint16) g_ascii_strtoull (words[2], NULL, 10), words[3]));
}

static void
answer_servers (GTask  *task,
                char  **records)
{
  GList *answer = NULL;

  for (; *records != NULL; records++)
    answer = g_list_append (answer, read_server (*records));
  g_task_return_pointer (task, answer, free_records);
}

static void
answer (DoublesResolver *self,
        GTask           *task)
{
  const char *name = g_task_get_task_data (task);
  gboolean services = g_str_equal (g_task_get_name (task), "SRV");
  gpointer code = look_up (self->failures, name);
  gpointer known = g_hash_table_lookup (services ? self->servers : self->addresses, name);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (code != NULL)
    g_task_return_new_error (task, G_RESOLVER_ERROR, GPOINTER_TO_INT (code) - 1, "%s fails, says the test", name);
  else if (known == NULL)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "%s is not known", name);
  else if (services)
    answer_servers (task, known);
  else
    g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_from_string (known)), free_addresses);
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  DoublesResolver *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->held, task))
    g_task_return_error_if_cancelled (task);
}

static void
ask (DoublesResolver *self,
     const char      *kind,
     const char      *name,
     GTask           *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_static_name (task, kind);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_string_append_printf (self->heard, "%s %s ", kind, name);
  if (look_up (self->holds, name) == NULL)
    {
      answer (self, task);
      return;
    }

  g_ptr_array_add (self->held, g_object_ref (task));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, G_CONNECT_DEFAULT);
}

static void
doubles_resolver_lookup_records_async (GResolver           *resolver,
                                       const char          *name,
                                       GResolverRecordType  type,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_assert_cmpint (type, ==, G_RESOLVER_RECORD_SRV);
  ask (DOUBLES_RESOLVER (resolver), "SRV", name, task);
}

static void
doubles_resolver_lookup_by_name_async (GResolver           *resolver,
                                       const char          *name,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  ask (DOUBLES_RESOLVER (resolver), "A", name, task);
}

static GList *
doubles_resolver_finish (GResolver     *resolver,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
doubles_resolver_finalize (GObject *object)
{
  DoublesResolver *self = DOUBLES_RESOLVER (object);

  g_hash_table_unref (self->servers);
  g_hash_table_unref (self->addresses);
  g_hash_table_unref (self->failures);
  g_hash_table_unref (self->holds);
  g_ptr_array_unref (self->held);
  g_string_free (self->heard, TRUE);

  G_OBJECT_CLASS (doubles_resolver_parent_class)->finalize (object);
}

static void
doubles_resolver_class_init (DoublesResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = doubles_resolver_finalize;
  resolver_class->lookup_records_async = doubles_resolver_lookup_records_async;
  resolver_class->lookup_records_finish = doubles_resolver_finish;
  resolver_class->lookup_by_name_async = doubles_resolver_lookup_by_name_async;
  resolver_class->lookup_by_name_finish = doubles_resolver_finish;
}

static void
doubles_resolver_init (DoublesResolver *self)
{
  self->servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->holds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->heard = g_string_new (NULL);
}

DoublesResolver *
doubles_resolver_new (void)
{
  return g_object_new (DOUBLES_TYPE_RESOLVER, NULL);
}

void
doubles_resolver_set_servers (DoublesResolver   *self,
                              const char        *name,
                              const char *const *records)
{
  g_hash_table_replace (self->servers, g_strdup (name), g_strdupv ((char **) records));
}

void
doubles_resolver_set_address (DoublesResolver *self,
                              const char      *name,
                              const char      *address)
{
  if (address != NULL)
    g_hash_table_replace (self->addresses, g_strdup (name), g_strdup (address));
  else
    g_hash_table_remove (self->addresses, name);
}

void
doubles_resolver_set_failure (DoublesResolver *self,
                              const char      *name,
                              GResolverError   code)
{
  g_hash_table_replace (self->failures, g_strdup (name != NULL ? name : EVERY_NAME), GINT_TO_POINTER (code + 1));
}

void
doubles_resolver_hold (DoublesResolver *self,
                       const char      *name)
{
  g_hash_table_replace (self->holds, g_strdup (name != NULL ? name : EVERY_NAME), self);
}

void
doubles_resolver_release (DoublesResolver *self)
{
  g_autoptr (GPtrArray) held = self->held;

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->holds);
  for (guint i = 0; i < held->len; i++)
    answer (self, g_ptr_array_index (held, i));
}

char *
doubles_resolver_steal_heard (DoublesResolver *self)
{
  char *heard = g_strdup (self->heard->str);

  g_string_truncate (self->heard, 0);
  return heard;
}

guint
doubles_resolver_get_n_held (DoublesResolver *self)
{
  return self->held->len;
}
