/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: one person with two addresses is one conversation as soon as somebody says so, by one click, and two again
 * by another. */

#include "app-join-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-face.h"

struct _AppJoinDialog
{
  AdwDialog parent_instance;

  Phone *phone;
  PhoneConversation *conversation;
  GtkListBox *list;
  GtkEditable *search;
};

G_DEFINE_FINAL_TYPE (AppJoinDialog, app_join_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* So many are looked through faster than a word is typed. */
#define SEARCHED_FROM 8

static void
app_join_dialog_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_JOIN_DIALOG (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* libadwaita keeps the content of a dialog after the dialog. */
static void
app_join_dialog_dispose (GObject *object)
{
  AppJoinDialog *self = APP_JOIN_DIALOG (object);

  if (self->list != NULL)
    gtk_list_box_remove_all (self->list);
  g_clear_object (&self->list);
  g_clear_object (&self->search);
  g_clear_object (&self->conversation);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_join_dialog_parent_class)->dispose (object);
}

static void
app_join_dialog_class_init (AppJoinDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_join_dialog_get_property;
  object_class->dispose = app_join_dialog_dispose;

  /**
   * AppJoinDialog:phone: (nullable)
   *
   * Whose conversations they are.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * AppJoinDialog::done:
   * @self: the dialog
   * @join: with which to take it back
   * @words: what happened
   *
   * Something was chosen, and is so.
   */
  signals[DONE] = g_signal_new ("done", APP_TYPE_JOIN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                PHONE_TYPE_JOIN, G_TYPE_STRING);
}

static void
app_join_dialog_init (AppJoinDialog *self)
{
}

static void
finish (AppJoinDialog *self,
        PhoneJoin     *join,
        const char    *words)
{
  if (join == NULL)
    return;

  g_signal_emit (self, signals[DONE], 0, join, words);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
join_cb (AppJoinDialog *self,
         GtkWidget     *row)
{
  PhoneConversation *other = g_object_get_data (G_OBJECT (row), "conversation");
  g_autofree char *name = app_closures_name (NULL, phone_conversation_get_title (other));
  /* Translators: %s is a person or an address. */
  g_autofree char *words = g_strdup_printf (_("%s is part of this conversation now"), name);
  g_autoptr (PhoneJoin) join = phone_join_conversations (self->phone, self->conversation, other);

  finish (self, join, words);
}

static void
split_cb (AppJoinDialog *self,
          GtkWidget     *row)
{
  const char *address = g_object_get_data (G_OBJECT (row), "address");
  g_autofree char *name = app_closures_name (NULL, address);
  /* Translators: %s is an address. */
  g_autofree char *words = g_strdup_printf (_("%s has a conversation of its own now"), name);
  g_autoptr (PhoneJoin) join = phone_split_conversation (self->phone, self->conversation, address);

  finish (self, join, words);
}

static GtkWidget *
make_row (const char *title,
          const char *address)
{
  g_autofree char *name = app_closures_name (NULL, title);
  g_autofree char *plain = app_closures_plain_address (address);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  if (!g_str_equal (name, plain))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (APP_TYPE_FACE, "size", 32, "text", title, "address", address, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
fill_with_others (AppJoinDialog *self)
{
  GListModel *conversations = phone_get_conversations (self->phone);

  for (guint n = 0; n < g_list_model_get_n_items (conversations); n++)
    {
      g_autoptr (PhoneConversation) other = g_list_model_get_item (conversations, n);
      GtkWidget *row;

      if (!phone_join_is_possible (self->conversation, other))
        continue;
      row = make_row (phone_conversation_get_title (other), phone_conversation_get_address (other));
      g_object_set_data_full (G_OBJECT (row), "conversation", g_steal_pointer (&other), g_object_unref);
      gtk_list_box_append (self->list, row);
    }
}

static void
fill_with_addresses (AppJoinDialog *self)
{
  for (guint n = 0; n < phone_conversation_get_n_addresses (self->conversation); n++)
    {
      const char *address = phone_conversation_get_nth_address (self->conversation, n);
      GtkWidget *row = make_row (address, address);

      g_object_set_data_full (G_OBJECT (row), "address", g_strdup (address), g_free);
      gtk_list_box_append (self->list, row);
    }
}

static gboolean
is_searched_for (GtkListBoxRow *row,
                 gpointer       user_data)
{
  AppJoinDialog *self = user_data;
  const char *words = gtk_editable_get_text (self->search);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  return g_str_match_string (words, title, TRUE) || (subtitle != NULL && g_str_match_string (words, subtitle, TRUE))
         || *words == '\0';
}

static GtkWidget *
make_search (AppJoinDialog *self)
{
  GtkWidget *search = gtk_search_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  self->search = GTK_EDITABLE (g_object_ref (search));
  g_signal_connect_object (search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->list,
                           G_CONNECT_SWAPPED);
  gtk_list_box_set_filter_func (self->list, is_searched_for, self, NULL);
  return search;
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dimmed");
  return label;
}

static GtkWidget *
make_content (AppJoinDialog *self,
              const char    *description)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), make_label (description));
  if (gtk_list_box_get_row_at_index (self->list, SEARCHED_FROM - 1) != NULL)
    gtk_box_append (GTK_BOX (box), make_search (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static GtkWidget *
make_nobody (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "chat-bubbles-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Other Conversation"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Once you write with another address by the same account, you can join the two."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static AppJoinDialog *
dialog_new (Phone             *phone,
            PhoneConversation *conversation,
            const char        *title)
{
  AppJoinDialog *self = g_object_new (APP_TYPE_JOIN_DIALOG, "title", title, "content-width", 420, NULL);

  self->phone = g_object_ref (phone);
  self->conversation = g_object_ref (conversation);
  self->list = GTK_LIST_BOX (g_object_ref_sink (gtk_list_box_new ()));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self;
}

static void
set_content (AppJoinDialog *self,
             GtkWidget     *content)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

/**
 * app_join_dialog_new:
 * @phone: a phone
 * @conversation: one of its conversations
 *
 * Makes a dialog that joins another conversation with @conversation.
 *
 * Returns: (transfer floating): the dialog
 */
AppJoinDialog *
app_join_dialog_new (Phone             *phone,
                     PhoneConversation *conversation)
{
  AppJoinDialog *self = dialog_new (phone, conversation, _("Join With"));

  fill_with_others (self);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (join_cb), self, G_CONNECT_SWAPPED);
  if (gtk_list_box_get_row_at_index (self->list, 0) != NULL)
    set_content (self, make_content (self, _("The messages of both are shown together. You can split them again.")));
  else
    set_content (self, make_nobody ());
  return self;
}

/**
 * app_join_dialog_new_split:
 * @phone: a phone
 * @conversation: one of its conversations, of several addresses
 *
 * Makes a dialog that splits an address off @conversation.
 *
 * Returns: (transfer floating): the dialog
 */
AppJoinDialog *
app_join_dialog_new_split (Phone             *phone,
                           PhoneConversation *conversation)
{
  AppJoinDialog *self = dialog_new (phone, conversation, _("Split Off"));

  fill_with_addresses (self);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (split_cb), self, G_CONNECT_SWAPPED);
  set_content (self, make_content (self, _("The address you choose becomes a conversation of its own, with its messages.")));
  return self;
}
