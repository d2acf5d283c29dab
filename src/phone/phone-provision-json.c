/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small form of our own, for who hands out accounts to many people and wants to write it by hand, or as a code on a
 * sheet of paper. What is not known is ignored, so that it may grow. */

#include "config.h"

#include "phone-provision-private.h"

#include <json-glib/json-glib.h>

#include "phone-enroll.h"
#include "phone-media-terms.h"
#include "phone-text.h"

#define FORM "earshot-accounts"

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
take_protection (PhoneImportAccount *account,
                 const char         *word)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (PHONE_TYPE_PROTECTION);
  GEnumValue *value = word != NULL ? g_enum_get_value_by_nick (words, word) : NULL;

  if (value != NULL)
    account->protection = value->value;
}

static void
take_codecs (PhoneImportAccount *account,
             JsonObject         *object)
{
  JsonNode *node = json_object_get_member (object, "codecs");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint n = 0; array != NULL && n < json_array_get_length (array); n++)
    if (json_node_get_value_type (json_array_get_element (array, n)) == G_TYPE_STRING)
      g_strv_builder_add (names, json_array_get_string_element (array, n));
  all = g_strv_builder_end (names);
  phone_import_account_set_codecs (account, (const char *const *) all);
}

static void
take_account (PhoneImportBundle *bundle,
              JsonObject        *object)
{
  const char *address = get_text (object, "address");
  const char *at;
  g_autofree char *user = NULL;
  PhoneImportAccount *account;

  if (address == NULL || !phone_check_address (address, NULL))
    return;
  if (g_ascii_strncasecmp (address, "sip:", 4) == 0)
    address += 4;
  at = strrchr (address, '@');
  if (at == NULL)
    return;
  user = g_strndup (address, (gsize) (at - address));
  account = phone_import_account_new (user, at + 1);
  account->display_name = g_strdup (get_text (object, "name"));
  account->password = g_strdup (get_text (object, "password"));
  account->server = g_strdup (get_text (object, "server"));
  account->stun_server = g_strdup (get_text (object, "stun"));
  phone_import_account_set_sign_in_name (account, get_text (object, "sign-in-name"));
  take_protection (account, get_text (object, "encryption"));
  take_codecs (account, object);
  phone_import_bundle_add_account (bundle, account);
}

/*< private >
 * phone_provision_read_json:
 * @bundle: what was found
 * @text: a document of the form that src/phone/README.md describes
 * @error: return location for a #JsonParserError or %G_IO_ERROR_INVALID_DATA
 *
 * Reads `{ "earshot-accounts": 1, "from": "…", "accounts": [ { "address": "…" } ] }`.
 *
 * Returns: %TRUE when it is such a document
 */
gboolean
phone_provision_read_json (PhoneImportBundle  *bundle,
                           const char         *text,
                           GError            **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root, *accounts;
  JsonArray *array;

  if (!json_parser_load_from_data (parser, text, -1, error))
    return FALSE;
  root = json_parser_get_root (parser);
  accounts = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
               ? json_object_get_member (json_node_get_object (root), "accounts") : NULL;
  if (accounts == NULL || !JSON_NODE_HOLDS_ARRAY (accounts) || !json_object_has_member (json_node_get_object (root), FORM))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no \"" FORM "\" with \"accounts\"");
      return FALSE;
    }
  if (get_text (json_node_get_object (root), "from") != NULL && bundle->origin == NULL)
    bundle->origin = phone_text_clean_line (get_text (json_node_get_object (root), "from"));
  array = json_node_get_array (accounts);
  for (guint n = 0; n < MIN (json_array_get_length (array), PHONE_IMPORT_MOST_ACCOUNTS); n++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, n)))
      take_account (bundle, json_array_get_object_element (array, n));
  return TRUE;
}

/*< private >
 * phone_provision_read:
 * @bundle: what was found
 * @text: accounts that somebody offers
 * @error: return location for what is wrong with it
 *
 * Reads either form.
 *
 * Returns: %TRUE when it is one
 */
gboolean
phone_provision_read (PhoneImportBundle  *bundle,
                      const char         *text,
                      GError            **error)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '<' ? phone_provision_read_xml (bundle, text, error) : phone_provision_read_json (bundle, text, error);
}
