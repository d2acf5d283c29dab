/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs of every page and dialog, narrow and wide, light and dark, with a phone that holds still.
 * Usage: shots DIRECTORY [name…] */

#include "app-account-dialog.h"

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "app-call-page.h"
#include "app-certificate-view.h"
#include "app-dial-page.h"
#include "app-incoming-dialog.h"
#include "app-sidebar.h"
#include "app-status-bar.h"
#include "app-status-button.h"
#include "app-templates.h"
#include "app-window.h"
#include "scripted-people.h"

#define NEW_KEY "3f2a09c177d1e58b4c6690ab12fe34cd56ef78a19b0c2d3e4f5061728394a5b6"
#define OLD_KEY "9be1a04f2c8d7365810f4e6a5bd2c3970e1f2a3b4c5d6e7f8091a2b3c4d5e6f7"

typedef struct
{
  AppWindow *window;
  Phone *phone;
  AppTrace *trace;
} Scene;

static gboolean
time_is_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
spin (guint ms)
{
  gboolean up = FALSE;

  g_timeout_add (ms, time_is_up_cb, &up);
  while (!up)
    g_main_context_iteration (NULL, TRUE);
}

static void
act (Scene      *scene,
     const char *action,
     const char *target)
{
  if (target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (scene->window), action, "s", target);
  else
    gtk_widget_activate_action (GTK_WIDGET (scene->window), action, NULL);
}

static gpointer
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = gtk_widget_get_visible (child) ? find (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static PhoneAccount *
account (Scene *scene)
{
  return phone_get_default_account (scene->phone);
}

static PhoneCall *
start_call (Scene          *scene,
            PhoneCallState  state)
{
  g_autoptr (PhoneCall) call = scripted_call_new (account (scene), "Amélie Fournier", "amelie@example.org", FALSE);

  scripted_phone_add_call (scene->phone, call);
  app_window_show_call (scene->window, call);
  scripted_call_set_state (call, state);
  if (state == PHONE_CALL_STATE_ACTIVE || state == PHONE_CALL_STATE_HELD)
    {
      scripted_call_set_duration (call, 754);
      scripted_call_set_levels (call, 0.42, 0.68);
    }
  return call;
}

static void
nothing (Scene *scene)
{
}

static void
people (Scene *scene)
{
  scripted_people_fill (scene->phone);
}

static void
practice (Scene *scene)
{
  act (scene, "win.practice", NULL);
}

static void
calls (Scene *scene)
{
  people (scene);
  app_sidebar_show_calls (find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR));
}

static void
empty (Scene *scene)
{
  g_autoptr (PhoneAccount) fresh = scripted_account_new ("robin@example.org", FALSE);

  scripted_account_set_state (fresh, PHONE_ACCOUNT_STATE_REGISTERED, "Calls and messages reach you");
  scripted_phone_add_account (scene->phone, fresh);
}

static void
nothing_found (Scene *scene)
{
  people (scene);
  act (scene, "win.find", NULL);
  gtk_editable_set_text (find (GTK_WIDGET (scene->window), GTK_TYPE_SEARCH_ENTRY), "Xaver");
}

static void
dial (Scene *scene)
{
  people (scene);
  act (scene, "win.new-call", NULL);
}

static void
dial_name (Scene *scene)
{
  dial (scene);
  app_dial_page_set_text (find (GTK_WIDGET (scene->window), APP_TYPE_DIAL_PAGE), "am");
}

static void
dial_number (Scene *scene)
{
  dial (scene);
  app_dial_page_set_text (find (GTK_WIDGET (scene->window), APP_TYPE_DIAL_PAGE), "+49 30");
}

static void
conversation (Scene *scene)
{
  people (scene);
  act (scene, "win.message", "amelie@example.org");
}

static void
conversation_empty (Scene *scene)
{
  people (scene);
  act (scene, "win.message", "nina@example.org");
}

static void
conversation_not_sent (Scene *scene)
{
  PhoneConversation *with = NULL;

  people (scene);
  with = phone_open_conversation (scene->phone, NULL, "amelie@example.org", NULL);
  scripted_conversation_add (with, "They are all here.", NULL, PHONE_MESSAGE_STATE_SENDING);
  scripted_message_set_error (scripted_conversation_add (with, "Shall we begin?", NULL, PHONE_MESSAGE_STATE_SENDING),
                              "The server cannot be reached.");
  act (scene, "win.message", "amelie@example.org");
}

static void
call_ringing (Scene *scene)
{
  people (scene);
  start_call (scene, PHONE_CALL_STATE_RINGING);
}

static void
call_active (Scene *scene)
{
  people (scene);
  start_call (scene, PHONE_CALL_STATE_ACTIVE);
}

static void
call_held (Scene *scene)
{
  people (scene);
  phone_call_set_muted (start_call (scene, PHONE_CALL_STATE_HELD), TRUE);
}

static void
call_failed (Scene *scene)
{
  people (scene);
  scripted_call_set_end_text (start_call (scene, PHONE_CALL_STATE_ENDED),
                              "They are busy. You can try again, or write a message.");
}

static void
call_beside (Scene *scene)
{
  people (scene);
  start_call (scene, PHONE_CALL_STATE_ACTIVE);
  act (scene, "win.message", "zeynep@example.net");
}

static void
incoming (Scene *scene)
{
  g_autoptr (PhoneCall) call = NULL;

  people (scene);
  call = scripted_call_new (account (scene), "Amélie Fournier", "amelie@example.org", TRUE);
  scripted_phone_add_call (scene->phone, call);
}

static void
account_add (Scene *scene)
{
  act (scene, "win.add-account", NULL);
}

static void
account_error (Scene *scene)
{
  GtkWidget *dialog;
  GtkWidget *row;

  people (scene);
  act (scene, "win.add-account", NULL);
  spin (100);
  dialog = find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_DIALOG);
  row = find (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "robin at example");
  gtk_editable_set_text (find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), "secret");
  gtk_widget_activate_action (dialog, "account.save", NULL);
}

static PhoneProbe *
account_search (Scene *scene)
{
  GtkWidget *dialog;

  people (scene);
  act (scene, "win.add-account", NULL);
  spin (100);
  dialog = find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_DIALOG);
  gtk_editable_set_text (find (dialog, ADW_TYPE_ENTRY_ROW), "robin@example.org");
  gtk_editable_set_text (find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), "secret");
  gtk_widget_activate_action (dialog, "account.search", NULL);
  return phone_get_probe (scene->phone);
}

static void
account_searching (Scene *scene)
{
  PhoneProbe *probe = account_search (scene);

  scripted_probe_add (probe, "wss://sip.example.org/ws", "The domain’s own directory names it.", NULL);
  scripted_probe_add (probe, "udp://sip.example.org", "Answers at a usual place.", NULL);
}

static void
account_found (Scene *scene)
{
  PhoneProbe *probe = account_search (scene);

  scripted_probe_add (probe, "wss://sip.example.org/ws", "The domain’s own directory names it.", NULL);
  scripted_probe_add (probe, "tls://sip.example.org", "The domain’s own directory names it.", NULL);
  scripted_probe_add (probe, "udp://sip.example.org", "Answers at a usual place.", NULL);
  scripted_probe_add (probe, "wss://example.org:8443/", "A usual place.", "The server does not answer.");
  scripted_probe_end (probe);
}

static void
account_plain (Scene *scene)
{
  PhoneProbe *probe = account_search (scene);

  scripted_probe_add (probe, "udp://sip.example.org", "The domain’s own directory names it.", NULL);
  scripted_probe_end (probe);
}

static void
account_edit (Scene *scene)
{
  people (scene);
  act (scene, "win.edit-account", "robin@example.org");
}

static void
preferences (Scene *scene)
{
  people (scene);
  act (scene, "win.preferences", NULL);
}

static void
shortcuts (Scene *scene)
{
  people (scene);
  act (scene, "win.shortcuts", NULL);
}

static void
diagnostics (Scene *scene)
{
  people (scene);
  scripted_phone_trace (scene->phone, TRUE,
                        "REGISTER sip:example.org SIP/2.0\nFrom: <sip:robin@example.org>;tag=a7c1\n"
                        "To: <sip:robin@example.org>\nAuthorization: …\nContent-Length: 0\n");
  scripted_phone_trace (scene->phone, FALSE, "SIP/2.0 200 OK\nCSeq: 2 REGISTER\nContent-Length: 0\n");
  act (scene, "win.diagnostics", NULL);
}

static void
link_confirm (Scene *scene)
{
  people (scene);
  app_window_confirm_call (scene->window, "sip:helpline@example.com;transport=ws");
}

static void
connecting (Scene *scene)
{
  dial (scene);
  scripted_account_set_waiting (account (scene), 3, 0);
  scripted_account_set_state (account (scene), PHONE_ACCOUNT_STATE_CONNECTING, "The line was cut.");
}

static void
waiting (Scene *scene)
{
  dial (scene);
  scripted_account_set_waiting (account (scene), 3, 12);
  scripted_account_set_state (account (scene), PHONE_ACCOUNT_STATE_WAITING, "The server cannot be found.");
}

/* Below the sidebar where there is one, else in the header bar. */
static void
open_details (Scene *scene)
{
  GtkWidget *place = find (GTK_WIDGET (scene->window), APP_TYPE_STATUS_BAR);
  GtkWidget *button = find (GTK_WIDGET (scene->window), APP_TYPE_STATUS_BUTTON);

  spin (300);
  if (button != NULL && gtk_widget_get_mapped (button))
    place = button;
  gtk_menu_button_popup (find (place, GTK_TYPE_MENU_BUTTON));
}

static void
line_up (Scene *scene)
{
  dial (scene);
  scripted_route_set (account (scene), "sip1.example.org:443", "Secure WebSocket", 24, NULL);
  open_details (scene);
}

static void
line_down (Scene *scene)
{
  dial (scene);
  scripted_route_set (account (scene), "pbx.example.org:5061", "TLS", 0,
                      "The server could not prove who it is, so nothing was sent to it.");
  scripted_account_show_certificate (account (scene), "sha256:" NEW_KEY, NULL);
  scripted_account_set_state (account (scene), PHONE_ACCOUNT_STATE_REFUSED, "The server could not prove who it is.");
  open_details (scene);
}

static void
certificate (Scene *scene)
{
  dial (scene);
  scripted_account_show_certificate (account (scene), "sha256:" NEW_KEY, NULL);
  app_certificate_view_ask (GTK_WIDGET (scene->window), account (scene));
}

static void
certificate_changed (Scene *scene)
{
  dial (scene);
  scripted_account_show_certificate (account (scene), "sha256:" NEW_KEY, "sha256:" OLD_KEY);
  app_certificate_view_ask (GTK_WIDGET (scene->window), account (scene));
}

static void
refused (Scene *scene)
{
  dial (scene);
  scripted_account_set_state (account (scene), PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
}

static void
offline (Scene *scene)
{
  dial (scene);
  scripted_account_set_state (account (scene), PHONE_ACCOUNT_STATE_OFFLINE, "You cannot be called");
}

static void
store_error (Scene *scene)
{
  people (scene);
  scripted_phone_set_store_error (scene->phone, "Calls and messages cannot be kept: the disk is full.");
}

static const struct
{
  const char *name;
  void (*set_up) (Scene *scene);
} scenes[] = {
  { "welcome", nothing },
  { "practice", practice },
  { "messages", people },
  { "calls", calls },
  { "empty", empty },
  { "nothing-found", nothing_found },
  { "dial", dial },
  { "dial-name", dial_name },
  { "dial-number", dial_number },
  { "conversation", conversation },
  { "conversation-empty", conversation_empty },
  { "conversation-not-sent", conversation_not_sent },
  { "call-ringing", call_ringing },
  { "call-active", call_active },
  { "call-held", call_held },
  { "call-failed", call_failed },
  { "call-beside", call_beside },
  { "incoming", incoming },
  { "account-add", account_add },
  { "account-error", account_error },
  { "account-searching", account_searching },
  { "account-found", account_found },
  { "account-plain", account_plain },
  { "account-edit", account_edit },
  { "preferences", preferences },
  { "shortcuts", shortcuts },
  { "diagnostics", diagnostics },
  { "link-confirm", link_confirm },
  { "connecting", connecting },
  { "waiting", waiting },
  { "line-up", line_up },
  { "line-down", line_down },
  { "certificate", certificate },
  { "certificate-changed", certificate_changed },
  { "refused", refused },
  { "offline", offline },
  { "store-error", store_error },
};

/* A popover has a surface of its own; in the photograph it lies where it would on the screen. */
static void
add_popover (GtkWidget   *window,
             GtkWidget   *popover,
             GtkSnapshot *snapshot)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (popover);
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (popover)));
  double outer_x, outer_y, inner_x, inner_y;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &outer_x, &outer_y);
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &inner_x, &inner_y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    (float) (gdk_popup_get_position_x (popup) + inner_x - outer_x),
    (float) (gdk_popup_get_position_y (popup) + inner_y - outer_y)));
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  gtk_snapshot_restore (snapshot);
}

static void
add_popovers (GtkWidget   *window,
              GtkWidget   *widget,
              GtkSnapshot *snapshot)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    add_popover (window, widget, snapshot);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_popovers (window, child, snapshot);
}

static void
photograph (GtkWidget  *window,
            const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  add_popovers (window, window, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
take (guint       index,
      int         width,
      const char *path)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppTrace) trace = app_trace_new (phone);
  Scene scene = { app_window_new (NULL, phone, trace), phone, trace };

  gtk_window_set_default_size (GTK_WINDOW (scene.window), width, 720);
  gtk_widget_remove_css_class (GTK_WIDGET (scene.window), "devel");
  app_window_set_ready (scene.window);
  gtk_window_present (GTK_WINDOW (scene.window));
  spin (150);
  scenes[index].set_up (&scene);
  spin (450);
  photograph (GTK_WIDGET (scene.window), path);
  gtk_window_destroy (GTK_WINDOW (scene.window));
  spin (20);
}

static gboolean
is_wanted (const char  *name,
           char       **wanted)
{
  return *wanted == NULL || g_strv_contains ((const char *const *) wanted, name);
}

static void
take_all (const char  *directory,
          const char  *suffix,
          char       **wanted)
{
  static const struct
  {
    const char *name;
    int width;
  } widths[] = { { "narrow", 360 }, { "wide", 1100 } };

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      for (guint w = 0; w < G_N_ELEMENTS (widths) && is_wanted (scenes[i].name, wanted); w++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%s-%s-%s.png", directory, scenes[i].name, widths[w].name,
                                                   suffix);

          take (i, widths[w].width, path);
        }
    }
}

static void
dress (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autoptr (GtkCssProvider) bare = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  g_object_set (settings, "gtk-font-name", "Inter 11", "gtk-enable-animations", FALSE, "gtk-decoration-layout", ":close",
                NULL);
  gtk_css_provider_load_from_resource (provider, APP_RESOURCE_PATH "/style.css");
  /* Without a compositor GTK draws a frame that no desktop shows. */
  gtk_css_provider_load_from_string (bare, "window.solid-csd { padding: 0; border: none; box-shadow: none; }");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (bare), GTK_STYLE_PROVIDER_PRIORITY_USER);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), APP_RESOURCE_PATH "/icons");
}

int
main (int    argc,
      char **argv)
{
  AdwStyleManager *style;
  char **wanted = argv + MIN (2, argc);

  g_return_val_if_fail (argc > 1, 1);
  setlocale (LC_ALL, "");
  g_set_application_name (APPLICATION_NAME);
  adw_init ();
  app_templates_init ();
  dress ();
  g_mkdir_with_parents (argv[1], 0755);
  style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  take_all (argv[1], "light", wanted);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  take_all (argv[1], "dark", wanted);

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  take_all (argv[1], "rtl", wanted);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  take_all (argv[1], "large", wanted);
  return 0;
}
