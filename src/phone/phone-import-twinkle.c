/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Twinkle: a file of keys and values for each profile, and two files of records with bars between their fields, a
 * header in the first line, and a backslash before a bar that is none. */

#include "config.h"

#include "phone-import-formats-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-text.h"
#include "sip-uri.h"

#define PERSON_FIELDS 5
#define CALL_FIELDS 20
#define MOST_RECORDS 200000

/*< private >
 * phone_import_twinkle_read_profile:
 * @bundle: what was found
 * @name: of the profile: its file's, without ".cfg"
 * @data: the file
 * @length: octets of it
 *
 * Reads an account of Twinkle.
 */
void
phone_import_twinkle_read_profile (PhoneImportBundle *bundle,
                                   const char        *name,
                                   const char        *data,
                                   gsize              length)
{
  g_autoptr (PhoneImportIni) file = phone_import_ini_read (data, length);
  const char *user = phone_import_ini_get (file, "", "user_name");
  const char *domain = phone_import_ini_get (file, "", "user_domain");
  const char *server = phone_import_ini_get (file, "", "outbound_proxy");
  const char *codecs = phone_import_ini_get (file, "", "codecs");
  g_auto (GStrv) codec_names = codecs != NULL ? g_strsplit (codecs, ",", 64) : NULL;
  PhoneImportAccount *account;

  if (user == NULL || domain == NULL)
    return;

  account = phone_import_account_new (user, domain);
  account->display_name = g_strdup (phone_import_ini_get (file, "", "user_display"));
  account->password = g_strdup (phone_import_ini_get (file, "", "auth_pass"));
  account->stun_server = g_strdup (phone_import_ini_get (file, "", "stun_server"));
  if (server == NULL)
    server = phone_import_ini_get (file, "", "registrar");
  phone_import_account_set_server (account, server != NULL ? server : domain, phone_import_ini_get (file, "", "sip_transport"));
  phone_import_account_set_sign_in_name (account, phone_import_ini_get (file, "", "auth_name"));
  phone_import_account_set_codecs (account, (const char *const *) codec_names);
  if (g_strcmp0 (phone_import_ini_get (file, "", "zrtp_enabled"), "yes") == 0)
    phone_import_account_note (account, _("Its calls were encrypted in a way of their own (ZRTP); here they are encrypted as browsers do it."));
  g_hash_table_insert (bundle->profiles, g_strdup (name), g_strdup (account->address));
  phone_import_bundle_add_account (bundle, account);
}

/* "a|b\|c" → "a", "b|c". */
static GStrv
split_record (const char *line)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  g_autoptr (GString) field = g_string_new (NULL);

  for (const char *c = line; *c != '\0'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        g_string_append_c (field, *++c);
      else if (*c != '|')
        g_string_append_c (field, *c);
      else
        {
          g_strv_builder_add (fields, field->str);
          g_string_truncate (field, 0);
        }
    }
  g_strv_builder_add (fields, field->str);
  return g_strv_builder_end (fields);
}

typedef void (*TakeRecord) (PhoneImportBundle *bundle, char **fields);

/* The first line is the names of the fields. */
static void
read_records (PhoneImportBundle *bundle,
              const char        *data,
              gsize              length,
              guint              n_fields,
              TakeRecord         take)
{
  g_autofree char *text = phone_import_text_decode (data, length);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", MOST_RECORDS);

  for (guint n = 1; lines[0] != NULL && lines[n] != NULL; n++)
    {
      g_auto (GStrv) fields = split_record (g_strchomp (lines[n]));

      if (g_strv_length (fields) == n_fields)
        take (bundle, fields);
    }
}

static void
take_person (PhoneImportBundle *bundle,
             char             **fields)
{
  g_autoptr (GString) name = g_string_new (NULL);
  StorePerson *person;

  for (guint n = 0; n < 3; n++)
    if (*fields[n] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", fields[n]);
  person = phone_import_bundle_add_person (bundle, name->str, fields[3]);
  if (person == NULL)
    return;
  g_free (person->given);
  person->given = *fields[0] != '\0' ? phone_text_clean_line (fields[0]) : NULL;
  g_free (person->family);
  person->family = *fields[2] != '\0' ? phone_text_clean_line (fields[2]) : NULL;
  if (*fields[4] != '\0')
    {
      g_free (person->note);
      person->note = phone_text_clean_body (fields[4], strlen (fields[4]));
    }
}

/*< private >
 * phone_import_twinkle_read_people:
 * @bundle: what was found
 * @data: twinkle.ab
 * @length: octets of it
 *
 * Reads its address book.
 */
void
phone_import_twinkle_read_people (PhoneImportBundle *bundle,
                                  const char        *data,
                                  gsize              length)
{
  read_records (bundle, data, length, PERSON_FIELDS, take_person);
}

static char *
take_uri (const char *text)
{
  g_autoptr (SipUri) uri = sip_uri_parse (text, -1, NULL);

  if (uri == NULL || sip_uri_get_user (uri) == NULL)
    return NULL;
  return g_strconcat (sip_uri_get_user (uri), "@", sip_uri_get_host (uri), NULL);
}

static StoreCallKind
judge (gboolean incoming,
       gboolean talked,
       guint64  code)
{
  if (talked)
    return incoming ? STORE_CALL_KIND_INCOMING : STORE_CALL_KIND_OUTGOING;
  if (!incoming)
    return STORE_CALL_KIND_UNANSWERED;
  return code == 486 || code == 603 ? STORE_CALL_KIND_DECLINED : STORE_CALL_KIND_MISSED;
}

static void
take_call (PhoneImportBundle *bundle,
           char             **fields)
{
  gboolean incoming = g_str_equal (fields[3], "in");
  g_autofree char *remote = take_uri (fields[incoming ? 5 : 8]);
  gint64 start = g_ascii_strtoll (fields[0], NULL, 10);
  gint64 answer = g_ascii_strtoll (fields[1], NULL, 10);
  gint64 end = g_ascii_strtoll (fields[2], NULL, 10);
  StoreCall call = {
    .account = g_hash_table_lookup (bundle->profiles, fields[19]),
    .address = remote,
    .name = fields[incoming ? 4 : 7],
    .kind = judge (incoming, answer > 0, g_ascii_strtoull (fields[16], NULL, 10)),
    .duration_s = answer > 0 && end > answer ? (guint) MIN (end - answer, G_MAXINT) : 0,
  };

  if (start <= 0 || start > G_MAXUINT32)
    return;
  call.started_us = start * G_USEC_PER_SEC;
  phone_import_bundle_add_call (bundle, &call);
}

/*< private >
 * phone_import_twinkle_read_calls:
 * @bundle: what was found, its profiles among it
 * @data: twinkle.ch
 * @length: octets of it
 *
 * Reads its past calls.
 */
void
phone_import_twinkle_read_calls (PhoneImportBundle *bundle,
                                 const char        *data,
                                 gsize              length)
{
  read_records (bundle, data, length, CALL_FIELDS, take_call);
}
