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
  SipSlice   name;     /* as written */
  SipSlice   value;    /* trimmed and without folds; points into the message or into @unfolded */
  char      *unfolded; /* NULL: there was no fold */
  SipHeader  header;
  guint      next;     /* the next field of the same header, from 1, once one was asked for; 0: none */
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

/* All values of one header; good until another header is asked for. */
typedef struct
{
  SipValue *items;
  guint     count;
  gboolean  too_many;
} SipValues;

typedef struct _SipValueTable SipValueTable;

#define SIP_FIRST_FIELDS 16
#define SIP_MAX_FIELDS   G_MAXUINT16 /* of any message, also of our own */

struct _SipMessage
{
  gatomicrefcount  refs;
  SipMethod        method;
  const char      *method_name; /* of a response: NULL until asked for */
  char            *own_method;  /* that, where it is none that we know */
  const char      *version;
  char            *own_version; /* that, where it is not the usual one */
  guint            status;
  SipSlice         phrase;      /* the reason phrase as written */
  char            *reason;      /* NULL until asked for */
  SipUri          *request_uri;
  GBytes          *source;      /* what was parsed; all slices point into it */
  SipSlice         head;        /* from the start line to the blank line, with what stood before */
  SipSlice         rest;        /* the body */
  GBytes          *bytes;       /* NULL until asked for */
  GBytes          *body;        /* NULL until asked for */
  SipField        *fields;      /* as they came */
  guint            n_fields;
  guint            room;
  char           **texts;       /* of unknown fields, by their place; NULL until asked for */
  SipValueTable   *values;      /* NULL until asked for */
  SipField         first_fields[SIP_FIRST_FIELDS];
};

/* An empty message for the parser to fill. */
SipMessage *sip_message_alloc        (void);
void        sip_message_make_room    (SipMessage *self);

static inline void
sip_message_add_field (SipMessage     *self,
                       const SipField *field)
{
  if (G_UNLIKELY (self->n_fields == self->room))
    sip_message_make_room (self);
  self->fields[self->n_fields++] = *field;
}

SipMethod   sip_method_from_slice    (SipSlice    name);
void        sip_message_set_method   (SipMessage *self,
                                      SipSlice    name);
SipValues   sip_message_get_values   (SipMessage *self,
                                      SipHeader   header);
SipValue   *sip_message_get_value    (SipMessage *self,
                                      SipHeader   header,
                                      guint       index); /* NULL: absent */
SipAddress *sip_value_get_address    (SipValue   *self);
SipVia     *sip_value_get_via        (SipValue   *self);
void        sip_value_table_free     (SipValueTable *self);
/* A message that we wrote ourselves: the caps of sip-limits.h are for others. */
SipMessage *sip_parser_parse_own     (GBytes     *bytes,
                                      GError    **error);

/* The same as sip_parser_dup_redacted(): for what an error quotes, since errors reach logs too. */
char       *sip_redact               (SipSlice    octets);

G_END_DECLS
