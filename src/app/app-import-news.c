/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what came over is said in one sentence, and can be taken back by one press, for as long as it is
 * there to be read. */

#include "app-import-news.h"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-failure.h"

#define SECONDS_TO_READ 15

/* Takes the text. */
static void
add_part (GPtrArray *parts,
          guint      n,
          char      *text)
{
  if (n > 0)
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

/* "a, b and c". */
static char *
join (GPtrArray *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint n = 0; n < parts->len; n++)
    {
      if (n > 0)
        /* Translators: between the parts of a list, as in “2 accounts, 12 people and 340 calls”. */
        g_string_append (text, n + 1 == parts->len ? C_("list", " and ") : C_("list", ", "));
      g_string_append (text, g_ptr_array_index (parts, n));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * app_import_news_write:
 * @outcome: what came over
 *
 * Returns: (transfer full): a sentence
 */
char *
app_import_news_write (PhoneImportOutcome *outcome)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_accounts = phone_import_outcome_get_n_accounts (outcome);
  guint n_people = phone_import_outcome_get_n_people (outcome);
  guint n_calls = phone_import_outcome_get_n_calls (outcome);
  g_autofree char *list = NULL;

  add_part (parts, n_accounts,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u account", "%u accounts", n_accounts), n_accounts));
  add_part (parts, n_people,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n_people), n_people));
  add_part (parts, n_calls,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u call", "%u calls", n_calls), n_calls));
  if (parts->len == 0)
    return g_strdup (phone_import_outcome_get_n_merged (outcome) > 0 ? _("What people lacked here was added")
                                                                     : _("Nothing new came along"));
  list = join (parts);
  /* Translators: %s is a list, as in “2 accounts and 12 people”. */
  return g_strdup_printf (_("%s came along"), list);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_import_outcome_undo_finish (PHONE_IMPORT_OUTCOME (source), result, &error))
    app_failure_show (widget, error);
}

static void
undo_cb (AdwToast  *toast,
         GtkWidget *widget)
{
  PhoneImportOutcome *outcome = g_object_get_data (G_OBJECT (toast), "outcome");

  phone_import_outcome_undo_async (outcome, NULL, undone_cb, g_object_ref (widget));
}

static gboolean
is_anything (PhoneImportOutcome *outcome)
{
  return phone_import_outcome_get_n_accounts (outcome) + phone_import_outcome_get_n_people (outcome)
         + phone_import_outcome_get_n_merged (outcome) + phone_import_outcome_get_n_calls (outcome) > 0;
}

/**
 * app_import_news_tell:
 * @widget: over whose window
 * @outcome: what came over
 *
 * Says what came over, and offers to take it back.
 */
void
app_import_news_tell (GtkWidget          *widget,
                      PhoneImportOutcome *outcome)
{
  GtkWidget *overlay;
  g_autofree char *text = NULL;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PHONE_IS_IMPORT_OUTCOME (outcome));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;
  text = app_import_news_write (outcome);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  if (is_anything (outcome))
    {
      adw_toast_set_timeout (toast, SECONDS_TO_READ);
      adw_toast_set_button_label (toast, _("Undo"));
      g_object_set_data_full (G_OBJECT (toast), "outcome", g_object_ref (outcome), g_object_unref);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), widget, G_CONNECT_DEFAULT);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
