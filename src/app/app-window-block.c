/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who molests somebody can be turned away from wherever they are shown, and what was done in anger can be
 * undone. */

#include "app-window-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-conversation-page.h"
#include "app-report-dialog.h"
#include "phone-blocked.h"
#include "phone-drop.h"
#include "phone-join.h"
#include "phone-report.h"

static gboolean
has_address (PhoneConversation *conversation,
             const char        *address)
{
  for (guint n = 0; n < phone_conversation_get_n_addresses (conversation); n++)
    if (g_str_equal (phone_conversation_get_nth_address (conversation, n), address))
      return TRUE;
  return FALSE;
}

static PhoneConversation *
find_conversation (AppWindow *self,
                   GVariant  *address)
{
  GListModel *conversations = phone_get_conversations (self->phone);

  for (guint n = 0; n < g_list_model_get_n_items (conversations); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (conversations, n);

      if (has_address (conversation, g_variant_get_string (address, NULL)))
        return g_steal_pointer (&conversation);
    }
  return NULL;
}

/* Whose page it is, is gone from the list. */
static void
leave (AppWindow  *self,
       const char *address)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->split_view);
  PhoneConversation *current =
    APP_IS_CONVERSATION_PAGE (page) ? app_conversation_page_get_conversation (APP_CONVERSATION_PAGE (page)) : NULL;

  if (current == NULL || !has_address (current, address))
    return;
  app_window_show_home (self);
}

static AdwToast *
offer_undo (AppWindow  *self,
            const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self->stack), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (toast));
  return toast;
}

static void
undo_block_cb (AdwToast *toast,
               Phone    *phone)
{
  char **addresses = g_object_get_data (G_OBJECT (toast), "addresses");

  for (guint n = 0; addresses[n] != NULL; n++)
    phone_blocked_remove (phone_get_blocked (phone), addresses[n]);
}

/* Whoever has several addresses is blocked with all of them. */
static char **
block_all (AppWindow *self,
           GVariant  *address)
{
  g_autoptr (PhoneConversation) conversation = find_conversation (self, address);
  g_autoptr (GStrvBuilder) blocked = g_strv_builder_new ();
  const char *named = g_variant_get_string (address, NULL);

  if (phone_blocked_add (phone_get_blocked (self->phone), named))
    g_strv_builder_add (blocked, named);
  for (guint n = 0; conversation != NULL && n < phone_conversation_get_n_addresses (conversation); n++)
    {
      const char *other = phone_conversation_get_nth_address (conversation, n);

      if (phone_blocked_add (phone_get_blocked (self->phone), other))
        g_strv_builder_add (blocked, other);
    }
  return g_strv_builder_end (blocked);
}

static void
block_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  const char *address = g_variant_get_string (parameter, NULL);
  g_autofree char *plain = app_closures_name (NULL, address);
  /* Translators: %s is a person or an address. */
  g_autofree char *text = g_strdup_printf (_("%s was blocked"), plain);
  g_autoptr (AdwToast) toast = NULL;
  g_auto (GStrv) blocked = block_all (self, parameter);

  if (blocked[0] == NULL)
    return;
  leave (self, address);
  toast = offer_undo (self, text);
  g_object_set_data_full (G_OBJECT (toast), "addresses", g_steal_pointer (&blocked), (GDestroyNotify) g_strfreev);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_block_cb), self->phone, G_CONNECT_DEFAULT);
}

static void
unblock_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  phone_blocked_remove (phone_get_blocked (APP_WINDOW (widget)->phone), g_variant_get_string (parameter, NULL));
}

static void
undo_delete_cb (AdwToast *toast,
                Phone    *phone)
{
  phone_restore_conversation (phone, g_object_get_data (G_OBJECT (toast), "conversation"));
}

static void
delete_for_good_cb (AdwToast *toast,
                    Phone    *phone)
{
  phone_forget_conversation (phone, g_object_get_data (G_OBJECT (toast), "conversation"));
}

static void
delete_conversation_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneConversation *conversation = find_conversation (self, parameter);
  g_autoptr (AdwToast) toast = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;

  if (conversation == NULL)
    return;
  leave (self, g_variant_get_string (parameter, NULL));
  phone_drop_conversation (self->phone, conversation);
  plain = app_closures_name (NULL, phone_conversation_get_title (conversation));
  /* Translators: %s is a person or an address. */
  text = g_strdup_printf (_("Messages with %s were deleted"), plain);
  toast = offer_undo (self, text);
  g_object_set_data_full (G_OBJECT (toast), "conversation", conversation, g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_delete_cb), self->phone, G_CONNECT_DEFAULT);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (delete_for_good_cb), self->phone, G_CONNECT_DEFAULT);
}

static void
report_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  g_autoptr (PhoneConversation) conversation = find_conversation (self, parameter);
  g_autofree char *text = NULL;

  if (conversation == NULL)
    return;
  text = phone_report_dup_text (phone_get_trace (self->phone), conversation);
  adw_dialog_present (app_report_dialog_new (text), widget);
}

/*< private >
 * Gives the class what can be done about whom nobody wants to hear of; each takes an address.
 */
void
app_window_install_block_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.block", "s", block_cb);
  gtk_widget_class_install_action (widget_class, "win.unblock", "s", unblock_cb);
  gtk_widget_class_install_action (widget_class, "win.delete-conversation", "s", delete_conversation_cb);
  gtk_widget_class_install_action (widget_class, "win.report-conversation", "s", report_cb);
}
