/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever has a number at work and one at home must see at a glance which of them a call is about, and
 * say which of them calls. Colours are given in turn, so that nobody has to choose any, and kept, so that they can be
 * learned. */

#include "app-accounts.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-settings.h"

struct _AppAccounts
{
  GObject parent_instance;

  Phone *phone;
  GSettings *settings; /* NULL: not installed, and nothing is kept */
  GHashTable *colors;  /* by the id of the account */
  GPtrArray *known;    /* the accounts, in the order of their list */
  char *chosen_id;     /* "": none; may be of an account that is gone */
};

G_DEFINE_FINAL_TYPE (AppAccounts, app_accounts, G_TYPE_OBJECT)

/* Where an account finds those it belongs to. */
#define OWNER "app-accounts"

enum
{
  PROP_COLORS = 1,
  PROP_CHOSEN_ID,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Neighbours are as far from one another as can be. */
static const char *const palette[] = {
  "blue", "orange", "green", "purple", "red", "teal", "pink", "yellow", "slate", NULL,
};

static const char *const palette_names[] = {
  N_("Blue"), N_("Orange"), N_("Green"), N_("Purple"), N_("Red"), N_("Teal"), N_("Pink"), N_("Yellow"), N_("Slate"),
};

static void
tell (AppAccounts *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_used (AppAccounts *self,
         const char  *color)
{
  for (guint n = 0; n < self->known->len; n++)
    {
      const char *id = phone_account_get_id (self->known->pdata[n]);

      if (g_strcmp0 (g_hash_table_lookup (self->colors, id), color) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The first that no account has; where there are more accounts than colours, they go round. */
static const char *
find_free (AppAccounts *self)
{
  for (guint n = 0; palette[n] != NULL; n++)
    if (!is_used (self, palette[n]))
      return palette[n];
  return palette[self->known->len % (G_N_ELEMENTS (palette) - 1)];
}

static void
learn (AppAccounts  *self,
       PhoneAccount *account)
{
  const char *id = phone_account_get_id (account);

  g_object_set_data (G_OBJECT (account), OWNER, self);
  if (!phone_account_is_practice (account) && g_hash_table_lookup (self->colors, id) == NULL)
    {
      g_hash_table_insert (self->colors, g_strdup (id), g_strdup (find_free (self)));
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLORS]);
    }
  g_ptr_array_add (self->known, g_object_ref (account));
}

static void
forget_all (AppAccounts *self)
{
  for (guint n = 0; n < self->known->len; n++)
    if (app_accounts_of (self->known->pdata[n]) == self)
      g_object_set_data (self->known->pdata[n], OWNER, NULL);
  g_ptr_array_set_size (self->known, 0);
}

static void
accounts_changed_cb (AppAccounts *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);

  forget_all (self);
  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      learn (self, account);
    }
  tell (self);
}

/* What comes from a file may name colours that are none. */
static void
take_colors (AppAccounts *self,
             GVariant    *colors)
{
  GVariantIter iter;
  const char *id = NULL;
  const char *color = NULL;

  if (colors == NULL)
    return;
  g_variant_iter_init (&iter, colors);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &color))
    if (g_strv_contains (palette, color))
      g_hash_table_insert (self->colors, g_strdup (id), g_strdup (color));
  tell (self);
}

static GVariant *
dup_colors (AppAccounts *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GHashTableIter iter;
  gpointer id;
  gpointer color;

  g_hash_table_iter_init (&iter, self->colors);
  while (g_hash_table_iter_next (&iter, &id, &color))
    g_variant_builder_add (&builder, "{ss}", id, color);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
app_accounts_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AppAccounts *self = APP_ACCOUNTS (object);

  switch (id)
    {
    case PROP_COLORS:
      g_value_take_variant (value, dup_colors (self));
      break;
    case PROP_CHOSEN_ID:
      g_value_set_string (value, self->chosen_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_accounts_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AppAccounts *self = APP_ACCOUNTS (object);

  switch (id)
    {
    case PROP_COLORS:
      take_colors (self, g_value_get_variant (value));
      break;
    case PROP_CHOSEN_ID:
      if (!g_set_str (&self->chosen_id, g_value_get_string (value)))
        break;
      g_object_notify_by_pspec (object, pspec);
      tell (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_accounts_dispose (GObject *object)
{
  AppAccounts *self = APP_ACCOUNTS (object);

  forget_all (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_accounts_parent_class)->dispose (object);
}

static void
app_accounts_finalize (GObject *object)
{
  AppAccounts *self = APP_ACCOUNTS (object);

  g_ptr_array_unref (self->known);
  g_hash_table_unref (self->colors);
  g_free (self->chosen_id);
  G_OBJECT_CLASS (app_accounts_parent_class)->finalize (object);
}

static void
app_accounts_class_init (AppAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_accounts_get_property;
  object_class->set_property = app_accounts_set_property;
  object_class->dispose = app_accounts_dispose;
  object_class->finalize = app_accounts_finalize;

  /**
   * AppAccounts:colors:
   *
   * The colours by the ids of the accounts, to be kept.
   */
  props[PROP_COLORS] = g_param_spec_variant ("colors", NULL, NULL, G_VARIANT_TYPE ("a{ss}"), NULL, flags);
  /**
   * AppAccounts:chosen-id:
   *
   * The id of the account that calls; "": whichever fits.
   */
  props[PROP_CHOSEN_ID] = g_param_spec_string ("chosen-id", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * AppAccounts::changed:
   *
   * There are other accounts, or one has another colour, or another one calls.
   */
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static gboolean
read_variant (GValue   *value,
              GVariant *variant,
              gpointer  user_data)
{
  g_value_set_variant (value, variant);
  return TRUE;
}

static GVariant *
write_variant (const GValue       *value,
               const GVariantType *expected_type,
               gpointer            user_data)
{
  return g_value_dup_variant (value);
}

static void
app_accounts_init (AppAccounts *self)
{
  self->colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  self->chosen_id = g_strdup ("");
  self->settings = app_settings_new ();
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "calling-account", self, "chosen-id", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "account-colors", self, "colors", G_SETTINGS_BIND_DEFAULT, read_variant,
                                write_variant, NULL, NULL);
}

/**
 * app_accounts_new:
 * @phone: a phone
 *
 * Returns: (transfer full): what tells its accounts apart
 */
AppAccounts *
app_accounts_new (Phone *phone)
{
  AppAccounts *self = g_object_new (APP_TYPE_ACCOUNTS, NULL);

  self->phone = g_object_ref (phone);
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
  return self;
}

/**
 * app_accounts_of:
 * @account: an account
 *
 * Returns: (transfer none) (nullable): what tells @account from others; %NULL where no window is open
 */
AppAccounts *
app_accounts_of (PhoneAccount *account)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  return g_object_get_data (G_OBJECT (account), OWNER);
}

/**
 * app_accounts_get_list:
 * @self: accounts
 *
 * Returns: (transfer none): all accounts of the phone
 */
GListModel *
app_accounts_get_list (AppAccounts *self)
{
  g_return_val_if_fail (APP_IS_ACCOUNTS (self), NULL);

  return phone_get_accounts (self->phone);
}

/**
 * app_accounts_get_n:
 * @self: accounts
 *
 * Returns: how many there are besides the practice lines
 */
guint
app_accounts_get_n (AppAccounts *self)
{
  guint own = 0;

  g_return_val_if_fail (APP_IS_ACCOUNTS (self), 0);

  for (guint n = 0; n < self->known->len; n++)
    own += !phone_account_is_practice (self->known->pdata[n]);
  return own;
}

/**
 * app_accounts_are_several:
 * @self: accounts
 *
 * Returns: whether there is anything to be told apart
 */
gboolean
app_accounts_are_several (AppAccounts *self)
{
  return app_accounts_get_n (self) > 1;
}

/**
 * app_accounts_list_colors:
 *
 * Returns: (transfer none): the colours there are, ended by %NULL
 */
const char *const *
app_accounts_list_colors (void)
{
  return palette;
}

/**
 * app_accounts_name_color:
 * @color: one of app_accounts_list_colors()
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
app_accounts_name_color (const char *color)
{
  g_return_val_if_fail (color != NULL, "");

  for (guint n = 0; palette[n] != NULL; n++)
    if (g_str_equal (palette[n], color))
      return _(palette_names[n]);
  return color;
}

/**
 * app_accounts_get_color:
 * @self: accounts
 * @account: one of them
 *
 * Returns: (transfer none) (nullable): its colour; %NULL for practice lines, which have none
 */
const char *
app_accounts_get_color (AppAccounts  *self,
                        PhoneAccount *account)
{
  g_return_val_if_fail (APP_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  return g_hash_table_lookup (self->colors, phone_account_get_id (account));
}

/**
 * app_accounts_set_color:
 * @self: accounts
 * @account: one of them
 * @color: one of app_accounts_list_colors()
 *
 * Gives @account a colour of its own.
 */
void
app_accounts_set_color (AppAccounts  *self,
                        PhoneAccount *account,
                        const char   *color)
{
  g_return_if_fail (APP_IS_ACCOUNTS (self));
  g_return_if_fail (PHONE_IS_ACCOUNT (account));
  g_return_if_fail (color != NULL && g_strv_contains (palette, color));

  if (g_strcmp0 (app_accounts_get_color (self, account), color) == 0)
    return;
  g_hash_table_insert (self->colors, g_strdup (phone_account_get_id (account)), g_strdup (color));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLORS]);
  tell (self);
}

/**
 * app_accounts_get_chosen:
 * @self: accounts
 *
 * Returns: (transfer none) (nullable): the account that calls and writes; %NULL: whichever fits best
 */
PhoneAccount *
app_accounts_get_chosen (AppAccounts *self)
{
  g_return_val_if_fail (APP_IS_ACCOUNTS (self), NULL);

  for (guint n = 0; n < self->known->len; n++)
    if (g_str_equal (phone_account_get_id (self->known->pdata[n]), self->chosen_id))
      return self->known->pdata[n];
  return NULL;
}

static gboolean
has_mailbox (PhoneAccount *account)
{
  return phone_voicemail_get_address (phone_account_get_voicemail (account)) != NULL;
}

/**
 * app_accounts_find_mailbox:
 * @self: accounts
 *
 * Returns: (transfer none) (nullable): the account whose voicemail is meant where nobody says which; %NULL: no server has
 * told where one is
 */
PhoneAccount *
app_accounts_find_mailbox (AppAccounts *self)
{
  PhoneAccount *chosen = app_accounts_get_chosen (self);

  if (chosen != NULL && has_mailbox (chosen))
    return chosen;
  for (guint n = 0; n < self->known->len; n++)
    if (has_mailbox (self->known->pdata[n]))
      return self->known->pdata[n];
  return NULL;
}

/**
 * app_accounts_set_chosen:
 * @self: accounts
 * @account: (nullable): one of them; %NULL: whichever fits best
 *
 * Has @account call and write from now on.
 */
void
app_accounts_set_chosen (AppAccounts  *self,
                         PhoneAccount *account)
{
  g_return_if_fail (APP_IS_ACCOUNTS (self));

  g_object_set (self, "chosen-id", account != NULL ? phone_account_get_id (account) : "", NULL);
}
