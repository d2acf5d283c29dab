/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-search.h"
#include "transport-service.h"

G_BEGIN_DECLS

/* What DNS said of one name. */
typedef enum
{
  TRANSPORT_ANSWER_PENDING,
  TRANSPORT_ANSWER_FAILED, /* nothing, not even that there is nothing */
  TRANSPORT_ANSWER_NONE,   /* there are no such records */
  TRANSPORT_ANSWER_ABSENT, /* there are, and they say that the service is not there */
  TRANSPORT_ANSWER_GIVEN,
} TransportAnswerState;

typedef struct
{
  TransportAnswerState state;
  GPtrArray           *servers; /* of TransportSrv, in their order; only when GIVEN */
} TransportAnswer;

void             transport_answer_free         (TransportAnswer      *self);

/* TransportTarget, maybe none (transfer full). @answers: name → TransportAnswer. */
GPtrArray       *transport_search_assemble     (const TransportPlace *place,
                                                GPtrArray            *services,
                                                GHashTable           *answers);
/* DNS failed, so that what was assembled rests on nothing it said, or on nothing it said of secure services where
 * @remembered (NULL: nothing) is one. */
gboolean         transport_search_is_in_dark   (GPtrArray             *services,
                                                GHashTable            *answers,
                                                const TransportTarget *remembered);
/* Puts what is remembered where it belongs: in its own place, or first. */
void             transport_search_recall       (GPtrArray            *targets,
                                                TransportTarget      *remembered,
                                                gboolean              in_dark);
/* The host whose address tells whether DNS works; NULL: none has to be looked up. */
char            *transport_search_dup_witness  (GPtrArray            *targets,
                                                TransportTarget      *remembered);

G_END_DECLS
