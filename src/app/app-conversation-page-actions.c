/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what can be done with whoever a conversation is with, beside writing to them. */

#include "app-conversation-page-private.h"

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
  gtk_widget_class_install_action (widget_class, "conversation.block", NULL, block_cb);
  gtk_widget_class_install_action (widget_class, "conversation.report", NULL, report_cb);
  gtk_widget_class_install_action (widget_class, "conversation.delete", NULL, delete_cb);
  gtk_widget_class_install_property_action (widget_class, "conversation.muted", "muted");
}
