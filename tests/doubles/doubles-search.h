/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-search.h"

#include "doubles-clock.h"
#include "doubles-naptr.h"
#include "doubles-resolver.h"
#include "doubles-wait.h"

G_BEGIN_DECLS

/* A fixture for searches: DNS that does what the test says, and a clock that the test moves. */
typedef struct
{
  DoublesClock    *clock;
  DoublesResolver *resolver;
  DoublesNaptr    *naptr;
  SipTokens       *tokens;
  TransportTarget *remembered; /* NULL: nothing */
} DoublesSearch;

void doubles_search_set_up       (DoublesSearch *self,
                                  gconstpointer  data);
/* Asserts that no timer and no question is left behind. */
void doubles_search_tear_down    (DoublesSearch *self,
                                  gconstpointer  data);
/* SRV records from now on: "10 60 5061 sip1.example.org; 20 0 5061 sip2.example.org" */
void doubles_search_serve        (DoublesSearch *self,
                                  const char    *name,
                                  const char    *records);
void doubles_search_start        (DoublesSearch *self,
                                  const char    *server,
                                  GCancellable  *cancellable,
                                  DoublesAnswer *answer);
/* The URIs of the targets, "tls://a:5061@192.0.2.1" for one that is pinned; all have the identity example.org. */
void doubles_search_assert_ends  (DoublesAnswer *answer,
                                  const char    *expected);
void doubles_search_assert_finds (DoublesSearch *self,
                                  const char    *server,
                                  const char    *expected);

G_END_DECLS
