/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GNOME Calls: a key file of accounts, whose passwords are in the keyring, and a database of calls in which times are
 * written as its library likes, in letters or in seconds. */

#include "config.h"

#include "phone-import-formats-private.h"

#include <glib/gi18n-lib.h>

#include "phone-media-terms.h"

/* What its key file says of encryption. */
enum
{
  GNOME_ENCRYPTION_PREFERRED = 1,
  GNOME_ENCRYPTION_FORCED = 2,
};

static void
take_protection (PhoneImportAccount *account,
                 const char         *text)
{
  guint64 said = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  if (said == GNOME_ENCRYPTION_PREFERRED)
    account->protection = PHONE_PROTECTION_OPTIONAL;
  else if (said == GNOME_ENCRYPTION_FORCED)
    account->protection = PHONE_PROTECTION_SDES;
}

static void
take_account (PhoneImportBundle *bundle,
              PhoneImportIni    *file,
              const char        *section)
{
  const char *host = phone_import_ini_get (file, section, "Host");
  const char *user = phone_import_ini_get (file, section, "User");
  const char *protocol = phone_import_ini_get (file, section, "Protocol");
  const char *port = phone_import_ini_get (file, section, "Port");
  g_autofree char *place = NULL;
  PhoneImportAccount *account;

  if (g_strcmp0 (phone_import_ini_get (file, section, "DirectMode"), "true") == 0)
    phone_import_bundle_note (bundle, _("Calls without a server are not possible here; that account was left out."));
  if (host == NULL || user == NULL)
    return;

  account = phone_import_account_new (user, host);
  place = port != NULL && !g_str_equal (port, "0") ? g_strdup_printf ("%s:%s", host, port) : g_strdup (host);
  account->display_name = g_strdup (phone_import_ini_get (file, section, "DisplayName"));
  phone_import_account_set_server (account, place, protocol != NULL ? protocol : "UDP");
  take_protection (account, phone_import_ini_get (file, section, "MediaEncryption"));
  phone_import_bundle_add_account (bundle, account);
}

/*< private >
 * phone_import_gnome_read_accounts:
 * @bundle: what was found
 * @data: sip-account.cfg
 * @length: octets of it
 *
 * Reads the accounts of GNOME Calls; their passwords are elsewhere.
 */
void
phone_import_gnome_read_accounts (PhoneImportBundle *bundle,
                                  const char        *data,
                                  gsize              length)
{
  g_autoptr (PhoneImportIni) file = phone_import_ini_read (data, length);
  const char *section;

  for (guint n = 0; (section = phone_import_ini_get_section (file, n)) != NULL; n++)
    take_account (bundle, file, section);
}

/* "2024-03-01T10:15:00Z", "1709288100"; 0: nothing. */
static gint64
read_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  guint64 seconds;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (gint64) seconds;
  time = g_date_time_new_from_iso8601 (text, utc);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static StoreCallKind
judge (gboolean inbound,
       gboolean answered)
{
  if (inbound)
    return answered ? STORE_CALL_KIND_INCOMING : STORE_CALL_KIND_MISSED;
  return answered ? STORE_CALL_KIND_OUTGOING : STORE_CALL_KIND_UNANSWERED;
}

/*< private >
 * phone_import_gnome_read_calls:
 * @bundle: what was found
 * @rows: (element-type GStrv): of %PHONE_IMPORT_GNOME_CALLS
 *
 * Reads its past calls.
 */
void
phone_import_gnome_read_calls (PhoneImportBundle *bundle,
                               GPtrArray         *rows)
{
  for (guint n = 0; n < rows->len; n++)
    {
      char **row = g_ptr_array_index (rows, n);
      gint64 answered = read_time (row[3]);
      gint64 end = read_time (row[4]);
      StoreCall call = {
        .address = row[0],
        .kind = judge (g_str_equal (row[1], "1"), answered > 0),
        .started_us = read_time (row[2]) * G_USEC_PER_SEC,
        .duration_s = answered > 0 && end > answered ? (guint) MIN (end - answered, G_MAXINT) : 0,
      };

      phone_import_bundle_add_call (bundle, &call);
    }
}
