/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a server at home or in a company vouches for itself. Whether it is the right one only a person can
 * tell, by comparing; so that is what is made easy here, and trusting without looking is not. */

#include "app-certificate-view.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"

struct _AppCertificateView
{
  AdwBin parent_instance;

  GtkLabel *faults;
  GtkLabel *server;
  GtkLabel *subject;
  GtkLabel *issuer;
  GtkLabel *valid;
  GtkWidget *trusted;
  GtkLabel *trusted_key;
  GtkLabel *key_title;
  GtkLabel *key;
};

G_DEFINE_FINAL_TYPE (AppCertificateView, app_certificate_view, ADW_TYPE_BIN)

static void
app_certificate_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_CERTIFICATE_VIEW);
  G_OBJECT_CLASS (app_certificate_view_parent_class)->dispose (object);
}

static void
app_certificate_view_class_init (AppCertificateViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_certificate_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-certificate-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, faults);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, server);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, subject);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, issuer);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, valid);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, trusted);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, trusted_key);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, key_title);
  gtk_widget_class_bind_template_child (widget_class, AppCertificateView, key);
}

static void
app_certificate_view_init (AppCertificateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
make_day (GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%x") : g_strdup ("?");
}

static void
show_validity (AppCertificateView     *self,
               const PhoneCertificate *certificate)
{
  g_autofree char *from = make_day (certificate->valid_from);
  g_autofree char *until = make_day (certificate->valid_until);
  /* Translators: two days, from the first to the second. */
  g_autofree char *text = g_strdup_printf (_("%1$s to %2$s"), from, until);

  gtk_label_set_text (self->valid, text);
}

static void
show_key (GtkLabel   *label,
          const char *key)
{
  g_autofree char *text = phone_certificate_dup_key_text (key);

  gtk_label_set_text (label, text);
}

/**
 * app_certificate_view_new:
 * @certificate: what a server showed
 *
 * Returns: (transfer floating): a widget that shows it to a person
 */
GtkWidget *
app_certificate_view_new (const PhoneCertificate *certificate)
{
  AppCertificateView *self;
  g_autofree char *faults = NULL;
  g_autofree char *server = NULL;

  g_return_val_if_fail (certificate != NULL, NULL);

  self = g_object_new (APP_TYPE_CERTIFICATE_VIEW, NULL);
  faults = g_strjoinv ("\n", certificate->faults);
  server = g_strdup_printf ("%s:%u", certificate->name, certificate->port);
  gtk_label_set_text (self->faults, faults);
  gtk_label_set_text (self->server, server);
  gtk_label_set_text (self->subject, certificate->subject);
  gtk_label_set_text (self->issuer, certificate->issuer);
  show_validity (self, certificate);
  gtk_widget_set_visible (self->trusted, certificate->trusted_key != NULL);
  if (certificate->trusted_key != NULL)
    show_key (self->trusted_key, certificate->trusted_key);
  gtk_label_set_text (self->key_title, certificate->trusted_key != NULL ? _("Shown Now") : _("Its Key"));
  show_key (self->key, certificate->key);
  return GTK_WIDGET (self);
}

static void
trusted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_account_trust_certificate_finish (PHONE_ACCOUNT (source), result, &error))
    app_failure_show (parent, error);
}

static void
question_response_cb (AdwAlertDialog *question,
                      const char     *response,
                      PhoneAccount   *account)
{
  GtkWidget *parent = g_object_get_data (G_OBJECT (question), "parent");

  if (g_str_equal (response, "trust"))
    phone_account_trust_certificate_async (account, g_object_get_data (G_OBJECT (question), "key"), NULL, trusted_cb,
                                           g_object_ref (parent));
}

/**
 * app_certificate_view_ask:
 * @parent: where to ask
 * @account: an account whose server could not prove who it is
 *
 * Shows what the server showed, and asks whether that key is to be trusted.
 */
void
app_certificate_view_ask (GtkWidget    *parent,
                          PhoneAccount *account)
{
  g_autoptr (PhoneCertificate) certificate = NULL;
  gboolean changed;
  AdwAlertDialog *question;

  g_return_if_fail (GTK_IS_WIDGET (parent) && PHONE_IS_ACCOUNT (account));

  certificate = phone_account_dup_offered_certificate (account);
  if (certificate == NULL)
    return;
  changed = phone_certificate_is_changed (certificate);
  question = ADW_ALERT_DIALOG (adw_alert_dialog_new (changed ? _("Key Changed") : _("Trust It?"),
                                                     phone_certificate_get_summary (certificate)));
  adw_alert_dialog_set_extra_child (question, app_certificate_view_new (certificate));
  adw_alert_dialog_add_responses (question, "cancel", _("_Cancel"), "trust", _("_Trust This Key"), NULL);
  adw_alert_dialog_set_response_appearance (question, "trust",
                                            changed ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_DEFAULT);
  adw_alert_dialog_set_default_response (question, "cancel");
  g_object_set_data_full (G_OBJECT (question), "parent", g_object_ref (parent), g_object_unref);
  g_object_set_data_full (G_OBJECT (question), "key", g_strdup (certificate->key), g_free);
  g_signal_connect_object (question, "response", G_CALLBACK (question_response_cb), account, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (question), parent);
}
