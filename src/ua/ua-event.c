/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a package is called, what its bodies are, and what the two headers mean that every NOTIFY brings. */

#include "ua-event.h"

#include "sip-params.h"

#include <string.h>

static const struct
{
  const char *package;
  const char *content_type;
} packages[] = {
  { "conference", "application/conference-info+xml" },
  { "dialog", "application/dialog-info+xml" },
  { "message-summary", "application/simple-message-summary" },
  { "presence", "application/pidf+xml" },
  { "refer", "message/sipfrag" },
  { "reg", "application/reginfo+xml" },
};

/**
 * ua_event_get_content_type:
 * @package: the name of a package
 *
 * Tells what the bodies of a package are.
 *
 * Returns: (transfer none) (nullable): "type/subtype"; %NULL for a package that is not known here
 */
const char *
ua_event_get_content_type (const char *package)
{
  for (guint i = 0; package != NULL && i < G_N_ELEMENTS (packages); i++)
    {
      if (g_str_equal (packages[i].package, package))
        return packages[i].content_type;
    }
  return NULL;
}

/**
 * ua_event_list_packages:
 *
 * Names all packages that this phone understands (RFC 6665 §8.2.2).
 *
 * Returns: (transfer none): the names, commas between them
 */
const char *
ua_event_list_packages (void)
{
  return "conference, dialog, message-summary, presence, refer, reg";
}

static char *
take_package (SipCursor *cursor)
{
  sip_cursor_skip_space (cursor);
  return sip_slice_dup (sip_cursor_take_all (cursor, SIP_CHAR_TOKEN));
}

/**
 * ua_event_dup_package:
 * @event: (nullable): the value of an Event header
 *
 * Takes the name of the package out of it.
 *
 * Returns: (transfer full) (nullable): the name; %NULL when there is none
 */
char *
ua_event_dup_package (const char *event)
{
  if (event == NULL)
    return NULL;

  SipCursor cursor = sip_cursor (sip_slice (event, -1));
  g_autofree char *package = take_package (&cursor);

  return *package != '\0' ? g_steal_pointer (&package) : NULL;
}

static char *
dup_id (const char *event)
{
  SipCursor cursor = sip_cursor (sip_slice (event, -1));
  g_autofree char *package = take_package (&cursor);
  SipParams params = { NULL };
  const char *fault = NULL;

  sip_params_read_header (&params, &cursor, &fault);

  char *id = g_strdup (sip_params_get (&params, "id"));

  sip_params_clear (&params);
  return id;
}

/**
 * ua_event_matches:
 * @event: the value of an Event header
 * @other: (nullable): another
 *
 * Tells whether both speak of one subscription: "event-type … id" are compared, case matters (RFC 6665 §8.2.1).
 *
 * Returns: %TRUE when they do
 */
gboolean
ua_event_matches (const char *event,
                  const char *other)
{
  g_return_val_if_fail (event != NULL, FALSE);

  g_autofree char *package = ua_event_dup_package (event);
  g_autofree char *other_package = ua_event_dup_package (other);

  if (package == NULL || g_strcmp0 (package, other_package) != 0)
    return FALSE;

  g_autofree char *id = dup_id (event);
  g_autofree char *other_id = dup_id (other);

  return g_strcmp0 (id, other_id) == 0;
}

static UaSubscriptionReason
read_reason (const char *text)
{
  static const char *const names[] = { "", "deactivated", "probation", "rejected", "timeout",
                                       "giveup", "noresource", "invariant" };

  for (guint i = 1; text != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (text, names[i]) == 0)
        return (UaSubscriptionReason) i;
    }
  return UA_SUBSCRIPTION_REASON_NONE;
}

static gint64
read_seconds (const SipParams *params,
              const char      *name)
{
  const char *text = sip_params_get (params, name);
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return -1;
  return (gint64) seconds;
}

/* A state of another name is treated as active (RFC 6665 §4.1.3 knows three, and lets extensions add some). */
static UaSubscriptionPhase
read_phase (const char *text)
{
  if (g_ascii_strcasecmp (text, "pending") == 0)
    return UA_SUBSCRIPTION_PENDING;
  return g_ascii_strcasecmp (text, "terminated") == 0 ? UA_SUBSCRIPTION_TERMINATED : UA_SUBSCRIPTION_ACTIVE;
}

/**
 * ua_subscription_state_parse:
 * @text: (nullable): the value of a Subscription-State header
 * @state: (out): what it says
 *
 * Reads how a subscription stands (RFC 6665 §8.2.3).
 *
 * Returns: %FALSE when there is no state in it
 */
gboolean
ua_subscription_state_parse (const char          *text,
                             UaSubscriptionState *state)
{
  g_return_val_if_fail (state != NULL, FALSE);

  g_autofree char *phase = ua_event_dup_package (text);
  SipParams params = { NULL };
  const char *fault = NULL;

  if (phase == NULL)
    return FALSE;

  SipCursor cursor = sip_cursor (sip_slice (text, -1));
  g_autofree char *spent = take_package (&cursor);

  sip_params_read_header (&params, &cursor, &fault);
  state->phase = read_phase (phase);
  state->reason = read_reason (sip_params_get (&params, "reason"));
  state->expires_s = read_seconds (&params, "expires");
  state->retry_after_s = (guint) MAX (read_seconds (&params, "retry-after"), 0);
  sip_params_clear (&params);
  return TRUE;
}
