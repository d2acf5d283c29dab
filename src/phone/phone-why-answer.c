/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a refusal is a number of three digits, and means something else to a registration than to a call. What
 * it says of the reason stands beside it: who asked for the password, what a Warning names, which cause the telephone
 * network gave (RFC 3326 and Q.850). */

#include "config.h"

#include "phone-why-private.h"

#include <glib/gi18n-lib.h>

#define REGISTRATION PHONE_WHY_REGISTRATION
#define CALL PHONE_WHY_CALL_OUT
#define MESSAGE PHONE_WHY_MESSAGE
#define ALL (REGISTRATION | CALL | MESSAGE)

static const char *
get_question (const PhoneClue *answer)
{
  return answer->status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
}

static gboolean
is_challenge (const PhoneClue *answer)
{
  return answer != NULL && (answer->status == 401 || answer->status == 407);
}

/* What they are is blotted out in a trace; that they were there is not. */
static gboolean
had_credentials (PhoneCase       *clues,
                 const PhoneClue *answer)
{
  const PhoneClue *request = phone_case_get_request (clues, answer->method);
  g_autofree char *to_server = request != NULL ? phone_clue_dup_header (request, "Authorization") : NULL;
  g_autofree char *to_proxy = request != NULL ? phone_clue_dup_header (request, "Proxy-Authorization") : NULL;

  return to_server != NULL || to_proxy != NULL;
}

static gboolean
is_wrong_password (PhoneCase       *clues,
                   const PhoneClue *answer)
{
  return is_challenge (answer) && had_credentials (clues, answer);
}

static gboolean
is_strange_algorithm (PhoneCase       *clues,
                      const PhoneClue *answer)
{
  const char *question = is_challenge (answer) ? get_question (answer) : NULL;

  return question != NULL && phone_clue_has (answer, question, "algorithm=")
         && !phone_clue_has (answer, question, "MD5") && !phone_clue_has (answer, question, "SHA-256");
}

static gboolean
is_foreign_question (PhoneCase       *clues,
                     const PhoneClue *answer)
{
  return is_challenge (answer) && !had_credentials (clues, answer);
}

static gboolean
is_not_kept (PhoneCase       *clues,
             const PhoneClue *answer)
{
  return answer != NULL && answer->status == 200 && !phone_clue_has (answer, "Contact", "sip");
}

static gboolean
has_rung (PhoneCase       *clues,
          const PhoneClue *answer)
{
  return phone_case_count (clues, "INVITE", 180) > 0;
}

static gboolean
has_retry_after (PhoneCase       *clues,
                 const PhoneClue *answer)
{
  g_autofree char *after = phone_clue_dup_header (answer, "Retry-After");

  return after != NULL;
}

static gboolean
was_private (PhoneCase       *clues,
             const PhoneClue *answer)
{
  return phone_clue_has (phone_case_get_request (clues, "INVITE"), "From", "anonymous");
}

static gboolean
offered_encrypted (PhoneCase       *clues,
                   const PhoneClue *answer)
{
  const PhoneClue *request = phone_case_get_request (clues, "INVITE");

  return phone_clue_has (request, "", "RTP/SAVP");
}

static gboolean
was_refused (PhoneCase       *clues,
             const PhoneClue *answer)
{
  return answer != NULL && answer->status >= 300;
}

const PhoneRule phone_why_answer_rules[] = {
  { .name = "strange-password-question", .subjects = ALL, .is_so = is_strange_algorithm,
    .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server asks for the password in a way this program does not know.") },
  { .name = "wrong-password", .subjects = REGISTRATION, .is_so = is_wrong_password, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server does not accept the user name or the password.") },
  { .name = "wrong-password-for-calls", .subjects = CALL | MESSAGE, .is_so = is_wrong_password,
    .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server asked for the password again and did not accept it. Calls may need another user name than "
                   "the address has.") },
  { .name = "foreign-password-question", .subjects = ALL, .is_so = is_foreign_question, .help = PHONE_HELP_NONE,
    .sentence = N_("Somebody who is not your provider asked for your password, so it was not given.") },

  { .name = "account-unknown", .subjects = REGISTRATION, .status = 404, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server does not know this account. Look for a slip of the finger in its address.") },
  { .name = "account-blocked", .subjects = REGISTRATION, .status = 403, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server knows who you are and does not let you in. The account may be blocked, or the password "
                   "wrong.") },
  { .name = "not-for-telephones", .subjects = REGISTRATION, .status = 405, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server keeps no list of who can be called. It may be the wrong one of several.") },
  { .name = "not-kept", .subjects = REGISTRATION, .is_so = is_not_kept, .help = PHONE_HELP_LINE_TEST,
    .sentence = N_("The server said yes, but did not write down where you can be reached, so no call will come in.") },

  { .name = "number-does-not-exist", .subjects = CALL, .header = "Reason", .part = "cause=1;", .help = PHONE_HELP_NONE,
    .sentence = N_("This number does not exist.") },
  { .name = "out-of-order", .subjects = CALL, .header = "Reason", .part = "cause=27", .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("The line at the other end is out of order.") },
  { .name = "number-changed", .subjects = CALL, .header = "Reason", .part = "cause=22", .help = PHONE_HELP_NONE,
    .sentence = N_("The person has another number now.") },
  { .name = "network-full", .subjects = CALL, .header = "Reason", .part = "cause=34", .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("All lines of the telephone network are taken. It usually works a minute later.") },
  { .name = "network-barred", .subjects = CALL, .header = "Reason", .part = "cause=21", .help = PHONE_HELP_NONE,
    .sentence = N_("The telephone network turned the call away; the number takes no calls like this one.") },

  { .name = "encryption-not-taken", .subjects = CALL, .status = 488, .is_so = offered_encrypted,
    .help = PHONE_HELP_EDIT_MEDIA,
    .sentence = N_("The other side’s phone takes no encrypted sound, and this account sends no other.") },
  { .name = "sound-not-taken", .subjects = CALL, .status = 488, .help = PHONE_HELP_EDIT_MEDIA,
    .sentence = N_("The other side’s phone understands none of the kinds of sound this account offers.") },
  { .name = "sound-not-taken-anywhere", .subjects = CALL, .status = 606, .help = PHONE_HELP_EDIT_MEDIA,
    .sentence = N_("None of the other side’s phones understands the kinds of sound this account offers.") },
  { .name = "anonymous-not-taken", .subjects = CALL, .status = 433, .help = PHONE_HELP_EDIT_POLICY,
    .sentence = N_("They take no calls from people who hide who they are.") },
  { .name = "anonymous-not-allowed", .subjects = CALL, .status = 403, .is_so = was_private,
    .help = PHONE_HELP_EDIT_POLICY,
    .sentence = N_("The server does not allow calls that hide who you are.") },
  { .name = "no-credit", .subjects = CALL | MESSAGE, .status = 402, .help = PHONE_HELP_NONE,
    .sentence = N_("Your provider wants to be paid first: the account has no credit left.") },
  { .name = "not-allowed", .subjects = CALL, .status = 403, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("Your provider does not let this account call there. The number may need its country code, or credit.") },
  { .name = "incomplete", .subjects = CALL | MESSAGE, .status = 484, .help = PHONE_HELP_NONE,
    .sentence = N_("The number is not complete.") },
  { .name = "nobody-there", .subjects = CALL | MESSAGE, .status = 404, .help = PHONE_HELP_NONE,
    .sentence = N_("The server knows nobody by this address. Numbers may need their area or country code.") },
  { .name = "moved-away", .subjects = CALL | MESSAGE, .status = 410, .help = PHONE_HELP_NONE,
    .sentence = N_("This address was given up for good.") },
  { .name = "not-connected", .subjects = CALL, .status = 480, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("Their phone is not connected at the moment, or they do not want to be disturbed.") },
  { .name = "rang-in-vain", .subjects = CALL, .status = 408, .is_so = has_rung, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("It rang, and nobody answered.") },
  { .name = "phone-does-not-answer", .subjects = CALL | MESSAGE, .status = 408, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("The server sent it on, but their phone did not answer. It may have lost its connection.") },
  { .name = "goes-in-circles", .subjects = CALL | MESSAGE, .status = 482, .help = PHONE_HELP_NONE,
    .sentence = N_("It is sent on in a circle and arrives nowhere. Somebody’s call forwarding leads back to itself.") },
  { .name = "sent-on-too-often", .subjects = CALL | MESSAGE, .status = 483, .help = PHONE_HELP_NONE,
    .sentence = N_("It was sent on too often and arrived nowhere. Somebody’s call forwarding may lead back to itself.") },
  { .name = "extension-wanted", .subjects = CALL, .status = 421, .help = PHONE_HELP_NONE,
    .sentence = N_("The other side wants something of this program that it cannot do.") },

  { .name = "no-messages-there", .subjects = MESSAGE, .status = 405, .help = PHONE_HELP_NONE,
    .sentence = N_("Their phone takes calls, but no messages.") },
  { .name = "no-messages-known", .subjects = MESSAGE, .status = 501, .help = PHONE_HELP_NONE,
    .sentence = N_("The server carries calls, but no messages.") },
  { .name = "cannot-read-it", .subjects = MESSAGE, .status = 415, .help = PHONE_HELP_NONE,
    .sentence = N_("Their phone cannot read this kind of message.") },
  { .name = "too-large", .subjects = MESSAGE, .status = 413, .help = PHONE_HELP_NONE,
    .sentence = N_("The message is too long for the way it goes. Send it in two.") },
  { .name = "too-large-on-the-way", .subjects = CALL | MESSAGE, .status = 513, .help = PHONE_HELP_NONE,
    .sentence = N_("What was sent is too large for the server.") },
  { .name = "not-there-for-messages", .subjects = MESSAGE, .status = 480, .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("They are not connected, and their server keeps no messages for them.") },
  { .name = "messages-not-allowed", .subjects = MESSAGE, .status = 403, .help = PHONE_HELP_NONE,
    .sentence = N_("They, or your provider, take no messages from you.") },

  { .name = "messages-declined", .subjects = MESSAGE, .status = 603, .help = PHONE_HELP_NONE,
    .sentence = N_("They declined it. They take no messages, or none at the moment.") },
  { .name = "message-not-delivered", .subjects = MESSAGE, .status = 487, .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The server gave it up before it arrived.") },
  { .name = "message-too-often", .subjects = MESSAGE, .status = 429, .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The server takes no more messages from you for the moment: there were too many in a short time.") },

  { .name = "server-asks-to-wait", .subjects = ALL, .status = 503, .is_so = has_retry_after,
    .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The server has too much to do and asks to be left alone for a while.") },
  { .name = "server-overloaded", .subjects = ALL, .status = 503, .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The server cannot do this at the moment. It may be overloaded or being restarted.") },
  { .name = "no-way-to-them", .subjects = CALL | MESSAGE, .status = 502, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("Your provider’s server could not reach theirs.") },
  { .name = "their-server-silent", .subjects = CALL | MESSAGE, .status = 504, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("Your provider’s server asked theirs and got no answer.") },
  { .name = "server-broken", .subjects = ALL, .status = 500, .is_so = was_refused, .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("Something is broken in the server. Whoever runs it can see more.") },
  { NULL },
};
