/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a name on a screen is only what somebody says of themselves. Before one answers, and while one talks, it
 * can be seen whether more stands behind it, and through whom the call came. */

#include "app-call-marks.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppCallMarks
{
  AdwBin parent_instance;

  PhoneCall *call;
  GSignalGroup *signals;
  GtkWidget *diversion;
  GtkLabel *diversion_text;
  GtkWidget *identity;
  GtkImage *identity_icon;
  GtkLabel *identity_text;
};

G_DEFINE_FINAL_TYPE (AppCallMarks, app_call_marks, ADW_TYPE_BIN)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

typedef struct
{
  const char *icon_name;
  const char *text;
  const char *hint;
} Mark;

/* Whom we call ourselves our server has found by their address; in the practice exchange nobody is in doubt. */
static const Mark *
find_identity_mark (PhoneCall *call)
{
  static const Mark anonymous = { "avatar-default-symbolic", N_("Does not say who they are"),
                                  N_("The caller asked not to be named.") };
  static const Mark verified = { "security-high-symbolic", N_("Verified by your server"),
                                 N_("Your server vouches for who calls.") };
  static const Mark unverified = { "security-medium-symbolic", N_("Not verified"),
                                   N_("Your server does not vouch for who calls. Names and numbers can be made up.") };
  PhoneAccount *account = phone_call_get_account (call);

  if (!phone_call_is_incoming (call) || (account != NULL && phone_account_is_practice (account)))
    return NULL;
  if (phone_call_is_anonymous (call))
    return &anonymous;
  return phone_call_is_asserted (call) ? &verified : &unverified;
}

static void
show (AppCallMarks *self)
{
  g_autofree char *diversion = self->call != NULL ? phone_call_dup_diversion_text (self->call) : NULL;
  const Mark *mark = self->call != NULL ? find_identity_mark (self->call) : NULL;

  gtk_widget_set_visible (self->diversion, diversion != NULL);
  gtk_label_set_text (self->diversion_text, diversion != NULL ? diversion : "");
  gtk_widget_set_visible (self->identity, mark != NULL);
  if (mark != NULL)
    {
      gtk_image_set_from_icon_name (self->identity_icon, mark->icon_name);
      gtk_label_set_text (self->identity_text, _(mark->text));
      gtk_widget_set_tooltip_text (self->identity, _(mark->hint));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), diversion != NULL || mark != NULL);
}

static void
set_call (AppCallMarks *self,
          PhoneCall    *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_marks_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_CALL_MARKS (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_marks_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_CALL_MARKS (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_marks_dispose (GObject *object)
{
  AppCallMarks *self = APP_CALL_MARKS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_MARKS);
  G_OBJECT_CLASS (app_call_marks_parent_class)->dispose (object);
}

static void
app_call_marks_class_init (AppCallMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_marks_get_property;
  object_class->set_property = app_call_marks_set_property;
  object_class->dispose = app_call_marks_dispose;

  /**
   * AppCallMarks:call: (nullable)
   *
   * The call that is spoken of.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-marks.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallMarks, diversion);
  gtk_widget_class_bind_template_child (widget_class, AppCallMarks, diversion_text);
  gtk_widget_class_bind_template_child (widget_class, AppCallMarks, identity);
  gtk_widget_class_bind_template_child (widget_class, AppCallMarks, identity_icon);
  gtk_widget_class_bind_template_child (widget_class, AppCallMarks, identity_text);
}

static void
app_call_marks_init (AppCallMarks *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::remote-name", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
