/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: while one talks there is nothing to see but who it is, since when, whether the sound
 * flows, and the few things one may want to do about it. */

#include "app-call-page-private.h"

#include "app-call-after.h"
#include "app-call-marks.h"
#include "app-call-picture.h"
#include "app-call-record.h"
#include "app-call-sound.h"
#include "app-call-truth.h"
#include "app-call-waiting.h"
#include "app-closures.h"
#include "app-conference.h"
#include "app-conference-card.h"
#include "app-failure.h"
#include "app-record-mark.h"
#include "app-several.h"
#include "app-status-button.h"
#include "app-why.h"

G_DEFINE_FINAL_TYPE (AppCallPage, app_call_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
  PROP_MUTED,
  PROP_HELD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
hold_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AppCallPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_set_hold_finish (PHONE_CALL (source), result, &error))
    app_failure_show (GTK_WIDGET (self), error);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HELD]);
}

static void
set_held (AppCallPage *self,
          gboolean     held)
{
  PhoneConference *conference = app_conference_of (self->phone, self->call);

  if (conference != NULL)
    phone_conference_set_hold (conference, held);
  else
    phone_call_set_hold_async (self->call, held, NULL, hold_set_cb, g_object_ref (self));
}

static gboolean
key_pressed_cb (AppCallPage           *self,
                guint                  keyval,
                guint                  code,
                GdkModifierType        modifiers,
                GtkEventControllerKey *controller)
{
  return app_call_keypad_type (self->keypad, keyval, modifiers) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
call_muted_cb (AppCallPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MUTED]);
}

static void
show_note (AppCallPage *self)
{
  g_autofree char *note = app_several_dup_note (self->call);

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static void
enable (AppCallPage *self,
        const char  *action,
        gboolean     enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/* Who talks to several at once swaps with nobody, and gives nobody away before they are apart. */
static void
show_several (AppCallPage *self)
{
  gboolean sound = self->call != NULL && app_closures_call_has_sound (NULL, phone_call_get_state (self->call));
  gboolean other = sound && self->phone != NULL && app_several_find_other (self->phone, self->call) != NULL;
  gboolean together = app_conference_of (self->phone, self->call) != NULL;

  gtk_widget_set_visible (self->several, sound);
  gtk_widget_set_visible (self->person, !together);
  enable (self, "call.transfer", sound && !together);
  enable (self, "call.swap", other && !together);
  enable (self, "call.merge", other);
  enable (self, "call.split", together);
}

static void
conference_changed_cb (AppCallPage *self)
{
  PhoneConference *conference = app_conference_of (self->phone, self->call);

  g_signal_group_set_target (self->conference_signals, conference);
  show_several (self);
  call_muted_cb (self);
}

/* Whether there is somebody to swap with depends on every other call. */
static void
calls_changed_cb (AppCallPage *self,
                  guint        position,
                  guint        removed,
                  guint        added,
                  GListModel  *calls)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (call != self->call)
        g_signal_connect_object (call, "notify::state", G_CALLBACK (show_several), self, G_CONNECT_SWAPPED);
    }
  show_several (self);
}

static void
follow_calls (AppCallPage *self)
{
  GListModel *calls = phone_get_calls (self->phone);

  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "conference-changed", G_CALLBACK (conference_changed_cb), self,
                           G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);
  conference_changed_cb (self);
}

/* Whoever does not see the page is told when the call has moved on. */
static void
call_state_cb (AppCallPage *self)
{
  PhoneCallState state = phone_call_get_state (self->call);
  g_autofree char *text = app_closures_call_status (self, state, phone_call_get_duration (self->call),
                                                    phone_call_get_end_text (self->call));

  enable (self, "call.hold", app_closures_call_has_sound (NULL, state));
  enable (self, "call.mute", app_closures_call_goes_on (NULL, state));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HELD]);
  show_note (self);
  show_several (self);
}

static void
set_call (AppCallPage *self,
          PhoneCall   *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), phone_call_get_remote_name (call));
  app_call_waiting_attach (ADW_NAVIGATION_PAGE (self), self->phone, call);
  app_call_picture_attach (ADW_NAVIGATION_PAGE (self), self->phone, call);
  call_state_cb (self);
  conference_changed_cb (self);
  g_signal_connect_object (phone_call_get_handover (call), "notify::text", G_CALLBACK (show_note), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AppCallPage *self = APP_CALL_PAGE (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_CALL:
      g_value_set_object (value, self->call);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, app_conference_is_muted (self->phone, self->call));
      break;
    case PROP_HELD:
      g_value_set_boolean (value, self->call != NULL && phone_call_get_state (self->call) == PHONE_CALL_STATE_HELD);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_page_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AppCallPage *self = APP_CALL_PAGE (object);

  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&self->phone, g_value_get_object (value)))
        {
          if (self->phone != NULL)
            follow_calls (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_CALL:
      if (g_value_get_object (value) != NULL)
        set_call (self, g_value_get_object (value));
      break;
    case PROP_MUTED:
      app_conference_set_muted (self->phone, self->call, g_value_get_boolean (value));
      break;
    case PROP_HELD:
      set_held (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_page_dispose (GObject *object)
{
  AppCallPage *self = APP_CALL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_PAGE);
  g_clear_object (&self->signals);
  g_clear_object (&self->conference_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_call_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * AppCallPage:phone: (nullable)
   *
   * The phone the call belongs to.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppCallPage:call: (nullable)
   *
   * The call shown; set once.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, flags);
  /**
   * AppCallPage:muted:
   *
   * Whether the far end is kept from hearing.
   */
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  /**
   * AppCallPage:held:
   *
   * Whether the call is on hold.
   */
  props[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_call_page_class_init (AppCallPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_page_get_property;
  object_class->set_property = app_call_page_set_property;
  object_class->dispose = app_call_page_dispose;
  install_properties (object_class);

  g_type_ensure (APP_TYPE_CALL_AFTER);
  g_type_ensure (APP_TYPE_CALL_KEYPAD);
  g_type_ensure (APP_TYPE_CALL_MARKS);
  g_type_ensure (APP_TYPE_CALL_RECORD);
  g_type_ensure (APP_TYPE_CALL_SOUND);
  g_type_ensure (APP_TYPE_CALL_TRUTH);
  g_type_ensure (APP_TYPE_CONFERENCE_CARD);
  g_type_ensure (APP_TYPE_RECORD_MARK);
  g_type_ensure (APP_TYPE_STATUS_BUTTON);
  g_type_ensure (APP_TYPE_WHY);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, status);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, keypad);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, person);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, note);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, several);
  app_closures_bind (widget_class);

  app_call_page_install_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "call.mute", "muted");
  gtk_widget_class_install_property_action (widget_class, "call.hold", "held");
}

static void
app_call_page_init (AppCallPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (call_state_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::muted", G_CALLBACK (call_muted_cb), self);

  self->conference_signals = g_signal_group_new (PHONE_TYPE_CONFERENCE);
  g_signal_group_connect_swapped (self->conference_signals, "notify::muted", G_CALLBACK (call_muted_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * app_call_page_new:
 * @phone: a phone
 * @call: one of its calls
 *
 * Returns: (transfer floating): a page that shows @call, also after its end
 */
AppCallPage *
app_call_page_new (Phone     *phone,
                   PhoneCall *call)
{
  return g_object_new (APP_TYPE_CALL_PAGE, "phone", phone, "call", call, NULL);
}

/**
 * app_call_page_get_call:
 * @self: a page
 *
 * Returns: (transfer none): the call it shows
 */
PhoneCall *
app_call_page_get_call (AppCallPage *self)
{
  g_return_val_if_fail (APP_IS_CALL_PAGE (self), NULL);

  return self->call;
}
