/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: actions, files and past calls name an account by its id, and an account may be gone when somebody asks
 * for it. */

#include "phone-account-find.h"

#include "phone-history-private.h"

/**
 * phone_account_find:
 * @accounts: a list of #PhoneAccount
 * @id: (nullable): the id of one of them
 * @position: (out) (optional): where it stands, if it does
 *
 * Returns: (transfer none) (nullable): the account; %NULL: none of them has this id
 */
PhoneAccount *
phone_account_find (GListModel *accounts,
                    const char *id,
                    guint      *position)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (accounts), NULL);

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n); /* the list holds it */

      if (g_strcmp0 (phone_account_get_id (account), id) != 0)
        continue;
      if (position != NULL)
        *position = n;
      return account;
    }
  return NULL;
}

/**
 * phone_account_find_past:
 * @accounts: a list of #PhoneAccount
 * @entry: a past call
 *
 * Returns: (transfer none) (nullable): by which of them the call was made, or came; %NULL: it is gone
 */
PhoneAccount *
phone_account_find_past (GListModel        *accounts,
                         PhoneHistoryEntry *entry)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (entry), NULL);

  return phone_account_find (accounts, phone_history_entry_get_account_id (entry), NULL);
}
