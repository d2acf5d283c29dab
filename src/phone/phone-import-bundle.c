/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was found, with limits: a file may be made by an enemy. Whatever comes in here is cleaned as text from outside
 * is, and a call has a name of its own that is made of what happened, so that it is the same call the next time. */

#include "config.h"

#include "phone-import-bundle-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-enroll.h"
#include "phone-text.h"

#define LONGEST_ADDRESS 512
#define LONGEST_CALL_S (7 * 24 * 60 * 60)
#define MOST_NOTES 50
#define MOST_ADDRESSES 100 /* of a person; each is compared with all others later */

/*< private >
 * phone_import_bundle_new:
 *
 * Returns: (transfer full): an empty bundle
 */
PhoneImportBundle *
phone_import_bundle_new (void)
{
  PhoneImportBundle *bundle = g_new0 (PhoneImportBundle, 1);

  bundle->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) phone_import_account_free);
  bundle->people = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);
  bundle->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) store_call_free);
  bundle->notes = g_ptr_array_new_with_free_func (g_free);
  bundle->profiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return bundle;
}

/*< private >
 * phone_import_bundle_free:
 * @bundle: (transfer full): a bundle
 *
 * Frees it and all that is in it.
 */
void
phone_import_bundle_free (PhoneImportBundle *bundle)
{
  g_free (bundle->origin);
  g_ptr_array_unref (bundle->accounts);
  g_ptr_array_unref (bundle->people);
  g_ptr_array_unref (bundle->calls);
  g_ptr_array_unref (bundle->notes);
  g_hash_table_unref (bundle->profiles);
  g_free (bundle);
}

/*< private >
 * phone_import_bundle_note:
 * @bundle: a bundle
 * @text: a sentence
 *
 * Says what cannot come along.
 */
void
phone_import_bundle_note (PhoneImportBundle *bundle,
                          const char        *text)
{
  if (bundle->notes->len < MOST_NOTES
      && !g_ptr_array_find_with_equal_func (bundle->notes, text, g_str_equal, NULL))
    g_ptr_array_add (bundle->notes, g_strdup (text));
}

/* Anybody on the way could listen; who takes the account has to know. */
static gboolean
is_in_plain (const char *server)
{
  return g_str_has_prefix (server, "udp:") || g_str_has_prefix (server, "tcp:") || g_str_has_prefix (server, "ws:")
         || g_str_has_prefix (server, "sip:");
}

static void
clean_account (PhoneImportAccount *account)
{
  g_autofree char *name = phone_text_clean_line (account->display_name != NULL ? account->display_name : "");

  g_set_str (&account->display_name, *name != '\0' ? name : NULL);
  if (account->password != NULL && *account->password == '\0')
    g_clear_pointer (&account->password, g_free);
  if (account->server != NULL && !phone_check_server (account->server, NULL))
    g_clear_pointer (&account->server, g_free);
  if (account->server != NULL && is_in_plain (account->server))
    phone_import_account_note (account, _("The connection to its server is not encrypted."));
}

/*< private >
 * phone_import_bundle_add_account:
 * @bundle: a bundle
 * @account: (transfer full): an account
 *
 * Adds an account, unless it has no address that can be one, or is there already.
 */
void
phone_import_bundle_add_account (PhoneImportBundle  *bundle,
                                 PhoneImportAccount *account)
{
  g_autoptr (PhoneImportAccount) mine = account;

  if (bundle->accounts->len >= PHONE_IMPORT_MOST_ACCOUNTS || strlen (mine->address) > LONGEST_ADDRESS
      || !phone_check_address (mine->address, NULL))
    return;
  for (guint n = 0; n < bundle->accounts->len; n++)
    {
      const PhoneImportAccount *other = g_ptr_array_index (bundle->accounts, n);

      if (g_ascii_strcasecmp (other->address, mine->address) == 0)
        return;
    }
  clean_account (mine);
  g_ptr_array_add (bundle->accounts, g_steal_pointer (&mine));
}

static StorePerson *
find_person (PhoneImportBundle *bundle,
             const char        *name)
{
  /* The same person in neighbouring rows is what there is; anybody else is merged later, by name and address. */
  StorePerson *last = bundle->people->len > 0 ? g_ptr_array_index (bundle->people, bundle->people->len - 1) : NULL;

  return last != NULL && g_str_equal (last->name, name) ? last : NULL;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "+0123456789 ()-./*#") == strlen (text);
}

static void
add_address (StorePerson *person,
             const char  *text)
{
  gboolean is_tel = g_ascii_strncasecmp (text, "tel:", 4) == 0;
  const char *value = text;

  if (is_tel || g_ascii_strncasecmp (text, "sip:", 4) == 0)
    value = text + 4;
  else if (g_ascii_strncasecmp (text, "sips:", 5) == 0)
    value = text + 5;
  if (*value == '\0' || strlen (value) > LONGEST_ADDRESS || person->addresses->len >= MOST_ADDRESSES)
    return;
  g_ptr_array_add (person->addresses,
                   store_address_new (is_tel || is_number (value) ? STORE_ADDRESS_KIND_PHONE : STORE_ADDRESS_KIND_SIP,
                                      NULL, value));
}

/*< private >
 * phone_import_bundle_add_person:
 * @bundle: a bundle
 * @name: what they are called
 * @address: (nullable): how they are called
 *
 * Adds somebody, or another address to who was added last.
 *
 * Returns: (transfer none) (nullable): who it is; %NULL: nobody can be reached by that, or there are too many
 */
StorePerson *
phone_import_bundle_add_person (PhoneImportBundle *bundle,
                                const char        *name,
                                const char        *address)
{
  g_autofree char *clean_name = phone_text_clean_line (name != NULL ? name : "");
  g_autofree char *clean = phone_text_clean_line (address != NULL ? address : "");
  const char *shown = *clean_name != '\0' ? clean_name : clean;
  StorePerson *person = find_person (bundle, shown);

  if (*shown == '\0')
    return NULL;
  if (person == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      if (bundle->people->len >= PHONE_IMPORT_MOST_PEOPLE)
        return NULL;
      person = store_person_new (id);
      g_set_str (&person->name, shown);
      g_ptr_array_add (bundle->people, person);
    }
  add_address (person, clean);
  return person;
}

/* The same call has the same name whenever it is read, and from whichever copy of the file. */
static char *
make_id (const StoreCall *call)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%d\n%s", call->started_us, (int) call->kind, call->address);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("imported-%.32s", sum);
}

/*< private >
 * phone_import_bundle_add_call:
 * @bundle: a bundle
 * @call: a call, without an id
 *
 * Adds a past call; one without a time, from the future or without an address is left out.
 */
void
phone_import_bundle_add_call (PhoneImportBundle *bundle,
                              const StoreCall   *call)
{
  g_autoptr (StoreCall) copy = store_call_copy (call);
  g_autofree char *address = phone_text_clean_line (call->address != NULL ? call->address : "");
  g_autofree char *name = phone_text_clean_line (call->name != NULL ? call->name : "");

  if (bundle->calls->len >= PHONE_IMPORT_MOST_CALLS || *address == '\0' || strlen (address) > LONGEST_ADDRESS
      || call->started_us <= 0 || call->started_us > g_get_real_time ())
    return;
  g_set_str (&copy->address, address);
  g_set_str (&copy->name, *name != '\0' ? name : NULL);
  if (copy->account == NULL)
    copy->account = g_strdup ("");
  copy->duration_s = MIN (copy->duration_s, LONGEST_CALL_S);
  g_free (copy->id);
  copy->id = make_id (copy);
  g_ptr_array_add (bundle->calls, g_steal_pointer (&copy));
}
