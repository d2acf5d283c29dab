/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: of all that was said on all lines, what belongs to the one thing that failed. */

#include "config.h"

#include "phone-why-find.h"

#include "phone-call-private.h"
#include "phone-ladders.h"
#include "phone-why-private.h"

/* What a line did before it was asked for something is not the reason why that failed. */
#define RECENT_US (120 * G_USEC_PER_SEC)

typedef struct
{
  const char *account;
  const char *call_id; /* NULL: of any */
  const char *method;  /* NULL: any */
  const char *peer;    /* in To; NULL: anybody */
} Question;

static gboolean
is_note_about (const PhoneClue *clue,
               const Question  *question)
{
  g_autofree char *call_id = phone_clue_dup_value (clue, "call");

  return call_id == NULL || g_strcmp0 (call_id, question->call_id) == 0;
}

static gboolean
is_message_about (const PhoneClue *clue,
                  const Question  *question)
{
  g_autofree char *call_id = phone_clue_dup_header (clue, "Call-ID");
  g_autofree char *cseq = phone_clue_dup_header (clue, "CSeq");

  return (question->call_id == NULL || g_strcmp0 (call_id, question->call_id) == 0)
         && (question->method == NULL || (cseq != NULL && g_str_has_suffix (cseq, question->method)))
         && (question->peer == NULL || phone_clue_has (clue, "To", question->peer));
}

static gboolean
is_recent (PhoneTraceEntry *entry)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_difference (now, phone_trace_entry_get_time (entry)) < RECENT_US;
}

static void
take (PhoneCase       *clues,
      PhoneTraceEntry *entry,
      const Question  *question)
{
  gboolean note = phone_trace_entry_is_note (entry);
  const PhoneClue clue = { .way = note ? PHONE_CLUE_NOTED : PHONE_CLUE_CAME, .text = phone_trace_entry_get_text (entry) };

  if (g_strcmp0 (phone_trace_entry_get_account (entry), question->account) != 0)
    return;
  if (note ? is_recent (entry) && is_note_about (&clue, question) : is_message_about (&clue, question))
    phone_case_take (clues, entry);
}

static PhoneWhy *
find (Phone           *phone,
      PhoneWhySubject  subject,
      const Question  *question)
{
  GListModel *trace = G_LIST_MODEL (phone_get_trace (phone));
  g_autoptr (PhoneCase) clues = phone_case_new ();

  for (guint i = 0; i < g_list_model_get_n_items (trace); i++)
    {
      g_autoptr (PhoneTraceEntry) entry = g_list_model_get_item (trace, i);

      take (clues, entry, question);
    }
  return phone_why_new (clues, subject);
}

/**
 * phone_find_why_call:
 * @self: a phone
 * @call: a call that came to nothing, or was not what it should have been
 *
 * Looks in the trace for the reason.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL: no rule knows more than the call itself says
 */
PhoneWhy *
phone_find_why_call (Phone     *self,
                     PhoneCall *call)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (PHONE_IS_CALL (call), NULL);

  return find (self, phone_call_is_incoming (call) ? PHONE_WHY_CALL_IN : PHONE_WHY_CALL_OUT,
               &(Question){ .account = phone_account_get_address (call->account),
                            .call_id = ua_session_get_call_id (call->session) });
}

/**
 * phone_find_why_account:
 * @self: a phone
 * @account: an account that cannot be reached
 *
 * Looks in the trace for the reason.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL: no rule knows more than the account itself says
 */
PhoneWhy *
phone_find_why_account (Phone        *self,
                        PhoneAccount *account)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  return find (self, PHONE_WHY_REGISTRATION,
               &(Question){ .account = phone_account_get_address (account), .method = "REGISTER" });
}

/**
 * phone_find_why_message:
 * @self: a phone
 * @conversation: a conversation of which the newest message was not sent
 *
 * Looks in the trace for the reason.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL: no rule knows more than the message itself says
 */
PhoneWhy *
phone_find_why_message (Phone             *self,
                        PhoneConversation *conversation)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (PHONE_IS_CONVERSATION (conversation), NULL);

  return find (self, PHONE_WHY_MESSAGE,
               &(Question){ .account = phone_account_get_address (phone_conversation_get_account (conversation)),
                            .method = "MESSAGE",
                            .peer = phone_conversation_get_address (conversation) });
}

/**
 * phone_find_why_past_call:
 * @self: a phone
 * @entry: a past call
 *
 * Looks in the trace for the reason, as long as the trace has that call.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL: no rule knows more than the past call itself says
 */
PhoneWhy *
phone_find_why_past_call (Phone             *self,
                          PhoneHistoryEntry *entry)
{
  g_autoptr (PhoneLadders) ladders = NULL;
  PhoneLadder *ladder;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (entry), NULL);

  ladders = phone_ladders_new (G_LIST_MODEL (phone_get_trace (self)));
  ladder = phone_ladders_find_call (ladders, phone_history_entry_get_address (entry), phone_history_entry_get_time (entry));
  return ladder != NULL ? phone_ladder_find_why (ladder) : NULL;
}
