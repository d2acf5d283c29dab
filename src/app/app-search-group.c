/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: people, calls and messages are found at once, and none may push the others out of sight. */

#include "app-search-group.h"

#define FEW 5
#define MANY 100

struct _AppSearchGroup
{
  GtkBox parent_instance;

  char *title;
  char *search;
  GListModel *found;
  GtkSliceListModel *shown;
  GtkWidget *more;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AppSearchGroup, app_search_group, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
  PROP_EMPTY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_empty (AppSearchGroup *self)
{
  return self->found == NULL || g_list_model_get_n_items (self->found) == 0;
}

static void
found_changed_cb (AppSearchGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), !is_empty (self));
  gtk_widget_set_visible (self->more, g_list_model_get_n_items (self->found) > gtk_slice_list_model_get_size (self->shown)
                                        && gtk_slice_list_model_get_size (self->shown) == FEW);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMPTY]);
}

static void
show_all_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppSearchGroup *self = APP_SEARCH_GROUP (widget);
  GtkListBoxRow *next;

  gtk_slice_list_model_set_size (self->shown, MANY);
  found_changed_cb (self);
  /* The button is gone, and with it the place of the keyboard. */
  next = gtk_list_box_get_row_at_index (self->list, FEW);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return GTK_WIDGET (app_search_row_new (item, APP_SEARCH_GROUP (user_data)->search));
}

static void
row_activated_cb (AppSearchGroup *self,
                  AppSearchRow   *row)
{
  app_search_row_open (row);
}

/* The results are one list to whoever goes through them by the arrow keys. */
static gboolean
keynav_failed_cb (AppSearchGroup   *self,
                  GtkDirectionType  direction)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL || (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN))
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (root),
                                 direction == GTK_DIR_UP ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

static void
app_search_group_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AppSearchGroup *self = APP_SEARCH_GROUP (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_EMPTY:
      g_value_set_boolean (value, is_empty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_search_group_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  if (id == PROP_TITLE)
    g_set_str (&APP_SEARCH_GROUP (object)->title, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_search_group_dispose (GObject *object)
{
  AppSearchGroup *self = APP_SEARCH_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SEARCH_GROUP);
  g_clear_object (&self->shown);
  g_clear_object (&self->found);
  G_OBJECT_CLASS (app_search_group_parent_class)->dispose (object);
}

static void
app_search_group_finalize (GObject *object)
{
  g_free (APP_SEARCH_GROUP (object)->title);
  g_free (APP_SEARCH_GROUP (object)->search);
  G_OBJECT_CLASS (app_search_group_parent_class)->finalize (object);
}

static void
app_search_group_class_init (AppSearchGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_search_group_get_property;
  object_class->set_property = app_search_group_set_property;
  object_class->dispose = app_search_group_dispose;
  object_class->finalize = app_search_group_finalize;

  /**
   * AppSearchGroup:title:
   *
   * What kind of results these are.
   */
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * AppSearchGroup:empty:
   *
   * Whether there are none.
   */
  props[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-search-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AppSearchGroup, more);
  gtk_widget_class_bind_template_child (widget_class, AppSearchGroup, list);
  gtk_widget_class_install_action (widget_class, "group.show-all", NULL, show_all_cb);
}

static void
app_search_group_init (AppSearchGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * app_search_group_new:
 * @title: what kind of results these are
 * @found: a list of what an #AppSearchRow shows
 *
 * Returns: (transfer floating): the group
 */
AppSearchGroup *
app_search_group_new (const char *title,
                      GListModel *found)
{
  AppSearchGroup *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (found), NULL);

  self = g_object_new (APP_TYPE_SEARCH_GROUP, "title", title, NULL);
  self->found = g_object_ref (found);
  self->shown = gtk_slice_list_model_new (g_object_ref (found), 0, FEW);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (found, "items-changed", G_CALLBACK (found_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  found_changed_cb (self);
  return self;
}

/* What is bold in a row is what was looked for when the row was made. */
static void
show_anew (AppSearchGroup *self)
{
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
}

/**
 * app_search_group_set_search:
 * @self: a group
 * @search: (nullable): what is looked for
 *
 * Marks other words, and shows the first few results.
 */
void
app_search_group_set_search (AppSearchGroup *self,
                             const char     *search)
{
  g_return_if_fail (APP_IS_SEARCH_GROUP (self));

  if (!g_set_str (&self->search, search))
    return;
  gtk_slice_list_model_set_size (self->shown, FEW);
  show_anew (self);
  found_changed_cb (self);
}

/**
 * app_search_group_get_first:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): the row of the first result
 */
AppSearchRow *
app_search_group_get_first (AppSearchGroup *self)
{
  g_return_val_if_fail (APP_IS_SEARCH_GROUP (self), NULL);

  return APP_SEARCH_ROW (gtk_list_box_get_row_at_index (self->list, 0));
}
