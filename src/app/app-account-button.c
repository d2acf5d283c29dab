/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: with several accounts, which of them calls is chosen before one dials, in sight of what is dialled,
 * and by the colour that it has everywhere. Nothing is chosen to begin with, which is right for most. */

#include "app-account-button.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-account-dot.h"
#include "app-account-row.h"
#include "app-closures.h"
#include "app-trouble.h"

struct _AppAccountButton
{
  AdwBin parent_instance;

  AppAccounts *accounts;
  GSignalGroup *signals;
  GtkPopover *popover;
  GtkListBox *list;
  GtkWidget *everyone;
  AppAccountDot *dot;
  GtkImage *trouble;
};

G_DEFINE_FINAL_TYPE (AppAccountButton, app_account_button, ADW_TYPE_BIN)

enum
{
  PROP_ACCOUNTS = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Whoever is well needs no mark. */
static void
show_state (AppAccountButton *self)
{
  PhoneAccount *chosen = app_accounts_get_chosen (self->accounts);
  g_autoptr (PhoneAccount) worst = chosen != NULL ? g_object_ref (chosen)
                                                  : app_trouble_find_worst (app_accounts_get_list (self->accounts));
  PhoneAccountState state = worst != NULL ? phone_account_get_state (worst) : PHONE_ACCOUNT_STATE_REGISTERED;
  g_autofree char *icon = app_closures_status_icon (NULL, state);
  g_autofree char *words = app_closures_status_title (NULL, state);
  g_autofree char *hint = NULL;

  gtk_image_set_from_icon_name (self->trouble, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), app_trouble_rank (state) > 0);
  /* Translators: %1$s is an address or "All Accounts", %2$s a state, such as "Ready". */
  hint = g_strdup_printf (_("Call and Write With: %1$s, %2$s"),
                          chosen != NULL ? phone_account_get_address (chosen) : _("All Accounts"), words);
  gtk_widget_set_tooltip_text (adw_bin_get_child (ADW_BIN (self)), hint);
}

static void
add_row (AppAccountButton *self,
         PhoneAccount     *account)
{
  gtk_list_box_append (self->list, app_account_row_new (account, app_accounts_get_chosen (self->accounts) == account));
  if (account != NULL)
    g_signal_connect_object (account, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

static void
unfollow (AppAccountButton *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    {
      PhoneAccount *account = app_account_row_get_account (APP_ACCOUNT_ROW (row));

      if (account != NULL)
        g_signal_handlers_disconnect_by_func (account, show_state, self);
      gtk_list_box_remove (self->list, row);
    }
}

static void
accounts_changed_cb (AppAccountButton *self)
{
  GListModel *accounts = app_accounts_get_list (self->accounts);
  PhoneAccount *chosen = app_accounts_get_chosen (self->accounts);

  unfollow (self);
  add_row (self, NULL);
  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      if (!phone_account_is_practice (account))
        add_row (self, account);
    }
  gtk_widget_set_visible (self->everyone, chosen == NULL);
  g_object_set (self->dot, "subject", chosen, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), app_accounts_are_several (self->accounts));
  show_state (self);
}

static void
row_activated_cb (AppAccountButton *self,
                  AppAccountRow    *row)
{
  PhoneAccount *account = app_account_row_get_account (row);

  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.use-account", "s",
                              account != NULL ? phone_account_get_id (account) : "");
}

static void
set_accounts (AppAccountButton *self,
              AppAccounts      *accounts)
{
  if (accounts == NULL || !g_set_object (&self->accounts, accounts))
    return;
  g_signal_group_set_target (self->signals, accounts);
  accounts_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNTS]);
}

static void
app_account_button_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_ACCOUNTS)
    g_value_set_object (value, APP_ACCOUNT_BUTTON (object)->accounts);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_account_button_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (id == PROP_ACCOUNTS)
    set_accounts (APP_ACCOUNT_BUTTON (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_account_button_dispose (GObject *object)
{
  AppAccountButton *self = APP_ACCOUNT_BUTTON (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->accounts);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_ACCOUNT_BUTTON);
  G_OBJECT_CLASS (app_account_button_parent_class)->dispose (object);
}

static void
app_account_button_class_init (AppAccountButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_account_button_get_property;
  object_class->set_property = app_account_button_set_property;
  object_class->dispose = app_account_button_dispose;

  /**
   * AppAccountButton:accounts: (nullable)
   *
   * What is chosen among; set once.
   */
  props[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, APP_TYPE_ACCOUNTS,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_ACCOUNT_DOT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-account-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AppAccountButton, popover);
  gtk_widget_class_bind_template_child (widget_class, AppAccountButton, list);
  gtk_widget_class_bind_template_child (widget_class, AppAccountButton, everyone);
  gtk_widget_class_bind_template_child (widget_class, AppAccountButton, dot);
  gtk_widget_class_bind_template_child (widget_class, AppAccountButton, trouble);
}

static void
app_account_button_init (AppAccountButton *self)
{
  self->signals = g_signal_group_new (APP_TYPE_ACCOUNTS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (accounts_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}
