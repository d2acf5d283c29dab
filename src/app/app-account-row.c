/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: an account is chosen by its colour, its name and whether it can be reached at all. */

#include "app-account-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-account-dot.h"
#include "app-closures.h"

struct _AppAccountRow
{
  GtkListBoxRow parent_instance;

  PhoneAccount *account; /* NULL: all of them */
  GtkWidget *everyone;
  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (AppAccountRow, app_account_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
app_account_row_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_ACCOUNT)
    g_value_set_object (value, APP_ACCOUNT_ROW (object)->account);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_account_row_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_ACCOUNT)
    g_set_object (&APP_ACCOUNT_ROW (object)->account, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_account_row_dispose (GObject *object)
{
  AppAccountRow *self = APP_ACCOUNT_ROW (object);

  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_ACCOUNT_ROW);
  G_OBJECT_CLASS (app_account_row_parent_class)->dispose (object);
}

static void
app_account_row_class_init (AppAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_account_row_get_property;
  object_class->set_property = app_account_row_set_property;
  object_class->dispose = app_account_row_dispose;

  /**
   * AppAccountRow:account: (nullable)
   *
   * The account; %NULL for all of them.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_ACCOUNT_DOT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppAccountRow, everyone);
  gtk_widget_class_bind_template_child (widget_class, AppAccountRow, title);
  gtk_widget_class_bind_template_child (widget_class, AppAccountRow, state);
  gtk_widget_class_bind_template_child (widget_class, AppAccountRow, check);
  app_closures_bind (widget_class);
}

static void
app_account_row_init (AppAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_account_row_new:
 * @account: (nullable): an account; %NULL: all of them
 * @chosen: whether that is what is chosen now
 *
 * Returns: (transfer floating): a row to choose @account by
 */
GtkWidget *
app_account_row_new (PhoneAccount *account,
                     gboolean      chosen)
{
  AppAccountRow *self = g_object_new (APP_TYPE_ACCOUNT_ROW, "account", account, NULL);

  gtk_widget_set_visible (self->everyone, account == NULL);
  gtk_label_set_label (self->title, account != NULL ? phone_account_get_address (account) : _("All Accounts"));
  if (account == NULL)
    gtk_label_set_label (self->state, _("Whichever fits best"));
  gtk_widget_set_opacity (self->check, chosen ? 1 : 0);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->state, NULL, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
  return GTK_WIDGET (self);
}

/**
 * app_account_row_get_account:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its account; %NULL: all of them
 */
PhoneAccount *
app_account_row_get_account (AppAccountRow *self)
{
  g_return_val_if_fail (APP_IS_ACCOUNT_ROW (self), NULL);

  return self->account;
}
