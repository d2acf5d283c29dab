/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a telephone in a pocket shakes. feedbackd does that on the devices that can, by its own rules of what is
 * allowed now; the sound is ours, on the speaker that was chosen, so that it is asked for everything but sound. */

#include "app-feedback.h"

#include "config.h"

#include "phone-calm.h"
#include "phone-hush.h"

#define FEEDBACK_NAME      "org.sigxcpu.Feedback"
#define FEEDBACK_PATH      "/org/sigxcpu/Feedback"
#define FEEDBACK_INTERFACE "org.sigxcpu.Feedback"

/* Until it is told to end. */
#define FOREVER 0

struct _AppFeedback
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (AppFeedback, app_feedback, G_TYPE_OBJECT)

/* One call that rings. */
typedef struct
{
  GDBusConnection *bus; /* NULL: not there yet */
  guint32 id;           /* of the service; 0: it does nothing */
  gboolean over;
} Shake;

static void
shake_free (gpointer data)
{
  Shake *shake = data;

  g_clear_object (&shake->bus);
}

static void
shake_unref (gpointer data)
{
  g_rc_box_release_full (data, shake_free);
}

static void
end (Shake *shake)
{
  shake->over = TRUE;
  if (shake->id != 0)
    g_dbus_connection_call (shake->bus, FEEDBACK_NAME, FEEDBACK_PATH, FEEDBACK_INTERFACE, "EndFeedback",
                            g_variant_new ("(u)", shake->id), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL,
                            NULL);
  shake->id = 0;
}

static void
triggered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Shake *shake = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer != NULL)
    g_variant_get (answer, "(u)", &shake->id);
  if (shake->over)
    end (shake);
  shake_unref (shake);
}

static GVariant *
make_arguments (void)
{
  g_auto (GVariantDict) hints = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&hints, "profile", "s", "quiet");
  return g_variant_new ("(ss@a{sv}i)", APPLICATION_ID, "phone-incoming-call", g_variant_dict_end (&hints), FOREVER);
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Shake *shake = user_data;

  shake->bus = g_bus_get_finish (result, NULL);
  if (shake->bus != NULL && !shake->over)
    g_dbus_connection_call (shake->bus, FEEDBACK_NAME, FEEDBACK_PATH, FEEDBACK_INTERFACE, "TriggerFeedback",
                            make_arguments (), G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, triggered_cb,
                            g_rc_box_acquire (shake));
  shake_unref (shake);
}

#define SHAKE "app-feedback-shake"

static void
call_changed_cb (PhoneCall *call)
{
  Shake *shake = g_object_get_data (G_OBJECT (call), SHAKE);

  if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING && !phone_call_is_hushed (call))
    return;
  if (shake != NULL)
    end (shake);
  g_object_set_data (G_OBJECT (call), SHAKE, NULL);
}

static void
incoming_call_cb (AppFeedback *self,
                  PhoneCall   *call,
                  Phone       *phone)
{
  Shake *shake;

  if (phone_is_calm (phone) || phone_call_is_hushed (call))
    return;
  shake = g_rc_box_new0 (Shake);
  g_object_set_data_full (G_OBJECT (call), SHAKE, shake, shake_unref);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_changed_cb), call, G_CONNECT_DEFAULT);
  g_signal_connect_object (call, "hearing-changed", G_CALLBACK (call_changed_cb), call, G_CONNECT_DEFAULT);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, got_bus_cb, g_rc_box_acquire (shake));
}

static void
app_feedback_class_init (AppFeedbackClass *klass)
{
}

static void
app_feedback_init (AppFeedback *self)
{
}

/**
 * app_feedback_new:
 * @phone: a phone
 *
 * Returns: (transfer full): what shakes the device while somebody calls
 */
AppFeedback *
app_feedback_new (Phone *phone)
{
  AppFeedback *self = g_object_new (APP_TYPE_FEEDBACK, NULL);

  g_return_val_if_fail (PHONE_IS_PHONE (phone), self);

  g_signal_connect_object (phone, "incoming-call", G_CALLBACK (incoming_call_cb), self, G_CONNECT_SWAPPED);
  return self;
}
