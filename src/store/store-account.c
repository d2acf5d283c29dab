/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One account as a record, and its group in the key file: reading is strict, for a person may have edited
 * it; writing leaves alone every key it does not know, for a newer version may have written it. */

#include "config.h"

#include "store-account-group.h"

#include <string.h>

#define PREFIX "account "
#define KEY_MARK "=sha256:"
#define KEY_DIGITS 64

G_DEFINE_BOXED_TYPE (StoreAccount, store_account, store_account_copy, store_account_free)

/**
 * store_account_copy:
 * @account: an account
 *
 * Copies a record.
 *
 * Returns: (transfer full): the copy
 */
StoreAccount *
store_account_copy (const StoreAccount *account)
{
  StoreAccount *copy;

  g_return_val_if_fail (account != NULL, NULL);

  copy = g_memdup2 (account, sizeof *account);
  copy->id = g_strdup (account->id);
  copy->address = g_strdup (account->address);
  copy->server = g_strdup (account->server);
  copy->display_name = g_strdup (account->display_name);
  copy->trusted_key = g_strdup (account->trusted_key);
  copy->country = g_strdup (account->country);
  copy->watched = g_strdupv (account->watched);
  copy->lamps = g_strdupv (account->lamps);
  copy->watch_list = g_strdup (account->watch_list);
  store_policy_copy_into (&account->policy, &copy->policy);
  store_media_copy_into (&account->media, &copy->media);
  return copy;
}

/**
 * store_account_free:
 * @account: (transfer full): an account
 *
 * Frees a record.
 */
void
store_account_free (StoreAccount *account)
{
  g_return_if_fail (account != NULL);

  g_free (account->id);
  g_free (account->address);
  g_free (account->server);
  g_free (account->display_name);
  g_free (account->trusted_key);
  g_free (account->country);
  g_strfreev (account->watched);
  g_strfreev (account->lamps);
  g_free (account->watch_list);
  store_policy_clear (&account->policy);
  store_media_clear (&account->media);
  g_free (account);
}

static gboolean
is_plain (const char *text)
{
  if (text == NULL || strlen (text) > STORE_ACCOUNT_TEXT_MAX || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

gboolean
store_account_is_plain (const char *text)
{
  return is_plain (text);
}

static gboolean
is_id (const char *id)
{
  return id != NULL && *id != '\0' && strlen (id) <= 64 &&
         strspn (id, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-") == strlen (id);
}

/* "name:port=sha256:HEX", and nothing else. */
static gboolean
is_trusted_key (const char *text)
{
  const char *mark = is_plain (text) ? strstr (text, KEY_MARK) : NULL;
  const char *digits;

  if (mark == NULL || mark == text || memchr (text, ':', mark - text) == NULL)
    return FALSE;

  digits = mark + strlen (KEY_MARK);
  return strlen (digits) == KEY_DIGITS && strspn (digits, G_CSET_DIGITS "abcdef") == KEY_DIGITS;
}

static gboolean
is_country (const char *text)
{
  return strlen (text) == 2 && strspn (text, G_CSET_A_2_Z) == 2;
}

/**
 * store_account_check:
 * @account: an account
 * @error: return location for a #STORE_ERROR
 *
 * Whether a record may stand in the file.
 *
 * Returns: %TRUE when it may
 */
gboolean
store_account_check (const StoreAccount  *account,
                     GError             **error)
{
  const char *wrong = NULL;

  if (!is_id (account->id))
    wrong = "id";
  else if (!is_plain (account->address) || *account->address == '\0')
    wrong = "address";
  else if (!is_plain (account->server) || *account->server == '\0')
    wrong = "server";
  else if (account->display_name != NULL && !is_plain (account->display_name))
    wrong = "display name";
  else if (account->trusted_key != NULL && !is_trusted_key (account->trusted_key))
    wrong = "trusted key";
  if (wrong == NULL)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD, "an account with a bad or missing %s", wrong);
  return FALSE;
}

/* Whoever cannot be read is watched no more, and costs nobody else anything. */
static char **
read_addresses (GKeyFile   *file,
                const char *group,
                const char *key)
{
  g_auto (GStrv) written = g_key_file_get_string_list (file, group, key, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_kept = 0;

  for (guint n = 0; written != NULL && written[n] != NULL && n_kept < STORE_ACCOUNT_WATCHED_MAX; n++)
    {
      if (*written[n] == '\0' || !is_plain (written[n]))
        continue;
      g_strv_builder_add (builder, written[n]);
      n_kept++;
    }
  return n_kept > 0 ? g_strv_builder_end (builder) : NULL;
}

static void
read_events (StoreAccount *account,
             GKeyFile     *file,
             const char   *group)
{
  account->watched = read_addresses (file, group, "Watched");
  account->lamps = read_addresses (file, group, "Lamps");
  account->watch_list = g_key_file_get_string (file, group, "WatchList", NULL);
  if (account->watch_list != NULL && !is_plain (account->watch_list))
    g_clear_pointer (&account->watch_list, g_free);
  account->unasked = g_key_file_get_boolean (file, group, "UnaskedNotices", NULL);
  account->publishes = g_key_file_get_boolean (file, group, "Publishes", NULL);
}

static void
write_addresses (GKeyFile   *file,
                 const char *group,
                 const char *key,
                 char      **addresses)
{
  if (addresses != NULL && addresses[0] != NULL)
    g_key_file_set_string_list (file, group, key, (const char *const *) addresses, g_strv_length (addresses));
  else
    g_key_file_remove_key (file, group, key, NULL);
}

/* What is as it always was is not written. */
static void
write_truth (GKeyFile   *file,
             const char *group,
             const char *key,
             gboolean    value)
{
  if (value)
    g_key_file_set_boolean (file, group, key, TRUE);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

static void
write_events (const StoreAccount *account,
              GKeyFile           *file,
              const char         *group)
{
  write_addresses (file, group, "Watched", account->watched);
  write_addresses (file, group, "Lamps", account->lamps);
  if (account->watch_list != NULL)
    g_key_file_set_string (file, group, "WatchList", account->watch_list);
  else
    g_key_file_remove_key (file, group, "WatchList", NULL);
  write_truth (file, group, "UnaskedNotices", account->unasked);
  write_truth (file, group, "Publishes", account->publishes);
}

/**
 * store_account_from_group:
 * @text: one group of the file, its heading first
 * @error: return location for a #STORE_ERROR
 *
 * Reads a group.
 *
 * Returns: (transfer full) (nullable): the record
 */
StoreAccount *
store_account_from_group (const char  *text,
                          GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (StoreAccount) account = g_new0 (StoreAccount, 1);
  g_autofree char *group = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &local_error) ||
      (group = g_key_file_get_start_group (file)) == NULL || !g_str_has_prefix (group, PREFIX))
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD, "not an account: %s",
                   local_error != NULL ? local_error->message : "its heading is another");
      return NULL;
    }

  account->id = g_strdup (group + strlen (PREFIX));
  account->address = g_key_file_get_string (file, group, "Address", NULL);
  account->server = g_key_file_get_string (file, group, "Server", NULL);
  account->display_name = g_key_file_get_string (file, group, "DisplayName", NULL);
  account->trusted_key = g_key_file_get_string (file, group, "TrustedKey", NULL);
  /* A key that cannot be read is trusted by nobody; the account is worth keeping all the same. */
  if (account->trusted_key != NULL && !is_trusted_key (account->trusted_key))
    g_clear_pointer (&account->trusted_key, g_free);
  account->country = g_key_file_get_string (file, group, "Country", NULL);
  if (account->country != NULL && !is_country (account->country))
    g_clear_pointer (&account->country, g_free);
  read_events (account, file, group);
  account->enabled = g_key_file_get_boolean (file, group, "Enabled", &local_error);
  if (local_error != NULL)
    account->enabled = TRUE;
  store_policy_read (&account->policy, file, group);
  store_media_read (&account->media, file, group);
  return store_account_check (account, error) ? g_steal_pointer (&account) : NULL;
}

/**
 * store_account_to_group:
 * @account: a record
 * @before: (nullable): its group as it stood
 *
 * Writes a group; comments and unknown keys of @before stay.
 *
 * Returns: (transfer full): the group, its heading first
 */
char *
store_account_to_group (const StoreAccount *account,
                        const char         *before)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *group = g_strconcat (PREFIX, account->id, NULL);

  if (before != NULL)
    g_key_file_load_from_data (file, before, strlen (before), G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_string (file, group, "Address", account->address);
  g_key_file_set_string (file, group, "Server", account->server);
  if (account->display_name != NULL)
    g_key_file_set_string (file, group, "DisplayName", account->display_name);
  else
    g_key_file_remove_key (file, group, "DisplayName", NULL);
  if (account->trusted_key != NULL)
    g_key_file_set_string (file, group, "TrustedKey", account->trusted_key);
  else
    g_key_file_remove_key (file, group, "TrustedKey", NULL);
  if (account->country != NULL)
    g_key_file_set_string (file, group, "Country", account->country);
  else
    g_key_file_remove_key (file, group, "Country", NULL);
  g_key_file_set_boolean (file, group, "Enabled", account->enabled);
  write_events (account, file, group);
  store_policy_write (&account->policy, file, group);
  store_media_write (&account->media, file, group);
  return g_key_file_to_data (file, NULL, NULL);
}
