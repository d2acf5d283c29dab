/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-slice.h"

G_BEGIN_DECLS

/* Parameters after a semicolon, in their order: of a URI, an address, a Via, an Event. Names ignore case. */
typedef struct
{
  char *name;    /* URI: escapes of harmless characters taken out */
  char *value;   /* without quotes; NULL: none written */
  char *written; /* name and value as they go on the wire */
} SipParam;

typedef struct
{
  GArray *items; /* of SipParam; NULL: none */
} SipParams;

/* Both read ";name=value…" from where the cursor stands and stop at what is no semicolon. */
gboolean        sip_params_read_uri    (SipParams       *self,
                                        SipCursor       *from,
                                        const char     **fault);
gboolean        sip_params_read_header (SipParams       *self,
                                        SipCursor       *from,
                                        const char     **fault);
void            sip_params_copy        (SipParams       *self,
                                        const SipParams *from);
void            sip_params_clear       (SipParams       *self);

guint           sip_params_count       (const SipParams *self);
const SipParam *sip_params_nth         (const SipParams *self,
                                        guint            index);
const SipParam *sip_params_find        (const SipParams *self,
                                        const char      *name);
/* "" for a parameter without a value, NULL for one that is not there. */
const char     *sip_params_get         (const SipParams *self,
                                        const char      *name);
/* @value NULL takes the parameter away, "" sets it without a value. */
void            sip_params_set_uri     (SipParams       *self,
                                        const char      *name,
                                        const char      *value);
void            sip_params_set_header  (SipParams       *self,
                                        const char      *name,
                                        const char      *value);
void            sip_params_append_to   (const SipParams *self,
                                        GString         *to);

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
