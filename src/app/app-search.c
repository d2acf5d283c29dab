/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the two lists of the sidebar are searched in the same way, and differ only in what they
 * search. */

#include "app-search.h"

/**
 * app_search_new:
 * @all: a list of objects of one type
 * @type: the type of the objects
 * @owner: an object with a text property "search"
 * @properties: (array zero-terminated=1): names of text properties of the objects
 *
 * Makes a list of those objects in which one of @properties holds what is searched for, case aside.
 *
 * Returns: (transfer full): the list; all of @all while nothing is searched for
 */
GtkFilterListModel *
app_search_new (GListModel        *all,
                GType              type,
                GObject           *owner,
                const char *const *properties)
{
  GtkAnyFilter *any;

  g_return_val_if_fail (G_IS_LIST_MODEL (all), NULL);
  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (properties != NULL, NULL);

  any = gtk_any_filter_new ();
  for (gsize i = 0; properties[i] != NULL; i++)
    {
      GtkExpression *text = gtk_property_expression_new (type, NULL, properties[i]);
      GtkStringFilter *filter = gtk_string_filter_new (text);

      g_object_bind_property (owner, "search", filter, "search", G_BINDING_SYNC_CREATE);
      gtk_multi_filter_append (GTK_MULTI_FILTER (any), GTK_FILTER (filter));
    }
  return gtk_filter_list_model_new (g_object_ref (all), GTK_FILTER (any));
}

/**
 * app_search_page:
 * @shown: a list made by app_search_new()
 *
 * Returns: (transfer none): "list", "empty" if there is nothing to search, or "none" if nothing was found
 */
const char *
app_search_page (GtkFilterListModel *shown)
{
  g_return_val_if_fail (GTK_IS_FILTER_LIST_MODEL (shown), NULL);

  if (g_list_model_get_n_items (G_LIST_MODEL (shown)) > 0)
    return "list";
  return g_list_model_get_n_items (gtk_filter_list_model_get_model (shown)) > 0 ? "none" : "empty";
}
