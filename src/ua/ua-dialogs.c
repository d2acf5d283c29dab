/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One table for all the dialogs of an agent, so that a request inside one finds its session at once however
 * many there are.
 */

#include "ua-dialogs.h"

typedef struct
{
  SipDialog *dialog;
  gpointer   owner;
} Entry;

struct _UaDialogs
{
  GHashTable *entries; /* key → Entry */
};

/* Tags ignore case (RFC 3261 §7.3.1), a Call-ID does not. A line break can stand in none of the three, so
 * the key has one meaning. */
static char *
make_key (const char *call_id,
          const char *local_tag,
          const char *remote_tag)
{
  g_autofree char *local = g_ascii_strdown (local_tag != NULL ? local_tag : "", -1);
  g_autofree char *remote = g_ascii_strdown (remote_tag != NULL ? remote_tag : "", -1);

  return g_strconcat (call_id, "\n", local, "\n", remote, NULL);
}

static char *
make_key_of_dialog (SipDialog *dialog)
{
  return make_key (sip_dialog_get_call_id (dialog), sip_dialog_get_local_tag (dialog),
                   sip_dialog_get_remote_tag (dialog));
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->dialog);
  g_free (entry);
}

/**
 * ua_dialogs_new:
 *
 * Makes an empty table.
 *
 * Returns: (transfer full): the table
 */
UaDialogs *
ua_dialogs_new (void)
{
  UaDialogs *self = g_new0 (UaDialogs, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  return self;
}

/**
 * ua_dialogs_free:
 * @self: (transfer full): the table
 *
 * Frees the table.
 */
void
ua_dialogs_free (UaDialogs *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * ua_dialogs_add:
 * @self: the table
 * @dialog: a dialog, early or confirmed
 * @owner: whose it is
 *
 * Enters a dialog; @owner removes it before it goes.
 */
void
ua_dialogs_add (UaDialogs *self,
                SipDialog *dialog,
                gpointer   owner)
{
  g_return_if_fail (self != NULL && SIP_IS_DIALOG (dialog) && owner != NULL);

  Entry *entry = g_new0 (Entry, 1);

  entry->dialog = g_object_ref (dialog);
  entry->owner = owner;
  g_hash_table_replace (self->entries, make_key_of_dialog (dialog), entry);
}

/**
 * ua_dialogs_remove:
 * @self: the table
 * @dialog: a dialog
 *
 * Removes a dialog; harmless when it is not there.
 */
void
ua_dialogs_remove (UaDialogs *self,
                   SipDialog *dialog)
{
  g_return_if_fail (self != NULL && SIP_IS_DIALOG (dialog));

  g_autofree char *key = make_key_of_dialog (dialog);

  g_hash_table_remove (self->entries, key);
}

/**
 * ua_dialogs_find_named:
 * @self: the table
 * @call_id: its Call-ID
 * @local_tag: our tag
 * @remote_tag: theirs
 * @dialog: (out) (optional) (transfer none): the dialog
 *
 * Finds whose a dialog is that a request names and is not in (RFC 3891 §3).
 *
 * Returns: (transfer none) (nullable): the owner; %NULL when there is no such dialog
 */
gpointer
ua_dialogs_find_named (UaDialogs   *self,
                       const char  *call_id,
                       const char  *local_tag,
                       const char  *remote_tag,
                       SipDialog  **dialog)
{
  g_return_val_if_fail (self != NULL && call_id != NULL, NULL);

  g_autofree char *key = make_key (call_id, local_tag, remote_tag);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  if (dialog != NULL)
    *dialog = entry->dialog;
  return entry->owner;
}

/**
 * ua_dialogs_find:
 * @self: the table
 * @request: a request that came in
 * @dialog: (out) (optional) (transfer none): its dialog
 *
 * Finds whose a request is. For a request that came in the local tag is To's (RFC 3261 §12.2.2).
 *
 * Returns: (transfer none) (nullable): the owner; %NULL when it belongs to no dialog
 */
gpointer
ua_dialogs_find (UaDialogs   *self,
                 SipMessage  *request,
                 SipDialog  **dialog)
{
  g_return_val_if_fail (self != NULL && request != NULL, NULL);

  return ua_dialogs_find_named (self, sip_message_get_call_id (request),
                                sip_address_get_tag (sip_message_get_to (request)),
                                sip_address_get_tag (sip_message_get_from (request)), dialog);
}
