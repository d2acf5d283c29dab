/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: which codec is best depends on the line and on who is called, so some people want to say it. Dragging is
 * for hands; the arrows do the same for keys and for who cannot drag. */

#include "app-codec-list.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "phone-codecs.h"

/* One codec; its widgets are owned by the row, and the row by the group. */
typedef struct
{
  char *name;
  GtkWidget *row;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *on;
} Codec;

struct _AppCodecList
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *codecs; /* Codec, as they stand below each other */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppCodecList, app_codec_list, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a person can do with a name like these. */
static const struct
{
  const char *name;
  const char *words;
} descriptions[] = {
  { "opus", N_("The best sound, and it forgives a bad line") },
  { "G722", N_("Clear sound, known to newer telephones") },
  { "PCMU", N_("As on the telephone, in America and Japan") },
  { "PCMA", N_("As on the telephone, everywhere else") },
};

static void
codec_free (Codec *codec)
{
  g_free (codec->name);
  g_free (codec);
}

static Codec *
get (AppCodecList *self,
     guint         n)
{
  return g_ptr_array_index (self->codecs, n);
}

static gboolean
find (AppCodecList *self,
      const char   *name,
      guint        *position)
{
  for (guint n = 0; n < self->codecs->len; n++)
    if (g_str_equal (get (self, n)->name, name))
      {
        *position = n;
        return TRUE;
      }
  return FALSE;
}

/* The first cannot go up, the last not down, and without any there is no call. */
static void
update (AppCodecList *self)
{
  guint n_on = 0;

  for (guint n = 0; n < self->codecs->len; n++)
    n_on += gtk_switch_get_active (GTK_SWITCH (get (self, n)->on)) ? 1 : 0;
  for (guint n = 0; n < self->codecs->len; n++)
    {
      Codec *codec = get (self, n);

      gtk_widget_set_sensitive (codec->up, n > 0);
      gtk_widget_set_sensitive (codec->down, n + 1 < self->codecs->len);
      gtk_widget_set_sensitive (codec->on, n_on > 1 || !gtk_switch_get_active (GTK_SWITCH (codec->on)));
    }
}

static void
place_rows (AppCodecList *self)
{
  for (guint n = 0; n < self->codecs->len; n++)
    {
      GtkWidget *row = g_object_ref (get (self, n)->row);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_object_unref (row);
    }
  update (self);
}

static void
move (AppCodecList *self,
      guint         from,
      guint         to)
{
  Codec *codec = g_ptr_array_steal_index (self->codecs, from);
  /* Translators: %1$s is a codec, %2$u its place in a list. */
  g_autofree char *words = g_strdup_printf (_("%1$s is number %2$u now"), phone_codecs_get_title (codec->name), to + 1);

  g_ptr_array_insert (self->codecs, (int) to, codec);
  place_rows (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The arrow stays under the finger, so that a codec can be brought to the top by one key pressed again and again. */
static void
step_cb (AppCodecList *self,
         GtkWidget    *button)
{
  for (guint n = 0; n < self->codecs->len; n++)
    {
      Codec *codec = get (self, n);

      if (button != codec->up && button != codec->down)
        continue;
      move (self, n, button == codec->up ? n - 1 : n + 1);
      if (gtk_widget_is_sensitive (button))
        gtk_widget_grab_focus (button);
      else
        gtk_widget_grab_focus (button == codec->up ? codec->down : codec->up);
      return;
    }
}

static void
switched_cb (AppCodecList *self)
{
  if (self->filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static guint
find_row (AppCodecList       *self,
          GtkEventController *controller)
{
  guint n = 0;

  while (get (self, n)->row != gtk_event_controller_get_widget (controller))
    n++;
  return n;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            AppCodecList  *self)
{
  Codec *codec = get (self, find_row (self, GTK_EVENT_CONTROLLER (source)));

  return gdk_content_provider_new_typed (G_TYPE_STRING, codec->name);
}

static void
drag_begin_cb (GtkDragSource *source)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* Whatever text is dropped: only what stands in the list can be moved. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         AppCodecList  *self)
{
  guint to = find_row (self, GTK_EVENT_CONTROLLER (target));
  guint from;

  if (g_value_get_string (value) == NULL || !find (self, g_value_get_string (value), &from))
    return FALSE;
  if (from != to)
    move (self, from, to);
  return TRUE;
}

static void
add_dragging (AppCodecList *self,
              Codec        *codec)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (codec->row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (codec->row, GTK_EVENT_CONTROLLER (target));
}

/* @words has the codec in it, for who does not see the row around it. */
static GtkWidget *
create_arrow (AppCodecList *self,
              const char   *icon_name,
              const char   *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
fill_row (AppCodecList *self,
          Codec        *codec)
{
  const char *title = phone_codecs_get_title (codec->name);
  AdwActionRow *row = ADW_ACTION_ROW (codec->row);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  /* Translators: %s is a codec. */
  g_autofree char *up = g_strdup_printf (_("Move %s Up"), title);
  /* Translators: %s is a codec. */
  g_autofree char *down = g_strdup_printf (_("Move %s Down"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (gsize n = 0; n < G_N_ELEMENTS (descriptions); n++)
    if (g_str_equal (descriptions[n].name, codec->name))
      adw_action_row_set_subtitle (row, _(descriptions[n].words));
  gtk_widget_add_css_class (handle, "dimmed");
  adw_action_row_add_prefix (row, handle);
  codec->up = create_arrow (self, "go-up-symbolic", up);
  codec->down = create_arrow (self, "go-down-symbolic", down);
  codec->on = gtk_switch_new ();
  gtk_widget_set_valign (codec->on, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (codec->on), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (codec->on, "notify::active", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, codec->up);
  adw_action_row_add_suffix (row, codec->down);
  adw_action_row_add_suffix (row, codec->on);
  adw_action_row_set_activatable_widget (row, codec->on);
}

static void
add (AppCodecList *self,
     const char   *name)
{
  Codec *codec = g_new0 (Codec, 1);

  codec->name = g_strdup (name);
  codec->row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (codec->row), FALSE);
  fill_row (self, codec);
  add_dragging (self, codec);
  g_ptr_array_add (self->codecs, codec);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), codec->row);
}

static void
app_codec_list_dispose (GObject *object)
{
  AppCodecList *self = APP_CODEC_LIST (object);

  for (guint n = 0; n < self->codecs->len; n++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), get (self, n)->row);
  g_ptr_array_set_size (self->codecs, 0);
  G_OBJECT_CLASS (app_codec_list_parent_class)->dispose (object);
}

static void
app_codec_list_finalize (GObject *object)
{
  g_ptr_array_unref (APP_CODEC_LIST (object)->codecs);
  G_OBJECT_CLASS (app_codec_list_parent_class)->finalize (object);
}

static void
app_codec_list_class_init (AppCodecListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = app_codec_list_dispose;
  object_class->finalize = app_codec_list_finalize;

  /**
   * AppCodecList::changed:
   *
   * The person has changed the order, or which are used.
   */
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_CODEC_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_codec_list_init (AppCodecList *self)
{
  g_auto (GStrv) names = phone_codecs_list ();

  self->codecs = g_ptr_array_new_with_free_func ((GDestroyNotify) codec_free);
  for (guint n = 0; names[n] != NULL; n++)
    add (self, names[n]);
  app_codec_list_fill (self, NULL);
}

/**
 * app_codec_list_fill:
 * @self: a list
 * @codecs: (nullable): the names of those that are on, in their order; %NULL: all, the best first
 *
 * Shows what an account has; those that are off come last.
 */
void
app_codec_list_fill (AppCodecList      *self,
                     const char *const *codecs)
{
  g_auto (GStrv) all = phone_codecs_list ();
  guint n_on = 0;
  guint from;

  g_return_if_fail (APP_IS_CODEC_LIST (self));

  self->filling = TRUE;
  for (guint n = 0; n < self->codecs->len; n++)
    gtk_switch_set_active (GTK_SWITCH (get (self, n)->on), FALSE);
  if (codecs == NULL)
    codecs = (const char *const *) all;
  for (guint n = 0; codecs[n] != NULL; n++)
    {
      if (!find (self, codecs[n], &from) || gtk_switch_get_active (GTK_SWITCH (get (self, from)->on)))
        continue;
      gtk_switch_set_active (GTK_SWITCH (get (self, from)->on), TRUE);
      g_ptr_array_insert (self->codecs, (int) n_on++, g_ptr_array_steal_index (self->codecs, from));
    }
  place_rows (self);
  self->filling = FALSE;
}

/**
 * app_codec_list_dup:
 * @self: a list
 *
 * Which codecs are on.
 *
 * Returns: (transfer full) (nullable): their names in the order of preference; %NULL: all, the best first
 */
char **
app_codec_list_dup (AppCodecList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = phone_codecs_list ();
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (APP_IS_CODEC_LIST (self), NULL);

  for (guint n = 0; n < self->codecs->len; n++)
    if (gtk_switch_get_active (GTK_SWITCH (get (self, n)->on)))
      g_strv_builder_add (builder, get (self, n)->name);
  names = g_strv_builder_end (builder);
  if (g_strv_equal ((const char *const *) names, (const char *const *) all))
    return NULL;
  return g_steal_pointer (&names);
}
