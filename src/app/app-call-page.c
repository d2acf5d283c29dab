/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: while one talks there is nothing to see but who it is, since when, whether the sound
 * flows, and the few things one may want to do about it. */

#include "app-call-page.h"

#include "app-call-picture.h"
#include "app-closures.h"
#include "app-dialpad.h"
#include "app-failure.h"
#include "app-several.h"
#include "app-status-button.h"

struct _AppCallPage
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  PhoneCall *call;
  GSignalGroup *signals;
  GtkWidget *status;
  GtkMenuButton *keypad;
  GtkLabel *digits;
  GtkWidget *dialpad;
  GtkLabel *note;
  GtkWidget *several;
};

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
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AppCallPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_answer_finish (PHONE_CALL (source), result, &error))
    app_failure_show (GTK_WIDGET (self), error);
}

static void
answer_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  phone_call_answer_async (self->call, NULL, answered_cb, g_object_ref (self));
}

static void
decline_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  phone_call_decline (APP_CALL_PAGE (widget)->call);
}

static void
hang_up_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  phone_call_hang_up (APP_CALL_PAGE (widget)->call);
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  gtk_widget_activate_action (widget, "win.message", "s", phone_call_get_remote_address (self->call));
}

static void
again_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  gtk_widget_activate_action (widget, "win.call", "s", phone_call_get_remote_address (self->call));
}

static void
transfer_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  app_several_ask_transfer (widget, self->phone, self->call);
}

static void
swap_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autoptr (GError) error = NULL;

  if (!phone_swap (APP_CALL_PAGE (widget)->phone, &error))
    app_failure_show (widget, error);
}

static void
merge_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);
  PhoneCall *other = app_several_find_other (self->phone, self->call);
  g_autoptr (GError) error = NULL;

  if (other != NULL && phone_merge (self->phone, self->call, other, &error) == NULL)
    app_failure_show (widget, error);
}

static void
keypad_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->keypad)))
    gtk_menu_button_set_active (self->keypad, !gtk_menu_button_get_active (self->keypad));
}

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
send_key (AppCallPage *self,
          const char  *key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!phone_call_send_digits (self->call, key, &error))
    {
      app_failure_show (GTK_WIDGET (self), error);
      return;
    }
  text = g_strconcat (gtk_label_get_text (self->digits), key, NULL);
  gtk_label_set_text (self->digits, text);
}

static void
dialpad_pressed_cb (AppCallPage *self,
                    const char  *key)
{
  send_key (self, key);
}

static gboolean
key_pressed_cb (AppCallPage           *self,
                guint                  keyval,
                guint                  code,
                GdkModifierType        modifiers,
                GtkEventControllerKey *controller)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  char key[] = { (char) character, '\0' };

  if (character == 0 || character > 127 || strchr ("0123456789*#", (char) character) == NULL
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0
      || !app_closures_call_has_sound (NULL, phone_call_get_state (self->call)))
    return GDK_EVENT_PROPAGATE;
  send_key (self, key);
  return GDK_EVENT_STOP;
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
show_several (AppCallPage *self)
{
  gboolean sound = self->call != NULL && app_closures_call_has_sound (NULL, phone_call_get_state (self->call));
  gboolean other = sound && self->phone != NULL && app_several_find_other (self->phone, self->call) != NULL;

  gtk_widget_set_visible (self->several, sound);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.transfer", sound);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.swap", sound && other);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.merge", sound && other);
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
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);
}

/* Whoever does not see the page is told when the call has moved on. */
static void
call_state_cb (AppCallPage *self)
{
  PhoneCallState state = phone_call_get_state (self->call);
  g_autofree char *text = app_closures_call_status (self, state, phone_call_get_duration (self->call),
                                                    phone_call_get_end_text (self->call));

  if (!app_closures_call_has_sound (NULL, state))
    gtk_menu_button_set_active (self->keypad, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.hold", app_closures_call_has_sound (NULL, state));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.mute", app_closures_call_goes_on (NULL, state));
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
  app_call_picture_attach (ADW_NAVIGATION_PAGE (self), self->phone, call);
  call_state_cb (self);
  call_muted_cb (self);
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
      g_value_set_boolean (value, self->call != NULL && phone_call_is_muted (self->call));
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
      phone_call_set_muted (self->call, g_value_get_boolean (value));
      break;
    case PROP_HELD:
      phone_call_set_hold_async (self->call, g_value_get_boolean (value), NULL, hold_set_cb, g_object_ref (self));
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

  g_type_ensure (APP_TYPE_DIALPAD);
  g_type_ensure (APP_TYPE_STATUS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, status);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, keypad);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, digits);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, dialpad);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, note);
  gtk_widget_class_bind_template_child (widget_class, AppCallPage, several);
  app_closures_bind (widget_class);

  gtk_widget_class_install_action (widget_class, "call.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "call.decline", NULL, decline_cb);
  gtk_widget_class_install_action (widget_class, "call.hang-up", NULL, hang_up_cb);
  gtk_widget_class_install_action (widget_class, "call.transfer", NULL, transfer_cb);
  gtk_widget_class_install_action (widget_class, "call.swap", NULL, swap_cb);
  gtk_widget_class_install_action (widget_class, "call.merge", NULL, merge_cb);
  gtk_widget_class_install_action (widget_class, "call.keypad", NULL, keypad_cb);
  gtk_widget_class_install_action (widget_class, "call.message", NULL, message_cb);
  gtk_widget_class_install_action (widget_class, "call.again", NULL, again_cb);
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

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->dialpad, "pressed", G_CALLBACK (dialpad_pressed_cb), self, G_CONNECT_SWAPPED);
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
