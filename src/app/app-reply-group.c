/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what one says to callers one has no time for is said in one's own words, or it sounds like a machine. A
 * sentence that is emptied is gone; without any there are those of the program again. */

#include "app-reply-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-replies.h"

#define N_CHARACTERS 160

struct _AppReplyGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* owned by the group; the last one is to be filled */
};

G_DEFINE_FINAL_TYPE (AppReplyGroup, app_reply_group, ADW_TYPE_PREFERENCES_GROUP)

static void fill (AppReplyGroup *self);

static void
keep (AppReplyGroup *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) replies = NULL;

  for (guint n = 0; n < self->rows->len; n++)
    g_strv_builder_add (builder, gtk_editable_get_text (g_ptr_array_index (self->rows, n)));
  replies = g_strv_builder_end (builder);
  app_replies_set ((const char *const *) replies);
}

static void
filled_again_cb (gpointer user_data)
{
  g_autoptr (AppReplyGroup) self = user_data;

  if (self->rows != NULL)
    fill (self);
}

/* The row that asks for it is among those that go. */
static void
row_applied_cb (AppReplyGroup *self)
{
  keep (self);
  g_idle_add_once (filled_again_cb, g_object_ref (self));
}

static void
add_row (AppReplyGroup *self,
         const char    *title,
         const char    *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), N_CHARACTERS);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (row_applied_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (AppReplyGroup *self)
{
  g_auto (GStrv) replies = app_replies_dup ();
  guint n_replies = g_strv_length (replies);

  for (guint n = 0; n < self->rows->len; n++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, n));
  g_ptr_array_set_size (self->rows, 0);
  for (guint n = 0; n < n_replies; n++)
    {
      /* Translators: %u is the number of a sentence in a list. */
      g_autofree char *title = g_strdup_printf (_("Sentence %u"), n + 1);

      add_row (self, title, replies[n]);
    }
  if (n_replies < APP_REPLIES_MAX)
    add_row (self, _("Add a Sentence"), "");
}

static void
app_reply_group_dispose (GObject *object)
{
  g_clear_pointer (&APP_REPLY_GROUP (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (app_reply_group_parent_class)->dispose (object);
}

static void
app_reply_group_class_init (AppReplyGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_reply_group_dispose;
}

static void
app_reply_group_init (AppReplyGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Decline With a Message"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Said to a caller with one press. Empty one to remove it."));
  fill (self);
}
