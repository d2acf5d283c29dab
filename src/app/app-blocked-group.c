/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who is turned away without a word is forgotten soon; here they stand, with how often it was needed, and can
 * be had back. */

#include "app-blocked-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-typography.h"

struct _AppBlockedGroup
{
  AdwPreferencesGroup parent_instance;

  PhoneBlocked *blocked;
  GPtrArray *rows; /* borrowed */
  GtkWidget *none;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (AppBlockedGroup, app_blocked_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_counts (PhoneBlockedAddress *address)
{
  guint calls = phone_blocked_address_get_calls (address);
  guint messages = phone_blocked_address_get_messages (address);
  g_autofree char *called = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u call", "%u calls", calls), calls);
  g_autofree char *wrote =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message", "%u messages", messages), messages);

  if (calls == 0 && messages == 0)
    return g_strdup (_("Nothing was turned away yet"));
  /* Translators: the first %s is such as “2 calls”, the second such as “1 message”. */
  return g_strdup_printf (_("Turned away: %s, %s"), called, wrote);
}

static void
counted_cb (PhoneBlockedAddress *address,
            GParamSpec          *pspec,
            AdwActionRow        *row)
{
  g_autofree char *counts = dup_counts (address);

  adw_action_row_set_subtitle (row, counts);
}

static void
unblock_cb (GtkWidget       *button,
            AppBlockedGroup *self)
{
  phone_blocked_remove (self->blocked, g_object_get_data (G_OBJECT (button), "address"));
}

static GtkWidget *
make_row (AppBlockedGroup     *self,
          PhoneBlockedAddress *address)
{
  const char *text = phone_blocked_address_get_address (address);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Unblock"));
  g_autofree char *title = app_closures_name (NULL, text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unblock_cb), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (address, "notify", G_CALLBACK (counted_cb), row, G_CONNECT_DEFAULT);
  counted_cb (address, NULL, ADW_ACTION_ROW (row));
  return row;
}

static void
show (AppBlockedGroup *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->blocked));

  for (guint n = 0; n < self->rows->len; n++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, n));
  g_ptr_array_set_size (self->rows, 0);
  for (guint n = 0; n < n_items; n++)
    {
      g_autoptr (PhoneBlockedAddress) address = g_list_model_get_item (G_LIST_MODEL (self->blocked), n);
      GtkWidget *row = make_row (self, address);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  gtk_widget_set_visible (self->none, n_items == 0);
}

static void
apply_cb (AppBlockedGroup *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean taken = phone_blocked_add (self->blocked, g_strstrip (text));

  if (taken)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      gtk_widget_remove_css_class (self->entry, "error");
    }
  else
    gtk_widget_add_css_class (self->entry, "error");
}

static void
app_blocked_group_dispose (GObject *object)
{
  g_clear_object (&APP_BLOCKED_GROUP (object)->blocked);

  G_OBJECT_CLASS (app_blocked_group_parent_class)->dispose (object);
}

static void
app_blocked_group_finalize (GObject *object)
{
  g_ptr_array_unref (APP_BLOCKED_GROUP (object)->rows);

  G_OBJECT_CLASS (app_blocked_group_parent_class)->finalize (object);
}

static void
app_blocked_group_class_init (AppBlockedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_blocked_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_blocked_group_finalize;
}

static void
app_blocked_group_init (AppBlockedGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (group, _("Blocked"));
  adw_preferences_group_set_description (group, _("Their messages are dropped and their calls declined, in silence."));

  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Block an Address or Number"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  app_typography_keep_numbers (GTK_EDITABLE (self->entry));
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, self->entry);

  self->none = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->none), _("Nobody Is Blocked"));
  gtk_widget_set_sensitive (self->none, FALSE);
  adw_preferences_group_add (group, self->none);
}

/**
 * app_blocked_group_set_blocked:
 * @self: a group
 * @blocked: who is blocked
 *
 * Chooses whose list is shown; once.
 */
void
app_blocked_group_set_blocked (AppBlockedGroup *self,
                               PhoneBlocked    *blocked)
{
  g_return_if_fail (APP_IS_BLOCKED_GROUP (self));
  g_return_if_fail (PHONE_IS_BLOCKED (blocked));

  if (!g_set_object (&self->blocked, blocked))
    return;
  g_signal_connect_object (blocked, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
