/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that says which call of ours it takes the place of (RFC 3891): the other side has lost its dialog, or its
 * line, and comes back with a new one. Nobody is asked, so the rules are narrow: the same person, and a call that is up.
 */

#include "ua-agent-private.h"

#include "ua-session-private.h"

typedef struct
{
  char    *call_id;
  char    *to_tag;   /* ours */
  char    *from_tag; /* theirs */
  gboolean early_only;
} Replaces;

static void
replaces_clear (Replaces *self)
{
  g_free (self->call_id);
  g_free (self->to_tag);
  g_free (self->from_tag);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replaces, replaces_clear)

static void
read_param (Replaces *self,
            char     *param)
{
  g_auto (GStrv) parts = g_strsplit (param, "=", 2);
  const char *name = g_strstrip (parts[0]);
  const char *value = parts[0] != NULL && parts[1] != NULL ? g_strstrip (parts[1]) : "";

  if (g_ascii_strcasecmp (name, "to-tag") == 0)
    g_set_str (&self->to_tag, value);
  else if (g_ascii_strcasecmp (name, "from-tag") == 0)
    g_set_str (&self->from_tag, value);
  else if (g_ascii_strcasecmp (name, "early-only") == 0)
    self->early_only = TRUE;
}

/* RFC 3891 §6.1: call-id, then exactly one to-tag and one from-tag in any order. */
static gboolean
read_replaces (SipMessage *request,
               Replaces   *self)
{
  const char *value = sip_message_get_header (request, SIP_HEADER_REPLACES);
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", ";", -1);

  if (sip_message_count_header (request, SIP_HEADER_REPLACES) != 1 || parts[0] == NULL)
    return FALSE;

  self->call_id = g_strdup (g_strstrip (parts[0]));
  for (guint i = 1; parts[i] != NULL; i++)
    read_param (self, parts[i]);
  return *self->call_id != '\0' && self->to_tag != NULL && self->from_tag != NULL;
}

static gboolean
is_same_person (SipDialog  *dialog,
                SipMessage *request)
{
  g_autoptr (SipUri) known = sip_uri_to_aor (sip_address_get_uri (sip_dialog_get_remote (dialog)));
  g_autoptr (SipUri) caller = sip_uri_to_aor (sip_address_get_uri (sip_message_get_from (request)));

  return sip_uri_equal (known, caller);
}

/* RFC 3891 §3. 0: it may. */
static guint
judge (UaSession       *session,
       SipDialog       *dialog,
       const Replaces  *replaces,
       SipMessage      *request)
{
  UaSessionState state = session != NULL ? ua_session_get_state (session) : UA_SESSION_STATE_INITIAL;

  /* "If the Replaces header field matches an early dialog that was not initiated by this UA, it returns a 481";
   * one of ours that still rings is not given to another call either. */
  if (session == NULL || state == UA_SESSION_STATE_INITIAL || state == UA_SESSION_STATE_ESTABLISHING)
    return SIP_STATUS_NO_TRANSACTION;
  if (state != UA_SESSION_STATE_ESTABLISHED)
    return SIP_STATUS_DECLINE;
  if (replaces->early_only)
    return SIP_STATUS_BUSY_HERE;
  if (!is_same_person (dialog, request))
    return SIP_STATUS_DECLINE;
  return 0;
}

void
ua_agent_receive_replaces (UaAgent        *self,
                           SipTransaction *server,
                           SipMessage     *request)
{
  g_auto (Replaces) replaces = { 0 };
  SipDialog *dialog = NULL;

  if (!read_replaces (request, &replaces))
    {
      ua_agent_refuse (self, server, SIP_STATUS_BAD_REQUEST, "Bad Replaces");
      return;
    }

  UaSession *session =
    ua_dialogs_find_named (self->dialogs, replaces.call_id, replaces.to_tag, replaces.from_tag, &dialog);
  guint status = judge (session, dialog, &replaces, request);

  if (status != 0)
    ua_agent_answer (self, server, status);
  else
    ua_session_take_over (session, server, request);
}
