/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a name that rings is half of what a person wants to know; the other half is what there was between them
 * before. The newest of the last call and the last message says it in one line. */

#include "app-recall.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-typography.h"

/* Whoever is not among so many calls was not called lately, and it rings meanwhile. */
#define N_CALLS 2000

static PhoneHistoryEntry *
find_call (Phone      *phone,
           const char *address)
{
  GListModel *history = G_LIST_MODEL (phone_get_history (phone));
  guint n = MIN (g_list_model_get_n_items (history), N_CALLS);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, i);

      if (g_strcmp0 (phone_history_entry_get_address (entry), address) == 0)
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static PhoneConversation *
find_conversation (Phone      *phone,
                   const char *address)
{
  GListModel *conversations = phone_get_conversations (phone);

  for (guint i = 0; i < g_list_model_get_n_items (conversations); i++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (conversations, i);

      if (g_strcmp0 (phone_conversation_get_address (conversation), address) == 0
          && phone_conversation_get_last_time (conversation) != NULL)
        return g_steal_pointer (&conversation);
    }
  return NULL;
}

static char *
tell_call (PhoneHistoryEntry *entry)
{
  g_autofree char *day = app_closures_day (NULL, phone_history_entry_get_time (entry));
  g_autofree char *text = app_closures_history_text (NULL, phone_history_entry_get_kind (entry),
                                                     phone_history_entry_get_duration (entry),
                                                     phone_history_entry_get_end_text (entry),
                                                     phone_history_entry_get_mos (entry, NULL, NULL));
  g_autofree char *line = g_strjoin (_(" · "), day, text, NULL);

  return app_typography_tie_dots (line);
}

static char *
tell_message (PhoneConversation *conversation)
{
  g_autofree char *day = app_closures_day (NULL, phone_conversation_get_last_time (conversation));
  g_autofree char *line = app_closures_first_line (NULL, phone_conversation_get_last_text (conversation));
  /* Translators: %s is the beginning of a message. */
  g_autofree char *text = g_strdup_printf (_("“%s”"), line);
  g_autofree char *told = g_strjoin (_(" · "), day, text, NULL);

  return app_typography_tie_dots (told);
}

/**
 * app_recall_dup_text:
 * @phone: a phone
 * @address: (nullable): of somebody
 *
 * Looks for what a person last had to do with somebody, in what the phone has at hand.
 *
 * Returns: (transfer full) (nullable): one line; %NULL: nothing is known
 */
char *
app_recall_dup_text (Phone      *phone,
                     const char *address)
{
  g_autoptr (PhoneHistoryEntry) call = NULL;
  g_autoptr (PhoneConversation) written = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  if (address == NULL)
    return NULL;
  call = find_call (phone, address);
  written = find_conversation (phone, address);
  if (call != NULL && written != NULL
      && g_date_time_compare (phone_conversation_get_last_time (written), phone_history_entry_get_time (call)) > 0)
    g_clear_object (&call);
  if (call != NULL)
    return tell_call (call);
  return written != NULL ? tell_message (written) : NULL;
}
