/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: half of a wide window is empty until something is opened, and may as well teach what can be. */

#include "app-home-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-typography.h"

struct _AppHomePage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *status;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AppHomePage, app_home_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct
{
  const char *section;
  const char *icon;
  const char *title;
  const char *description;
  const char *label; /* NULL: no button */
  const char *action;
} Lesson;

static const Lesson lessons[] = {
  { "people", "avatar-default-symbolic", N_("People You Know"),
    N_("Choose somebody to see how to reach them. Whoever is listed here is called by name everywhere."),
    N_("_Add a Person…"), "win.new-person" },
  { "calls", "call-start-symbolic", N_("Your Calls"),
    N_("Choose a call to see what else was said and written, or press the telephone beside it to call back."),
    N_("_Call Somebody"), "win.new-call" },
  { "messages", "chat-bubbles-symbolic", N_("Your Conversations"),
    N_("Choose a conversation, or start one with anybody who has an address or a number."), N_("_Start a Conversation"),
    "win.new-call" },
  { "keypad", "input-dialpad-symbolic", N_("Call or Write"),
    N_("Type a name, a number or an address, or paste a text that has a number in it."), NULL, NULL },
};

static void
teach (AppHomePage  *self,
       const Lesson *lesson)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _(lesson->title));
  adw_status_page_set_icon_name (self->status, lesson->icon);
  adw_status_page_set_title (self->status, _(lesson->title));
  adw_status_page_set_description (self->status, _(lesson->description));
  app_typography_tie_page (self->status);
  gtk_widget_set_visible (GTK_WIDGET (self->button), lesson->label != NULL);
  if (lesson->label == NULL)
    return;
  gtk_button_set_label (self->button, _(lesson->label));
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), lesson->action);
}

static void
section_changed_cb (AppHomePage *self,
                    GParamSpec  *pspec,
                    AppSidebar  *sidebar)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lessons); i++)
    if (g_strcmp0 (lessons[i].section, app_sidebar_get_section (sidebar)) == 0)
      teach (self, &lessons[i]);
}

static void
app_home_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (app_home_page_parent_class)->dispose (object);
}

static void
app_home_page_class_init (AppHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_home_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHomePage, status);
  gtk_widget_class_bind_template_child (widget_class, AppHomePage, button);
}

static void
app_home_page_init (AppHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_home_page_new:
 * @sidebar: what stands beside the page
 *
 * Returns: (transfer floating): a page that says what the section of @sidebar is for
 */
AppHomePage *
app_home_page_new (AppSidebar *sidebar)
{
  AppHomePage *self = g_object_new (APP_TYPE_HOME_PAGE, NULL);

  g_signal_connect_object (sidebar, "notify::section", G_CALLBACK (section_changed_cb), self, G_CONNECT_SWAPPED);
  section_changed_cb (self, NULL, sidebar);
  app_dial_page_take_keys (app_sidebar_get_dial_page (sidebar), GTK_WIDGET (self));
  return self;
}
