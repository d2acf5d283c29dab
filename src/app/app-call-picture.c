/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who sees somebody wants to see nothing else. The picture covers the page of the call, what one may
 * want to do about it lies over it and goes away by itself; without a picture there is the page as it always is. */

#include "config.h"

#include "app-call-picture.h"

#include "app-camera-menu.h"
#include "app-record-mark.h"
#include "phone-pictures.h"

#include <glib/gi18n-lib.h>

#define HIDE_MS 3000

struct _AppCallPicture
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneVideo *video;
  PhoneCall *call;
  AdwToolbarView *view; /* whose content it covers; borrowed, it holds us */
  AdwBanner *banner;    /* borrowed, likewise */
  GtkPicture *theirs;
  GtkPicture *own;
  GtkRevealer *controls;
  GtkWidget *mark;
  AppCameraMenu *cameras;
  gboolean full;        /* the whole screen was asked for */
  guint hide;           /* GSource id */
};

G_DEFINE_FINAL_TYPE (AppCallPicture, app_call_picture, ADW_TYPE_BIN)

static void
set_full_screen (AppCallPicture *self,
                 gboolean        full)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root) || self->full == full)
    return;
  self->full = full;
  if (full)
    gtk_window_fullscreen (GTK_WINDOW (root));
  else
    gtk_window_unfullscreen (GTK_WINDOW (root));
  adw_toolbar_view_set_reveal_top_bars (self->view, !full);
}

static void
full_screen_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AppCallPicture *self = APP_CALL_PICTURE (widget);

  set_full_screen (self, !self->full);
}

static gboolean
hide_cb (gpointer user_data)
{
  AppCallPicture *self = user_data;

  if (app_camera_menu_is_open (self->cameras))
    return G_SOURCE_CONTINUE;
  self->hide = 0;
  gtk_revealer_set_reveal_child (self->controls, FALSE);
  return G_SOURCE_REMOVE;
}

static void
show_controls (AppCallPicture *self)
{
  g_clear_handle_id (&self->hide, g_source_remove);
  gtk_revealer_set_reveal_child (self->controls, TRUE);
  self->hide = g_timeout_add (HIDE_MS, hide_cb, self);
}

static gboolean
paint (GtkPicture *picture,
       PhoneVideo *video,
       const char *name)
{
  g_autoptr (GObject) paintable = NULL;

  g_object_get (video, name, &paintable, NULL);
  gtk_picture_set_paintable (picture, GDK_IS_PAINTABLE (paintable) ? GDK_PAINTABLE (paintable) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (picture), paintable != NULL);

  return paintable != NULL;
}

/* Somebody who shows themselves waits for an answer, before the call and in it. */
static void
show_banner (AppCallPicture *self)
{
  PhoneCallState state = phone_call_get_state (self->call);

  adw_banner_set_revealed (self->banner, phone_video_is_offered (self->video) && !phone_video_is_wanted (self->video) &&
                           state != PHONE_CALL_STATE_ENDING && state != PHONE_CALL_STATE_ENDED);
}

static void
show (AppCallPicture *self)
{
  gboolean theirs = paint (self->theirs, self->video, "picture");
  gboolean own = paint (self->own, self->video, "self-view");
  gboolean visible = (theirs || own) && phone_call_get_state (self->call) != PHONE_CALL_STATE_ENDED;

  show_banner (self);
  app_camera_menu_look (self->cameras, visible && own ? self->phone : NULL);
  if (visible == gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), visible);
  if (visible)
    show_controls (self);
  else
    set_full_screen (self, FALSE);
}

static void
app_call_picture_dispose (GObject *object)
{
  AppCallPicture *self = APP_CALL_PICTURE (object);

  g_clear_handle_id (&self->hide, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_PICTURE);
  g_clear_object (&self->video);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_call_picture_parent_class)->dispose (object);
}

static void
app_call_picture_class_init (AppCallPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_call_picture_dispose;

  g_type_ensure (APP_TYPE_RECORD_MARK);
  g_type_ensure (APP_TYPE_CAMERA_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-picture.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallPicture, theirs);
  gtk_widget_class_bind_template_child (widget_class, AppCallPicture, own);
  gtk_widget_class_bind_template_child (widget_class, AppCallPicture, controls);
  gtk_widget_class_bind_template_child (widget_class, AppCallPicture, mark);
  gtk_widget_class_bind_template_child (widget_class, AppCallPicture, cameras);
  gtk_widget_class_install_action (widget_class, "picture.full-screen", NULL, full_screen_cb);
}

/* F11 works wherever the focus is, as long as the picture is there to be seen. */
static void
add_shortcut (AppCallPicture *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F11, 0),
                                                          gtk_named_action_new ("picture.full-screen")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
app_call_picture_init (AppCallPicture *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (motion, "motion", G_CALLBACK (show_controls), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  add_shortcut (self);
}

static void
insert_actions (AdwNavigationPage *page,
                PhoneVideo        *video)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) wanted = g_property_action_new ("wanted", video, "wanted");
  g_autoptr (GPropertyAction) camera = g_property_action_new ("camera-on", video, "camera-on");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (wanted));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (camera));
  gtk_widget_insert_action_group (GTK_WIDGET (page), "video", G_ACTION_GROUP (group));
}

static void
cover (AdwToolbarView *view,
       AppCallPicture *self)
{
  g_autoptr (GtkWidget) content = g_object_ref (adw_toolbar_view_get_content (view));
  GtkWidget *overlay = gtk_overlay_new ();

  adw_toolbar_view_set_content (view, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), content);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self));
  adw_toolbar_view_set_content (view, overlay);
}

static AdwBanner *
make_banner (AdwToolbarView *view)
{
  AdwBanner *banner = ADW_BANNER (adw_banner_new (_("They would like to show you their picture")));

  adw_banner_set_button_label (banner, _("Turn On Video"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (banner), "video.wanted");
  adw_toolbar_view_add_top_bar (view, GTK_WIDGET (banner));

  return banner;
}

/**
 * app_call_picture_attach:
 * @page: a page whose child is an #AdwToolbarView with a content
 * @phone: a phone
 * @call: one of its calls
 *
 * Gives the page the pictures of the call, and the actions video.wanted and video.camera-on; nothing where this machine
 * has no pictures, so that their buttons cannot be pressed.
 */
void
app_call_picture_attach (AdwNavigationPage *page,
                         Phone             *phone,
                         PhoneCall         *call)
{
  AdwToolbarView *view;
  AppCallPicture *self;

  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));
  g_return_if_fail (PHONE_IS_CALL (call));

  if (phone == NULL || !phone_check_pictures (phone, NULL))
    return;
  view = ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (page));
  self = g_object_new (APP_TYPE_CALL_PICTURE, NULL);
  self->phone = g_object_ref (phone);
  self->call = g_object_ref (call);
  g_object_set (self->mark, "call", call, NULL);
  self->video = g_object_ref (phone_call_get_video (call));
  self->view = view;
  self->banner = make_banner (view);
  insert_actions (page, self->video);
  cover (view, self);
  g_signal_connect_object (self->video, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
