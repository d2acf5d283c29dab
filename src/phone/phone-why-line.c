/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: most of what fails has never reached anybody. What can be wrong between this machine and its server,
 * and what routers in between do to telephone messages. */

#include "config.h"

#include "phone-why-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define ALL (PHONE_WHY_REGISTRATION | PHONE_WHY_CALL_OUT | PHONE_WHY_MESSAGE)
#define CALLS (PHONE_WHY_CALL_OUT | PHONE_WHY_CALL_IN)

/* As often as a request over UDP is repeated before anybody gives up (RFC 3261 §17.1). */
#define OFTEN 4

static char *
dup_branch (const PhoneClue *clue)
{
  g_autofree char *via = phone_clue_dup_header (clue, "Via");
  char *branch = via != NULL ? strstr (via, "branch=") : NULL;

  return branch != NULL ? g_strndup (branch, strcspn (branch, ";, \t")) : NULL;
}

static char *
dup_sent_by (const PhoneClue *clue)
{
  g_autofree char *via = phone_clue_dup_header (clue, "Via");
  char *by = via != NULL ? strchr (via, ' ') : NULL;

  return by != NULL ? g_strndup (by + 1, strcspn (by + 1, ";, \t")) : NULL;
}

/* Whoever answers copies our Via; only a router that means to help writes another address into it. */
static gboolean
was_rewritten (PhoneCase       *clues,
               const PhoneClue *answer)
{
  g_autofree char *branch = answer != NULL ? dup_branch (answer) : NULL;
  g_autofree char *by = answer != NULL ? dup_sent_by (answer) : NULL;

  for (guint i = 0; branch != NULL && i < phone_case_get_n_clues (clues); i++)
    {
      const PhoneClue *clue = phone_case_get_clue (clues, i);
      g_autofree char *ours = clue->way == PHONE_CLUE_SENT && clue->status == 0 ? dup_branch (clue) : NULL;
      g_autofree char *our_by = ours != NULL ? dup_sent_by (clue) : NULL;

      if (g_strcmp0 (branch, ours) == 0)
        return g_strcmp0 (by, our_by) != 0;
    }
  return FALSE;
}

static guint
count_came (PhoneCase *clues)
{
  guint n = 0;

  for (guint i = 0; i < phone_case_get_n_clues (clues); i++)
    n += phone_case_get_clue (clues, i)->way == PHONE_CLUE_CAME ? 1 : 0;

  return n;
}

static gboolean
is_shouting_in_vain (PhoneCase       *clues,
                     const PhoneClue *answer)
{
  const PhoneClue *request = phone_case_get_request (clues, NULL);

  return request != NULL && g_str_equal (request->scheme, "udp") && count_came (clues) == 0
         && phone_case_count (clues, request->method, 0) >= OFTEN;
}

/* Unless it was we who gave up. */
static gboolean
is_unanswered (PhoneCase       *clues,
               const PhoneClue *answer)
{
  return phone_case_get_request (clues, NULL) != NULL && count_came (clues) == 0
         && phone_case_get_note (clues, "sound-failed") == NULL;
}

/* Lost before the server's first word, so before anything was sent on. */
static gboolean
is_large_udp (PhoneCase       *clues,
              const PhoneClue *answer)
{
  const PhoneClue *request = phone_case_get_request (clues, NULL);

  return is_shouting_in_vain (clues, answer) && strlen (request->text) > 1300;
}

const PhoneRule phone_why_line_rules[] = {
  { .name = "no-such-server", .subjects = ALL, .note = "line-failed", .cause = "resolve", .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("Nobody knows a server by the name in this account. Look for a slip of the finger in it.") },
  { .name = "port-closed", .subjects = ALL, .note = "line-failed", .cause = "refused", .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("There is a machine at the address of the server, but no telephone server runs on it at this port.") },
  { .name = "server-silent", .subjects = ALL, .note = "line-failed", .cause = "timeout", .help = PHONE_HELP_LINE_TEST,
    .sentence = N_("Nothing answers at the address of the server. It may be down, or a firewall keeps you from it.") },
  { .name = "key-changed", .subjects = ALL, .note = "line-failed", .cause = "certificate-changed",
    .help = PHONE_HELP_CERTIFICATE,
    .sentence = N_("The server shows another key than the one you trusted. Compare the two before you go on.") },
  { .name = "certificate-expired", .subjects = ALL, .note = "line-failed", .cause = "certificate-expired",
    .help = PHONE_HELP_CERTIFICATE,
    .sentence = N_("The certificate of the server has run out. Whoever runs it must renew it; check also the date of this "
                   "machine.") },
  { .name = "certificate-of-another", .subjects = ALL, .note = "line-failed", .cause = "certificate-name",
    .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The server shows the certificate of another name. Perhaps the account has the wrong server.") },
  { .name = "certificate-unknown", .subjects = ALL, .note = "line-failed", .cause = "certificate-unknown",
    .help = PHONE_HELP_CERTIFICATE,
    .sentence = N_("Nobody this machine trusts vouches for the server. If it is your own, compare its key and trust it.") },
  { .name = "not-a-telephone", .subjects = ALL, .note = "line-failed", .cause = "protocol",
    .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("Something answers at the address of the server, but it does not speak the language of telephones.") },
  { .name = "page-not-there", .subjects = ALL, .note = "line-failed", .cause = "forbidden",
    .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("The web server is there, but takes no telephones at this address. Its path may be another.") },
  { .name = "line-went-silent", .subjects = ALL | CALLS, .note = "line-failed", .cause = "keep-alive",
    .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The connection to the server went silent without a goodbye; often a router forgot it.") },
  { .name = "line-lost", .subjects = ALL | CALLS, .note = "line-failed", .cause = "lost", .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The connection to the server broke off.") },
  { .name = "router-rewrites", .subjects = ALL, .is_so = was_rewritten, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("A router on the way rewrites telephone messages, and breaks them. An encrypted connection keeps it "
                   "from doing so.") },
  { .name = "too-large-for-udp", .subjects = ALL, .is_so = is_large_udp, .help = PHONE_HELP_EDIT_ACCOUNT,
    .sentence = N_("What was sent is so large that it got lost on the way. Use TCP or TLS to reach this server.") },
  { .name = "nothing-comes-back", .subjects = ALL, .is_so = is_shouting_in_vain, .help = PHONE_HELP_LINE_TEST,
    .sentence = N_("Your questions leave this machine, but nothing ever comes back. A firewall may be in the way, or the "
                   "port is wrong.") },
  { .name = "server-mute", .subjects = ALL, .is_so = is_unanswered, .help = PHONE_HELP_TRY_AGAIN,
    .sentence = N_("The server took the connection, but did not answer. It may be overloaded.") },
  { NULL },
};
