/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: that the wrong microphone is open is noticed in the middle of a sentence, and the preferences are far
 * away then. */

#include "app-call-sound.h"

#include "app-press.h"
#include "app-sound-words.h"
#include "phone-device-list.h"

#define N_LISTS 2
#define MAX_WIDTH_CHARS 32

struct _AppCallSound
{
  AdwBin parent_instance;

  Phone *phone;
  GtkPopover *popover;
  GtkBox *boxes[N_LISTS];
  PhoneDeviceList *lists[N_LISTS]; /* NULL: nobody looks */
};

G_DEFINE_FINAL_TYPE (AppCallSound, app_call_sound, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const PhoneDeviceKind kinds[N_LISTS] = { PHONE_DEVICE_KIND_MICROPHONE, PHONE_DEVICE_KIND_SPEAKER };

static GtkWidget *
get_nth (GtkBox *box,
         guint   n)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  while (child != NULL && n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
show_chosen (AppCallSound *self)
{
  for (guint which = 0; which < N_LISTS; which++)
    {
      GtkWidget *row = get_nth (self->boxes[which], phone_device_list_get_chosen (self->lists[which]));

      if (row != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
    }
}

static void
toggled_cb (GtkCheckButton  *row,
            PhoneDeviceList *list)
{
  guint position = 0;

  if (!gtk_check_button_get_active (row))
    return;
  for (GtkWidget *before = gtk_widget_get_prev_sibling (GTK_WIDGET (row)); before != NULL;
       before = gtk_widget_get_prev_sibling (before))
    position++;
  phone_device_list_set_chosen (list, position);
}

static GtkWidget *
create_row (PhoneDevice *device)
{
  GtkWidget *row = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *title = app_sound_words_for_device (device);

  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_top (label, 3);
  gtk_widget_set_margin_bottom (label, 3);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  app_press_offer (row);
  return row;
}

/* Before they can be heard each is what it was, so that building them chooses nothing. */
static void
fill (AppCallSound *self,
      guint         which)
{
  PhoneDeviceList *list = self->lists[which];
  GtkWidget *child, *first = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->boxes[which]))) != NULL)
    gtk_box_remove (self->boxes[which], child);
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (list)); n++)
    {
      g_autoptr (PhoneDevice) device = g_list_model_get_item (G_LIST_MODEL (list), n);
      GtkWidget *row = create_row (device);

      if (first == NULL)
        first = row;
      else
        gtk_check_button_set_group (GTK_CHECK_BUTTON (row), GTK_CHECK_BUTTON (first));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row), n == phone_device_list_get_chosen (list));
      g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), list, G_CONNECT_DEFAULT);
      gtk_box_append (self->boxes[which], row);
    }
}

static void
rows_changed_cb (AppCallSound *self,
                 guint         position,
                 guint         removed,
                 guint         added,
                 GListModel   *list)
{
  for (guint which = 0; which < N_LISTS; which++)
    if (G_LIST_MODEL (self->lists[which]) == list)
      fill (self, which);
}

/* The plugs are watched for as long as somebody looks. */
static void
show_cb (AppCallSound *self)
{
  if (self->phone == NULL)
    return;
  for (guint which = 0; which < N_LISTS; which++)
    {
      g_clear_object (&self->lists[which]);
      self->lists[which] = phone_device_list_new (phone_get_devices (self->phone), kinds[which]);
      fill (self, which);
    }
  for (guint which = 0; which < N_LISTS; which++)
    {
      g_signal_connect_object (self->lists[which], "items-changed", G_CALLBACK (rows_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->lists[which], "notify::chosen", G_CALLBACK (show_chosen), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
clear_lists (AppCallSound *self)
{
  for (guint which = 0; which < N_LISTS; which++)
    {
      if (self->lists[which] != NULL)
        g_signal_handlers_disconnect_by_data (self->lists[which], self);
      g_clear_object (&self->lists[which]);
    }
}

static void
app_call_sound_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_CALL_SOUND (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_sound_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&APP_CALL_SOUND (object)->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_sound_dispose (GObject *object)
{
  AppCallSound *self = APP_CALL_SOUND (object);

  clear_lists (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_SOUND);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_call_sound_parent_class)->dispose (object);
}

static void
app_call_sound_class_init (AppCallSoundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_sound_get_property;
  object_class->set_property = app_call_sound_set_property;
  object_class->dispose = app_call_sound_dispose;

  /**
   * AppCallSound:phone: (nullable)
   *
   * The phone whose devices they are.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-sound.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallSound, popover);
  gtk_widget_class_bind_template_child_full (widget_class, "microphones", FALSE,
                                             G_STRUCT_OFFSET (AppCallSound, boxes[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "speakers", FALSE,
                                             G_STRUCT_OFFSET (AppCallSound, boxes[1]));
}

static void
app_call_sound_init (AppCallSound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (clear_lists), self, G_CONNECT_SWAPPED);
}
