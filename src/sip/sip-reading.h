/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-slice.h"

G_BEGIN_DECLS

/* The memory that one value lives in: a block of its own behind the value's struct, and further blocks for the few values
 * that need more than was thought. All of it goes at once. */
typedef struct
{
  char   *at; /* free octets of the newest block */
  char   *end;
  GSList *more;
} SipPack;

/* Every piece is aligned for any use. */
gpointer    sip_pack_take  (SipPack    *self,
                            gsize       size);
void        sip_pack_clear (SipPack    *self);

#define SIP_READING_CUTS 24

/* A value while it is read. Its octets were copied once, into the pack, and the cursor runs over that copy; when all of it is
 * understood, a NUL is laid behind each part, where a delimiter stood that nobody needs any longer. */
typedef struct
{
  SipPack   *pack;
  char      *copy;
  SipCursor  cursor;
  gboolean   lenient; /* of our own making, and not held to the limits for others */
  guint      n_cuts;
  char      *cuts[SIP_READING_CUTS];
} SipReading;

/* How much of a pack a value of @length octets will want, as a rule. */
gsize       sip_reading_estimate (gsize        length);
void        sip_reading_begin    (SipReading  *self,
                                  SipPack     *pack,
                                  SipSlice     octets);
/* A part of the copy, which is a C string from sip_reading_end() on. */
char       *sip_reading_text     (SipReading  *self,
                                  SipSlice     part);
/* The same in lower case. */
char       *sip_reading_lower    (SipReading  *self,
                                  SipSlice     part);
/* Takes a string that had to be written anew; the pack has it afterwards. */
const char *sip_reading_adopt    (SipReading  *self,
                                  char        *text);
void        sip_reading_end      (SipReading  *self);

G_END_DECLS
