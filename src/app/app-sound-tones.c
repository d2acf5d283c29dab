/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: melodies and countries are chosen from lists that stay the same, but for one row: the sound file that a
 * person brought along. */

#include "app-sound-tones.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-sound-words.h"

/* Of rows that are named in one list and known by another. */
typedef struct
{
  AdwComboRow *row;
  GStrv ids;
} Choice;

struct _AppSoundTones
{
  GObject parent_instance;

  PhoneSounds *sounds;
  Choice ringtones;
  Choice territories;
  gboolean changing; /* the rows, not the choice */
};

G_DEFINE_FINAL_TYPE (AppSoundTones, app_sound_tones, G_TYPE_OBJECT)

static int
compare_territories (gconstpointer a,
                     gconstpointer b)
{
  g_autofree char *one = app_sound_words_for_territory (*(const char *const *) a);
  g_autofree char *other = app_sound_words_for_territory (*(const char *const *) b);

  return g_utf8_collate (one, other);
}

/* The country one lives in first, then all by the names they have here. */
static GStrv
list_territories (void)
{
  g_auto (GStrv) territories = phone_sounds_list_territories ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  qsort (territories, g_strv_length (territories), sizeof (char *), compare_territories);
  g_strv_builder_add (builder, "");
  g_strv_builder_addv (builder, (const char **) territories);
  return g_strv_builder_end (builder);
}

/* A file that was chosen stays among them for as long as one looks, for whoever goes back and forth. */
static GStrv
list_ringtones (AppSoundTones *self)
{
  g_auto (GStrv) ringtones = self->ringtones.ids != NULL ? g_strdupv (self->ringtones.ids) : phone_sounds_list_ringtones ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *chosen = app_sound_tones_get_ringtone (self);

  g_strv_builder_addv (builder, (const char **) ringtones);
  if (chosen != NULL && !g_strv_contains ((const char *const *) ringtones, chosen))
    g_strv_builder_add (builder, chosen);
  return g_strv_builder_end (builder);
}

static void
fill (Choice     *choice,
      GStrv       ids, /* (transfer full) */
      char     *(*name) (const char *id))
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_strfreev (choice->ids);
  choice->ids = ids;
  for (guint n = 0; ids[n] != NULL; n++)
    gtk_string_list_take (titles, name (ids[n]));
  adw_combo_row_set_model (choice->row, G_LIST_MODEL (titles));
}

/* The first stands for no choice. */
static void
select_id (Choice     *choice,
           const char *id)
{
  if (id == NULL)
    adw_combo_row_set_selected (choice->row, 0);
  for (guint n = 0; id != NULL && choice->ids[n] != NULL; n++)
    if (g_str_equal (choice->ids[n], id))
      adw_combo_row_set_selected (choice->row, n);
}

static const char *
get_selected (Choice *choice)
{
  guint selected = adw_combo_row_get_selected (choice->row);

  return selected < g_strv_length (choice->ids) ? choice->ids[selected] : NULL;
}

static char *
name_territory (const char *territory)
{
  return *territory == '\0' ? g_strdup (_("Where You Are")) : app_sound_words_for_territory (territory);
}

static void
show_ringtone (AppSoundTones *self)
{
  g_auto (GStrv) ids = list_ringtones (self);

  self->changing = TRUE;
  if (self->ringtones.ids == NULL || g_strv_length (ids) > g_strv_length (self->ringtones.ids))
    fill (&self->ringtones, g_steal_pointer (&ids), app_sound_words_for_ringtone);
  select_id (&self->ringtones, app_sound_tones_get_ringtone (self));
  self->changing = FALSE;
}

static void
show_territory (AppSoundTones *self)
{
  select_id (&self->territories, phone_sounds_get_territory (self->sounds));
}

static void
ringtone_chosen_cb (AppSoundTones *self)
{
  const char *ringtone = get_selected (&self->ringtones);

  if (!self->changing && ringtone != NULL && adw_combo_row_get_selected (self->ringtones.row) == 0)
    phone_sounds_set_ringtone (self->sounds, "", NULL);
  else if (!self->changing && ringtone != NULL)
    phone_sounds_set_ringtone (self->sounds, "", ringtone);
}

static void
territory_chosen_cb (AppSoundTones *self)
{
  if (get_selected (&self->territories) != NULL)
    phone_sounds_set_territory (self->sounds, get_selected (&self->territories));
}

static void
app_sound_tones_finalize (GObject *object)
{
  AppSoundTones *self = APP_SOUND_TONES (object);

  g_object_unref (self->sounds);
  g_object_unref (self->ringtones.row);
  g_object_unref (self->territories.row);
  g_strfreev (self->ringtones.ids);
  g_strfreev (self->territories.ids);

  G_OBJECT_CLASS (app_sound_tones_parent_class)->finalize (object);
}

static void
app_sound_tones_class_init (AppSoundTonesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_sound_tones_finalize;
}

static void
app_sound_tones_init (AppSoundTones *self)
{
}

/**
 * app_sound_tones_new:
 * @sounds: what the phone sounds like
 * @ringtone: a row
 * @territory: another
 *
 * Returns: (transfer full): what has both rows show and choose
 */
AppSoundTones *
app_sound_tones_new (PhoneSounds *sounds,
                     AdwComboRow *ringtone,
                     AdwComboRow *territory)
{
  AppSoundTones *self = g_object_new (APP_TYPE_SOUND_TONES, NULL);
  g_autoptr (GtkExpression) title = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->sounds = g_object_ref (sounds);
  self->ringtones.row = g_object_ref (ringtone);
  self->territories.row = g_object_ref (territory);
  adw_combo_row_set_expression (territory, title);
  show_ringtone (self);
  fill (&self->territories, list_territories (), name_territory);
  show_territory (self);
  g_signal_connect_object (ringtone, "notify::selected", G_CALLBACK (ringtone_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (territory, "notify::selected", G_CALLBACK (territory_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sounds, "notify::ringtones", G_CALLBACK (show_ringtone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sounds, "notify::territory", G_CALLBACK (show_territory), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * app_sound_tones_get_ringtone:
 * @self: the rows
 *
 * Returns: (transfer none) (nullable): what rings for everybody; %NULL: the first of our own melodies
 */
const char *
app_sound_tones_get_ringtone (AppSoundTones *self)
{
  g_return_val_if_fail (APP_IS_SOUND_TONES (self), NULL);

  return phone_sounds_get_ringtone (self->sounds, "");
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (AppSoundTones) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri != NULL)
    phone_sounds_set_ringtone (self->sounds, "", uri);
}

/**
 * app_sound_tones_choose_file:
 * @self: the rows
 * @parent: above which to ask
 *
 * Asks for a sound file, which rings for everybody then.
 */
void
app_sound_tones_choose_file (AppSoundTones *self,
                             GtkWidget     *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) sounds = gtk_file_filter_new ();

  g_return_if_fail (APP_IS_SOUND_TONES (self));

  gtk_file_filter_add_mime_type (sounds, "audio/*");
  gtk_file_filter_set_name (sounds, _("Sound Files"));
  gtk_file_dialog_set_title (dialog, _("Choose a Ringtone"));
  gtk_file_dialog_set_default_filter (dialog, sounds);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, file_chosen_cb, g_object_ref (self));
}
