/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the name in a message to a number and back. The list itself is a text file, so that adding a header is
 * adding a line. */

#include "sip-header-table.h"

#include <string.h>

/* Large and small letters alike; what else that maps together is told apart by the comparison. */
static inline guint
trait (SipSlice name,
       gsize    at)
{
  return (guint8) name.data[at] | 0x20;
}

/* The bit that lower-case letters have, and digits and '-' have not. */
#define LETTERS G_GUINT64_CONSTANT (0x4040404040404040)

/* Octets against those of a word in lower case: a letter may differ in the one bit that makes it large. */
static inline gboolean
same (guint64 octets,
      guint64 word)
{
  return ((octets ^ word) & ~((word & LETTERS) >> 1)) == 0;
}

static inline guint64
eight (const char *at)
{
  guint64 octets;

  memcpy (&octets, at, sizeof octets);
  return octets;
}

static inline guint64
four (const char *at)
{
  guint32 octets;

  memcpy (&octets, at, sizeof octets);
  return octets;
}

/* Eight or four at a time; the last of them overlap. */
static gboolean
is_word (SipSlice    name,
         const char *word)
{
  const char *at = name.data;
  gsize last;

  if (name.length < 4)
    {
      for (gsize i = 0; i < name.length; i++)
        if (sip_char_lower (at[i]) != word[i])
          return FALSE;
      return TRUE;
    }
  if (name.length < 8)
    return same (four (at), four (word)) && same (four (at + name.length - 4), four (word + name.length - 4));
  last = name.length - 8;
  for (gsize i = 0; i < last; i += 8)
    if (!same (eight (at + i), eight (word + i)))
      return FALSE;
  return same (eight (at + last), eight (word + last));
}

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
  SipSlice slice;
  guint hash;

  g_return_val_if_fail (name != NULL, SIP_HEADER_UNKNOWN);

  slice = sip_slice (name, length);
  if (slice.length == 0)
    return SIP_HEADER_UNKNOWN;
  hash = trait (slice, 0) * sip_header_factors[0] + trait (slice, slice.length / 2) * sip_header_factors[1]
         + trait (slice, slice.length - 1) * sip_header_factors[2] + (guint) slice.length * sip_header_factors[3];
  slot = &sip_header_slots[hash % SIP_HEADER_SLOTS];
  return slot->length == slice.length && is_word (slice, slot->word) ? slot->header : SIP_HEADER_UNKNOWN;
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
