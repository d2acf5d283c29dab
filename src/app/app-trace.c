/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever helps somebody needs to see what was said on the line. The last part of it is
 * kept in memory, never on disk, and phone has taken the secrets out before it gets here. */

#include "app-trace.h"

#define MOST_ENTRIES 200

struct _AppTrace
{
  GObject parent_instance;

  GQueue entries; /* char * */
  char *text;
};

G_DEFINE_FINAL_TYPE (AppTrace, app_trace, G_TYPE_OBJECT)

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
changed (AppTrace *self)
{
  g_clear_pointer (&self->text, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
phone_traced_cb (AppTrace   *self,
                 gboolean    outgoing,
                 const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S.%f");
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_queue_push_tail (&self->entries, g_strdup_printf ("%s %s\n%s\n", time, outgoing ? ">>>" : "<<<", valid));
  if (g_queue_get_length (&self->entries) > MOST_ENTRIES)
    g_free (g_queue_pop_head (&self->entries));
  changed (self);
}

static void
app_trace_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, app_trace_get_text (APP_TRACE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_trace_finalize (GObject *object)
{
  AppTrace *self = APP_TRACE (object);

  g_queue_clear_full (&self->entries, g_free);
  g_free (self->text);
  G_OBJECT_CLASS (app_trace_parent_class)->finalize (object);
}

static void
app_trace_class_init (AppTraceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_trace_get_property;
  object_class->finalize = app_trace_finalize;

  /**
   * AppTrace:text:
   *
   * Everything kept, oldest first.
   */
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_trace_init (AppTrace *self)
{
  g_queue_init (&self->entries);
}

/**
 * app_trace_new:
 * @phone: a phone
 *
 * Returns: (transfer full): a trace that listens to @phone from now on
 */
AppTrace *
app_trace_new (Phone *phone)
{
  AppTrace *self = g_object_new (APP_TYPE_TRACE, NULL);

  g_signal_connect_object (phone, "traced", G_CALLBACK (phone_traced_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * app_trace_get_text:
 * @self: a trace
 *
 * Returns: (transfer none): everything kept, oldest first; "" for nothing
 */
const char *
app_trace_get_text (AppTrace *self)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (APP_IS_TRACE (self), NULL);

  if (self->text != NULL)
    return self->text;
  text = g_string_new (NULL);
  for (GList *link = self->entries.head; link != NULL; link = link->next)
    g_string_append_printf (text, "%s\n", (const char *) link->data);
  self->text = g_string_free_and_steal (g_steal_pointer (&text));
  return self->text;
}

/**
 * app_trace_clear:
 * @self: a trace
 *
 * Forgets everything kept.
 */
void
app_trace_clear (AppTrace *self)
{
  g_return_if_fail (APP_IS_TRACE (self));

  g_queue_clear_full (&self->entries, g_free);
  changed (self);
}
