/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a report without a trace is a guess, and a trace without an order is a riddle. Here one finds what failed,
 * sees where it got lost, and takes it along in a form that may be shown. */

#include "app-trace-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"
#include "app-ladder-row.h"
#include "app-ladder.h"
#include "app-press.h"
#include "app-trace-text.h"
#include "phone-trace-mask.h"

struct _AppTracePage
{
  AdwBin parent_instance;

  PhoneTrace *trace;
  PhoneLadders *ladders;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GtkFilter *filter;
  GtkStringList *accounts; /* after "all of them" */
  GSignalGroup *signals; /* of the ladder that is shown */
  guint gather; /* GSource id: there was news */

  AdwNavigationSplitView *split;
  AdwNavigationPage *page;
  GtkWidget *filters;
  GtkEditable *search;
  GtkDropDown *kind;
  GtkDropDown *account;
  GtkToggleButton *failures;
  GtkStack *stack;
  GtkListView *list;
  GtkCheckButton *mask;
  GtkRevealer *reveal;
  GtkLabel *why;
  AppLadder *ladder;
};

G_DEFINE_FINAL_TYPE (AppTracePage, app_trace_page, ADW_TYPE_BIN)

enum
{
  PROP_TRACE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  PhoneLadder *ladder = item;
  AppTracePage *self = user_data;
  guint kind = gtk_drop_down_get_selected (self->kind);
  guint account = gtk_drop_down_get_selected (self->account);
  const char *text = gtk_editable_get_text (self->search);

  if (kind != 0 && kind != GTK_INVALID_LIST_POSITION && phone_ladder_get_kind (ladder) != kind - 1)
    return FALSE;
  if (gtk_toggle_button_get_active (self->failures) && !phone_ladder_has_failed (ladder))
    return FALSE;
  if (account != 0 && account != GTK_INVALID_LIST_POSITION
      && g_strcmp0 (gtk_string_list_get_string (self->accounts, account), phone_ladder_get_account (ladder)) != 0)
    return FALSE;
  return *text == '\0' || phone_ladder_matches (ladder, text);
}

static void
collect_accounts (AppTracePage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->ladders)); i++)
    {
      g_autoptr (PhoneLadder) ladder = g_list_model_get_item (G_LIST_MODEL (self->ladders), i);

      if (gtk_string_list_find (self->accounts, phone_ladder_get_account (ladder)) == GTK_INVALID_LIST_POSITION)
        gtk_string_list_append (self->accounts, phone_ladder_get_account (ladder));
    }
  /* Who has one account has nothing to choose. */
  gtk_widget_set_visible (GTK_WIDGET (self->account), g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) > 2);
}

static void
show_state (AppTracePage *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->ladders)) > 0;
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;

  gtk_stack_set_visible_child_name (self->stack, !some ? "empty" : found ? "list" : "none");
  gtk_widget_set_visible (self->filters, some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trace.copy", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trace.save", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trace.clear", some);
}

static gboolean
gather_cb (gpointer user_data)
{
  AppTracePage *self = user_data;

  self->gather = 0;
  collect_accounts (self);
  show_state (self);
  return G_SOURCE_REMOVE;
}

/* Messages come in bursts. */
static void
ladders_changed_cb (AppTracePage *self)
{
  if (self->gather == 0)
    self->gather = g_idle_add (gather_cb, self);
}

static void
filter_changed_cb (AppTracePage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static PhoneLadder *
get_shown (AppTracePage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_why (AppTracePage *self)
{
  PhoneLadder *ladder = get_shown (self);
  g_autoptr (PhoneWhy) why = ladder != NULL ? phone_ladder_find_why (ladder) : NULL;

  gtk_label_set_label (self->why, why != NULL ? phone_why_get_sentence (why) : "");
  gtk_revealer_set_reveal_child (self->reveal, why != NULL);
}

static char *
make_title (PhoneLadder *ladder)
{
  const char *kind = app_ladder_row_get_kind_text (phone_ladder_get_kind (ladder));
  const char *peer = phone_ladder_get_peer (ladder);

  return *peer != '\0' ? g_strdup_printf (_("%1$s: %2$s"), kind, peer)
                       : g_strdup_printf (_("%1$s: %2$s"), kind, phone_ladder_get_account (ladder));
}

/* Whom it is with is known with its first message, which may come after a note. */
static void
outcome_cb (AppTracePage *self)
{
  PhoneLadder *ladder = get_shown (self);
  g_autofree char *title = ladder != NULL ? make_title (ladder) : g_strdup (_("Nothing Chosen"));

  adw_navigation_page_set_title (self->page, title);
  show_why (self);
}

static void
selected_cb (AppTracePage *self)
{
  PhoneLadder *ladder = get_shown (self);

  g_object_set (self->ladder, "ladder", ladder, NULL);
  g_signal_group_set_target (self->signals, ladder);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trace.copy-one", ladder != NULL);
  outcome_cb (self);
}

static void
activate_cb (AppTracePage *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
say (AppTracePage *self,
     const char   *words)
{
  GtkWidget *overlay = adw_bin_get_child (ADW_BIN (self));

  if (overlay != NULL) /* a file may be written when the page is gone */
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (words));
}

static char *
make_shown_to_others (AppTracePage *self,
                      char         *text) /* transfer full */
{
  g_autofree char *plain = text;

  return gtk_check_button_get_active (self->mask) ? phone_trace_mask (plain) : g_steal_pointer (&plain);
}

/**
 * app_trace_page_dup_text:
 * @self: a page
 *
 * Returns: (transfer full): what is copied or saved now
 */
char *
app_trace_page_dup_text (AppTracePage *self)
{
  g_return_val_if_fail (APP_IS_TRACE_PAGE (self), NULL);

  return make_shown_to_others (self, phone_trace_dup_text (self->trace));
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autofree char *text = app_trace_page_dup_text (APP_TRACE_PAGE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  say (APP_TRACE_PAGE (widget), _("Copied"));
}

static void
copy_one_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppTracePage *self = APP_TRACE_PAGE (widget);
  PhoneLadder *ladder = get_shown (self);
  g_autofree char *text = ladder != NULL ? make_shown_to_others (self, phone_ladder_dup_text (ladder)) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  say (self, _("Copied"));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppTracePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (self, _("Saved"));
  else
    app_failure_show (GTK_WIDGET (self), error);
}

/**
 * app_trace_page_save:
 * @self: a page
 * @file: what is written, or replaced
 *
 * Writes all that is kept, as it is shown to others.
 */
void
app_trace_page_save (AppTracePage *self,
                     GFile        *file)
{
  char *text = app_trace_page_dup_text (self);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb,
                                       g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AppTracePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        app_failure_show (GTK_WIDGET (self), error);
      return;
    }
  if (self->trace != NULL) /* else the page was closed while somebody looked for a place */
    app_trace_page_save (self, file);
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save Diagnostics"));
  /* Translators: the name of a file. */
  gtk_file_dialog_set_initial_name (dialog, _("diagnostics.txt"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, g_object_ref (widget));
}

static void
clear_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  phone_trace_clear (APP_TRACE_PAGE (widget)->trace);
}

static void
show_everything_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AppTracePage *self = APP_TRACE_PAGE (widget);

  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->kind, 0);
  gtk_drop_down_set_selected (self->account, 0);
  gtk_toggle_button_set_active (self->failures, FALSE);
  filter_changed_cb (self);
}

static void
name_item (GtkListItem *item)
{
  g_autofree char *name = app_ladder_row_dup_name (APP_LADDER_ROW (gtk_list_item_get_child (item)));

  gtk_list_item_set_accessible_label (item, name);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_list_item_set_child (item, g_object_new (APP_TYPE_LADDER_ROW, NULL));
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  g_object_set (gtk_list_item_get_child (item), "ladder", gtk_list_item_get_item (item), NULL);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::outcome", G_CALLBACK (name_item), item,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  name_item (item);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  g_object_set (gtk_list_item_get_child (item), "ladder", NULL, NULL);
}

static void
follow_filters (AppTracePage *self)
{
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->failures, "toggled", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
app_trace_page_constructed (GObject *object)
{
  AppTracePage *self = APP_TRACE_PAGE (object);

  G_OBJECT_CLASS (app_trace_page_parent_class)->constructed (object);
  self->ladders = phone_ladders_new (G_LIST_MODEL (self->trace));
  g_signal_connect_object (self->ladders, "items-changed", G_CALLBACK (ladders_changed_cb), self, G_CONNECT_SWAPPED);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->ladders)), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  follow_filters (self);
  gather_cb (self);
  selected_cb (self);
}

static void
app_trace_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TRACE:
      g_value_set_object (value, APP_TRACE_PAGE (object)->trace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_trace_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  APP_TRACE_PAGE (object)->trace = g_value_dup_object (value);
}

static void
app_trace_page_dispose (GObject *object)
{
  AppTracePage *self = APP_TRACE_PAGE (object);

  g_clear_handle_id (&self->gather, g_source_remove);
  if (self->found != NULL)
    gtk_filter_list_model_set_filter (self->found, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->ladders);
  g_clear_object (&self->accounts);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_TRACE_PAGE);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (app_trace_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, AppTracePage, split);
  gtk_widget_class_bind_template_child (klass, AppTracePage, page);
  gtk_widget_class_bind_template_child (klass, AppTracePage, filters);
  gtk_widget_class_bind_template_child (klass, AppTracePage, search);
  gtk_widget_class_bind_template_child (klass, AppTracePage, kind);
  gtk_widget_class_bind_template_child (klass, AppTracePage, account);
  gtk_widget_class_bind_template_child (klass, AppTracePage, failures);
  gtk_widget_class_bind_template_child (klass, AppTracePage, stack);
  gtk_widget_class_bind_template_child (klass, AppTracePage, list);
  gtk_widget_class_bind_template_child (klass, AppTracePage, mask);
  gtk_widget_class_bind_template_child (klass, AppTracePage, reveal);
  gtk_widget_class_bind_template_child (klass, AppTracePage, why);
  gtk_widget_class_bind_template_child (klass, AppTracePage, ladder);
}

static void
app_trace_page_class_init (AppTracePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = app_trace_page_constructed;
  object_class->get_property = app_trace_page_get_property;
  object_class->set_property = app_trace_page_set_property;
  object_class->dispose = app_trace_page_dispose;

  /**
   * AppTracePage:trace:
   *
   * The trace shown.
   */
  props[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, PHONE_TYPE_TRACE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_LADDER);
  g_type_ensure (APP_TYPE_TRACE_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-trace-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "trace.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "trace.copy-one", NULL, copy_one_cb);
  gtk_widget_class_install_action (widget_class, "trace.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "trace.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "trace.show-everything", NULL, show_everything_cb);
}

static void
app_trace_page_init (AppTracePage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->accounts = gtk_string_list_new ((const char *[]){ _("All Accounts"), NULL });
  gtk_drop_down_set_model (self->account, G_LIST_MODEL (self->accounts));
  self->signals = g_signal_group_new (PHONE_TYPE_LADDER);
  g_signal_group_connect_swapped (self->signals, "notify::outcome", G_CALLBACK (outcome_cb), self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, factory);
  app_press_offer (GTK_WIDGET (self->mask));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}
