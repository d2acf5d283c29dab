/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: some exchanges pass on only one kind of encryption, some lines bear only one codec, and some people must
 * not show where they are. Whoever needs none of it never comes here: everything is right as it is. */

#include "app-media-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-codec-list.h"
#include "app-press.h"
#include "app-server-row.h"

#define N_PROTECTIONS (PHONE_PROTECTION_NONE + 1)

struct _AppMediaPage
{
  AdwNavigationPage parent_instance;

  PhoneMediaTerms *terms;
  gboolean showing; /* what the account has; nobody has pressed anything */
  AdwPreferencesGroup *protections;
  GtkCheckButton *checks[N_PROTECTIONS];
  AppCodecList *codecs;
  AppServerRow *stun;
  AppServerRow *relay;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  AdwSwitchRow *relay_only;
};

G_DEFINE_FINAL_TYPE (AppMediaPage, app_media_page, ADW_TYPE_NAVIGATION_PAGE)

/* Outside of what browsers do there is no relay to hide behind; and a person who hides is not to be found by a slip. */
static void
show_relay (AppMediaPage *self)
{
  gboolean has_relay = phone_media_terms_get_turn_server (self->terms) != NULL;
  gboolean only = phone_media_terms_is_relay_only (self->terms);

  gtk_widget_set_sensitive (GTK_WIDGET (self->user), has_relay);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), has_relay);
  gtk_widget_set_sensitive (GTK_WIDGET (self->relay_only), has_relay || only);
  adw_switch_row_set_active (self->relay_only, only);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->relay_only),
                               only && !has_relay ? _("There is no relay: calls have no sound.")
                                                  : _("Whom you talk to does not see your network address."));
  for (guint n = 0; n < N_PROTECTIONS; n++)
    gtk_widget_set_sensitive (gtk_widget_get_ancestor (GTK_WIDGET (self->checks[n]), ADW_TYPE_ACTION_ROW), !only);
  adw_preferences_group_set_description (self->protections,
                                         only ? _("As long as all sound goes by the relay, calls are encrypted like browsers do it, always.")
                                              : NULL);
}

/* A password that is kept is shown to nobody, but that it is there must be known. */
static void
show_password (AppMediaPage *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 phone_media_terms_has_turn_password (self->terms) ? _("New Password (One Is Kept)")
                                                                                   : _("Password"));
}

static void
set_user (AppMediaPage *self,
          const char   *user)
{
  adw_entry_row_set_show_apply_button (self->user, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->user), user != NULL ? user : "");
  adw_entry_row_set_show_apply_button (self->user, TRUE);
}

static void
show_terms (AppMediaPage *self)
{
  self->showing = TRUE;
  gtk_check_button_set_active (self->checks[phone_media_terms_get_protection (self->terms)], TRUE);
  app_codec_list_fill (self->codecs, phone_media_terms_get_codecs (self->terms));
  app_server_row_fill (self->stun, phone_media_terms_get_stun_server (self->terms));
  app_server_row_fill (self->relay, phone_media_terms_get_turn_server (self->terms));
  set_user (self, phone_media_terms_get_turn_user (self->terms));
  show_relay (self);
  show_password (self);
  self->showing = FALSE;
}

static void
check_toggled_cb (AppMediaPage   *self,
                  GParamSpec     *pspec,
                  GtkCheckButton *check)
{
  if (self->showing || !gtk_check_button_get_active (check))
    return;
  for (guint n = 0; n < N_PROTECTIONS; n++)
    if (self->checks[n] == check)
      phone_media_terms_set_protection (self->terms, (PhoneProtection) n);
}

static void
codecs_changed_cb (AppMediaPage *self)
{
  g_auto (GStrv) codecs = app_codec_list_dup (self->codecs);

  phone_media_terms_set_codecs (self->terms, (const char *const *) codecs);
}

static void
stun_chosen_cb (AppMediaPage *self,
                const char   *server)
{
  phone_media_terms_set_stun_server (self->terms, server, NULL);
}

static void
set_relay (AppMediaPage *self,
           const char   *server)
{
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user))));

  phone_media_terms_set_turn_server (self->terms, server, user, NULL);
}

static void
relay_chosen_cb (AppMediaPage *self,
                 const char   *server)
{
  set_relay (self, server);
  show_relay (self);
  show_password (self);
}

static void
user_applied_cb (AppMediaPage *self)
{
  g_autofree char *server = g_strdup (phone_media_terms_get_turn_server (self->terms));

  set_relay (self, server);
}

static void
password_applied_cb (AppMediaPage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (*password == '\0')
    return;
  phone_media_terms_set_turn_password (self->terms, password);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->password), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->password), TRUE);
  show_password (self);
}

static void
relay_only_cb (AppMediaPage *self)
{
  if (self->showing)
    return;
  phone_media_terms_set_relay_only (self->terms, adw_switch_row_get_active (self->relay_only));
  show_relay (self);
}

/* Who goes back has finished, whether the last field was confirmed or not. */
static void
app_media_page_unmap (GtkWidget *widget)
{
  AppMediaPage *self = APP_MEDIA_PAGE (widget);

  app_server_row_finish (self->stun);
  app_server_row_finish (self->relay);
  user_applied_cb (self);
  password_applied_cb (self);
  GTK_WIDGET_CLASS (app_media_page_parent_class)->unmap (widget);
}

static void
app_media_page_dispose (GObject *object)
{
  AppMediaPage *self = APP_MEDIA_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_MEDIA_PAGE);
  g_clear_object (&self->terms);
  G_OBJECT_CLASS (app_media_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const names[N_PROTECTIONS] = { "automatic", "dtls", "sdes", "optional", "plain" };

  for (guint n = 0; n < N_PROTECTIONS; n++)
    gtk_widget_class_bind_template_child_full (widget_class, names[n], FALSE,
                                               G_STRUCT_OFFSET (AppMediaPage, checks)
                                               + (gssize) (n * sizeof (GtkCheckButton *)));
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, protections);
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, codecs);
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, stun);
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, relay);
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, user);
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, password);
  gtk_widget_class_bind_template_child (widget_class, AppMediaPage, relay_only);
}

static void
app_media_page_class_init (AppMediaPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_media_page_dispose;
  widget_class->unmap = app_media_page_unmap;

  g_type_ensure (APP_TYPE_CODEC_LIST);
  g_type_ensure (APP_TYPE_SERVER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-media-page.ui");
  bind_children (widget_class);
  app_closures_bind (widget_class);
}

/* Not before the account is known: nothing can be pressed that has nowhere to go. */
static void
listen (AppMediaPage *self)
{
  for (guint n = 0; n < N_PROTECTIONS; n++)
    {
      g_signal_connect_object (self->checks[n], "notify::active", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
      app_press_offer (GTK_WIDGET (self->checks[n]));
    }
  g_signal_connect_object (self->codecs, "changed", G_CALLBACK (codecs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stun, "chosen", G_CALLBACK (stun_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->relay, "chosen", G_CALLBACK (relay_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->user, "apply", G_CALLBACK (user_applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->password, "apply", G_CALLBACK (password_applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->relay_only, "notify::active", G_CALLBACK (relay_only_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->terms, "notify::has-turn-password", G_CALLBACK (show_password), self,
                           G_CONNECT_SWAPPED);
}

static void
app_media_page_init (AppMediaPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_media_page_push:
 * @from: a widget inside of an #AdwNavigationView
 * @account: whose calls are meant
 *
 * Goes to how the sound of an account's calls travels.
 */
void
app_media_page_push (GtkWidget    *from,
                     PhoneAccount *account)
{
  GtkWidget *view;
  AppMediaPage *self;

  g_return_if_fail (GTK_IS_WIDGET (from) && PHONE_IS_ACCOUNT (account));

  view = gtk_widget_get_ancestor (from, ADW_TYPE_NAVIGATION_VIEW);
  self = g_object_new (APP_TYPE_MEDIA_PAGE, NULL);
  self->terms = g_object_ref (phone_account_get_media_terms (account));
  show_terms (self);
  listen (self);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (self));
}
