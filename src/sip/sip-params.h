/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-reading.h"

G_BEGIN_DECLS

/* Parameters after a semicolon, in their order: of a URI, an address, a Via, an Event. Names ignore case. */
typedef struct
{
  const char *name;  /* URI: escapes of harmless characters taken out */
  const char *value; /* without quotes; NULL: none written */
  const char *wire;  /* how both go on the wire, where that is not name=value as they stand; else NULL */
  gboolean    quoted;
} SipParam;

typedef struct
{
  SipParam *items;
  guint     count;
  guint     size;
  SipPack  *own; /* of parameters that belong to no value; else NULL */
} SipParams;

/* Both take ";name=value…" from where the reading stands and stop at what is no semicolon. */
gboolean        sip_params_take_uri           (SipParams        *self,
                                               SipReading       *from,
                                               const char      **fault);
gboolean        sip_params_take_header        (SipParams        *self,
                                               SipReading       *from,
                                               const char      **fault);
/* The same for a header whose value is no address and no Via; sip_params_clear() frees what was read. */
gboolean        sip_params_read_header        (SipParams        *self,
                                               SipCursor        *from,
                                               const char      **fault);
void            sip_params_clear              (SipParams        *self);

guint           sip_params_count              (const SipParams  *self);
const SipParam *sip_params_nth                (const SipParams  *self,
                                               guint             index);
const SipParam *sip_params_find               (const SipParams  *self,
                                               const char       *name);
/* "" for a parameter without a value, NULL for one that is not there. */
const char     *sip_params_get                (const SipParams  *self,
                                               const char       *name);
void            sip_params_append_to          (const SipParams  *self,
                                               GString          *to);
/* With one of them changed or added; @value NULL leaves it out, "" writes it without a value. */
void            sip_params_append_uri_with    (const SipParams  *self,
                                               GString          *to,
                                               const char       *name,
                                               const char       *value);
void            sip_params_append_header_with (const SipParams  *self,
                                               GString          *to,
                                               const char       *name,
                                               const char       *value);

/* The octet that "%HH" stands for; there must be one. */
char            sip_escape_decode      (const char       *escape);
/* %HH of characters that need none become those characters; other escapes become upper case. Never makes a
 * NUL, a control character or a delimiter (RFC 3261 §19.1.4). */
char           *sip_escape_normalise   (SipSlice         text);
/* The other way: what is not of @classes becomes %HH; escapes already there stay. */
void            sip_escape_append      (GString         *to,
                                        const char      *text,
                                        SipCharClass     classes);

G_END_DECLS
