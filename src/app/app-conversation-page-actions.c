/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what can be done with whoever a conversation is with, beside writing to them. */

#include "app-conversation-page-private.h"

#include "app-attachment.h"

static void
act_on_address (GtkWidget  *widget,
                const char *action)
{
  gtk_widget_activate_action (widget, action, "s",
                              phone_conversation_get_address (APP_CONVERSATION_PAGE (widget)->conversation));
}

static void
call_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  act_on_address (widget, "win.call");
}

static void
block_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  act_on_address (widget, "win.block");
}

static void
report_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  act_on_address (widget, "win.report-conversation");
}

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  act_on_address (widget, "win.delete-conversation");
}

static void
attach_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  app_attachment_choose (widget, APP_CONVERSATION_PAGE (widget)->conversation);
}

static gboolean
drop_cb (AppConversationPage *self,
         const GValue        *value,
         double               x,
         double               y,
         GtkDropTarget       *target)
{
  GSList *files = g_value_get_boxed (value);

  if (phone_conversation_get_standing (self->conversation) >= PHONE_STANDING_REQUEST)
    return FALSE;
  for (GSList *link = files; link != NULL; link = link->next)
    app_attachment_send (GTK_WIDGET (self), self->conversation, link->data);
  return TRUE;
}

static void
paste_cb (AppConversationPage *self,
          GtkTextView         *entry)
{
  if (app_attachment_paste (GTK_WIDGET (self), self->conversation))
    g_signal_stop_emission_by_name (entry, "paste-clipboard");
}

/*< private >
 * Takes files that are dropped on the page, and a picture that is pasted where one writes.
 */
void
app_conversation_page_take_files (AppConversationPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (self->entry, "paste-clipboard", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
}

static void
emoji_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit_by_name (self->entry, "insert-emoji");
}

/*< private >
 * Gives the class the actions of its menu and buttons.
 */
void
app_conversation_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "conversation.call", NULL, call_cb);
  gtk_widget_class_install_action (widget_class, "conversation.emoji", NULL, emoji_cb);
  gtk_widget_class_install_action (widget_class, "conversation.attach", NULL, attach_cb);
  gtk_widget_class_install_action (widget_class, "conversation.block", NULL, block_cb);
  gtk_widget_class_install_action (widget_class, "conversation.report", NULL, report_cb);
  gtk_widget_class_install_action (widget_class, "conversation.delete", NULL, delete_cb);
  gtk_widget_class_install_property_action (widget_class, "conversation.muted", "muted");
}
