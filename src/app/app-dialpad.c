/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: twelve keys, the same under a finger, a pointer and a keyboard, for an address being
 * entered as for a voice menu being answered. */

#include "app-dialpad.h"

struct _AppDialpad
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (AppDialpad, app_dialpad, ADW_TYPE_BIN)

enum
{
  PRESSED,
  VOICEMAIL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *key;
  const char *letters;
} keys[] = {
  { "1", "" },     { "2", "ABC" }, { "3", "DEF" },
  { "4", "GHI" },  { "5", "JKL" }, { "6", "MNO" },
  { "7", "PQRS" }, { "8", "TUV" }, { "9", "WXYZ" },
  { "*", "" },     { "0", "+" },   { "#", "" },
};

static void
press_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  g_signal_emit (widget, signals[PRESSED], 0, g_variant_get_string (parameter, NULL));
}

/* Holding the zero is how every phone writes the plus of a foreign number. */
static void
zero_held_cb (AppDialpad *self,
              double      x,
              double      y,
              GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[PRESSED], 0, "+");
}

/* Holding the one is how every phone hears what was said to a machine. */
static void
one_held_cb (AppDialpad *self,
             double      x,
             double      y,
             GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[VOICEMAIL], 0);
}

static void
add_held (AppDialpad *self,
          GtkWidget  *button,
          GCallback   held)
{
  GtkGesture *gesture = gtk_gesture_long_press_new ();

  g_signal_connect_object (gesture, "pressed", held, self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (gesture));
}

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_mailbox (void)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("voicemail-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
  gtk_widget_add_css_class (image, "letters");
  return image;
}

static GtkWidget *
create_key (const char *key,
            const char *letters)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), create_label (key, "key"));
  if (g_str_equal (key, "1"))
    gtk_box_append (GTK_BOX (box), create_mailbox ());
  else if (*letters != '\0')
    gtk_box_append (GTK_BOX (box), create_label (letters, "letters"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, key, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dialpad.press");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", key);
  return button;
}

static void
app_dialpad_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_DIALPAD);
  G_OBJECT_CLASS (app_dialpad_parent_class)->dispose (object);
}

static void
app_dialpad_class_init (AppDialpadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_dialpad_dispose;

  /**
   * AppDialpad::pressed:
   * @key: "0" to "9", "*", "#" or "+"
   *
   * A key was pressed.
   */
  signals[PRESSED] = g_signal_new ("pressed", APP_TYPE_DIALPAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * AppDialpad::voicemail:
   *
   * The one was held.
   */
  signals[VOICEMAIL] = g_signal_new ("voicemail", APP_TYPE_DIALPAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-dialpad.ui");
  gtk_widget_class_install_action (widget_class, "dialpad.press", "s", press_cb);
}

static void
app_dialpad_init (AppDialpad *self)
{
  GtkWidget *grid;

  gtk_widget_init_template (GTK_WIDGET (self));
  grid = adw_bin_get_child (ADW_BIN (self));
  /* Digits run from left to right in every language. */
  gtk_widget_set_direction (grid, GTK_TEXT_DIR_LTR);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *button = create_key (keys[i].key, keys[i].letters);

      gtk_grid_attach (GTK_GRID (grid), button, (int) (i % 3), (int) (i / 3), 1, 1);
      if (g_str_equal (keys[i].key, "0"))
        add_held (self, button, G_CALLBACK (zero_held_cb));
      else if (g_str_equal (keys[i].key, "1"))
        add_held (self, button, G_CALLBACK (one_held_cb));
    }
}
