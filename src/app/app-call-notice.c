/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a desktop that is told that a notification is a call can show it as one: over other windows, on a locked
 * screen, with the buttons where one expects them. The portal has words for that since its second version; GNotification
 * drops them, and portals of the first version refuse them. */

#include "app-call-notice.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-portal.h"

#define NOTIFICATION_INTERFACE "org.freedesktop.portal.Notification"

/* The first that knows categories and purposes. */
#define VERSION_WITH_CALLS 2

struct _AppCallNotice
{
  GObject parent_instance;

  GDBusConnection *bus; /* NULL: not there */
  GCancellable *cancellable;
  gboolean knows_calls;
};

G_DEFINE_FINAL_TYPE (AppCallNotice, app_call_notice, G_TYPE_OBJECT)

static void
version_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppCallNotice) self = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) version = NULL;

  if (answer == NULL)
    return;
  g_variant_get (answer, "(v)", &version);
  self->knows_calls = g_variant_is_of_type (version, G_VARIANT_TYPE_UINT32)
                      && g_variant_get_uint32 (version) >= VERSION_WITH_CALLS;
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppCallNotice) self = user_data;

  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus != NULL)
    g_dbus_connection_call (self->bus, APP_PORTAL_NAME, APP_PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", NOTIFICATION_INTERFACE, "version"), G_VARIANT_TYPE ("(v)"),
                            G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, version_cb, g_object_ref (self));
}

static void
add_button (GVariantBuilder *buttons,
            const char      *label,
            const char      *action,
            const char      *purpose,
            PhoneCall       *call)
{
  g_auto (GVariantDict) button = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&button, "label", "s", label);
  g_variant_dict_insert (&button, "action", "s", action);
  g_variant_dict_insert_value (&button, "target", g_variant_new_string (phone_call_get_id (call)));
  if (purpose != NULL)
    g_variant_dict_insert (&button, "purpose", "s", purpose);
  g_variant_builder_add_value (buttons, g_variant_dict_end (&button));
}

/* Three buttons are as many as a desktop shows. */
static GVariant *
make_buttons (PhoneCall *call,
              gboolean   with_video)
{
  GVariantBuilder buttons = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  add_button (&buttons, _("Decline"), "app.decline", "call.decline", call);
  if (!with_video)
    add_button (&buttons, _("Silence"), "app.silence", NULL, call);
  add_button (&buttons, _("Answer"), "app.answer", "call.accept", call);
  if (with_video)
    add_button (&buttons, _("Answer with Video"), "app.answer-with-video", NULL, call);
  return g_variant_builder_end (&buttons);
}

static GVariant *
make_notification (PhoneCall *call,
                   gboolean   with_video)
{
  g_auto (GVariantDict) notification = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&notification, "title", "s", phone_call_get_remote_name (call));
  g_variant_dict_insert (&notification, "body", "s", _("Incoming call"));
  g_variant_dict_insert (&notification, "priority", "s", "urgent");
  g_variant_dict_insert (&notification, "category", "s", "call.incoming");
  g_variant_dict_insert (&notification, "default-action", "s", "app.show-call");
  g_variant_dict_insert_value (&notification, "default-action-target",
                               g_variant_new_string (phone_call_get_id (call)));
  g_variant_dict_insert_value (&notification, "buttons", make_buttons (call, with_video));
  return g_variant_dict_end (&notification);
}

static void
app_call_notice_dispose (GObject *object)
{
  g_cancellable_cancel (APP_CALL_NOTICE (object)->cancellable);
  G_OBJECT_CLASS (app_call_notice_parent_class)->dispose (object);
}

static void
app_call_notice_finalize (GObject *object)
{
  g_clear_object (&APP_CALL_NOTICE (object)->bus);
  g_object_unref (APP_CALL_NOTICE (object)->cancellable);
  G_OBJECT_CLASS (app_call_notice_parent_class)->finalize (object);
}

static void
app_call_notice_class_init (AppCallNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_call_notice_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_call_notice_finalize;
}

static void
app_call_notice_init (AppCallNotice *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * app_call_notice_new:
 * @sandboxed: whether notifications go through the portal
 *
 * Returns: (transfer full): what tells of calls as such, once the portal has said that it knows them
 */
AppCallNotice *
app_call_notice_new (gboolean sandboxed)
{
  AppCallNotice *self = g_object_new (APP_TYPE_CALL_NOTICE, NULL);

  if (sandboxed)
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, got_bus_cb, g_object_ref (self));
  return self;
}

/**
 * app_call_notice_send:
 * @self: an object
 * @call: a call that comes in
 * @id: of the notification; g_application_withdraw_notification() takes it back
 * @with_video: whether it can be answered with pictures
 *
 * Tells the desktop, in the place of whatever has the same id.
 *
 * Returns: %FALSE: the desktop knows nothing of calls, or not yet
 */
gboolean
app_call_notice_send (AppCallNotice *self,
                      PhoneCall     *call,
                      const char    *id,
                      gboolean       with_video)
{
  g_return_val_if_fail (APP_IS_CALL_NOTICE (self), FALSE);
  g_return_val_if_fail (PHONE_IS_CALL (call), FALSE);

  if (!self->knows_calls)
    return FALSE;
  g_dbus_connection_call (self->bus, APP_PORTAL_NAME, APP_PORTAL_PATH, NOTIFICATION_INTERFACE, "AddNotification",
                          g_variant_new ("(s@a{sv})", id, make_notification (call, with_video)), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  return TRUE;
}
