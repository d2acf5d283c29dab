/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: of several who talk together one hears who it is that speaks, and can let one go or keep something from
 * one without losing the others. */

#include "app-conference-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"

struct _AppConferenceRow
{
  GtkListBoxRow parent_instance;

  PhoneCall *call;
  GSignalGroup *signals;
  GtkWidget *mute;
  GtkWidget *hang_up;
};

G_DEFINE_FINAL_TYPE (AppConferenceRow, app_conference_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_CALL = 1,
  PROP_MUTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
hang_up_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  phone_call_hang_up (APP_CONFERENCE_ROW (widget)->call);
}

static void
muted_cb (AppConferenceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MUTED]);
}

static void
name_button (GtkWidget  *button,
             const char *format,
             const char *name)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *label = g_strjoinv (name, parts);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
name_cb (AppConferenceRow *self)
{
  g_autofree char *name = app_closures_name (self, phone_call_get_remote_name (self->call));

  /* Translators: %s is one of several people in a call, who is to hear nothing of us for a while. */
  name_button (self->mute, _("Mute for %s"), name);
  /* Translators: %s is one of several people in a call. */
  name_button (self->hang_up, _("Hang Up on %s"), name);
}

static void
set_call (AppConferenceRow *self,
          PhoneCall        *call)
{
  if (call == NULL || !g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  name_cb (self);
  muted_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_conference_row_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  AppConferenceRow *self = APP_CONFERENCE_ROW (object);

  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, self->call);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->call != NULL && phone_call_is_muted (self->call));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conference_row_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  AppConferenceRow *self = APP_CONFERENCE_ROW (object);

  switch (id)
    {
    case PROP_CALL:
      set_call (self, g_value_get_object (value));
      break;
    case PROP_MUTED:
      phone_call_set_muted (self->call, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conference_row_dispose (GObject *object)
{
  AppConferenceRow *self = APP_CONFERENCE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CONFERENCE_ROW);
  G_OBJECT_CLASS (app_conference_row_parent_class)->dispose (object);
}

static void
app_conference_row_class_init (AppConferenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_conference_row_get_property;
  object_class->set_property = app_conference_row_set_property;
  object_class->dispose = app_conference_row_dispose;

  /**
   * AppConferenceRow:call: (nullable)
   *
   * The call of whom it is about; set once.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, flags);
  /**
   * AppConferenceRow:muted:
   *
   * Whether this one hears the others only, and nothing of us.
   */
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-conference-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppConferenceRow, mute);
  gtk_widget_class_bind_template_child (widget_class, AppConferenceRow, hang_up);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "member.hang-up", NULL, hang_up_cb);
  gtk_widget_class_install_property_action (widget_class, "member.mute", "muted");
}

static void
app_conference_row_init (AppConferenceRow *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::muted", G_CALLBACK (muted_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::remote-name", G_CALLBACK (name_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_conference_row_new:
 * @call: a call of a conversation of several
 *
 * Returns: (transfer floating): a row about it
 */
GtkWidget *
app_conference_row_new (PhoneCall *call)
{
  return g_object_new (APP_TYPE_CONFERENCE_ROW, "call", call, NULL);
}
