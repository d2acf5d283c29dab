/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Linphone: sections [proxy_N] with the accounts and [auth_info_N] with their passwords, which belong together by name
 * and domain alone; the same sections, as XML, are what its provisioning sends. Where only a hash of the password is
 * kept, the password itself cannot be had of it. */

#include "config.h"

#include "phone-import-formats-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-media-terms.h"
#include "phone-vcard.h"
#include "sip-address.h"

#define MOST_CODECS 64

static const char *
find_secret (PhoneImportIni *config,
             const char     *user,
             const char     *domain,
             const char     *key)
{
  const char *found = NULL;

  for (guint n = 0; n < PHONE_IMPORT_MOST_ACCOUNTS; n++)
    {
      g_autofree char *section = g_strdup_printf ("auth_info_%u", n);
      const char *whose = phone_import_ini_get (config, section, "username");
      const char *domain_there = phone_import_ini_get (config, section, "domain");
      const char *where = domain_there != NULL ? domain_there : phone_import_ini_get (config, section, "realm");

      if (g_strcmp0 (whose, user) != 0)
        continue;
      if (where != NULL && g_ascii_strcasecmp (where, domain) == 0)
        return phone_import_ini_get (config, section, key);
      /* A realm may be any word; but what is said to be for another domain is never shown to this one. */
      if (domain_there == NULL && (where == NULL || found == NULL))
        found = phone_import_ini_get (config, section, key);
    }
  return found;
}

static void
take_relays (PhoneImportAccount *account,
             PhoneImportIni     *config,
             const char         *section)
{
  const char *wanted = phone_import_ini_get (config, section, "nat_policy_ref");

  for (guint n = 0; wanted != NULL && n < PHONE_IMPORT_MOST_ACCOUNTS; n++)
    {
      g_autofree char *policy = g_strdup_printf ("nat_policy_%u", n);

      if (g_strcmp0 (phone_import_ini_get (config, policy, "ref"), wanted) == 0)
        g_set_str (&account->stun_server, phone_import_ini_get (config, policy, "stun_server"));
    }
  if (account->stun_server == NULL)
    account->stun_server = g_strdup (phone_import_ini_get (config, "net", "stun_server"));
}

static void
take_protection (PhoneImportAccount *account,
                 PhoneImportIni     *config)
{
  const char *said = phone_import_ini_get (config, "sip", "media_encryption");
  gboolean forced = g_strcmp0 (phone_import_ini_get (config, "sip", "media_encryption_mandatory"), "1") == 0;

  if (g_strcmp0 (said, "srtp") == 0)
    account->protection = forced ? PHONE_PROTECTION_SDES : PHONE_PROTECTION_OPTIONAL;
  else if (g_strcmp0 (said, "dtls") == 0)
    account->protection = forced ? PHONE_PROTECTION_DTLS : PHONE_PROTECTION_AUTOMATIC;
  else if (g_strcmp0 (said, "zrtp") == 0)
    phone_import_account_note (account, _("Its calls were encrypted in a way of their own (ZRTP); here they are encrypted as browsers do it."));
}

static void
take_codecs (PhoneImportAccount *account,
             PhoneImportIni     *config)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint n = 0; n < MOST_CODECS; n++)
    {
      g_autofree char *section = g_strdup_printf ("audio_codec_%u", n);
      const char *name = phone_import_ini_get (config, section, "mime");

      if (name != NULL && g_strcmp0 (phone_import_ini_get (config, section, "enabled"), "1") == 0)
        g_strv_builder_add (names, name);
    }
  all = g_strv_builder_end (names);
  phone_import_account_set_codecs (account, (const char *const *) all);
}

static void
take_account (PhoneImportBundle *bundle,
              PhoneImportIni    *config,
              const char        *section)
{
  const char *identity = phone_import_ini_get (config, section, "reg_identity");
  g_autoptr (SipAddress) address = identity != NULL ? sip_address_parse (identity, -1, NULL) : NULL;
  SipUri *uri = address != NULL ? sip_address_get_uri (address) : NULL;
  const char *user = uri != NULL ? sip_uri_get_user (uri) : NULL;
  const char *server = phone_import_ini_get (config, section, "reg_route");
  PhoneImportAccount *account;

  if (user == NULL)
    return;

  account = phone_import_account_new (user, sip_uri_get_host (uri));
  account->display_name = g_strdup (sip_address_get_display_name (address));
  if (server == NULL)
    server = phone_import_ini_get (config, section, "reg_proxy");
  phone_import_account_set_server (account, server, NULL);
  account->password = g_strdup (find_secret (config, user, sip_uri_get_host (uri), "passwd"));
  phone_import_account_set_sign_in_name (account, find_secret (config, user, sip_uri_get_host (uri), "userid"));
  if (account->password == NULL && find_secret (config, user, sip_uri_get_host (uri), "ha1") != NULL)
    phone_import_account_note (account, _("Its password is kept there in a form from which nobody can tell it."));
  take_relays (account, config, section);
  take_protection (account, config);
  take_codecs (account, config);
  phone_import_bundle_add_account (bundle, account);
}

/*< private >
 * phone_import_linphone_take_config:
 * @bundle: what was found
 * @config: sections of linphonerc, or of what a provisioning server sent
 *
 * Takes the accounts of Linphone.
 */
void
phone_import_linphone_take_config (PhoneImportBundle *bundle,
                                   PhoneImportIni    *config)
{
  for (guint n = 0; n < PHONE_IMPORT_MOST_ACCOUNTS; n++)
    {
      g_autofree char *section = g_strdup_printf ("proxy_%u", n);

      take_account (bundle, config, section);
    }
}

/*< private >
 * phone_import_linphone_read_config:
 * @bundle: what was found
 * @data: linphonerc
 * @length: octets of it
 *
 * Reads the accounts of Linphone.
 */
void
phone_import_linphone_read_config (PhoneImportBundle *bundle,
                                   const char        *data,
                                   gsize              length)
{
  g_autoptr (PhoneImportIni) config = phone_import_ini_read (data, length);

  phone_import_linphone_take_config (bundle, config);
}

/*< private >
 * phone_import_linphone_read_friends:
 * @bundle: what was found
 * @rows: (element-type GStrv): of %PHONE_IMPORT_LINPHONE_FRIENDS_NEW or _OLD
 *
 * Reads its address book: a vCard 4.0 each (RFC 6350), with SIP addresses as IMPP.
 */
void
phone_import_linphone_read_friends (PhoneImportBundle *bundle,
                                    GPtrArray         *rows)
{
  for (guint n = 0; n < rows->len; n++)
    {
      char **row = g_ptr_array_index (rows, n);
      g_autoptr (PhoneVcards) cards = phone_vcard_read (row[0], strlen (row[0]));

      for (guint k = 0; k < cards->people->len && bundle->people->len < PHONE_IMPORT_MOST_PEOPLE; k++)
        g_ptr_array_add (bundle->people, store_person_copy (g_ptr_array_index (cards->people, k)));
      if (cards->refusals->len > 0)
        phone_import_bundle_note (bundle, _("Some people could not be read from their cards, and were left out."));
    }
}

static char *
take_party (const char *text,
            char      **name)
{
  g_autoptr (SipAddress) address = sip_address_parse (text, -1, NULL);
  SipUri *uri = address != NULL ? sip_address_get_uri (address) : NULL;

  if (uri == NULL || sip_uri_get_user (uri) == NULL)
    return NULL;
  if (name != NULL)
    *name = g_strdup (sip_address_get_display_name (address));
  return g_strconcat (sip_uri_get_user (uri), "@", sip_uri_get_host (uri), NULL);
}

/* "2024-03-01 10:15:00" in UTC, or seconds. */
static gint64
read_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *iso = g_strdelimit (g_strdup (text), " ", 'T');
  g_autoptr (GDateTime) time = NULL;
  guint64 seconds;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (gint64) seconds;
  time = g_date_time_new_from_iso8601 (iso, utc);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* What its log says of how a call ended. */
enum
{
  LINPHONE_SUCCESS = 0,
  LINPHONE_MISSED = 2,
  LINPHONE_DECLINED = 3,
  LINPHONE_ACCEPTED_ELSEWHERE = 5,
  LINPHONE_DECLINED_ELSEWHERE = 6,
};

static StoreCallKind
judge (gboolean incoming,
       guint64  status,
       guint    duration)
{
  if (!incoming)
    return status == LINPHONE_SUCCESS && duration > 0 ? STORE_CALL_KIND_OUTGOING : STORE_CALL_KIND_UNANSWERED;
  switch (status)
    {
    case LINPHONE_SUCCESS:
      return STORE_CALL_KIND_INCOMING;
    case LINPHONE_DECLINED:
      return STORE_CALL_KIND_DECLINED;
    case LINPHONE_ACCEPTED_ELSEWHERE:
    case LINPHONE_DECLINED_ELSEWHERE:
      return STORE_CALL_KIND_ELSEWHERE;
    default:
      return STORE_CALL_KIND_MISSED;
    }
}

/*< private >
 * phone_import_linphone_read_calls:
 * @bundle: what was found
 * @rows: (element-type GStrv): of %PHONE_IMPORT_LINPHONE_CALLS_NEW or _OLD
 *
 * Reads its past calls.
 */
void
phone_import_linphone_read_calls (PhoneImportBundle *bundle,
                                  GPtrArray         *rows)
{
  for (guint n = 0; n < rows->len; n++)
    {
      char **row = g_ptr_array_index (rows, n);
      gboolean incoming = g_str_equal (row[2], "1");
      g_autofree char *name = NULL;
      g_autofree char *remote = take_party (row[incoming ? 0 : 1], &name);
      g_autofree char *own = take_party (row[incoming ? 1 : 0], NULL);
      guint duration = (guint) MIN (g_ascii_strtoull (row[3], NULL, 10), G_MAXINT);
      StoreCall call = {
        .account = own,
        .address = remote,
        .name = name,
        .kind = judge (incoming, g_ascii_strtoull (row[5], NULL, 10), duration),
        .started_us = read_time (row[4]) * G_USEC_PER_SEC,
        .duration_s = duration,
      };

      phone_import_bundle_add_call (bundle, &call);
    }
}
