/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: libadwaita makes the name of a switcher's button of all that is written on it, its badge first. A
 * number in front of a name is no name: what a section is called stays, and what is new in it is said after it. */

#include "app-section-names.h"

#include "config.h"

#include <glib/gi18n-lib.h>

static void
name_button (GtkWidget        *button,
             AdwViewStackPage *page)
{
  guint number = adw_view_stack_page_get_badge_number (page);
  /* Translators: how many calls or messages one has not looked at yet. */
  g_autofree char *news = g_strdup_printf (ngettext ("%u new", "%u new", number), number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, adw_view_stack_page_get_title (page),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, number > 0 ? news : "", -1);
}

/* The buttons are the switcher's own and lie somewhere below it, in the order of the pages. */
static void
name_below (GtkWidget  *widget,
            GListModel *pages,
            guint      *position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autoptr (AdwViewStackPage) page = NULL;

      if (!GTK_IS_TOGGLE_BUTTON (child))
        {
          name_below (child, pages, position);
          continue;
        }
      page = g_list_model_get_item (pages, *position);
      *position += 1;
      if (page != NULL)
        name_button (child, page);
    }
}

/**
 * app_section_names_set:
 * @stack: a stack whose pages have titles
 * @switcher: an #AdwViewSwitcher or #AdwViewSwitcherBar over @stack
 *
 * Names the buttons of @switcher; to be called again when a badge has changed.
 */
void
app_section_names_set (AdwViewStack *stack,
                       GtkWidget    *switcher)
{
  g_autoptr (GtkSelectionModel) pages = NULL;
  guint position = 0;

  g_return_if_fail (ADW_IS_VIEW_STACK (stack));
  g_return_if_fail (GTK_IS_WIDGET (switcher));

  pages = adw_view_stack_get_pages (stack);
  name_below (switcher, G_LIST_MODEL (pages), &position);
}
