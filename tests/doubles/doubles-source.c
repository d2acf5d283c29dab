/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A test that is about staying connected says in one line what DNS would say in many. */

#include "doubles-source.h"

struct _DoublesSource
{
  GObject parent_instance;

  DoublesSourceMakeFunc make;
  gpointer user_data;
  SipClock *clock;
  SipTokens *tokens;
  GHashTable *fates; /* URI → DoublesOpening, or REFUSALS + TransportError */
  GPtrArray *made; /* of Made */
  GHashTable *targets; /* server → GStrv, NULL: cannot be found */
  gboolean silent;
  GPtrArray *unanswered; /* of GTask */
  GString *heard;
};

#define REFUSALS 100

typedef struct
{
  char     *uri;
  GWeakRef  transport;
} Made;

static void source_iface_init (TransportSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesSource, doubles_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRANSPORT_TYPE_SOURCE, source_iface_init))

static GPtrArray *
look_up (DoublesSource  *self,
         const char     *server,
         GError        **error)
{
  const char *itself[] = { server, NULL };
  char **uris = NULL;
  GPtrArray *targets;

  if (g_hash_table_lookup_extended (self->targets, server, NULL, (gpointer *) &uris) && uris == NULL)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "the host of %s is not known", server);
      return NULL;
    }

  targets = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);
  for (const char *const *uri = uris != NULL ? (const char *const *) uris : itself; *uri != NULL; uri++)
    g_ptr_array_add (targets, transport_target_new (*uri, NULL, g_str_equal (*uri, server) ? NULL : "the test's DNS"));
  return targets;
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  DoublesSource *self = g_task_get_source_object (task);

  g_task_return_error_if_cancelled (task);
  g_ptr_array_remove_fast (self->unanswered, task);
}

static void
doubles_source_find_async (TransportSource     *source,
                           const char          *server,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  DoublesSource *self = DOUBLES_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  GPtrArray *targets;

  g_task_set_source_tag (task, doubles_source_find_async);
  g_string_append_printf (self->heard, "find %s ", server);
  if (self->silent)
    {
      g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, G_CONNECT_DEFAULT);
      g_ptr_array_add (self->unanswered, g_steal_pointer (&task));
      return;
    }

  targets = look_up (self, server, &error);
  if (targets != NULL)
    g_task_return_pointer (task, targets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static GPtrArray *
doubles_source_find_finish (TransportSource  *source,
                            GAsyncResult     *result,
                            GError          **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
made_free (gpointer data)
{
  Made *made = data;

  g_weak_ref_clear (&made->transport);
  g_free (made->uri);
  g_free (made);
}

static void
refuse_cb (gpointer user_data)
{
  g_autoptr (Transport) transport = user_data;
  guint code = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (transport), "refusal")) - REFUSALS;

  if (transport_get_state (transport) == TRANSPORT_STATE_CONNECTING)
    transport_failed (transport, g_error_new (TRANSPORT_ERROR, (int) code, "the test refused with %u", code));
}

static void
transport_notify_state_cb (Transport     *transport,
                           GParamSpec    *pspec,
                           DoublesSource *self)
{
  if (transport_get_state (transport) == TRANSPORT_STATE_CONNECTING)
    sip_clock_arm (self->clock, 0, refuse_cb, g_object_ref (transport));
}

static Transport *
make_in_world (DoublesSource *self,
               const char    *uri)
{
  DoublesTransport *transport = doubles_transport_new (NULL, self->clock, self->tokens);
  guint fate = GPOINTER_TO_UINT (g_hash_table_lookup (self->fates, uri));
  Made *made = g_new0 (Made, 1);

  made->uri = g_strdup (uri);
  g_weak_ref_init (&made->transport, transport);
  g_ptr_array_add (self->made, made);
  g_string_append_printf (self->heard, "make %s ", uri);
  doubles_transport_set_opening (transport, fate < REFUSALS ? fate : DOUBLES_OPENING_HANGS);
  if (fate >= REFUSALS)
    {
      g_object_set_data (G_OBJECT (transport), "refusal", GUINT_TO_POINTER (fate));
      g_signal_connect_object (transport, "notify::state", G_CALLBACK (transport_notify_state_cb), self,
                               G_CONNECT_DEFAULT);
    }
  return TRANSPORT_TRANSPORT (transport);
}

static Transport *
doubles_source_make (TransportSource  *source,
                     TransportTarget  *target,
                     GError          **error)
{
  DoublesSource *self = DOUBLES_SOURCE (source);

  if (self->make == NULL)
    return make_in_world (self, transport_target_get_uri (target));
  return self->make (target, self->user_data, error);
}

static void
doubles_source_praise (TransportSource *source,
                       TransportTarget *target,
                       Transport       *transport)
{
  g_assert_true (transport_is_connected (transport));
  g_string_append_printf (DOUBLES_SOURCE (source)->heard, "praise %s ", transport_target_get_uri (target));
}

static void
source_iface_init (TransportSourceInterface *iface)
{
  iface->find_async = doubles_source_find_async;
  iface->find_finish = doubles_source_find_finish;
  iface->make = doubles_source_make;
  iface->praise = doubles_source_praise;
}

static void
doubles_source_finalize (GObject *object)
{
  DoublesSource *self = DOUBLES_SOURCE (object);

  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->fates);
  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->unanswered);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  g_string_free (self->heard, TRUE);

  G_OBJECT_CLASS (doubles_source_parent_class)->finalize (object);
}

static void
doubles_source_class_init (DoublesSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubles_source_finalize;
}

static void
doubles_source_init (DoublesSource *self)
{
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->fates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unanswered = g_ptr_array_new_with_free_func (g_object_unref);
  self->made = g_ptr_array_new_with_free_func (made_free);
  self->heard = g_string_new (NULL);
}

DoublesSource *
doubles_source_new (DoublesSourceMakeFunc make,
                    gpointer              user_data)
{
  DoublesSource *self = g_object_new (DOUBLES_TYPE_SOURCE, NULL);

  self->make = make;
  self->user_data = user_data;
  return self;
}

DoublesSource *
doubles_source_new_world (SipClock  *clock,
                          SipTokens *tokens)
{
  DoublesSource *self = g_object_new (DOUBLES_TYPE_SOURCE, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  return self;
}

void
doubles_source_set_targets (DoublesSource     *self,
                            const char        *server,
                            const char *const *uris)
{
  g_hash_table_replace (self->targets, g_strdup (server), g_strdupv ((char **) uris));
}

void
doubles_source_set_silent (DoublesSource *self,
                           gboolean       silent)
{
  self->silent = silent;
  while (!silent && self->unanswered->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->unanswered, 0);

      g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), task);
      g_task_return_new_error_literal (task, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "DNS did not answer in time");
    }
}

char *
doubles_source_steal_heard (DoublesSource *self)
{
  char *heard = g_strdup (self->heard->str);

  g_string_truncate (self->heard, 0);
  return heard;
}

void
doubles_source_set_opening (DoublesSource  *self,
                            const char     *uri,
                            DoublesOpening  opening)
{
  g_hash_table_replace (self->fates, g_strdup (uri), GUINT_TO_POINTER (opening));
}

void
doubles_source_set_refusal (DoublesSource  *self,
                            const char     *uri,
                            TransportError  code)
{
  g_hash_table_replace (self->fates, g_strdup (uri), GUINT_TO_POINTER (REFUSALS + code));
}

DoublesTransport *
doubles_source_get_transport (DoublesSource *self,
                              const char    *uri)
{
  for (guint i = self->made->len; i > 0; i--)
    {
      Made *made = g_ptr_array_index (self->made, i - 1);

      if (uri == NULL || g_str_equal (made->uri, uri))
        {
          g_autoptr (DoublesTransport) transport = g_weak_ref_get (&made->transport);

          return transport;
        }
    }
  return NULL;
}

guint
doubles_source_count_open (DoublesSource *self)
{
  guint count = 0;

  for (guint i = 0; i < self->made->len; i++)
    {
      Made *made = g_ptr_array_index (self->made, i);
      g_autoptr (Transport) transport = g_weak_ref_get (&made->transport);
      TransportState state = transport != NULL ? transport_get_state (transport) : TRANSPORT_STATE_DISCONNECTED;

      count += state == TRANSPORT_STATE_CONNECTING || state == TRANSPORT_STATE_CONNECTED ? 1 : 0;
    }
  return count;
}

guint
doubles_source_get_n_made (DoublesSource *self)
{
  return self->made->len;
}
