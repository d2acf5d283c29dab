/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-slice.h"

G_BEGIN_DECLS

/* A header field, "Name: value" and a NUL, somewhere in the builder's text. */
typedef struct
{
  SipHeader header;
  gsize     at;
  gsize     value;  /* where that begins */
  gsize     length; /* of all, without the NUL; the value may hold others, where a peer's octets were copied */
} SipBuilderLine;

struct _SipMessageBuilder
{
  gatomicrefcount  refs;
  GString         *text;  /* the start line, and every field that was ever written, also those taken away since */
  gsize            start; /* how long the start line is */
  GArray          *lines; /* of SipBuilderLine, in the order of the message */
  GBytes          *body;
};

SipBuilderLine *sip_builder_nth         (SipMessageBuilder *self,
                                         guint              index);
/* Writes a field that sip_builder_insert() puts in its place. Octets of a peer are one line already. */
SipBuilderLine  sip_builder_write       (SipMessageBuilder *self,
                                         SipHeader          header,
                                         SipSlice           name,
                                         SipSlice           value);
/* Text of our own: line breaks in it, from @at on, become spaces. */
void            sip_builder_clean       (SipMessageBuilder *self,
                                         gsize              at);

G_END_DECLS
