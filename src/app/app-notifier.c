/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a phone is mostly out of sight. The desktop is told who calls, with a way to answer right
 * there, and the notification goes when the call does: a dead call must not keep ringing in the tray. */

#include "app-notifier.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-notice-face.h"
#include "app-video-offer.h"

#define OFFER  "app-notifier-offer"
#define CALL   "app-notifier-call"
#define NEWS_S 60 /* older entries come from the store, not from the line */

/* How far back a person is looked for who called more than once. */
#define MISSED_ENTRIES 200

struct _AppNotifier
{
  GObject parent_instance;

  GWeakRef phone;
  GWeakRef application; /* owns this */
};

G_DEFINE_FINAL_TYPE (AppNotifier, app_notifier, G_TYPE_OBJECT)

static void
send (AppNotifier   *self,
      const char    *id,
      GNotification *notification)
{
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);

  if (application != NULL)
    g_application_send_notification (application, id, notification);
}

static void
add_face (AppNotifier   *self,
          GNotification *notification,
          const char    *address)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  g_autoptr (GIcon) icon = phone != NULL && address != NULL
                             ? app_notice_face_find (phone_get_people (phone), address) : NULL;

  if (icon != NULL)
    g_notification_set_icon (notification, icon);
}

static void
send_text (GNotification *notification,
           GObject       *owner)
{
  send (APP_NOTIFIER (owner), g_object_get_data (G_OBJECT (notification), "id"), notification);
}

/* What is before one's eyes needs no notification. */
static gboolean
is_looked_at (AppNotifier *self)
{
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);
  GtkWindow *window = application != NULL ? gtk_application_get_active_window (GTK_APPLICATION (application)) : NULL;

  return window != NULL && gtk_window_is_active (window);
}

/* While it rings, for who wants to answer with pictures. */
static AppVideoOffer *
get_offer (PhoneCall *call)
{
  return g_object_get_data (G_OBJECT (call), OFFER);
}

static void
call_state_cb (PhoneCall   *call,
               GParamSpec  *pspec,
               AppNotifier *self)
{
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);
  g_autofree char *id = g_strconcat ("call-", phone_call_get_id (call), NULL);

  if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
    return;
  g_object_set_data (G_OBJECT (call), OFFER, NULL);
  if (application != NULL)
    g_application_withdraw_notification (application, id);
}

/* One of the same id takes the place of the one before; three buttons are as many as a desktop shows. */
static void
tell_incoming (AppNotifier *self,
               PhoneCall   *call)
{
  g_autoptr (GNotification) notification = g_notification_new (phone_call_get_remote_name (call));
  const char *call_id = phone_call_get_id (call);
  g_autofree char *id = g_strconcat ("call-", call_id, NULL);

  add_face (self, notification, phone_call_get_remote_address (call));
  g_notification_set_body (notification, _("Incoming call"));
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_URGENT);
  g_notification_set_category (notification, "call.incoming");
  g_notification_set_default_action_and_target (notification, "app.show-call", "s", call_id);
  g_notification_add_button_with_target (notification, _("Decline"), "app.decline", "s", call_id);
  if (!app_video_offer_is_possible (get_offer (call)))
    g_notification_add_button_with_target (notification, _("Silence"), "app.silence", "s", call_id);
  g_notification_add_button_with_target (notification, _("Answer"), "app.answer", "s", call_id);
  if (app_video_offer_is_possible (get_offer (call)))
    g_notification_add_button_with_target (notification, _("Answer with Video"), "app.answer-with-video", "s", call_id);
  send (self, id, notification);
}

/* A camera is found a moment later, or pulled out. */
static void
offer_changed_cb (AppVideoOffer *offer,
                  GParamSpec    *pspec,
                  AppNotifier   *self)
{
  tell_incoming (self, g_object_get_data (G_OBJECT (offer), CALL));
}

static void
incoming_call_cb (AppNotifier *self,
                  PhoneCall   *call,
                  Phone       *phone)
{
  AppVideoOffer *offer = app_video_offer_new (phone, call);

  g_object_set_data (G_OBJECT (offer), CALL, call); /* which holds it */
  g_object_set_data_full (G_OBJECT (call), OFFER, offer, g_object_unref);
  tell_incoming (self, call);
  g_signal_connect_object (offer, "notify::possible", G_CALLBACK (offer_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_DEFAULT);
}

/* How often they called in vain of late, since anything else happened between us. */
static guint
count_missed (GListModel        *history,
              PhoneHistoryEntry *last)
{
  guint n_missed = 1;
  guint n = MIN (g_list_model_get_n_items (history), MISSED_ENTRIES);

  for (guint i = 1; i < n; i++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, i);

      if (g_strcmp0 (phone_history_entry_get_address (entry), phone_history_entry_get_address (last)) != 0)
        continue;
      if (phone_history_entry_get_kind (entry) != PHONE_HISTORY_KIND_MISSED
          || g_date_time_difference (phone_history_entry_get_time (last), phone_history_entry_get_time (entry))
               > G_TIME_SPAN_DAY)
        break;
      n_missed++;
    }
  return n_missed;
}

/* One for each person, however often they call: the newest takes the place of those before. */
static void
tell_missed (AppNotifier       *self,
             GListModel        *history,
             PhoneHistoryEntry *entry)
{
  guint n_missed = count_missed (history, entry);
  g_autofree char *title = n_missed == 1 ? g_strdup (_("Missed Call"))
                                         : g_strdup_printf (ngettext ("%u Missed Call", "%u Missed Calls", n_missed),
                                                            n_missed);
  g_autoptr (GNotification) notification = g_notification_new (title);
  const char *address = phone_history_entry_get_address (entry);
  g_autofree char *id = g_strconcat ("missed-", address, NULL);

  add_face (self, notification, address);
  g_notification_set_body (notification, phone_history_entry_get_name (entry));
  g_notification_set_category (notification, "call.unanswered");
  g_notification_set_default_action_and_target (notification, "app.message", "s", address);
  g_notification_add_button_with_target (notification, _("Call Back"), "app.call", "s", address);
  g_notification_add_button_with_target (notification, _("Message"), "app.message", "s", address);
  send (self, id, notification);
}

/* Only the history knows whether a call was missed, declined, or answered on another device. */
static void
history_changed_cb (AppNotifier *self,
                    guint        position,
                    guint        removed,
                    guint        added,
                    GListModel  *history)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (PhoneHistoryEntry) entry = NULL;

  if (position != 0 || added != 1)
    return;
  entry = g_list_model_get_item (history, 0);
  if (phone_history_entry_get_kind (entry) != PHONE_HISTORY_KIND_MISSED
      || g_date_time_difference (now, phone_history_entry_get_time (entry)) > NEWS_S * G_TIME_SPAN_SECOND)
    return;
  tell_missed (self, history, entry);
}

/* A stranger says nothing here, not even their name; whoever looks reads it where they can be turned away. */
static void
tell_request (AppNotifier *self,
              const char  *address)
{
  g_autoptr (GNotification) notification = g_notification_new (_("Message Request"));

  g_notification_set_body (notification, _("Somebody you do not know wrote to you."));
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  g_notification_set_default_action_and_target (notification, "app.message", "s", address);
  send (self, "message-request", notification);
}

static void
incoming_text_cb (AppNotifier       *self,
                  PhoneConversation *conversation,
                  PhoneMessage      *message,
                  Phone             *phone)
{
  g_autoptr (GNotification) notification = g_notification_new (phone_conversation_get_title (conversation));
  const char *address = phone_conversation_get_address (conversation);
  g_autofree char *id = g_strconcat ("message-", address, NULL);
  g_autofree char *line = app_closures_first_line (NULL, phone_message_get_text (message));

  if (is_looked_at (self) || phone_conversation_get_standing (conversation) == PHONE_STANDING_MUTED)
    return;
  if (phone_conversation_get_standing (conversation) == PHONE_STANDING_REQUEST)
    {
      tell_request (self, address);
      return;
    }
  g_notification_set_body (notification, line);
  g_notification_set_category (notification, "im.received");
  g_notification_set_default_action_and_target (notification, "app.message", "s", address);
  g_object_set_data_full (G_OBJECT (notification), "id", g_steal_pointer (&id), g_free);
  app_notice_face_send (notification, phone_get_people (phone), address, send_text, G_OBJECT (self));
}

static void
app_notifier_finalize (GObject *object)
{
  g_weak_ref_clear (&APP_NOTIFIER (object)->application);
  g_weak_ref_clear (&APP_NOTIFIER (object)->phone);
  G_OBJECT_CLASS (app_notifier_parent_class)->finalize (object);
}

static void
app_notifier_class_init (AppNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_notifier_finalize;
}

static void
app_notifier_init (AppNotifier *self)
{
  g_weak_ref_init (&self->application, NULL);
  g_weak_ref_init (&self->phone, NULL);
}

/**
 * app_notifier_new:
 * @application: the application that owns it and has the actions app.answer, app.answer-with-video,
 *   app.decline, app.silence, app.call, app.message and app.show-call, each with a text for a target
 * @phone: the phone to listen to
 *
 * Returns: (transfer full): a notifier
 */
AppNotifier *
app_notifier_new (GtkApplication *application,
                  Phone          *phone)
{
  AppNotifier *self = g_object_new (APP_TYPE_NOTIFIER, NULL);

  g_weak_ref_set (&self->application, application);
  g_weak_ref_set (&self->phone, phone);
  g_signal_connect_object (phone, "incoming-call", G_CALLBACK (incoming_call_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "incoming-text", G_CALLBACK (incoming_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_get_history (phone), "items-changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
