/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who has no pointer goes by Tab and the arrows. From where the focus is when a page opens these must
 * lead to all that can be used, and from everywhere back again. */

#include "a11y-walk.h"

#define STEPS_MAX 4000
#define ROWS_MAX 100

typedef struct
{
  GtkWidget *root;
  GHashTable *reached;  /* GtkWidget */
  GHashTable *lists;    /* GtkListView: gone through */
  GQueue waiting;       /* GtkWidget: reached, and not yet gone on from */
  GPtrArray *findings;
} Walk;

static GtkWidget *
get_focus (Walk *walk)
{
  return gtk_root_get_focus (gtk_widget_get_root (walk->root));
}

/* Whether the focus is where it has not been before. */
static gboolean
note_focus (Walk *walk)
{
  GtkWidget *focus = get_focus (walk);

  if (focus == NULL || !gtk_widget_is_ancestor (focus, walk->root)
      || !g_hash_table_add (walk->reached, g_object_ref (focus)))
    return FALSE;
  g_queue_push_tail (&walk->waiting, focus);
  return TRUE;
}

/* Once round by Tab, as GTK takes it; where it ends a window begins again. A popover wants to know where one came from. */
static void
go_round (Walk *walk)
{
  GtkRoot *root = gtk_widget_get_root (walk->root);
  guint steps = 0;

  if (!GTK_IS_POPOVER (walk->root))
    gtk_root_set_focus (root, NULL);
  else if (gtk_root_get_focus (root) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
  while (gtk_widget_child_focus (walk->root, GTK_DIR_TAB_FORWARD) && note_focus (walk) && steps++ < STEPS_MAX)
    continue;
}

/* The arrows of a list are keys of its own: they go from each row to the next. */
static void
go_through_list (Walk      *walk,
                 GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkSelectionModel *model;

  if (!GTK_IS_LIST_VIEW (list) || g_hash_table_contains (walk->lists, list))
    return;
  g_hash_table_add (walk->lists, list);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  for (guint i = 0; i < MIN (ROWS_MAX, g_list_model_get_n_items (G_LIST_MODEL (model))); i++)
    {
      gtk_list_view_scroll_to (GTK_LIST_VIEW (list), i, GTK_LIST_SCROLL_FOCUS, NULL);
      note_focus (walk);
    }
}

/* The arrows lead to what Tab passes over: the other rows of a list, the other choices of a group. */
static void
try_arrows (Walk *walk)
{
  static const GtkDirectionType arrows[] = { GTK_DIR_DOWN, GTK_DIR_UP, GTK_DIR_RIGHT, GTK_DIR_LEFT, GTK_DIR_TAB_FORWARD };
  guint steps = 0;

  while (!g_queue_is_empty (&walk->waiting) && steps++ < STEPS_MAX)
    {
      GtkWidget *from = g_queue_pop_head (&walk->waiting);

      go_through_list (walk, from);
      for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
        if (gtk_widget_get_mapped (from) && gtk_widget_grab_focus (from)
            && gtk_widget_child_focus (walk->root, arrows[i]))
          note_focus (walk);
    }
}

/* An entry gives the focus on to the text in it. */
static gboolean
was_reached (Walk      *walk,
             GtkWidget *widget)
{
  GHashTableIter iter;
  gpointer reached;

  if (g_hash_table_contains (walk->reached, widget))
    return TRUE;
  /* Each choice of several is made as one comes to it, and may change what there is to choose from. */
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_RADIO)
    widget = gtk_widget_get_parent (widget);
  g_hash_table_iter_init (&iter, walk->reached);
  while (g_hash_table_iter_next (&iter, &reached, NULL))
    if (gtk_widget_is_ancestor (reached, widget))
      return TRUE;
  return FALSE;
}

/* A list gives the focus to its rows, and has none where all of these are out of use. */
static gboolean
may_have_focus (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget))
    return FALSE;
  if (!gtk_widget_is_sensitive (widget) || !gtk_widget_get_focusable (widget))
    return FALSE;
  for (GtkWidget *above = widget; above != NULL; above = gtk_widget_get_parent (above))
    if (!gtk_widget_get_can_focus (above))
      return FALSE;
  return TRUE;
}

/* Plain widgets hear of clicks only where somebody wished so. */
static gboolean
is_made_clickable (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "App") && !GTK_IS_BOX (widget) && !ADW_IS_BIN (widget)
      && !GTK_IS_IMAGE (widget) && !GTK_IS_PICTURE (widget))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) && gtk_event_controller_get_name (GTK_EVENT_CONTROLLER (controller)) == NULL)
        return TRUE;
    }
  return FALSE;
}

/* What acts on a click by its own nature. */
static gboolean
is_clickable (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_SCALE (widget))
    return gtk_widget_get_can_target (widget);
  return is_made_clickable (widget);
}

/* What another widget does for the keyboard: the row for its switch, the row of a list for what is in it, an expander for
 * its title, Escape for the cross of a dialog. */
static gboolean
is_done_elsewhere (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent == NULL || g_str_equal (G_OBJECT_TYPE_NAME (parent), "AdwSheetControls") || GTK_IS_SEARCH_ENTRY (parent)
      || GTK_IS_SPIN_BUTTON (parent))
    return TRUE;
  if (!GTK_IS_BUTTON (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (parent)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    return TRUE;
  return gtk_widget_get_ancestor (widget, ADW_TYPE_SWITCH_ROW) != NULL
         || (GTK_IS_BOX (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_EXPANDER) != NULL)
         || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
         || (GTK_IS_SWITCH (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) != NULL);
}

static void
visit (GtkWidget *widget,
       gpointer   data)
{
  Walk *walk = data;
  g_autofree char *what = NULL;

  if (!gtk_widget_is_sensitive (widget) || is_done_elsewhere (widget))
    return;
  if (GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (widget)))
    {
      what = a11y_describe (widget);
      g_ptr_array_add (walk->findings, g_strdup_printf ("keeps Tab to itself, so nobody gets out: %s", what));
    }
  else if (may_have_focus (widget) && !was_reached (walk, widget))
    {
      what = a11y_describe (widget);
      g_ptr_array_add (walk->findings, g_strdup_printf ("is not reached by Tab or the arrows: %s", what));
    }
  else if (is_clickable (widget) && !may_have_focus (widget) && !was_reached (walk, widget))
    {
      what = a11y_describe (widget);
      g_ptr_array_add (walk->findings, g_strdup_printf ("can be clicked, but not reached by keyboard: %s", what));
    }
}

void
a11y_examine_keyboard (GtkWidget *root,
                       GPtrArray *findings)
{
  g_autoptr (GHashTable) reached = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_autoptr (GHashTable) lists = g_hash_table_new (NULL, NULL);
  Walk walk = { root, reached, lists, G_QUEUE_INIT, findings };
  g_autoptr (GtkWidget) start = get_focus (&walk);

  if (start != NULL)
    g_object_ref (start);
  go_round (&walk);
  if (start != NULL && gtk_widget_get_mapped (start) && gtk_widget_grab_focus (start))
    note_focus (&walk);
  try_arrows (&walk);
  a11y_walk (root, visit, &walk);
  g_queue_clear (&walk.waiting);
}
