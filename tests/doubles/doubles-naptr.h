/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-naptr-query.h"

G_BEGIN_DECLS

/* NAPTR records as the test says; by default there are none. */
#define DOUBLES_TYPE_NAPTR (doubles_naptr_get_type ())
G_DECLARE_FINAL_TYPE (DoublesNaptr, doubles_naptr, DOUBLES, NAPTR, TransportNaptrQuery)

DoublesNaptr *doubles_naptr_new         (void);
/* "10 20 s SIPS+D2T - _sips._tcp.example.org" each: order, preference, flags, service, rule, replacement, where "-"
 * is an empty text (NULL-terminated). */
void          doubles_naptr_set_records (DoublesNaptr      *self,
                                         const char *const *records);
/* DNS fails. */
void          doubles_naptr_set_failing (DoublesNaptr      *self,
                                         gboolean           failing);
/* Questions end only when they are cancelled, or when this is undone. */
void          doubles_naptr_hold        (DoublesNaptr      *self,
                                         gboolean           hold);
/* Domains that were asked for, each with a blank after it. */
const char   *doubles_naptr_get_heard   (DoublesNaptr      *self);

/* A message of DNS that answers with these records. */
GByteArray   *doubles_naptr_write       (const char *const *records);

G_END_DECLS
