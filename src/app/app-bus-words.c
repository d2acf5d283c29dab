/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what a script reads is a promise that outlives our own words for things, so it is written in one place. */

#include "app-bus-words.h"

static const char *
get_nick (GType type,
          int   value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "";
}

static void
add_text (GVariantDict *words,
          const char   *key,
          const char   *text)
{
  g_variant_dict_insert (words, key, "s", text != NULL ? text : "");
}

/**
 * app_bus_words_of_call:
 * @call: a call
 *
 * Returns: (transfer floating): a dictionary a{sv}
 */
GVariant *
app_bus_words_of_call (PhoneCall *call)
{
  g_auto (GVariantDict) words = G_VARIANT_DICT_INIT (NULL);
  PhoneAccount *account = phone_call_get_account (call);

  add_text (&words, "id", phone_call_get_id (call));
  add_text (&words, "direction", phone_call_is_incoming (call) ? "incoming" : "outgoing");
  add_text (&words, "state", get_nick (PHONE_TYPE_CALL_STATE, (int) phone_call_get_state (call)));
  add_text (&words, "name", phone_call_get_remote_name (call));
  add_text (&words, "address", phone_call_get_remote_address (call));
  add_text (&words, "account", account != NULL ? phone_account_get_address (account) : NULL);
  g_variant_dict_insert (&words, "muted", "b", phone_call_is_muted (call));
  g_variant_dict_insert (&words, "duration", "u", phone_call_get_duration (call));
  return g_variant_dict_end (&words);
}

/**
 * app_bus_words_of_calls:
 * @phone: a phone
 *
 * Returns: (transfer floating): its live calls, as (aa{sv})
 */
GVariant *
app_bus_words_of_calls (Phone *phone)
{
  GListModel *calls = phone_get_calls (phone);
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      g_variant_builder_add_value (&all, app_bus_words_of_call (call));
    }
  return g_variant_new ("(aa{sv})", &all);
}

static GVariant *
of_account (PhoneAccount *account)
{
  g_auto (GVariantDict) words = G_VARIANT_DICT_INIT (NULL);

  add_text (&words, "id", phone_account_get_id (account));
  add_text (&words, "address", phone_account_get_address (account));
  add_text (&words, "state", get_nick (PHONE_TYPE_ACCOUNT_STATE, (int) phone_account_get_state (account)));
  return g_variant_dict_end (&words);
}

/**
 * app_bus_words_of_accounts:
 * @phone: a phone
 *
 * Returns: (transfer floating): its accounts, as (aa{sv})
 */
GVariant *
app_bus_words_of_accounts (Phone *phone)
{
  GListModel *accounts = phone_get_accounts (phone);
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      g_variant_builder_add_value (&all, of_account (account));
    }
  return g_variant_new ("(aa{sv})", &all);
}

/**
 * app_bus_words_reachable:
 * @phone: a phone
 *
 * Returns: whether one of its accounts can be called
 */
gboolean
app_bus_words_reachable (Phone *phone)
{
  GListModel *accounts = phone_get_accounts (phone);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED)
        return TRUE;
    }
  return FALSE;
}
