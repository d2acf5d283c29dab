/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: an address that cannot be used is said so while it is written, and is not taken. */

#include "app-hook-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppHookGroup
{
  AdwPreferencesGroup parent_instance;

  AppHooks *hooks;
  GtkEditable *page;
  AdwComboRow *when;
  GtkEditable *tell;
  AdwActionRow *trouble;
};

G_DEFINE_FINAL_TYPE (AppHookGroup, app_hook_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *const steps[] = { "ringing", "answered" };

static char *
mark (GtkEditable *row)
{
  char *fault = app_hooks_dup_fault (gtk_editable_get_text (row));

  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  return fault;
}

/* What is wrong with what was written, or with what was told last. */
static void
show (AppHookGroup *self)
{
  g_autofree char *page = mark (self->page);
  g_autofree char *tell = mark (self->tell);
  const char *trouble = app_hooks_get_trouble (self->hooks);
  const char *fault = page != NULL ? page : tell;

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), fault != NULL || trouble != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trouble),
                                 fault != NULL ? _("This Address Cannot Be Used") : _("The Last Call Was Not Told"));
  adw_action_row_set_subtitle (self->trouble, fault != NULL ? fault : trouble != NULL ? trouble : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), gtk_editable_get_text (self->page)[0] != '\0');
}

static void
changed_cb (AppHookGroup *self)
{
  if (self->hooks != NULL)
    show (self);
}

static void
apply_cb (AppHookGroup *self,
          GtkEditable  *row)
{
  g_autofree char *fault = mark (row);

  if (fault == NULL)
    g_object_set (self->hooks, row == self->page ? "page" : "tell", gtk_editable_get_text (row), NULL);
}

static void
when_cb (AppHookGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->when);

  if (self->hooks != NULL && selected < G_N_ELEMENTS (steps))
    g_object_set (self->hooks, "page-when", steps[selected], NULL);
}

static void
app_hook_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_HOOK_GROUP);
  g_clear_object (&APP_HOOK_GROUP (object)->hooks);
  G_OBJECT_CLASS (app_hook_group_parent_class)->dispose (object);
}

static void
app_hook_group_class_init (AppHookGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_hook_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-hook-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHookGroup, page);
  gtk_widget_class_bind_template_child (widget_class, AppHookGroup, when);
  gtk_widget_class_bind_template_child (widget_class, AppHookGroup, tell);
  gtk_widget_class_bind_template_child (widget_class, AppHookGroup, trouble);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, when_cb);
}

static void
app_hook_group_init (AppHookGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_hook_group_set_hooks:
 * @self: a group
 * @hooks: what it shows and changes; once
 */
void
app_hook_group_set_hooks (AppHookGroup *self,
                          AppHooks     *hooks)
{
  g_autofree char *page = NULL;
  g_autofree char *when = NULL;
  g_autofree char *tell = NULL;

  g_return_if_fail (APP_IS_HOOK_GROUP (self));
  g_return_if_fail (self->hooks == NULL);

  g_object_get (hooks, "page", &page, "page-when", &when, "tell", &tell, NULL);
  gtk_editable_set_text (self->page, page);
  gtk_editable_set_text (self->tell, tell);
  adw_combo_row_set_selected (self->when, g_str_equal (when, steps[0]) ? 0 : 1);
  self->hooks = g_object_ref (hooks);
  g_signal_connect_object (hooks, "notify::trouble", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
