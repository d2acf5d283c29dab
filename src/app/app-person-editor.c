/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whom one knows is written down once, in a moment, with no more than a name and a number. */

#include "app-person-editor.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"
#include "app-person-address.h"

struct _AppPersonEditor
{
  AdwDialog parent_instance;

  PhonePeople *people;
  PhonePerson *person;
  GBytes *picture;         /* chosen here; NULL: none was */
  gboolean picture_is_new; /* chosen, or taken away */

  AdwAvatar *avatar;
  GtkEditable *name;
  GtkEditable *organisation;
  GtkListBox *addresses;
  GtkTextView *note;
};

G_DEFINE_FINAL_TYPE (AppPersonEditor, app_person_editor, ADW_TYPE_DIALOG)

static void
name_changed_cb (AppPersonEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.save", *name != '\0');
}

/* There is always one empty line to type into. */
static void
keep_line_to_type (AppPersonEditor *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->addresses));
  GtkWidget *line;

  if (last != NULL && app_person_address_is_empty (APP_PERSON_ADDRESS (last)))
    return;
  line = app_person_address_new (PHONE_ADDRESS_PHONE, NULL, NULL);
  g_signal_connect_object (line, "changed", G_CALLBACK (keep_line_to_type), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->addresses, line);
}

static void
add_line (AppPersonEditor  *self,
          PhoneAddressKind  kind,
          const char       *label,
          const char       *value)
{
  GtkWidget *line = app_person_address_new (kind, label, value);

  g_signal_connect_object (line, "changed", G_CALLBACK (keep_line_to_type), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->addresses, line);
}

static void
take_note (AppPersonEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  phone_person_set_note (self->person, g_strstrip (text));
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppPersonEditor *self = APP_PERSON_EDITOR (widget);

  phone_person_set_name (self->person, gtk_editable_get_text (self->name));
  phone_person_set_organisation (self->person, gtk_editable_get_text (self->organisation));
  take_note (self);
  phone_person_clear_addresses (self->person);
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->addresses)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    app_person_address_add_to (APP_PERSON_ADDRESS (line), self->person);
  if (self->picture_is_new)
    phone_person_set_picture (self->person, self->picture);
  phone_people_save (self->people, self->person);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_picture (AppPersonEditor *self,
              GBytes          *picture)
{
  g_autoptr (GdkTexture) texture = picture != NULL ? gdk_texture_new_from_bytes (picture, NULL) : NULL;

  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.remove-picture", texture != NULL);
}

static void
picture_loaded_cb (AppPersonEditor *self)
{
  if (!self->picture_is_new)
    show_picture (self, phone_person_get_picture (self->person));
}

/* Somebody is asked whether they take it; only they know what a picture is. */
static void
take_picture (AppPersonEditor *self,
              GBytes          *picture)
{
  g_autoptr (PhonePerson) judge = phone_person_new ("");

  if (!phone_person_set_picture (judge, picture))
    {
      app_failure_say (GTK_WIDGET (self->avatar), _("This is not a picture that can be used: a PNG or JPEG of up to four megabytes."));
      return;
    }
  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = g_bytes_ref (picture);
  self->picture_is_new = TRUE;
  show_picture (self, picture);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (AppPersonEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (picture == NULL)
    app_failure_show (GTK_WIDGET (self->avatar), error);
  else
    take_picture (self, picture);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AppPersonEditor) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, read_cb, g_steal_pointer (&self));
}

static void
choose_picture_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  gtk_file_filter_add_mime_type (pictures, "image/jpeg");
  gtk_file_dialog_set_default_filter (dialog, pictures);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, g_object_ref (widget));
}

static void
remove_picture_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AppPersonEditor *self = APP_PERSON_EDITOR (widget);

  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture_is_new = TRUE;
  show_picture (self, NULL);
}

static void
app_person_editor_dispose (GObject *object)
{
  AppPersonEditor *self = APP_PERSON_EDITOR (object);

  g_clear_object (&self->person);
  g_clear_object (&self->people);
  g_clear_pointer (&self->picture, g_bytes_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PERSON_EDITOR);
  G_OBJECT_CLASS (app_person_editor_parent_class)->dispose (object);
}

static void
app_person_editor_class_init (AppPersonEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_person_editor_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-person-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPersonEditor, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppPersonEditor, name);
  gtk_widget_class_bind_template_child (widget_class, AppPersonEditor, organisation);
  gtk_widget_class_bind_template_child (widget_class, AppPersonEditor, addresses);
  gtk_widget_class_bind_template_child (widget_class, AppPersonEditor, note);
  gtk_widget_class_install_action (widget_class, "person.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "person.choose-picture", NULL, choose_picture_cb);
  gtk_widget_class_install_action (widget_class, "person.remove-picture", NULL, remove_picture_cb);
}

static void
app_person_editor_init (AppPersonEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
fill (AppPersonEditor *self)
{
  const char *organisation = phone_person_get_organisation (self->person);
  const char *note = phone_person_get_note (self->person);

  gtk_editable_set_text (self->name, phone_person_get_name (self->person));
  gtk_editable_set_text (self->organisation, organisation != NULL ? organisation : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), note != NULL ? note : "", -1);
  for (guint n = 0; n < phone_person_get_n_addresses (self->person); n++)
    {
      const char *value;
      const char *label;
      PhoneAddressKind kind = phone_person_get_address (self->person, n, &value, &label);

      add_line (self, kind, label, value);
    }
  name_changed_cb (self);
  show_picture (self, phone_person_get_picture (self->person));
}

/**
 * app_person_editor_new:
 * @people: whom one knows
 * @person: (nullable): one of them; %NULL: somebody new
 * @address: (nullable): how somebody new is reached
 *
 * Makes an editor.
 *
 * Returns: (transfer floating): the dialog
 */
AppPersonEditor *
app_person_editor_new (PhonePeople *people,
                       PhonePerson *person,
                       const char  *address)
{
  AppPersonEditor *self = g_object_new (APP_TYPE_PERSON_EDITOR, NULL);

  adw_dialog_set_title (ADW_DIALOG (self), person != NULL ? _("Edit") : _("Add a Person"));
  self->people = g_object_ref (people);
  self->person = person != NULL ? g_object_ref (person) : phone_person_new ("");
  fill (self);
  if (address != NULL)
    add_line (self, PHONE_ADDRESS_SIP, "work", address);
  keep_line_to_type (self);
  g_signal_connect_object (self->person, "notify::picture", G_CALLBACK (picture_loaded_cb), self, G_CONNECT_SWAPPED);
  phone_people_load_picture (people, self->person);
  return self;
}
