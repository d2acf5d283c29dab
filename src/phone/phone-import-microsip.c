/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* MicroSIP: settings in UTF-16 with a section an account, and past calls among them; people as XML. Passwords are
 * encrypted with a key that is in its program alone, so they are asked for. */

#include "config.h"

#include "phone-import-formats-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-media-terms.h"
#include "phone-text.h"

#define SHORTEST_CIPHER 8
#define CALL_FIELDS 6
#define MOST_ADDRESSES 100 /* of a person */

/* Hexadecimal octets are what its cipher writes; anything else a person wrote. */
static gboolean
is_encrypted (const char *text)
{
  gsize length = strlen (text);

  return length >= SHORTEST_CIPHER && length % 2 == 0 && strspn (text, "0123456789abcdefABCDEF") == length;
}

static void
take_secret (PhoneImportAccount *account,
             const char         *text)
{
  if (text == NULL)
    return;
  if (is_encrypted (text))
    phone_import_account_note (account, _("Its password is kept there in a form from which nobody can tell it."));
  else
    account->password = g_strdup (text);
}

static void
take_protection (PhoneImportAccount *account,
                 const char         *text)
{
  if (g_strcmp0 (text, "mandatory") == 0)
    account->protection = PHONE_PROTECTION_SDES;
  else if (g_strcmp0 (text, "optional") == 0)
    account->protection = PHONE_PROTECTION_OPTIONAL;
}

static void
take_account (PhoneImportBundle *bundle,
              PhoneImportIni    *file,
              const char        *section)
{
  const char *user = phone_import_ini_get (file, section, "username");
  const char *domain = phone_import_ini_get (file, section, "domain");
  const char *server = phone_import_ini_get (file, section, "proxy");
  const char *transport = phone_import_ini_get (file, section, "transport");
  const char *codecs = phone_import_ini_get (file, "Settings", "audioCodecs");
  g_auto (GStrv) codec_names = codecs != NULL ? g_strsplit (codecs, " ", 64) : NULL;
  PhoneImportAccount *account;

  if (server == NULL)
    server = phone_import_ini_get (file, section, "server");
  if (domain == NULL)
    domain = server;
  if (user == NULL || domain == NULL)
    return;

  account = phone_import_account_new (user, domain);
  account->display_name = g_strdup (phone_import_ini_get (file, section, "displayName"));
  phone_import_account_set_server (account, server != NULL ? server : domain, transport != NULL ? transport : "udp");
  take_secret (account, phone_import_ini_get (file, section, "password"));
  phone_import_account_set_sign_in_name (account, phone_import_ini_get (file, section, "authID"));
  take_protection (account, phone_import_ini_get (file, section, "SRTP"));
  phone_import_account_set_codecs (account, (const char *const *) codec_names);
  if (g_strcmp0 (phone_import_ini_get (file, "Settings", "enableSTUN"), "1") == 0)
    account->stun_server = g_strdup (phone_import_ini_get (file, "Settings", "STUN"));
  if (phone_import_ini_get (file, section, "dialPlan") != NULL || phone_import_ini_get (file, section, "dialingPrefix") != NULL)
    phone_import_account_note (account, _("Its rules for rewriting numbers stay there."));
  phone_import_bundle_add_account (bundle, account);
}

/* "number;name;type;time;duration;info". */
static void
take_call (PhoneImportBundle *bundle,
           const char        *text)
{
  static const StoreCallKind kinds[] = { STORE_CALL_KIND_OUTGOING, STORE_CALL_KIND_INCOMING, STORE_CALL_KIND_MISSED };
  g_auto (GStrv) fields = g_strsplit (text, ";", CALL_FIELDS);
  guint64 kind, seconds, duration;
  StoreCall call = { NULL };

  if (g_strv_length (fields) < CALL_FIELDS - 1
      || !g_ascii_string_to_unsigned (fields[2], 10, 0, G_N_ELEMENTS (kinds) - 1, &kind, NULL)
      || !g_ascii_string_to_unsigned (fields[3], 10, 1, G_MAXUINT32, &seconds, NULL)
      || !g_ascii_string_to_unsigned (fields[4], 10, 0, G_MAXINT, &duration, NULL))
    return;
  call.address = fields[0];
  call.name = fields[1];
  call.started_us = (gint64) seconds * G_USEC_PER_SEC;
  call.duration_s = (guint) duration;
  call.kind = kind == STORE_CALL_KIND_OUTGOING && duration == 0 ? STORE_CALL_KIND_UNANSWERED : kinds[kind];
  phone_import_bundle_add_call (bundle, &call);
}

/*< private >
 * phone_import_microsip_read_settings:
 * @bundle: what was found
 * @data: microsip.ini
 * @length: octets of it
 *
 * Reads the accounts and past calls of MicroSIP.
 */
void
phone_import_microsip_read_settings (PhoneImportBundle *bundle,
                                     const char        *data,
                                     gsize              length)
{
  g_autoptr (PhoneImportIni) file = phone_import_ini_read (data, length);

  for (guint n = 1; n <= PHONE_IMPORT_MOST_ACCOUNTS; n++)
    {
      g_autofree char *section = g_strdup_printf ("Account%u", n);

      take_account (bundle, file, section);
    }
  for (guint n = 0; n < PHONE_IMPORT_MOST_CALLS; n++)
    {
      g_autofree char *key = g_strdup_printf ("%u", n);
      const char *call = phone_import_ini_get (file, "Calls", key);

      if (call == NULL)
        break;
      take_call (bundle, call);
    }
}

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint n = 0; names[n] != NULL; n++)
    if (g_str_equal (names[n], name))
      return *values[n] != '\0' ? values[n] : NULL;
  return NULL;
}

static void
add_labelled (StorePerson      *person,
              const char       *label,
              StoreAddressKind  kind,
              const char       *value)
{
  g_autofree char *clean = value != NULL ? phone_text_clean_line (value) : NULL;

  if (clean != NULL && *clean != '\0' && person->addresses->len < MOST_ADDRESSES)
    g_ptr_array_add (person->addresses, store_address_new (kind, label, clean));
}

static void
set_clean (char      **field,
           const char *value)
{
  g_autofree char *clean = value != NULL ? phone_text_clean_line (value) : NULL;

  g_set_str (field, clean);
}

static void
element_cb (GMarkupParseContext *context,
            const char          *element,
            const char         **names,
            const char         **values,
            gpointer             user_data,
            GError             **error)
{
  PhoneImportBundle *bundle = user_data;
  const char *name = find_attribute (names, values, "name");
  StorePerson *person;

  /* People of a directory on a server are not the person's own. */
  if (!g_str_equal (element, "contact") || g_strcmp0 (find_attribute (names, values, "directory"), "1") == 0)
    return;
  person = phone_import_bundle_add_person (bundle, name, find_attribute (names, values, "number"));
  if (person == NULL)
    return;
  set_clean (&person->given, find_attribute (names, values, "firstname"));
  set_clean (&person->family, find_attribute (names, values, "lastname"));
  set_clean (&person->note, find_attribute (names, values, "comment"));
  person->favourite = g_strcmp0 (find_attribute (names, values, "starred"), "1") == 0;
  add_labelled (person, NULL, STORE_ADDRESS_KIND_PHONE, find_attribute (names, values, "phone"));
  add_labelled (person, "mobile", STORE_ADDRESS_KIND_PHONE, find_attribute (names, values, "mobile"));
  add_labelled (person, NULL, STORE_ADDRESS_KIND_EMAIL, find_attribute (names, values, "email"));
}

/*< private >
 * phone_import_microsip_read_people:
 * @bundle: what was found
 * @data: Contacts.xml
 * @length: octets of it
 *
 * Reads the people of MicroSIP; from where the XML is broken on they are left out, and that is said.
 */
void
phone_import_microsip_read_people (PhoneImportBundle *bundle,
                                   const char        *data,
                                   gsize              length)
{
  static const GMarkupParser parser = { .start_element = element_cb };
  g_autofree char *text = phone_import_text_decode (data, length);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, bundle, NULL);

  if (text == NULL || !g_markup_parse_context_parse (context, text, -1, NULL)
      || !g_markup_parse_context_end_parse (context, NULL))
    phone_import_bundle_note (bundle, _("The list of people is damaged; those behind the damage were left out."));
}
