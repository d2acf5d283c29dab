/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the state of every account is in sight, and calm while all is well. Three lines that say that all is
 * well are noise, so that of many accounts only those with something to say are shown until somebody asks for all. */

#include "app-status-list.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-policy-bar.h"
#include "app-status-bar.h"
#include "app-trouble.h"

/* From how many accounts on they are folded. */
#define MANY 3

struct _AppStatusList
{
  AdwBin parent_instance;

  Phone *phone;
  GtkToggleButton *summary;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *words;
  GtkImage *arrow;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AppStatusList, app_status_list, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* That calls go elsewhere, or that messages wait, is as much in need of a line as trouble. */
static gboolean
has_news (PhoneAccount *account)
{
  g_autofree char *policy = app_policy_bar_dup_text (account);

  return policy != NULL || phone_voicemail_is_waiting (phone_account_get_voicemail (account));
}

static void
fold (AppStatusList *self,
      PhoneAccount  *worst)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  guint n = g_list_model_get_n_items (accounts);
  gboolean all = n < MANY || gtk_toggle_button_get_active (self->summary);
  gboolean trouble = worst != NULL && app_trouble_rank (phone_account_get_state (worst)) > 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (row != NULL)
        gtk_widget_set_visible (GTK_WIDGET (row), all || (trouble && account == worst) || has_news (account));
    }
}

/* Translators: how many accounts cannot be reached; it stands beside how many there are. */
static char *
make_words (GListModel *accounts)
{
  guint troubled = 0;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      troubled += app_trouble_rank (phone_account_get_state (account)) > 0;
    }
  if (troubled == 0)
    return app_closures_status_title (NULL, PHONE_ACCOUNT_STATE_REGISTERED);
  return g_strdup_printf (ngettext ("%u not ready", "%u not ready", troubled), troubled);
}

static void
show (AppStatusList *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  guint n = g_list_model_get_n_items (accounts);
  g_autoptr (PhoneAccount) worst = app_trouble_find_worst (accounts);
  g_autofree char *title = g_strdup_printf (ngettext ("%u Account", "%u Accounts", n), n);
  g_autofree char *words = make_words (accounts);
  g_autofree char *icon = app_closures_status_icon (NULL, worst != NULL ? phone_account_get_state (worst)
                                                                       : PHONE_ACCOUNT_STATE_OFFLINE);
  gboolean all = gtk_toggle_button_get_active (self->summary);

  gtk_widget_set_visible (GTK_WIDGET (self->summary), n >= MANY);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->words, words);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_image_set_from_icon_name (self->arrow, all ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), all ? _("Show Fewer") : _("Show All"));
  fold (self, worst);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *bar = app_status_bar_new (APP_STATUS_LIST (user_data)->phone, item);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), bar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, bar, NULL, -1);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (show), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_account_get_policy (item), "notify", G_CALLBACK (show), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_account_get_voicemail (item), "notify", G_CALLBACK (show), user_data,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
set_phone (AppStatusList *self,
           Phone         *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  gtk_list_box_bind_model (self->list, phone_get_accounts (phone), create_row, self, NULL);
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_status_list_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_PHONE)
    g_value_set_object (value, APP_STATUS_LIST (object)->phone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_status_list_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_PHONE)
    set_phone (APP_STATUS_LIST (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_status_list_dispose (GObject *object)
{
  AppStatusList *self = APP_STATUS_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_STATUS_LIST);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_status_list_parent_class)->dispose (object);
}

static void
app_status_list_class_init (AppStatusListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_status_list_get_property;
  object_class->set_property = app_status_list_set_property;
  object_class->dispose = app_status_list_dispose;

  /**
   * AppStatusList:phone: (nullable)
   *
   * The phone whose accounts are shown; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-status-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AppStatusList, summary);
  gtk_widget_class_bind_template_child (widget_class, AppStatusList, icon);
  gtk_widget_class_bind_template_child (widget_class, AppStatusList, title);
  gtk_widget_class_bind_template_child (widget_class, AppStatusList, words);
  gtk_widget_class_bind_template_child (widget_class, AppStatusList, arrow);
  gtk_widget_class_bind_template_child (widget_class, AppStatusList, list);
}

static void
app_status_list_init (AppStatusList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->summary, "toggled", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}
