/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: past calls are there to be made again, and to be forgotten without being asked twice. */

#include "app-history-list.h"

#include "app-history-row.h"
#include "app-row-menu.h"
#include "app-search.h"
#include "app-trash.h"

struct _AppHistoryList
{
  AdwBin parent_instance;

  Phone *phone;
  char *search;
  AppTrash *trash;
  GtkFilterListModel *shown;
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

static void
shown_changed_cb (AppHistoryList *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), app_search_page (self->shown));
}

static void
deleted_cb (AppHistoryRow *row,
            GtkListItem   *item)
{
  gpointer self = gtk_widget_get_ancestor (GTK_WIDGET (row), APP_TYPE_HISTORY_LIST);

  app_trash_throw (APP_HISTORY_LIST (self)->trash, gtk_list_item_get_item (item));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *row = g_object_new (APP_TYPE_HISTORY_ROW, NULL);

  g_object_bind_property (item, "item", row, "entry", G_BINDING_DEFAULT);
  g_signal_connect_object (row, "deleted", G_CALLBACK (deleted_cb), item, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, row);
}

static void
activate_cb (AppHistoryList *self,
             guint           position)
{
  g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

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
set_phone (AppHistoryList *self,
           Phone          *phone)
{
  static const char *const searched[] = { "name", "address", NULL };
  g_autoptr (GListModel) kept = NULL;
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  self->trash = app_trash_new (phone_get_history (phone));
  g_signal_connect_object (self->trash, "toast-wanted", G_CALLBACK (toast_wanted_cb), self, G_CONNECT_SWAPPED);
  kept = app_trash_list_kept (self->trash);
  self->shown = app_search_new (kept, PHONE_TYPE_HISTORY_ENTRY, G_OBJECT (self), searched);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_list_view_set_model (self->list, rows);
  shown_changed_cb (self);
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

  g_clear_object (&self->shown);
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
  gtk_widget_class_bind_template_child (widget_class, AppHistoryList, list);
}

static void
app_history_list_init (AppHistoryList *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (rows, "setup", G_CALLBACK (row_setup_cb), NULL);
  gtk_list_view_set_factory (self->list, rows);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  app_row_menu_add_menu_keys (GTK_WIDGET (self->list));
  app_row_menu_add_key (GTK_WIDGET (self->list), GDK_KEY_Delete, 0, "row.delete");
}
