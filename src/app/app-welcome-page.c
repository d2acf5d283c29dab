/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a phone without an account can do nothing, except be tried. The first page offers every way to one,
 * and that, and nothing else. */

#include "app-welcome-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-typography.h"

struct _AppWelcomePage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (AppWelcomePage, app_welcome_page, ADW_TYPE_BIN)

static void
app_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (app_welcome_page_parent_class)->dispose (object);
}

static void
app_welcome_page_class_init (AppWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_welcome_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppWelcomePage, status);
}

static void
app_welcome_page_init (AppWelcomePage *self)
{
  g_autofree char *title = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: %s is the name of this application. */
  title = g_strdup_printf (_("Welcome to %s"), g_get_application_name ());
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_icon_name (self->status, APPLICATION_ID);
  app_typography_tie_page (self->status);
}
