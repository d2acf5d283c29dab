/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: machines at the other end ask for keys, and whoever pressed them must know that they arrived. */

#include "app-call-keypad.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-dialpad.h"
#include "app-failure.h"

struct _AppCallKeypad
{
  AdwBin parent_instance;

  PhoneCall *call;
  GSignalGroup *signals;
  GtkMenuButton *button;
  GtkLabel *digits;
  GtkWidget *dialpad;
};

G_DEFINE_FINAL_TYPE (AppCallKeypad, app_call_keypad, ADW_TYPE_BIN)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_heard (AppCallKeypad *self)
{
  return self->call != NULL && app_closures_call_has_sound (self, phone_call_get_state (self->call));
}

static void
send_key (AppCallKeypad *self,
          const char    *key)
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

/* Which of them did not is not known; who starts again must see an empty line. */
static void
digits_failed_cb (AppCallKeypad *self)
{
  gtk_label_set_text (self->digits, "");
  app_failure_say (GTK_WIDGET (self), _("Not all keys arrived. Press them again."));
}

static void
call_state_cb (AppCallKeypad *self)
{
  if (!is_heard (self))
    gtk_menu_button_set_active (self->button, FALSE);
}

static void
set_call (AppCallKeypad *self,
          PhoneCall     *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  gtk_label_set_text (self->digits, "");
  call_state_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_keypad_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_CALL_KEYPAD (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_keypad_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_CALL_KEYPAD (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_keypad_dispose (GObject *object)
{
  AppCallKeypad *self = APP_CALL_KEYPAD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_KEYPAD);
  G_OBJECT_CLASS (app_call_keypad_parent_class)->dispose (object);
}

static void
app_call_keypad_class_init (AppCallKeypadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_keypad_get_property;
  object_class->set_property = app_call_keypad_set_property;
  object_class->dispose = app_call_keypad_dispose;

  /**
   * AppCallKeypad:call: (nullable)
   *
   * The call whose far end hears the keys.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_DIALPAD);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-keypad.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallKeypad, button);
  gtk_widget_class_bind_template_child (widget_class, AppCallKeypad, digits);
  gtk_widget_class_bind_template_child (widget_class, AppCallKeypad, dialpad);
  app_closures_bind (widget_class);
}

static void
app_call_keypad_init (AppCallKeypad *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (call_state_cb), self);
  g_signal_group_connect_swapped (self->signals, "digits-failed", G_CALLBACK (digits_failed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->dialpad, "pressed", G_CALLBACK (send_key), self, G_CONNECT_SWAPPED);
}

/**
 * app_call_keypad_toggle:
 * @self: a keypad
 *
 * Opens or closes the pad, where there is somebody to hear the keys.
 */
void
app_call_keypad_toggle (AppCallKeypad *self)
{
  g_return_if_fail (APP_IS_CALL_KEYPAD (self));

  if (is_heard (self))
    gtk_menu_button_set_active (self->button, !gtk_menu_button_get_active (self->button));
}

/**
 * app_call_keypad_type:
 * @self: a keypad
 * @keyval: what was typed
 * @modifiers: what was held meanwhile
 *
 * Sends what was typed on the keyboard.
 *
 * Returns: whether it was sent; not what is no key of a telephone, nor what nobody would hear
 */
gboolean
app_call_keypad_type (AppCallKeypad   *self,
                      guint            keyval,
                      GdkModifierType  modifiers)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  char key[] = { (char) character, '\0' };

  g_return_val_if_fail (APP_IS_CALL_KEYPAD (self), FALSE);

  if (character == 0 || character > 127 || strchr ("0123456789*#", (char) character) == NULL
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !is_heard (self))
    return FALSE;
  send_key (self, key);
  return TRUE;
}
