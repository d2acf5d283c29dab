/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trace is what a person sends to a stranger for help, so nothing that opens an account may be in it: a
 * message is shown only in the form from which the SIP room has taken the secrets, and octets that are no
 * message are counted, not shown.
 */

#include "transport-log.h"

#include "sip-parser.h"

#define DOMAIN_WIRE "wire"

static gboolean
is_wanted (void)
{
  return !g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, DOMAIN_WIRE);
}

/**
 * transport_log_message:
 * @self: a transport
 * @outgoing: %TRUE when we send it
 * @message: the octets
 *
 * Writes one message to the log when the domain `wire` is asked for.
 */
void
transport_log_message (Transport *self,
                       gboolean   outgoing,
                       GBytes    *message)
{
  if (!is_wanted ())
    return;

  const char *arrow = outgoing ? "──▸" : "◂──";
  g_autoptr (SipMessage) parsed = sip_parser_parse (message, NULL);
  if (parsed == NULL)
    {
      g_log_structured (DOMAIN_WIRE, G_LOG_LEVEL_DEBUG, "MESSAGE", "%s %s: %zu octets that are no SIP message",
                        arrow, transport_get_url (self), g_bytes_get_size (message));
      return;
    }

  g_autofree char *text = sip_message_dup_redacted (parsed);
  g_log_structured (DOMAIN_WIRE, G_LOG_LEVEL_DEBUG, "MESSAGE", "%s %s\n%s", arrow, transport_get_url (self), text);
}

/**
 * transport_log_state:
 * @self: a transport
 * @state_name: the state that was entered
 *
 * Writes a change of state, and why, to the log when the domain `wire` is asked for.
 */
void
transport_log_state (Transport  *self,
                     const char *state_name)
{
  if (!is_wanted ())
    return;

  const GError *error = transport_get_last_error (self);

  g_log_structured (DOMAIN_WIRE, G_LOG_LEVEL_DEBUG, "MESSAGE", "%s is %s%s%s", transport_get_url (self), state_name,
                    error != NULL ? ": " : "", error != NULL ? error->message : "");
}
