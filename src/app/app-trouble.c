/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: where there is room for one account only, it is the one that needs somebody. */

#include "app-trouble.h"

/**
 * app_trouble_rank:
 * @state: a state
 *
 * Returns: how much trouble an account of that state is in; 0: none
 */
int
app_trouble_rank (PhoneAccountState state)
{
  switch (state)
    {
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return 0;
    case PHONE_ACCOUNT_STATE_CONNECTED:
      return 1;
    case PHONE_ACCOUNT_STATE_OFFLINE:
      return 2;
    case PHONE_ACCOUNT_STATE_CONNECTING:
      return 3;
    case PHONE_ACCOUNT_STATE_WAITING:
      return 4;
    case PHONE_ACCOUNT_STATE_REFUSED:
      return 5;
    default:
      g_return_val_if_reached (0);
    }
}

/**
 * app_trouble_find_worst:
 * @accounts: #PhoneAccount s
 *
 * Returns: (transfer full) (nullable): the one in most trouble, the first of several; %NULL: there is none
 */
PhoneAccount *
app_trouble_find_worst (GListModel *accounts)
{
  g_autoptr (PhoneAccount) worst = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (accounts), NULL);

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      if (worst == NULL
          || app_trouble_rank (phone_account_get_state (account)) > app_trouble_rank (phone_account_get_state (worst)))
        g_set_object (&worst, account);
    }
  return g_steal_pointer (&worst);
}
