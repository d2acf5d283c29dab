/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: most people need one sentence about the connection, and whoever helps them needs the rest: where it
 * leads, how, how well, and after how many tries it still does not. */

#include "app-line-details.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-certificate-view.h"
#include "app-closures.h"
#include "app-why.h"

struct _AppLineDetails
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneAccount *account;
  GSignalGroup *signals;
  GBindingGroup *policy;
};

G_DEFINE_FINAL_TYPE (AppLineDetails, app_line_details, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_ACCOUNT,
  PROP_ROUTE,
  PROP_MAY_EXAMINE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static char *
line_details_connection (gpointer    owner,
                         const char *title,
                         gboolean    secure,
                         const char *family)
{
  const char *safety = secure ? _("encrypted") : _("not encrypted");

  if (title == NULL)
    return NULL;
  if (family == NULL || *family == '\0')
    /* Translators: how the server is reached ("Secure WebSocket") and whether that is encrypted. */
    return g_strdup_printf (_("%1$s, %2$s"), title, safety);
  /* Translators: how the server is reached ("Secure WebSocket"), "IPv4" or "IPv6", and whether that is encrypted. */
  return g_strdup_printf (_("%1$s by %2$s, %3$s"), title, family, safety);
}

static char *
line_details_lock (gpointer owner,
                   gboolean secure)
{
  return g_strdup (secure ? "channel-secure-symbolic" : "channel-insecure-symbolic");
}

static char *
line_details_round_trip (gpointer owner,
                         guint    milliseconds)
{
  /* Translators: milliseconds. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ms", "%u ms", milliseconds), milliseconds);
}

static char *
line_details_tries (gpointer owner,
                    guint    attempt)
{
  return g_strdup_printf ("%u", attempt);
}

static gboolean
may_examine (AppLineDetails *self)
{
  g_autoptr (PhoneCertificate) offered =
    self->account != NULL ? phone_account_dup_offered_certificate (self->account) : NULL;

  return offered != NULL;
}

static void
account_changed_cb (AppLineDetails *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MAY_EXAMINE]);
}

/* The question is the window's: what asks it may be a popover that goes away. */
static GtkWidget *
leave_popover (GtkWidget *widget)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  return GTK_WIDGET (gtk_widget_get_root (widget));
}

static void
examine_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  app_certificate_view_ask (leave_popover (widget), APP_LINE_DETAILS (widget)->account);
}

static void
call_settings_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gtk_widget_activate_action (leave_popover (widget), "win.call-settings", "s",
                              phone_account_get_id (APP_LINE_DETAILS (widget)->account));
}

static void
test_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gtk_widget_activate_action (leave_popover (widget), "win.line-test", "s",
                              phone_account_get_id (APP_LINE_DETAILS (widget)->account));
}

static void
set_account (AppLineDetails *self,
             PhoneAccount   *account)
{
  if (!g_set_object (&self->account, account))
    return;
  g_signal_group_set_target (self->signals, account);
  g_binding_group_set_source (self->policy, account != NULL ? phone_account_get_policy (account) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROUTE]);
  account_changed_cb (self);
}

static void
app_line_details_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AppLineDetails *self = APP_LINE_DETAILS (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ROUTE:
      g_value_set_object (value, self->account != NULL ? phone_account_get_route (self->account) : NULL);
      break;
    case PROP_MAY_EXAMINE:
      g_value_set_boolean (value, may_examine (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_line_details_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AppLineDetails *self = APP_LINE_DETAILS (object);

  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&self->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_line_details_dispose (GObject *object)
{
  AppLineDetails *self = APP_LINE_DETAILS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->policy);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_LINE_DETAILS);
  G_OBJECT_CLASS (app_line_details_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * AppLineDetails:phone: (nullable)
   *
   * The phone that is asked why the account cannot be reached.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags | G_PARAM_WRITABLE);
  /**
   * AppLineDetails:account: (nullable)
   *
   * Whose line is shown.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT, flags | G_PARAM_WRITABLE);
  /**
   * AppLineDetails:route: (nullable)
   *
   * The line behind the account.
   */
  props[PROP_ROUTE] = g_param_spec_object ("route", NULL, NULL, PHONE_TYPE_ROUTE, flags);
  /**
   * AppLineDetails:may-examine:
   *
   * Whether the server showed something that a person has to judge.
   */
  props[PROP_MAY_EXAMINE] = g_param_spec_boolean ("may-examine", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
app_line_details_class_init (AppLineDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_line_details_get_property;
  object_class->set_property = app_line_details_set_property;
  object_class->dispose = app_line_details_dispose;
  install_properties (object_class);

  g_type_ensure (PHONE_TYPE_ROUTE);
  g_type_ensure (APP_TYPE_WHY);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-line-details.ui");
  gtk_widget_class_bind_template_callback (widget_class, line_details_connection);
  gtk_widget_class_bind_template_callback (widget_class, line_details_lock);
  gtk_widget_class_bind_template_callback (widget_class, line_details_round_trip);
  gtk_widget_class_bind_template_callback (widget_class, line_details_tries);
  gtk_widget_class_bind_template_child_full (widget_class, "do_not_disturb", FALSE, 0);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "line.examine", NULL, examine_cb);
  gtk_widget_class_install_action (widget_class, "line.call-settings", NULL, call_settings_cb);
  gtk_widget_class_install_action (widget_class, "line.test", NULL, test_cb);
}

static void
app_line_details_init (AppLineDetails *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (account_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::status-text", G_CALLBACK (account_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->policy = g_binding_group_new ();
  g_binding_group_bind (self->policy, "do-not-disturb",
                        gtk_widget_get_template_child (GTK_WIDGET (self), APP_TYPE_LINE_DETAILS, "do_not_disturb"),
                        "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

/**
 * app_line_details_new:
 * @phone: a phone
 * @account: one of its accounts
 *
 * Returns: (transfer floating): a list of what is known of its line
 */
GtkWidget *
app_line_details_new (Phone        *phone,
                      PhoneAccount *account)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  return g_object_new (APP_TYPE_LINE_DETAILS, "phone", phone, "account", account, NULL);
}
