/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-description-handler.h"

G_BEGIN_DECLS

/* A description handler without sound: it says what the test tells it, and writes down what it was asked.
 * Left alone it offers and answers one audio medium, held or not as set_hold() asked. */
#define DOUBLES_TYPE_DESCRIPTION_HANDLER (doubles_description_handler_get_type ())
G_DECLARE_FINAL_TYPE (DoublesDescriptionHandler, doubles_description_handler, DOUBLES, DESCRIPTION_HANDLER, GObject)

typedef enum
{
  DOUBLES_HANDLER_WILLING,
  DOUBLES_HANDLER_CANNOT_WRITE, /* get_description fails */
  DOUBLES_HANDLER_CANNOT_READ,  /* set_description fails */
  DOUBLES_HANDLER_HANGS,        /* neither ends before it is willing again */
} DoublesHandlerMood;

DoublesDescriptionHandler *doubles_description_handler_new       (void);
void                       doubles_description_handler_set_mood  (DoublesDescriptionHandler *self,
                                                                  DoublesHandlerMood         mood);
/* The accept gate: while shut, any call but close() aborts the test. Open to begin with. */
void                       doubles_description_handler_shut_gate (DoublesDescriptionHandler *self,
                                                                  gboolean                   shut);
/* Whether telephone-event is not agreed on; FALSE to begin with. */
void                       doubles_description_handler_set_toneless (DoublesDescriptionHandler *self,
                                                                  gboolean                   toneless);
/* Whether fragments may follow its descriptions; not to begin with. What they make of it is written down as "trickle none",
 * "trickle half" or "trickle full", what came as "fragment TEXT". One that begins with "bad" cannot be read. */
void                       doubles_description_handler_set_trickles (DoublesDescriptionHandler *self,
                                                                  gboolean                   trickles);
/* What follows its last description from now on; NULL: nothing. */
void                       doubles_description_handler_follow    (DoublesDescriptionHandler *self,
                                                                  const char                *fragment);
/* Whether it can be forked; not to begin with. What a fork is asked is written down by who was forked, "1 write". */
void                       doubles_description_handler_set_forks (DoublesDescriptionHandler *self,
                                                                  gboolean                   forks);
guint                      doubles_description_handler_get_number (DoublesDescriptionHandler *self); /* 0: no fork */
/* How often it can make an offer of another kind when one was refused; 0 to begin with. */
void                       doubles_description_handler_set_kinds (DoublesDescriptionHandler *self,
                                                                  guint                      kinds);
/* What the next description is; NULL: its own again. */
void                       doubles_description_handler_say       (DoublesDescriptionHandler *self,
                                                                  const char                *description);
/* The last description it was given; NULL: none. */
const char                *doubles_description_handler_get_read  (DoublesDescriptionHandler *self);
gboolean                   doubles_description_handler_is_closed (DoublesDescriptionHandler *self);
/* What happened since the last call: "write", "read", "rollback", "hold", "resume", "renew", "digits 12#", "close",
 * with ", " between. */
void                       doubles_description_handler_expect    (DoublesDescriptionHandler *self,
                                                                  const char                *heard);
/* The same as text, not forgotten afterwards. */
char                      *doubles_description_handler_dup_asked (DoublesDescriptionHandler *self);
/* What kind of trouble its errors are from now on. */
void                       doubles_description_handler_judge_as  (DoublesDescriptionHandler *self,
                                                                  UaDescriptionFault         fault);
void                       doubles_description_handler_break     (DoublesDescriptionHandler *self);

G_END_DECLS
