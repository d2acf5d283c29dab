/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the one owner of the phone and of the window. It takes what comes from outside — command
 * lines, links, notifications — and hands it to the window as actions. */

#include "app-application.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-accelerators.h"
#include "app-background.h"
#include "app-command-line.h"
#include "app-inhibitor.h"
#include "app-message-folder.h"
#include "app-notifier.h"
#include "app-phone-settings.h"
#include "app-remote.h"
#include "app-search-provider.h"
#include "app-settings.h"
#include "app-templates.h"
#include "app-window.h"
#include "phone-pictures.h"

struct _AppApplication
{
  AdwApplication parent_instance;

  Phone *phone;
  AppNotifier *notifier;
  AppSearchProvider *search_provider; /* NULL: no bus */
  AppWindow *window; /* owned by GTK */
  AppInhibitor *inhibitor;
  gboolean started;
  GPtrArray *waiting; /* of GVariant: what to do once the phone has started */
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

/* Requests from outside may come before the accounts are loaded; they are kept, in order, until then. */
static void
do_or_wait (AppApplication *self,
            const char     *action,
            const char     *target)
{
  if (!self->started)
    {
      g_ptr_array_add (self->waiting, g_variant_ref_sink (g_variant_new ("(ss)", action, target)));
      return;
    }
  if (self->window == NULL)
    return;
  if (g_str_equal (action, "confirm"))
    app_window_confirm_call (self->window, target);
  else if (!app_window_is_too_late (self->window, action, target))
    gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s", target);
}

static void
do_waiting (AppApplication *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      const char *action;
      const char *target;

      g_variant_get (g_ptr_array_index (waiting, i), "(&s&s)", &action, &target);
      do_or_wait (self, action, target);
    }
}

/* Started unseen, without anybody who could call. */
static void
leave_if_idle (AppApplication *self)
{
  if (self->window != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->window))
      && !app_background_stays (app_background_get (self->phone)))
    gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
phone_started_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (AppApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What could not be read is said by the phone's own property; calls work all the same. */
  if (!phone_start_finish (PHONE_PHONE (source), result, &error))
    g_message ("phone started with a fault: %s", error->message);
  self->started = TRUE;
  if (self->window != NULL)
    app_window_set_ready (self->window);
  do_waiting (self);
  leave_if_idle (self);
}

static void
phone_stopped_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (AppApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_stop_finish (PHONE_PHONE (source), result, &error))
    g_message ("phone did not stop cleanly: %s", error->message);
  g_application_release (G_APPLICATION (self));
}

/* Whoever wants it is shown the window; everybody else is told by the notifier, and keeps the keyboard. */
static void
incoming_call_cb (AppApplication *self)
{
  g_autoptr (GSettings) settings = app_settings_new ();

  if (settings != NULL && self->window != NULL && g_settings_get_boolean (settings, "raise-on-call"))
    gtk_window_present (GTK_WINDOW (self->window));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  AppApplication *self = APP_APPLICATION (user_data);

  if (self->window != NULL)
    app_window_leave (self->window);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  AppApplication *self = APP_APPLICATION (user_data);
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
  g_autofree char *developers = g_strdup_printf (_("The %s authors"), g_get_application_name ());

  adw_about_dialog_set_application_icon (about, APPLICATION_ID);
  adw_about_dialog_set_application_name (about, g_get_application_name ());
  adw_about_dialog_set_developer_name (about, developers);
  adw_about_dialog_set_version (about, VERSION);
  adw_about_dialog_set_comments (about, _("Calls and messages over the internet, from your own account."));
  adw_about_dialog_set_copyright (about, developers);
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_website (about, APPLICATION_WEBSITE);
  adw_about_dialog_set_translator_credits (about, _("translator-credits"));
  adw_dialog_present (ADW_DIALOG (about), GTK_WIDGET (self->window));
}

/* A notification names what it wants by an action of the application; the window has one of the same name. */
static void
forward_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  AppApplication *self = APP_APPLICATION (user_data);
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  if (!g_str_equal (name, "win.decline") && !g_str_equal (name, "win.silence"))
    g_application_activate (G_APPLICATION (self));
  do_or_wait (self, name, g_variant_get_string (parameter, NULL));
}

/* From the menu of the program's icon; both begin where an address is entered. */
static void
new_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  g_application_activate (G_APPLICATION (user_data));
  do_or_wait (APP_APPLICATION (user_data), "win.show-section", "keypad");
}

static void need_window (AppApplication *self);

/* As the desktop starts it: on duty, and unseen. */
static void
background_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  need_window (APP_APPLICATION (user_data));
}

/* What a script wants is asked as if it were a link. */
static void
confirm_call_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_application_activate (G_APPLICATION (user_data));
  do_or_wait (APP_APPLICATION (user_data), "confirm", g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "background", .activate = background_cb },
  { .name = "answer", .activate = forward_cb, .parameter_type = "s" },
  { .name = "answer-with-video", .activate = forward_cb, .parameter_type = "s" },
  { .name = "decline", .activate = forward_cb, .parameter_type = "s" },
  { .name = "silence", .activate = forward_cb, .parameter_type = "s" },
  { .name = "hang-up", .activate = forward_cb, .parameter_type = "s" },
  { .name = "confirm-call", .activate = confirm_call_cb, .parameter_type = "s" },
  { .name = "call", .activate = forward_cb, .parameter_type = "s" },
  { .name = "message", .activate = forward_cb, .parameter_type = "s" },
  { .name = "set-up-by", .activate = forward_cb, .parameter_type = "s" },
  { .name = "new-call", .activate = new_cb },
  { .name = "new-message", .activate = new_cb },
  { .name = "search", .activate = forward_cb, .parameter_type = "s" },
  { .name = "show-call", .activate = forward_cb, .parameter_type = "s" },
};

static void
window_destroyed_cb (AppApplication *self)
{
  self->window = NULL;
  g_application_hold (G_APPLICATION (self));
  phone_stop_async (self->phone, NULL, phone_stopped_cb, g_object_ref (self));
}

static void
app_application_startup (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);
  app_templates_init ();
  app_message_folder_clear (); /* of a program that did not come to its end */
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  app_accelerators_set (GTK_APPLICATION (self));
}

static void
app_application_shutdown (GApplication *application)
{
  app_message_folder_clear ();
  G_APPLICATION_CLASS (app_application_parent_class)->shutdown (application);
}

/* The phone lives as long as its window: it is started by the first, and stops when that is closed. */
static void
start_phone (AppApplication *self)
{
  self->started = FALSE;
  g_set_object (&self->phone, NULL);
  self->phone = phone_new (NULL, NULL);
  app_command_line_watch (self->phone);
  if (self->search_provider != NULL)
    app_search_provider_set_phone (self->search_provider, self->phone);
  app_phone_settings_bind (self->phone);
  phone_set_pictures (self->phone, NULL, TRUE);
  g_clear_object (&self->notifier);
  self->notifier = app_notifier_new (GTK_APPLICATION (self), self->phone);
  g_clear_object (&self->inhibitor);
  self->inhibitor = app_inhibitor_new (GTK_APPLICATION (self), self->phone);
  g_signal_connect_object (self->phone, "incoming-call", G_CALLBACK (incoming_call_cb), self, G_CONNECT_SWAPPED);
  app_remote_start (app_remote_get (self->phone), G_APPLICATION (self));
  phone_start_async (self->phone, NULL, phone_started_cb, g_object_ref (self));
}

/* The window, which nobody sees before it is presented. */
static void
need_window (AppApplication *self)
{
  if (self->window != NULL)
    return;
  start_phone (self);
  self->window = app_window_new (ADW_APPLICATION (self), self->phone);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_destroyed_cb), self, G_CONNECT_SWAPPED);
  app_background_follow (app_background_get (self->phone), GTK_WINDOW (self->window));
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  need_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
app_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      do_or_wait (APP_APPLICATION (application), "confirm", uri);
    }
}

static int
app_application_command_line (GApplication            *application,
                              GApplicationCommandLine *line)
{
  AppApplication *self = APP_APPLICATION (application);

  return app_command_line_carry_out (application, self->started ? self->phone : NULL, line);
}

static gboolean
app_application_dbus_register (GApplication     *application,
                               GDBusConnection  *connection,
                               const char       *path,
                               GError          **error)
{
  AppApplication *self = APP_APPLICATION (application);

  if (!G_APPLICATION_CLASS (app_application_parent_class)->dbus_register (application, connection, path, error))
    return FALSE;
  self->search_provider = app_search_provider_new (application);
  return app_search_provider_export (self->search_provider, connection, path, error);
}

static void
app_application_dbus_unregister (GApplication    *application,
                                 GDBusConnection *connection,
                                 const char      *path)
{
  g_clear_object (&APP_APPLICATION (application)->search_provider);
  G_APPLICATION_CLASS (app_application_parent_class)->dbus_unregister (application, connection, path);
}

static void
app_application_dispose (GObject *object)
{
  AppApplication *self = APP_APPLICATION (object);

  g_clear_object (&self->search_provider);
  g_clear_object (&self->inhibitor);
  g_clear_object (&self->notifier);
  g_clear_object (&self->phone);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  G_OBJECT_CLASS (app_application_parent_class)->dispose (object);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_application_dispose;
  application_class->dbus_register = app_application_dbus_register;
  application_class->dbus_unregister = app_application_dbus_unregister;
  application_class->startup = app_application_startup;
  application_class->shutdown = app_application_shutdown;
  application_class->activate = app_application_activate;
  application_class->open = app_application_open;
  application_class->command_line = app_application_command_line;
}

static void
app_application_init (AppApplication *self)
{
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  app_command_line_add_options (G_APPLICATION (self));
}

/**
 * app_application_new:
 *
 * Returns: (transfer full): the application, not yet running
 */
AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", APP_RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
