/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the colour an account was given in turn is changed where the account is, and counts at once. */

#include "app-color-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-accounts.h"

struct _AppColorRow
{
  AdwComboRow parent_instance;

  PhoneAccount *account;
};

G_DEFINE_FINAL_TYPE (AppColorRow, app_color_row, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static AppAccounts *
get_accounts (AppColorRow *self)
{
  return self->account != NULL ? app_accounts_of (self->account) : NULL;
}

static void
select_color (AppColorRow *self)
{
  const char *const *colors = app_accounts_list_colors ();
  const char *color = app_accounts_get_color (get_accounts (self), self->account);

  for (guint n = 0; colors[n] != NULL; n++)
    if (g_strcmp0 (colors[n], color) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), n);
}

static void
selected_cb (AppColorRow *self)
{
  AppAccounts *accounts = get_accounts (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (accounts != NULL && selected != GTK_INVALID_LIST_POSITION)
    app_accounts_set_color (accounts, self->account, app_accounts_list_colors ()[selected]);
}

static void
set_account (AppColorRow  *self,
             PhoneAccount *account)
{
  AppAccounts *accounts = account != NULL ? app_accounts_of (account) : NULL;

  if (accounts == NULL || app_accounts_get_color (accounts, account) == NULL || self->account != NULL)
    return;
  self->account = g_object_ref (account);
  select_color (self);
  g_signal_connect_object (self, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *dot = adw_bin_new ();

  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkWidget *dot = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *color = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const char *classes[] = { "account-dot", color, NULL };

  gtk_widget_set_css_classes (dot, classes);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (dot)), app_accounts_name_color (color));
}

static void
app_color_row_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_ACCOUNT)
    g_value_set_object (value, APP_COLOR_ROW (object)->account);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_color_row_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (id == PROP_ACCOUNT)
    set_account (APP_COLOR_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_color_row_dispose (GObject *object)
{
  g_clear_object (&APP_COLOR_ROW (object)->account);
  G_OBJECT_CLASS (app_color_row_parent_class)->dispose (object);
}

static void
app_color_row_class_init (AppColorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_color_row_get_property;
  object_class->set_property = app_color_row_set_property;
  object_class->dispose = app_color_row_dispose;

  /**
   * AppColorRow:account: (nullable)
   *
   * The account; the row is hidden while it has none, or one without a colour. Set once.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_color_row_init (AppColorRow *self)
{
  g_autoptr (GtkStringList) colors = gtk_string_list_new (app_accounts_list_colors ());
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Colour"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _("Tells its calls and conversations from those of others"));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  adw_combo_row_set_factory (ADW_COMBO_ROW (self), factory);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (colors));
}
