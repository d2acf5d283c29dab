/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-grammar.h"
#include "sip-headers.h"

G_BEGIN_DECLS

/* What sip-header-names.py writes out of sip-header-names.in. */
#define SIP_HEADER_SLOTS 1024

typedef struct
{
  const char *name;
  const char *compact; /* NULL: none */
  SipGrammar  grammar;
  gboolean    once; /* a second field of that name is an error (RFC 3261 §7.3.1) */
} SipHeaderRow;

typedef struct
{
  const char *word;   /* in lower case; NULL: nobody's slot */
  guint16     length;
  guint16     header;
} SipHeaderSlot;

extern const SipHeaderRow  sip_header_table[SIP_N_HEADERS];
extern const guint16       sip_header_factors[4];
extern const SipHeaderSlot sip_header_slots[SIP_HEADER_SLOTS];

G_END_DECLS
