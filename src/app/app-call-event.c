/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: between the messages stands, small and in its place, the call that came between them. */

#include "app-call-event.h"

#include "app-closures.h"

struct _AppCallEvent
{
  AdwBin parent_instance;

  PhoneHistoryEntry *entry;
};

G_DEFINE_FINAL_TYPE (AppCallEvent, app_call_event, ADW_TYPE_BIN)

enum
{
  PROP_ENTRY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
app_call_event_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, APP_CALL_EVENT (object)->entry);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_event_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppCallEvent *self = APP_CALL_EVENT (object);

  switch (id)
    {
    case PROP_ENTRY:
      if (g_set_object (&self->entry, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_event_dispose (GObject *object)
{
  AppCallEvent *self = APP_CALL_EVENT (object);

  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_EVENT);
  G_OBJECT_CLASS (app_call_event_parent_class)->dispose (object);
}

static void
app_call_event_class_init (AppCallEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_event_get_property;
  object_class->set_property = app_call_event_set_property;
  object_class->dispose = app_call_event_dispose;

  /**
   * AppCallEvent:entry: (nullable)
   *
   * The past call shown.
   */
  props[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, PHONE_TYPE_HISTORY_ENTRY,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-event.ui");
  app_closures_bind (widget_class);
}

static void
app_call_event_init (AppCallEvent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
