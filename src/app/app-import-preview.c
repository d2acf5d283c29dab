/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: nothing comes over that a person did not see. Each row says in words what it leaves behind, and an
 * account whose password was not to be had asks for it right there. */

#include "app-import-preview.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-import-news.h"
#include "app-press.h"

struct _AppImportPreview
{
  AdwNavigationPage parent_instance;

  AdwHeaderBar *header;
  GtkWidget *import_button;
  GtkStack *busy_stack;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *items;
  AdwPreferencesGroup *notes;
  PhoneImportPlan *plan;
  GtkWidget *window; /* weak */
};

G_DEFINE_FINAL_TYPE (AppImportPreview, app_import_preview, ADW_TYPE_NAVIGATION_PAGE)

static void
refresh_action (AppImportPreview *self)
{
  GListModel *items = phone_import_plan_get_items (self->plan);
  gboolean any = FALSE;

  for (guint n = 0; n < g_list_model_get_n_items (items); n++)
    {
      g_autoptr (PhoneImportItem) item = g_list_model_get_item (items, n);

      any = any || phone_import_item_is_selected (item);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.import", any);
}

static void
password_changed_cb (GtkEditable     *row,
                     PhoneImportItem *item)
{
  phone_import_item_set_password (item, gtk_editable_get_text (row));
}

static void
add_password (AppImportPreview *self,
              PhoneImportItem  *item)
{
  GtkWidget *row = adw_password_entry_row_new ();
  /* Translators: %s is the address of an account. */
  g_autofree char *title = g_strdup_printf (_("Password of %s"), phone_import_item_get_title (item));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Its Password"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (password_changed_cb), item, G_CONNECT_DEFAULT);
  g_object_bind_property (item, "selected", row, "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (self->items, row);
}

static char *
make_subtitle (PhoneImportItem *item)
{
  const char *const *notes = phone_import_item_get_notes (item);
  g_autofree char *joined = g_strjoinv ("\n", (char **) notes);
  const char *subtitle = phone_import_item_get_subtitle (item);

  if (*subtitle == '\0' || *joined == '\0')
    return g_strdup (*subtitle != '\0' ? subtitle : joined);
  return g_strdup_printf ("%s\n%s", subtitle, joined);
}

static void
add_item (AppImportPreview *self,
          PhoneImportItem  *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *subtitle = make_subtitle (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), phone_import_item_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  phone_import_item_get_title (item), -1);
  app_press_offer (check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_bind_property (item, "selected", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (refresh_action), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (row, !phone_import_item_is_known (item));
  adw_preferences_group_add (self->items, row);
  if (phone_import_item_needs_password (item))
    add_password (self, item);
}

static void
add_note (AdwPreferencesGroup *group,
          const char          *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_preferences_group_add (group, row);
}

static void
show_plan (AppImportPreview *self)
{
  GListModel *items = phone_import_plan_get_items (self->plan);
  const char *const *notes = phone_import_plan_get_notes (self->plan);
  const char *origin = phone_import_plan_get_origin (self->plan);
  /* Translators: %s is who offers accounts: a company, or the name of a server. */
  g_autofree char *description = origin != NULL ? g_strdup_printf (_("Offered by %s. Take it only from somebody you know."), origin) : NULL;

  for (guint n = 0; n < g_list_model_get_n_items (items); n++)
    {
      g_autoptr (PhoneImportItem) item = g_list_model_get_item (items, n);

      add_item (self, item);
    }
  if (g_list_model_get_n_items (items) == 0)
    add_note (self->items, _("There is nothing in it that could come along"));
  if (description != NULL)
    adw_preferences_page_set_description (self->page, description);
  for (guint n = 0; notes[n] != NULL; n++)
    add_note (self->notes, notes[n]);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes[0] != NULL);
  refresh_action (self);
}

/* What was wanted and did not come stays to be read until the person closes it. */
static void
show_refusals (AppImportPreview   *self,
               PhoneImportOutcome *outcome)
{
  const char *const *refusals = phone_import_outcome_get_refusals (outcome);
  g_autofree char *counted = app_import_news_write (outcome);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Not All Came Along"));
  adw_preferences_page_set_description (self->page, counted);
  gtk_widget_set_visible (GTK_WIDGET (self->items), FALSE);
  adw_preferences_page_remove (self->page, self->notes);
  self->notes = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint n = 0; refusals[n] != NULL; n++)
    add_note (self->notes, refusals[n]);
  adw_preferences_page_add (self->page, self->notes);
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), FALSE);
  gtk_widget_set_visible (self->import_button, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->header, TRUE);
}

static void
carried_out_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (AppImportPreview) self = user_data;
  g_autoptr (PhoneImportOutcome) outcome = phone_import_plan_carry_out_finish (PHONE_IMPORT_PLAN (source), result, NULL);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (self->window != NULL)
    app_import_news_tell (self->window, outcome);
  gtk_stack_set_visible_child_name (self->busy_stack, "label");
  if (phone_import_outcome_get_refusals (outcome)[0] != NULL)
    show_refusals (self, outcome);
  else if (dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppImportPreview *self = APP_IMPORT_PREVIEW (widget);

  gtk_widget_action_set_enabled (widget, "preview.import", FALSE);
  gtk_stack_set_visible_child_name (self->busy_stack, "busy");
  phone_import_plan_carry_out_async (self->plan, NULL, carried_out_cb, g_object_ref (self));
}

static void
app_import_preview_dispose (GObject *object)
{
  AppImportPreview *self = APP_IMPORT_PREVIEW (object);

  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_IMPORT_PREVIEW);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (app_import_preview_parent_class)->dispose (object);
}

static void
app_import_preview_class_init (AppImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_import_preview_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, AppImportPreview, header);
  gtk_widget_class_bind_template_child (widget_class, AppImportPreview, import_button);
  gtk_widget_class_bind_template_child (widget_class, AppImportPreview, busy_stack);
  gtk_widget_class_bind_template_child (widget_class, AppImportPreview, page);
  gtk_widget_class_bind_template_child (widget_class, AppImportPreview, items);
  gtk_widget_class_bind_template_child (widget_class, AppImportPreview, notes);
  gtk_widget_class_install_action (widget_class, "preview.import", NULL, import_cb);
}

static void
app_import_preview_init (AppImportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_import_preview_new:
 * @plan: what would come over
 * @window: where what came over is said, and can be taken back
 *
 * Returns: (transfer full): a page
 */
AppImportPreview *
app_import_preview_new (PhoneImportPlan *plan,
                        GtkWidget       *window)
{
  AppImportPreview *self;

  g_return_val_if_fail (PHONE_IS_IMPORT_PLAN (plan), NULL);

  self = g_object_new (APP_TYPE_IMPORT_PREVIEW, NULL);
  self->plan = g_object_ref (plan);
  g_set_weak_pointer (&self->window, window);
  show_plan (self);
  return self;
}
