/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "sip-slice.h"

G_BEGIN_DECLS

/* One header field as the parser cut it. */
typedef struct
{
  SipHeader  header;
  SipSlice   name;     /* as written */
  SipSlice   value;    /* trimmed and without folds; points into the message or into @unfolded */
  char      *unfolded; /* NULL: there was no fold */
  char      *text;     /* of an unknown header, when somebody asked; else NULL */
} SipField;

/* One value of a known header, made when somebody asks for that header. */
typedef struct
{
  SipSlice    octets;
  char       *text;
  SipAddress *address;
  SipVia     *via;
  char       *method; /* of CSeq */
  gboolean    tried;   /* to parse it */
} SipValue;

typedef struct
{
  GArray  *items; /* of SipValue */
  gboolean too_many;
} SipValues;

struct _SipMessage
{
  GBytes    *bytes;
  GBytes    *body;
  SipMethod  method;
  char      *method_name; /* of a response: NULL until asked for */
  char      *version;
  SipUri    *request_uri;
  guint      status;
  char      *reason;
  GArray    *fields; /* of SipField, as they came */
  SipValues *values[SIP_N_HEADERS];
};

/* An empty message for the parser to fill. */
SipMessage      *sip_message_alloc        (void);
const SipValues *sip_message_get_values   (SipMessage *self,
                                           SipHeader   header);
SipValue        *sip_message_get_value    (SipMessage *self,
                                           SipHeader   header,
                                           guint       index); /* NULL: absent */
SipAddress      *sip_value_get_address    (SipValue   *self);
SipVia          *sip_value_get_via        (SipValue   *self);
void             sip_values_free          (SipValues  *self);
/* A message that we wrote ourselves: the caps of sip-limits.h are for others. */
SipMessage      *sip_parser_parse_own     (GBytes     *bytes,
                                           GError    **error);

/* The same as sip_parser_dup_redacted(): for what an error quotes, since errors reach logs too. */
char            *sip_redact               (SipSlice    octets);

G_END_DECLS
