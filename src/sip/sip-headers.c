/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the name in a message to a number and back. The list itself is a text file, so that adding a header is
 * adding a line. */

#include "sip-header-table.h"

#include <string.h>

/**
 * sip_header_lookup:
 * @name: a header name, full or compact, in any case
 * @length: its length in octets, or -1 where it ends with NUL
 *
 * Finds the number of a header.
 *
 * Returns: the header, or %SIP_HEADER_UNKNOWN
 */
SipHeader
sip_header_lookup (const char *name,
                   gssize      length)
{
  const SipHeaderSlot *slot;
  guint32 hash = 0;
  gsize n;

  g_return_val_if_fail (name != NULL, SIP_HEADER_UNKNOWN);

  n = length < 0 ? strlen (name) : (gsize) length;
  for (gsize i = 0; i < n; i++)
    hash = hash * sip_header_multiplier + (guint8) g_ascii_tolower (name[i]);

  slot = &sip_header_slots[(hash ^ (hash >> 16)) % SIP_HEADER_SLOTS];
  if (slot->word == NULL || strlen (slot->word) != n || g_ascii_strncasecmp (slot->word, name, n) != 0)
    return SIP_HEADER_UNKNOWN;
  return slot->header;
}

/**
 * sip_header_get_name:
 * @header: a header
 *
 * The name as the RFCs write it.
 *
 * Returns: (nullable): the name; %NULL for %SIP_HEADER_UNKNOWN
 */
const char *
sip_header_get_name (SipHeader header)
{
  g_return_val_if_fail (header < SIP_N_HEADERS, NULL);

  return sip_header_table[header].name;
}

/**
 * sip_header_get_compact:
 * @header: a header
 *
 * The compact form, one lower-case letter (RFC 3261 §7.3.3).
 *
 * Returns: (nullable): the letter; %NULL where there is none
 */
const char *
sip_header_get_compact (SipHeader header)
{
  g_return_val_if_fail (header < SIP_N_HEADERS, NULL);

  return sip_header_table[header].compact;
}

/**
 * sip_header_is_list:
 * @header: a header
 *
 * Whether one field may hold several values with commas between them.
 *
 * Returns: %TRUE for a list; %FALSE for every unknown header
 */
gboolean
sip_header_is_list (SipHeader header)
{
  g_return_val_if_fail (header < SIP_N_HEADERS, FALSE);

  return sip_grammar_is_list (sip_header_table[header].grammar);
}

/**
 * sip_header_is_single:
 * @header: a header
 *
 * Whether a message with two fields of that name is wrong (RFC 3261 §7.3.1).
 *
 * Returns: %TRUE when it may appear only once
 */
gboolean
sip_header_is_single (SipHeader header)
{
  g_return_val_if_fail (header < SIP_N_HEADERS, FALSE);

  return sip_header_table[header].once;
}
