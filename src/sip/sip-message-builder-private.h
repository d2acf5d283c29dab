/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-slice.h"

G_BEGIN_DECLS

struct _SipMessageBuilder
{
  gatomicrefcount  refs;
  GString         *start; /* the start line without its end */
  GArray          *lines; /* of SipBuilderLine */
  GBytes          *body;
};

typedef struct
{
  SipHeader  header;
  char      *name;
  GString   *value; /* may hold NUL where a peer's octets were copied */
} SipBuilderLine;

SipBuilderLine *sip_builder_nth         (SipMessageBuilder *self,
                                         guint              index);
/* Octets of a peer, copied as they came: they are already one line. */
void            sip_builder_append_copy (SipMessageBuilder *self,
                                         SipHeader          header,
                                         SipSlice           name,
                                         SipSlice           value);
/* Text of our own: line breaks in it become spaces. */
GString        *sip_builder_clean       (const char        *text);

G_END_DECLS
