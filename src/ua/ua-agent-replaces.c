/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that says which call of ours it takes the place of (RFC 3891). Where the other side has lost its dialog, or its
 * line, and comes back with a new one, nobody is asked, so the rules for that are narrow: the same person, and a call
 * that is up. Anybody else is a person's to judge: a colleague to whom we were transferred, one who picks up a call that
 * we make and that rings there, or a stranger.
 */

#include "ua-agent-private.h"

#include "ua-inviter.h"
#include "ua-replaces.h"
#include "ua-session-private.h"

/* What may be done about it, where it is no refusal. */
enum
{
  GO_ON = 0,
  ASK = 1,
};

static gboolean
is_same_person (SipDialog  *dialog,
                SipMessage *request)
{
  g_autoptr (SipUri) known = sip_uri_to_aor (sip_address_get_uri (sip_dialog_get_remote (dialog)));
  g_autoptr (SipUri) caller = sip_uri_to_aor (sip_address_get_uri (sip_message_get_from (request)));

  return sip_uri_equal (known, caller);
}

/* RFC 3891 §3: "If the Replaces header field matches an early dialog that was not initiated by this UA, it returns a
 * 481". */
static guint
judge_early (UaSession  *session,
             SipDialog  *dialog,
             UaReplaces *replaces)
{
  gboolean answered = sip_dialog_get_state (dialog) == SIP_DIALOG_STATE_CONFIRMED;

  if (!UA_IS_INVITER (session) || ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    return SIP_STATUS_NO_TRANSACTION;
  return answered && replaces->early_only ? SIP_STATUS_BUSY_HERE : ASK;
}

/* RFC 3891 §3. */
static guint
judge (UaSession  *session,
       SipDialog  *dialog,
       UaReplaces *replaces,
       SipMessage *request)
{
  UaSessionState state = session != NULL ? ua_session_get_state (session) : UA_SESSION_STATE_TERMINATED;

  if (session == NULL)
    return SIP_STATUS_NO_TRANSACTION;
  if (state == UA_SESSION_STATE_INITIAL || state == UA_SESSION_STATE_ESTABLISHING)
    return judge_early (session, dialog, replaces);
  if (state != UA_SESSION_STATE_ESTABLISHED)
    return SIP_STATUS_DECLINE;
  if (replaces->early_only)
    return SIP_STATUS_BUSY_HERE;
  return is_same_person (dialog, request) ? GO_ON : ASK;
}

static UaReplaces *
read_replaces (SipMessage *request)
{
  if (sip_message_count_header (request, SIP_HEADER_REPLACES) != 1)
    return NULL;
  return ua_replaces_parse (sip_message_get_header (request, SIP_HEADER_REPLACES));
}

void
ua_agent_receive_replaces (UaAgent        *self,
                           SipTransaction *server,
                           SipMessage     *request)
{
  g_autoptr (UaReplaces) replaces = read_replaces (request);
  SipDialog *dialog = NULL;

  if (replaces == NULL)
    {
      ua_agent_answer (self, server, SIP_STATUS_BAD_REQUEST);
      return;
    }

  UaSession *session =
    ua_dialogs_find_named (self->dialogs, replaces->call_id, replaces->to_tag, replaces->from_tag, &dialog);
  guint verdict = judge (session, dialog, replaces, request);

  if (verdict == ASK)
    ua_agent_receive_call (self, server, request, session);
  else if (verdict == GO_ON)
    ua_session_take_over (session, server, request);
  else
    ua_agent_answer (self, server, verdict);
}
