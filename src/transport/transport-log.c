/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trace is what a person sends to a stranger for help, so nothing that opens an account may be in it: octets
 * are shown only in the form from which the SIP room has taken the secrets, whether they are a message or not, for
 * what could not be read is what the stranger most needs to see.
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
  g_autofree char *text = sip_parser_dup_redacted (message);

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
