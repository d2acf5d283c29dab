/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a link on a page must never call by itself. It is asked for, once and not in heaps, with whom
 * it would reach and as whom one would call; a message is only begun. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-failure.h"
#include "app-window-private.h"
#include "phone-link.h"
#include "phone-people.h"

#define QUESTION "app-window-link-question"

static void
response_cb (AppWindow      *self,
             const char     *response,
             AdwAlertDialog *dialog)
{
  GVariant *target = g_object_get_data (G_OBJECT (dialog), QUESTION);

  g_object_set_data (G_OBJECT (self), QUESTION, NULL);
  if (g_str_equal (response, "call"))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.call-from", target);
}

/* An address may be long, and a hyphen would become part of it. */
static GtkWidget *
create_label (const char *address,
              const char *css_class)
{
  g_autofree char *text = app_closures_name (NULL, address);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = gtk_label_new (text);

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Whoever is known is called by name; the address is never left out. */
static GtkWidget *
create_who (AppWindow       *self,
            const PhoneLink *link,
            PhoneAccount    *account)
{
  PhonePerson *person = phone_people_find (phone_get_people (self->phone), NULL, link->address);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *caller = NULL;

  if (person != NULL)
    gtk_box_append (GTK_BOX (box), create_label (phone_person_get_name (person), "title-3"));
  gtk_box_append (GTK_BOX (box), create_label (link->address, person != NULL ? "body" : "title-3"));
  /* Translators: %s is the address of one's own account. */
  caller = account != NULL ? g_strdup_printf (_("You call as %s."), phone_account_get_address (account))
                           : g_strdup (_("There is no account to call from."));
  gtk_box_append (GTK_BOX (box), create_label (caller, "dim-label"));
  return box;
}

/* The one that would call, also where none was preferred. */
static PhoneAccount *
choose_caller (AppWindow  *self,
               const char *target)
{
  PhoneAccount *account = app_window_choose_account (self, target);

  return account != NULL ? account : phone_get_default_account (self->phone);
}

static void
ask (AppWindow       *self,
     const PhoneLink *link)
{
  PhoneAccount *account = choose_caller (self, link->target);
  AdwAlertDialog *dialog;

  if (g_object_get_data (G_OBJECT (self), QUESTION) != NULL)
    {
      g_message ("a link was dropped: the one before is not decided yet");
      return;
    }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Call Now?"), _("A link asks to call this address.")));
  adw_alert_dialog_set_extra_child (dialog, create_who (self, link, account));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "call", _("C_all"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "call", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "call", account != NULL);
  adw_alert_dialog_set_default_response (dialog, "call");
  g_object_set_data_full (G_OBJECT (dialog), QUESTION,
                          g_variant_ref_sink (g_variant_new ("(ss)",
                                                             account != NULL ? phone_account_get_id (account) : "",
                                                             link->target)),
                          (GDestroyNotify) g_variant_unref);
  g_object_set_data (G_OBJECT (self), QUESTION, dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* What a person was writing is not written over. */
static void
begin_message (AppWindow       *self,
               const PhoneLink *link)
{
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = phone_open_conversation (
    self->phone, app_window_choose_account (self, link->target), link->target, &error);
  const char *draft = conversation != NULL ? phone_conversation_get_draft (conversation) : NULL;

  if (conversation == NULL)
    {
      app_failure_show (GTK_WIDGET (self->stack), error);
      return;
    }
  if (link->body != NULL && (draft == NULL || *draft == '\0'))
    phone_conversation_set_draft (conversation, link->body);
  app_window_show_conversation (self, conversation);
}

/**
 * app_window_confirm_call:
 * @self: a window
 * @uri: what a link has in it, from anywhere
 *
 * Asks whether to call whom a sip:, sips: or tel: link means, or begins a message where it asks for one. What is no
 * such link is told to be none.
 */
void
app_window_confirm_call (AppWindow  *self,
                         const char *uri)
{
  g_autoptr (PhoneLink) link = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (uri != NULL);

  link = phone_link_parse (uri, &error);
  if (link == NULL)
    {
      g_message ("a link was not opened: %s", error->message);
      app_failure_say (GTK_WIDGET (self->stack), _("This link is not an address that can be called."));
    }
  else if (link->writes)
    begin_message (self, link);
  else
    ask (self, link);
}
