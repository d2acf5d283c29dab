/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the keys are worth knowing, and the libadwaita this is built for has no dialog for them. */

#include "app-shortcuts-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppShortcutsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *general;
  AdwPreferencesGroup *calls;
  AdwPreferencesGroup *messages;
};

G_DEFINE_FINAL_TYPE (AppShortcutsDialog, app_shortcuts_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  const char *title;
  const char *accelerator;
} Shortcut;

static const Shortcut general_shortcuts[] = {
  { N_("People"), "<Control>1" },
  { N_("Calls"), "<Control>2" },
  { N_("Messages"), "<Control>3" },
  { N_("Keypad"), "<Control>4" },
  { N_("New Call"), "<Control>n" },
  { N_("Search"), "<Control>f" },
  { N_("Preferences"), "<Control>comma" },
  { N_("Keyboard Shortcuts"), "<Control>question" },
  { N_("Main Menu"), "F10" },
  { N_("Close Window"), "<Control>w" },
  { N_("Quit"), "<Control>q" },
};

static const Shortcut call_shortcuts[] = {
  { N_("Mute"), "<Control>m" },
  { N_("Keypad"), "<Control>d" },
  { N_("Hang Up"), "<Control><Shift>h" },
};

static const Shortcut message_shortcuts[] = {
  { N_("Send"), "Return" },
  { N_("New Line"), "<Shift>Return" },
};

static GtkWidget *
create_keys (const char *accelerator)
{
  GtkWidget *label;
  guint key;
  GdkModifierType modifiers;
  g_autofree char *text = NULL;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "keycap");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
fill (AdwPreferencesGroup *group,
      const Shortcut      *shortcuts,
      gsize                n)
{
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcuts[i].title));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_keys (shortcuts[i].accelerator));
      adw_preferences_group_add (group, row);
    }
}

static void
app_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (app_shortcuts_dialog_parent_class)->dispose (object);
}

static void
app_shortcuts_dialog_class_init (AppShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AppShortcutsDialog, general);
  gtk_widget_class_bind_template_child (widget_class, AppShortcutsDialog, calls);
  gtk_widget_class_bind_template_child (widget_class, AppShortcutsDialog, messages);
}

static void
app_shortcuts_dialog_init (AppShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self->general, general_shortcuts, G_N_ELEMENTS (general_shortcuts));
  fill (self->calls, call_shortcuts, G_N_ELEMENTS (call_shortcuts));
  fill (self->messages, message_shortcuts, G_N_ELEMENTS (message_shortcuts));
}

/**
 * app_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): a dialog that lists the keys
 */
AppShortcutsDialog *
app_shortcuts_dialog_new (void)
{
  return g_object_new (APP_TYPE_SHORTCUTS_DIALOG, NULL);
}
