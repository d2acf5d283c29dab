/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: that two addresses are one person is said in the menu of a conversation, and taken back where it was said. */

#include "app-conversation-page-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-join-dialog.h"

static void
undo_cb (AdwToast  *toast,
         PhoneJoin *join)
{
  phone_join_undo (join);
}

static void
done_cb (AppConversationPage *self,
         PhoneJoin           *join,
         const char          *words,
         AppJoinDialog       *dialog)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (words);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH); /* not after what was said of the step before */
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), g_object_ref (join),
                         (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
ask (AppConversationPage *self,
     AppJoinDialog       *dialog)
{
  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
join_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (widget);

  ask (self, app_join_dialog_new (self->phone, self->conversation));
}

static void
split_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (widget);

  ask (self, app_join_dialog_new_split (self->phone, self->conversation));
}

static void
addresses_cb (AppConversationPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conversation.split",
                                 phone_conversation_get_n_addresses (self->conversation) > 1);
}

static void
standing_cb (AppConversationPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conversation.join",
                                 phone_conversation_get_standing (self->conversation) < PHONE_STANDING_REQUEST);
}

/*< private >
 * Offers to split only what is joined, and to join only whom one let in.
 */
void
app_conversation_page_follow_addresses (AppConversationPage *self)
{
  g_signal_connect_object (self->conversation, "notify::address", G_CALLBACK (addresses_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conversation, "notify::standing", G_CALLBACK (standing_cb), self, G_CONNECT_SWAPPED);
  addresses_cb (self);
  standing_cb (self);
}

/*< private >
 * Gives the class what is done with the addresses of a conversation.
 */
void
app_conversation_page_install_join_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "conversation.join", NULL, join_cb);
  gtk_widget_class_install_action (widget_class, "conversation.split", NULL, split_cb);
}
