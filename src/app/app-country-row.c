/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: +49 30 and 030 are one number, but only for who knows the country; where its domain tells nothing, or the
 * wrong thing, the owner of an account does. */

#include "app-country-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppCountryRow
{
  AdwComboRow parent_instance;

  PhoneAccount *account;
  GPtrArray *countries; /* static letters, by name; the first is NULL: it is guessed */
};

G_DEFINE_FINAL_TYPE (AppCountryRow, app_country_row, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static int
compare (gconstpointer a,
         gconstpointer b)
{
  g_autofree char *one = phone_country_dup_name (a);
  g_autofree char *other = phone_country_dup_name (b);

  return g_utf8_collate (one, other);
}

static GPtrArray *
list_countries (void)
{
  GPtrArray *countries = g_ptr_array_new ();
  const char *country;

  for (guint n = 0; (country = phone_country_get_nth (n)) != NULL; n++)
    g_ptr_array_add (countries, (gpointer) country);
  g_ptr_array_sort_values (countries, compare);
  g_ptr_array_insert (countries, 0, NULL);
  return countries;
}

static char *
describe_guess (PhoneAccount *account)
{
  const char *country = phone_country_guess (account);
  g_autofree char *name = country != NULL ? phone_country_dup_name (country) : NULL;

  if (name == NULL)
    return g_strdup (_("Automatic"));
  /* Translators: the country that numbers without one are in, as nobody chose another; %s is its name. */
  return g_strdup_printf (_("Automatic (%s)"), name);
}

static char *
describe (const char *country)
{
  g_autofree char *name = phone_country_dup_name (country);

  /* The code runs from left to right everywhere. */
  return g_strdup_printf ("%s  \u2066+%s\u2069", name, phone_country_get_code (country));
}

static void
selected_cb (AppCountryRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (selected < self->countries->len)
    phone_account_set_country (self->account, g_ptr_array_index (self->countries, selected));
}

static void
fill (AppCountryRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *chosen = phone_account_get_country (self->account);
  guint selected = 0;

  gtk_string_list_take (names, describe_guess (self->account));
  for (guint n = 1; n < self->countries->len; n++)
    {
      gtk_string_list_take (names, describe (g_ptr_array_index (self->countries, n)));
      if (g_strcmp0 (g_ptr_array_index (self->countries, n), chosen) == 0)
        selected = n;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
}

static void
set_account (AppCountryRow *self,
             PhoneAccount  *account)
{
  if (account == NULL || self->account != NULL)
    return;
  self->account = g_object_ref (account);
  fill (self);
  g_signal_connect_object (self, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
app_country_row_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_ACCOUNT)
    g_value_set_object (value, APP_COUNTRY_ROW (object)->account);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_country_row_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_ACCOUNT)
    set_account (APP_COUNTRY_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_country_row_dispose (GObject *object)
{
  AppCountryRow *self = APP_COUNTRY_ROW (object);

  g_clear_object (&self->account);
  g_clear_pointer (&self->countries, g_ptr_array_unref);
  G_OBJECT_CLASS (app_country_row_parent_class)->dispose (object);
}

static void
app_country_row_class_init (AppCountryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_country_row_get_property;
  object_class->set_property = app_country_row_set_property;
  object_class->dispose = app_country_row_dispose;

  /**
   * AppCountryRow:account: (nullable)
   *
   * The account; the row is hidden while it has none. Set once.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_country_row_init (AppCountryRow *self)
{
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->countries = list_countries ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Country of the Numbers"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _("Numbers without a country are taken to be there"));
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), text);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
}
