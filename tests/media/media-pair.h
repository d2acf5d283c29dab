/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two handlers in one process that hand each other their descriptions as a session would, and a way to wait for
 * what a person would hear. Every wait has one deadline and runs the main context; nothing sleeps. */

#pragma once

#include "media-engine.h"
#include "media-error.h"
#include "media-session.h"

G_BEGIN_DECLS

#define PAIR_DEADLINE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  MediaEngine          *engine;
  UaDescriptionHandler *caller;
  UaDescriptionHandler *callee;
  GString              *caller_tones; /* keys that arrived there */
  GString              *callee_tones;
  guint                 n_failed;
} Pair;

typedef gboolean (*PairCondition) (Pair *pair);

/* Lines of a description to be changed on their way from caller to callee. */
typedef char *(*PairRewrite) (const char *description);

/* Iterates until @condition holds; fails the test when it does not in time. */
#define pair_wait(pair, condition) pair_wait_named (pair, condition, #condition)
void          pair_wait_named    (Pair                  *pair,
                                  PairCondition          condition,
                                  const char            *name);
/* For waits of one's own: keeps the main context turning. */
gboolean      pair_tick_cb       (gpointer               user_data);

/* The contract's pairs of functions, waited for; @user_data of the callback: GAsyncResult **. */
void          pair_result_cb     (GObject               *source,
                                  GAsyncResult          *result,
                                  gpointer               user_data);
GAsyncResult *pair_wait_result   (GAsyncResult         **slot);
char         *pair_get           (UaDescriptionHandler  *handler,
                                  GError               **error);
gboolean      pair_set           (UaDescriptionHandler  *handler,
                                  const char            *description,
                                  GError               **error);
/* One offer and its answer from @from to @to. */
void          pair_exchange      (UaDescriptionHandler  *from,
                                  UaDescriptionHandler  *to,
                                  PairRewrite            rewrite);

/* @callee_microphone NULL: an echo. */
Pair         *pair_new           (const char            *caller_microphone,
                                  const char            *callee_microphone);
/* Collects the tones and failures of a handler made otherwise. */
void          pair_watch         (Pair                  *pair,
                                  UaDescriptionHandler  *handler,
                                  GString               *tones);
/* Hangs up on both sides and checks that nobody holds on to anything. */
void          pair_free          (Pair                  *pair);
MediaSession  *pair_caller        (Pair                  *pair);
MediaSession  *pair_callee        (Pair                  *pair);
gboolean      pair_is_connected  (Pair                  *pair);
/* Whether @handler hears a tone of @frequency at a sane level. */
gboolean      pair_hears         (MediaSession           *handler,
                                  double                 frequency);
gboolean      pair_hears_nothing (MediaSession           *handler);

G_END_DECLS
