/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what was said or written is found by its words, and shown where it happened. */

#include "app-window-private.h"

#include "app-conversation-page.h"

static void
show_moment_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  g_autoptr (GDateTime) time = NULL;
  const char *address = NULL;
  gint64 moment = 0;
  AdwNavigationPage *page;

  g_variant_get (parameter, "(&sx)", &address, &moment);
  gtk_widget_activate_action (widget, "win.message", "s", address);
  page = adw_navigation_split_view_get_content (self->split_view);
  time = g_date_time_new_from_unix_utc_usec (moment);
  if (APP_IS_CONVERSATION_PAGE (page) && time != NULL)
    app_conversation_page_show_moment (APP_CONVERSATION_PAGE (page), time);
}

/* What was typed elsewhere: in the search of the desktop. */
static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  GObject *entry = gtk_widget_get_template_child (GTK_WIDGET (self->sidebar), APP_TYPE_SIDEBAR, "search_entry");

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  app_sidebar_start_search (self->sidebar);
  gtk_editable_set_text (GTK_EDITABLE (entry), g_variant_get_string (parameter, NULL));
}

/*< private >
 * Gives the class the actions that show a moment, whose target are an address and microseconds since 1970, and that
 * search for a text.
 */
void
app_window_install_search_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-moment", "(sx)", show_moment_cb);
  gtk_widget_class_install_action (widget_class, "win.search", "s", search_cb);
}
