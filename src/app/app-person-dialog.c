/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: somebody has a number at work, one at home and an address; here all of them are one press away. */

#include "app-person-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-person-words.h"
#include "app-portrait.h"
#include "app-presence-mark.h"

struct _AppPersonDialog
{
  AdwDialog parent_instance;

  PhonePeople *people;
  PhonePerson *person;
  GtkToggleButton *favourite;
  AdwAvatar *avatar;
  AppPresenceMark *presence;
  GtkListBox *addresses;
  GtkWidget *note_group;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (AppPersonDialog, app_person_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_PERSON = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static char *
favourite_icon (gpointer owner,
                gboolean favourite)
{
  return g_strdup (favourite ? "starred-symbolic" : "non-starred-symbolic");
}

static gboolean
is_filled (gpointer    owner,
           const char *text)
{
  return text != NULL && *text != '\0';
}

/* The person is called from the window below, so this goes away first. */
static void
leave_for (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GtkWidget) hold = g_object_ref (widget);

  adw_dialog_close (ADW_DIALOG (widget));
  if (window != NULL)
    gtk_widget_activate_action_variant (window, action, parameter);
}

static void
call_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  leave_for (widget, "win.call", parameter);
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  leave_for (widget, "win.message", parameter);
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.edit-person", "s", phone_person_get_id (APP_PERSON_DIALOG (widget)->person));
}

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_autoptr (GVariant) id =
    g_variant_ref_sink (g_variant_new_string (phone_person_get_id (APP_PERSON_DIALOG (widget)->person)));

  leave_for (widget, "win.delete-person", id);
}

static void
favourite_toggled_cb (AppPersonDialog *self)
{
  gboolean favourite = gtk_toggle_button_get_active (self->favourite);

  if (self->person == NULL || phone_person_is_favourite (self->person) == favourite)
    return;
  phone_person_set_favourite (self->person, favourite);
  phone_people_save (self->people, self->person);
}

static GtkWidget *
make_button (const char *icon,
             const char *name,
             const char *action,
             const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  return button;
}

static GtkWidget *
make_row (AppPersonDialog *self,
          guint            position)
{
  GtkWidget *row = adw_action_row_new ();
  const char *value;
  const char *label;
  PhoneAddressKind kind = phone_person_get_address (self->person, position, &value, &label);
  g_autofree char *text = app_person_words_dup_address (self->people, self->person, position);
  g_autofree char *target = app_person_words_dup_target (self->person, position);
  g_autofree char *place = app_person_words_dup_label (label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_focusable (row, FALSE);
  if (kind == PHONE_ADDRESS_EMAIL)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_button ("edit-copy-symbolic", _("Copy"), "person.copy", value));
      return row;
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("chat-bubbles-symbolic", _("Write a Message"),
                                                                "person.message", target));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button ("call-start-symbolic", _("Call"), "person.call", target));
  return row;
}

static void
show_person (AppPersonDialog *self)
{
  const char *note = phone_person_get_note (self->person);
  guint n_addresses = phone_person_get_n_addresses (self->person);
  g_autofree char *target = app_person_words_dup_first_target (self->person);

  g_object_set (self->presence, "address", target, NULL);
  gtk_list_box_remove_all (self->addresses);
  for (guint n = 0; n < n_addresses; n++)
    gtk_list_box_append (self->addresses, make_row (self, n));
  gtk_widget_set_visible (GTK_WIDGET (self->addresses), n_addresses > 0);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_group, note != NULL);
  gtk_toggle_button_set_active (self->favourite, phone_person_is_favourite (self->person));
}

static void
app_person_dialog_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PERSON:
      g_value_set_object (value, APP_PERSON_DIALOG (object)->person);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_person_dialog_dispose (GObject *object)
{
  AppPersonDialog *self = APP_PERSON_DIALOG (object);

  g_clear_object (&self->person);
  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PERSON_DIALOG);
  G_OBJECT_CLASS (app_person_dialog_parent_class)->dispose (object);
}

static void
app_person_dialog_class_init (AppPersonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_person_dialog_get_property;
  object_class->dispose = app_person_dialog_dispose;

  /**
   * AppPersonDialog:person: (nullable)
   *
   * Who is shown.
   */
  props[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, PHONE_TYPE_PERSON,
                                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_PRESENCE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPersonDialog, favourite);
  gtk_widget_class_bind_template_child (widget_class, AppPersonDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppPersonDialog, presence);
  gtk_widget_class_bind_template_child (widget_class, AppPersonDialog, addresses);
  gtk_widget_class_bind_template_child (widget_class, AppPersonDialog, note_group);
  gtk_widget_class_bind_template_child (widget_class, AppPersonDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, favourite_icon);
  gtk_widget_class_bind_template_callback (widget_class, is_filled);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "person.call", "s", call_cb);
  gtk_widget_class_install_action (widget_class, "person.message", "s", message_cb);
  gtk_widget_class_install_action (widget_class, "person.copy", "s", copy_cb);
  gtk_widget_class_install_action (widget_class, "person.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "person.delete", NULL, delete_cb);
}

static void
app_person_dialog_init (AppPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->favourite, "toggled", G_CALLBACK (favourite_toggled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * app_person_dialog_new:
 * @people: whom one knows
 * @person: one of them
 *
 * Shows somebody.
 *
 * Returns: (transfer floating): the dialog
 */
AppPersonDialog *
app_person_dialog_new (PhonePeople *people,
                       PhonePerson *person)
{
  AppPersonDialog *self = g_object_new (APP_TYPE_PERSON_DIALOG, NULL);

  self->people = g_object_ref (people);
  self->person = g_object_ref (person);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PERSON]);
  app_portrait_bind (self->avatar, people, person);
  g_signal_connect_object (people, "changed", G_CALLBACK (show_person), self, G_CONNECT_SWAPPED);
  show_person (self);
  return self;
}
