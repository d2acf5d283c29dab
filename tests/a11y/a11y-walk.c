/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: names, keyboard and contrast are looked at in the same widgets, those a person can see, and what is
 * found has to be found again in a template. */

#include "a11y-walk.h"

#include "app-test.h"

void
a11y_walk (GtkWidget *root,
           A11yVisit  visit,
           gpointer   data)
{
  if (!gtk_widget_get_mapped (root) || !gtk_widget_get_child_visible (root))
    return;
  visit (root, data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    a11y_walk (child, visit, data);
}

GtkWidget *
a11y_get_root (GtkWindow *window)
{
  AdwDialog *dialog = NULL;

  if (ADW_IS_APPLICATION_WINDOW (window))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  return dialog != NULL ? GTK_WIDGET (dialog) : GTK_WIDGET (window);
}

/* The next two parents that somebody has written himself: what GTK puts between says little. */
char *
a11y_describe (GtkWidget *widget)
{
  g_autofree char *name = app_test_dup_name (widget);
  GString *text = g_string_new (G_OBJECT_TYPE_NAME (widget));
  guint n_parents = 0;

  if (*name != '\0')
    g_string_append_printf (text, " “%s”", name);
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL && n_parents < 2;
       parent = gtk_widget_get_parent (parent))
    {
      const char *type = G_OBJECT_TYPE_NAME (parent);

      if (!g_str_has_prefix (type, "App") && n_parents > 0)
        continue;
      g_string_append_printf (text, " in %s", type);
      n_parents++;
    }
  return g_string_free (text, FALSE);
}
