/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "torture-phone.h"

G_BEGIN_DECLS

/* One octet string and what the table says of it: "parse=accept;uas=481;vias=3". */
typedef struct
{
  char      *file; /* NULL: the message of the row itself */
  GPtrArray *clauses; /* of char *, "key=value" */
} Expectation;

void        expectation_free         (Expectation *self);
/* The whole column: several expectations where it speaks of several files. */
GPtrArray  *expectations_parse       (const char  *column);
const char *expectation_get          (Expectation *self,
                                      const char  *key); /* NULL: it says nothing about that */

/* Asserts every clause; an unknown one is a failure of its own. */
void        expectation_check        (Expectation *self,
                                      Received    *received);
void        expectation_check_stream (Expectation *self,
                                      Received    *datagram,
                                      Stream      *stream);

G_END_DECLS
