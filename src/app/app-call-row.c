/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: while a call lives it is one click away from every place in the window, and can be
 * answered, declined or ended right there. */

#include "app-call-row.h"

#include "app-closures.h"

struct _AppCallRow
{
  GtkListBoxRow parent_instance;

  PhoneCall *call;
  GtkWidget *answer;
  GtkWidget *decline;
  GtkWidget *mute;
  GtkWidget *hang_up;
};

G_DEFINE_FINAL_TYPE (AppCallRow, app_call_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
app_call_row_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_CALL_ROW (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_row_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AppCallRow *self = APP_CALL_ROW (object);

  switch (id)
    {
    case PROP_CALL:
      if (g_set_object (&self->call, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_row_dispose (GObject *object)
{
  AppCallRow *self = APP_CALL_ROW (object);

  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_ROW);
  G_OBJECT_CLASS (app_call_row_parent_class)->dispose (object);
}

static void
app_call_row_class_init (AppCallRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_row_get_property;
  object_class->set_property = app_call_row_set_property;
  object_class->dispose = app_call_row_dispose;

  /**
   * AppCallRow:call: (nullable)
   *
   * The call shown.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallRow, answer);
  gtk_widget_class_bind_template_child (widget_class, AppCallRow, decline);
  gtk_widget_class_bind_template_child (widget_class, AppCallRow, mute);
  gtk_widget_class_bind_template_child (widget_class, AppCallRow, hang_up);
  app_closures_bind (widget_class);
}

static void
app_call_row_init (AppCallRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_call_row_new:
 * @call: a live call
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
app_call_row_new (PhoneCall *call)
{
  AppCallRow *self = g_object_new (APP_TYPE_CALL_ROW, "call", call, NULL);
  const char *id = phone_call_get_id (call);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->answer), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->decline), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->hang_up), "s", id);
  g_object_bind_property (call, "muted", self->mute, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return GTK_WIDGET (self);
}

/**
 * app_call_row_get_call:
 * @self: a row
 *
 * Returns: (transfer none): its call
 */
PhoneCall *
app_call_row_get_call (AppCallRow *self)
{
  g_return_val_if_fail (APP_IS_CALL_ROW (self), NULL);

  return self->call;
}
