/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: past calls are there to be made again, and to be forgotten without being asked twice. */

#include "app-history-list.h"

#include "app-closures.h"
#include "app-history-file.h"
#include "app-history-fold.h"
#include "app-history-row.h"
#include "app-list-place.h"
#include "app-press.h"
#include "app-row-menu.h"
#include "app-search.h"
#include "app-trash.h"
#include "phone-history-view.h"

/* A page that makes fewer rows than this is followed by another one at once. */
#define FEW_ROWS 20

struct _AppHistoryList
{
  AdwBin parent_instance;

  Phone *phone;
  char *search;
  AppTrash *trash;
  PhoneHistoryView *view;
  GtkFilterListModel *shown;
  AppHistoryFold *rows;
  guint n_rows; /* when the last page came */
  GtkWidget *bar;
  GtkDropDown *filter;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (AppHistoryList, app_history_list, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_SEARCH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_searching (AppHistoryList *self)
{
  return self->search != NULL && *self->search != '\0';
}

/* Which page is due. Nothing is said to be missing before everything was read. */
static const char *
choose_page (AppHistoryList *self)
{
  gboolean everything = phone_history_view_get_filter (self->view) == PHONE_HISTORY_FILTER_ALL;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    return "list";
  if (app_trash_has_all (self->trash))
    return "empty";
  if (!phone_history_view_is_complete (self->view))
    return "list";
  if (is_searching (self))
    return "none";
  return everything ? "empty" : "filtered";
}

static void
show_page (AppHistoryList *self)
{
  const char *page = choose_page (self);

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->bar, !g_str_equal (page, "empty"));
}

static void
load_more (AppHistoryList *self)
{
  if (!app_trash_has_all (self->trash))
    phone_history_view_load_more (self->view);
}

/* Two screens before the end it is time to read on. */
static void
scrolled_cb (AppHistoryList *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (place);

  if (self->view != NULL && page > 0
      && gtk_adjustment_get_upper (place) - gtk_adjustment_get_value (place) < 3 * page)
    load_more (self);
}

/* A page of which hardly a row was left, because it was folded or was not what is searched for, moves nothing on the
 * screen; so nobody would scroll on. */
static void
view_changed_cb (AppHistoryList *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gboolean few = n_rows < self->n_rows + FEW_ROWS;

  self->n_rows = n_rows;
  show_page (self);
  if (few && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load_more (self);
}

static void
filter_chosen_cb (AppHistoryList *self)
{
  self->n_rows = 0;
  if (self->view != NULL)
    phone_history_view_set_filter (self->view, gtk_drop_down_get_selected (self->filter));
}

/* Whoever looks at the list knows what they missed. */
static void
mark_seen (AppHistoryList *self)
{
  if (self->phone != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    phone_history_mark_seen (phone_get_history (self->phone));
}

static void
app_history_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_history_list_parent_class)->map (widget);
  mark_seen (APP_HISTORY_LIST (widget));
}

static void
deleted_cb (AppHistoryRow *row,
            GtkListItem   *item)
{
  gpointer self = gtk_widget_get_ancestor (GTK_WIDGET (row), APP_TYPE_HISTORY_LIST);
  g_autoptr (AppHistoryGroup) group = g_object_ref (gtk_list_item_get_item (item));
  GPtrArray *entries = app_history_group_get_entries (group);

  for (guint n = 0; n < entries->len; n++)
    app_trash_throw (APP_HISTORY_LIST (self)->trash, g_ptr_array_index (entries, n));
}

static void
toggled_cb (AppHistoryRow *row,
            GtkListItem   *item)
{
  gpointer self = gtk_widget_get_ancestor (GTK_WIDGET (row), APP_TYPE_HISTORY_LIST);
  g_autoptr (AppHistoryGroup) group = g_object_ref (gtk_list_item_get_item (item));

  app_history_fold_toggle (APP_HISTORY_LIST (self)->rows, group);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              AppHistoryList           *self)
{
  GtkWidget *row = app_history_row_new (phone_get_accounts (self->phone));

  g_object_bind_property (item, "item", row, "group", G_BINDING_DEFAULT);
  g_signal_connect_object (row, "deleted", G_CALLBACK (deleted_cb), item, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), item, G_CONNECT_DEFAULT);
  app_press_offer_around (row);
  gtk_list_item_set_child (item, row);
}

static void
day_setup_cb (GtkSignalListItemFactory *factory,
              GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "people-section");
  gtk_list_header_set_child (header, label);
}

static void
day_bind_cb (GtkSignalListItemFactory *factory,
             GtkListHeader            *header)
{
  AppHistoryGroup *first = gtk_list_header_get_item (header);
  g_autofree char *day = app_closures_day (NULL, phone_history_entry_get_time (app_history_group_get_entry (first)));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), day);
}

static void
activate_cb (AppHistoryList *self,
             guint           position)
{
  g_autoptr (AppHistoryGroup) group = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  PhoneHistoryEntry *entry = app_history_group_get_entry (group);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.message", "s", phone_history_entry_get_address (entry));
}

static void
toast_wanted_cb (AppHistoryList *self,
                 AdwToast       *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (toast));
}

static void
clear_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  app_trash_throw_all (APP_HISTORY_LIST (widget)->trash);
}

static void
export_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  app_history_file_export (widget, APP_HISTORY_LIST (widget)->phone);
}

static void
follow (AppHistoryList *self)
{
  PhoneHistory *history = phone_get_history (self->phone);

  g_signal_connect_object (self->trash, "toast-wanted", G_CALLBACK (toast_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->view, "notify::complete", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (app_list_place_keep_top), self->list,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::unseen-missed", G_CALLBACK (mark_seen), self, G_CONNECT_SWAPPED);
}

static void
set_phone (AppHistoryList *self,
           Phone          *phone)
{
  static const char *const searched[] = { "name", "address", NULL };
  g_autoptr (GListModel) kept = NULL;
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  self->trash = app_trash_new (phone_get_history (phone));
  self->view = g_object_ref (phone_history_get_view (phone_get_history (phone)));
  gtk_drop_down_set_selected (self->filter, phone_history_view_get_filter (self->view));
  kept = app_trash_list_kept (self->trash);
  self->shown = app_search_new (kept, PHONE_TYPE_HISTORY_ENTRY, G_OBJECT (self), searched);
  self->rows = app_history_fold_new (G_LIST_MODEL (self->shown));
  self->n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  follow (self);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  gtk_list_view_set_model (self->list, rows);
  show_page (self);
  mark_seen (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_history_list_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AppHistoryList *self = APP_HISTORY_LIST (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_history_list_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AppHistoryList *self = APP_HISTORY_LIST (object);

  switch (id)
    {
    case PROP_PHONE:
      set_phone (self, g_value_get_object (value));
      break;
    case PROP_SEARCH:
      if (g_set_str (&self->search, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_history_list_dispose (GObject *object)
{
  AppHistoryList *self = APP_HISTORY_LIST (object);

  /* What is in the trash goes for good now, and nobody is left to show that. */
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->shown);
  g_clear_object (&self->view);
  g_clear_object (&self->trash);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_HISTORY_LIST);
  G_OBJECT_CLASS (app_history_list_parent_class)->dispose (object);
}

static void
app_history_list_finalize (GObject *object)
{
  g_free (APP_HISTORY_LIST (object)->search);
  G_OBJECT_CLASS (app_history_list_parent_class)->finalize (object);
}

static void
app_history_list_class_init (AppHistoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_history_list_get_property;
  object_class->set_property = app_history_list_set_property;
  object_class->dispose = app_history_list_dispose;
  object_class->finalize = app_history_list_finalize;
  widget_class->map = app_history_list_map;

  /**
   * AppHistoryList:phone: (nullable)
   *
   * The phone whose list is shown; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppHistoryList:search: (nullable)
   *
   * What is searched for.
   */
  props[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-history-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHistoryList, bar);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryList, filter);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryList, stack);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryList, scroller);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryList, list);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "history.export", NULL, export_cb);
}

static void
app_history_list_init (AppHistoryList *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) days = gtk_signal_list_item_factory_new ();
  GtkAdjustment *place;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (rows, "setup", G_CALLBACK (row_setup_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, rows);
  g_signal_connect (days, "setup", G_CALLBACK (day_setup_cb), NULL);
  g_signal_connect (days, "bind", G_CALLBACK (day_bind_cb), NULL);
  gtk_list_view_set_header_factory (self->list, days);
  place = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (place, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (filter_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  app_row_menu_add_menu_keys (GTK_WIDGET (self->list));
  app_row_menu_add_key (GTK_WIDGET (self->list), GDK_KEY_Delete, 0, "row.delete");
}
