/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who hears the screen instead of seeing it knows a control by its name alone. A name is made as GTK
 * makes it: what labels it, its own label, the words in it, and at last its tooltip. */

#include "a11y-walk.h"

#include "app-test.h"

/* What can be used: the roles that assistive tools stop at. */
static const GtkAccessibleRole controls[] = {
  GTK_ACCESSIBLE_ROLE_BUTTON,
  GTK_ACCESSIBLE_ROLE_CHECKBOX,
  GTK_ACCESSIBLE_ROLE_COMBO_BOX,
  GTK_ACCESSIBLE_ROLE_LINK,
  GTK_ACCESSIBLE_ROLE_LIST,
  GTK_ACCESSIBLE_ROLE_LIST_BOX,
  GTK_ACCESSIBLE_ROLE_LIST_ITEM,
  GTK_ACCESSIBLE_ROLE_MENU_ITEM,
  GTK_ACCESSIBLE_ROLE_METER,
  GTK_ACCESSIBLE_ROLE_PROGRESS_BAR,
  GTK_ACCESSIBLE_ROLE_RADIO,
  GTK_ACCESSIBLE_ROLE_SEARCH_BOX,
  GTK_ACCESSIBLE_ROLE_SLIDER,
  GTK_ACCESSIBLE_ROLE_SPIN_BUTTON,
  GTK_ACCESSIBLE_ROLE_SWITCH,
  GTK_ACCESSIBLE_ROLE_TAB,
  GTK_ACCESSIBLE_ROLE_TEXT_BOX,
  GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON,
};

static gboolean
is_control (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    if (role == controls[i])
      return TRUE;
  return FALSE;
}

static gboolean
has_parent_called (GtkWidget  *widget,
                   const char *prefix)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL && g_str_has_prefix (G_OBJECT_TYPE_NAME (parent), prefix);
}

/* Of what GTK and libadwaita put together the whole is named, and no template can name the parts. */
static gboolean
is_part (GtkWidget *widget)
{
  static const char *const wholes[] = {
    "GtkMenuButton", "GtkDropDown", "GtkScaleButton", "GtkSearchEntry", "GtkPasswordEntry", "GtkSpinButton", "GtkEntry",
    "GtkSwitch", "GtkScrollbar", "GtkScale", "GtkWindowControls", "AdwBackButton", "AdwPreferencesGroup",
  };

  /* Nobody stops at a row that only shows what has a name itself. */
  if (GTK_IS_LIST_BOX_ROW (widget) && !gtk_widget_get_focusable (widget))
    return TRUE;
  if (GTK_IS_TEXT (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL)
    return TRUE;
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL && !ADW_IS_COMBO_ROW (widget))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (has_parent_called (widget, wholes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  g_autofree char *name = NULL;

  if (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  name = app_test_dup_name (widget);
  return *g_strstrip (name) != '\0';
}

static void
visit (GtkWidget *widget,
       gpointer   data)
{
  if (is_control (widget) && !is_part (widget) && !has_name (widget))
    {
      g_autofree char *what = a11y_describe (widget);

      g_ptr_array_add (data, g_strdup_printf ("has no name for assistive tools: %s", what));
    }
}

void
a11y_examine_names (GtkWidget *root,
                    GPtrArray *findings)
{
  a11y_walk (root, visit, findings);
}
