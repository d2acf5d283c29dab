/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: on a narrow window the sidebar is out of sight, the state of the connection must not be.
 * The button shows the account in most trouble and opens the lines of all. */

#include "app-status-button.h"

#include "app-closures.h"
#include "app-line-details.h"
#include "app-policy-bar.h"
#include "app-status-bar.h"
#include "app-trouble.h"

struct _AppStatusButton
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneAccount *account;
  gboolean crowded;
  GSignalGroup *model_signals;
  GtkImage *sign;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AppStatusButton, app_status_button, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_ACCOUNT,
  PROP_CROWDED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* That nothing rings must be seen wherever one is, too. */
static void
show_sign (AppStatusButton *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  g_autofree char *text = NULL;

  for (guint n = 0; n < g_list_model_get_n_items (accounts) && text == NULL; n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      text = app_policy_bar_dup_text (account);
      gtk_image_set_from_icon_name (self->sign, app_policy_bar_find_icon (account));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sign), text != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sign), text);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->sign), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
choose_account (AppStatusButton *self)
{
  g_autoptr (PhoneAccount) worst = NULL;

  if (self->phone != NULL)
    worst = app_trouble_find_worst (phone_get_accounts (self->phone));
  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), worst != NULL);
  if (self->phone != NULL)
    show_sign (self);
  if (g_set_object (&self->account, worst))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
}

static GtkWidget *
create_line (gpointer item,
             gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Phone *phone = APP_STATUS_BUTTON (user_data)->phone;
  GtkWidget *line = app_status_bar_new (phone, item);
  GtkWidget *details = app_line_details_new (phone, item);

  gtk_widget_add_css_class (details, "line-details");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), details);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (choose_account), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_account_get_policy (item), "notify", G_CALLBACK (show_sign), user_data,
                           G_CONNECT_SWAPPED);
  return box;
}

static void
set_phone (AppStatusButton *self,
           Phone           *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->model_signals, phone != NULL ? phone_get_accounts (phone) : NULL);
  gtk_list_box_bind_model (self->list, phone != NULL ? phone_get_accounts (phone) : NULL, create_line, self, NULL);
  choose_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

/* Beside a sidebar that shows the lines themselves the button would only repeat them. */
static void
app_status_button_root (GtkWidget *widget)
{
  GtkWidget *split;

  GTK_WIDGET_CLASS (app_status_button_parent_class)->root (widget);
  split = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  if (split != NULL)
    g_object_bind_property (split, "collapsed", widget, "visible", G_BINDING_SYNC_CREATE);
}

static void
app_status_button_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AppStatusButton *self = APP_STATUS_BUTTON (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CROWDED:
      g_value_set_boolean (value, self->crowded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_status_button_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_STATUS_BUTTON (object), g_value_get_object (value));
      break;
    case PROP_CROWDED:
      APP_STATUS_BUTTON (object)->crowded = g_value_get_boolean (value);
      if (APP_STATUS_BUTTON (object)->crowded)
        gtk_widget_add_css_class (GTK_WIDGET (object), "crowded");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (object), "crowded");
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_status_button_dispose (GObject *object)
{
  AppStatusButton *self = APP_STATUS_BUTTON (object);

  g_clear_object (&self->model_signals);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_STATUS_BUTTON);
  G_OBJECT_CLASS (app_status_button_parent_class)->dispose (object);
}

static void
app_status_button_class_init (AppStatusButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_status_button_get_property;
  object_class->set_property = app_status_button_set_property;
  object_class->dispose = app_status_button_dispose;
  widget_class->root = app_status_button_root;

  /**
   * AppStatusButton:phone: (nullable)
   *
   * The phone whose accounts are watched.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppStatusButton:account: (nullable)
   *
   * The account in most trouble.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AppStatusButton:crowded:
   *
   * Whether there is little room, so that a state that is as it should be needs no words.
   */
  props[PROP_CROWDED] = g_param_spec_boolean ("crowded", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-status-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AppStatusButton, list);
  gtk_widget_class_bind_template_child (widget_class, AppStatusButton, sign);
  app_closures_bind (widget_class);
}

static void
app_status_button_init (AppStatusButton *self)
{
  self->model_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "items-changed", G_CALLBACK (choose_account), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
