/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: somebody said something to a machine, and it should not wait there. It is said once, where the account
 * stands, and makes no noise. */

#include "app-voicemail-bar.h"

#include "app-closures.h"

struct _AppVoicemailBar
{
  AdwBin parent_instance;

  PhoneAccount *account;
  GSignalGroup *signals;
  GtkLabel *text;
  GtkWidget *call;
};

G_DEFINE_FINAL_TYPE (AppVoicemailBar, app_voicemail_bar, ADW_TYPE_BIN)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show (AppVoicemailBar *self)
{
  PhoneVoicemail *voicemail = self->account != NULL ? phone_account_get_voicemail (self->account) : NULL;
  gboolean waiting = voicemail != NULL && phone_voicemail_is_waiting (voicemail);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), waiting);
  if (!waiting)
    return;
  text = app_closures_voicemail (self, phone_voicemail_get_n_new (voicemail));
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (self->call, phone_voicemail_get_address (voicemail) != NULL);
}

static void
call_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  PhoneAccount *account = APP_VOICEMAIL_BAR (widget)->account;
  PhoneVoicemail *voicemail = phone_account_get_voicemail (account);

  gtk_widget_activate_action (widget, "win.call-from", "(ss)", phone_account_get_id (account),
                              phone_voicemail_get_address (voicemail));
}

static void
set_account (AppVoicemailBar *self,
             PhoneAccount    *account)
{
  if (!g_set_object (&self->account, account))
    return;
  g_signal_group_set_target (self->signals, account != NULL ? phone_account_get_voicemail (account) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
}

static void
app_voicemail_bar_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, APP_VOICEMAIL_BAR (object)->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_voicemail_bar_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_ACCOUNT:
      set_account (APP_VOICEMAIL_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_voicemail_bar_dispose (GObject *object)
{
  AppVoicemailBar *self = APP_VOICEMAIL_BAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_VOICEMAIL_BAR);
  G_OBJECT_CLASS (app_voicemail_bar_parent_class)->dispose (object);
}

static void
app_voicemail_bar_class_init (AppVoicemailBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_voicemail_bar_get_property;
  object_class->set_property = app_voicemail_bar_set_property;
  object_class->dispose = app_voicemail_bar_dispose;

  /**
   * AppVoicemailBar:account: (nullable)
   *
   * The account whose mailbox is shown.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-voicemail-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AppVoicemailBar, text);
  gtk_widget_class_bind_template_child (widget_class, AppVoicemailBar, call);
  gtk_widget_class_install_action (widget_class, "voicemail.call", NULL, call_cb);
}

static void
app_voicemail_bar_init (AppVoicemailBar *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_VOICEMAIL);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
