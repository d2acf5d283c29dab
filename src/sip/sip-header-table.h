/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-grammar.h"
#include "sip-headers.h"

G_BEGIN_DECLS

/* What sip-header-names.py writes out of sip-header-names.in. */
#define SIP_HEADER_SLOTS 512

typedef struct
{
  const char *name;
  const char *compact; /* NULL: none */
  SipGrammar  grammar;
  gboolean    once; /* a second field of that name is an error (RFC 3261 §7.3.1) */
} SipHeaderRow;

typedef struct
{
  const char *word;
  SipHeader   header;
} SipHeaderSlot;

extern const SipHeaderRow  sip_header_table[SIP_N_HEADERS];
extern const guint32       sip_header_multiplier;
extern const SipHeaderSlot sip_header_slots[SIP_HEADER_SLOTS];

G_END_DECLS
