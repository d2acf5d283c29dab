/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-description-handler.h"
#include "doubles-desk.h"

G_BEGIN_DECLS

typedef enum
{
  DOUBLES_ALICE,
  DOUBLES_BOB,
  DOUBLES_CAROL,
  DOUBLES_N_TRIO
} DoublesTrioName;

/* Three people who can all reach each other, by a wire that knows who is where and has nothing to say itself. Every call
 * is a new one; each has its own sound. */
typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desks[DOUBLES_N_TRIO];
  GPtrArray    *sessions; /* all that were made by the trio */
  GPtrArray    *handlers;
} DoublesTrio;

DoublesTrio *doubles_trio_new      (void);
/* Ends what is left, and then nothing may be left. */
void         doubles_trio_free     (DoublesTrio          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesTrio, doubles_trio_free)

/* Within @ms, in small steps; everything that is said is carried. */
void         doubles_trio_advance  (DoublesTrio          *self,
                                    guint                 ms);
UaDescriptionHandler *doubles_trio_make_handler (DoublesTrio *self); /* borrowed */
/* @session is ended and looked after with the rest. Borrowed. */
UaSession   *doubles_trio_keep     (DoublesTrio          *self,
                                    gpointer              session); /* transfer full */
/* The newest call that came in there is accepted; borrowed; NULL: none waits. */
UaSession   *doubles_trio_accept   (DoublesTrio          *self,
                                    DoublesTrioName       who);
/* @caller calls @called, who accepts. The caller's end; borrowed. */
UaSession   *doubles_trio_call     (DoublesTrio          *self,
                                    DoublesTrioName       caller,
                                    DoublesTrioName       called);

G_END_DECLS
