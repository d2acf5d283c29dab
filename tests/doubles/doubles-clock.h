/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"

G_BEGIN_DECLS

/* The clock contract, moved by hand: 32 seconds cost nothing. */
#define DOUBLES_TYPE_CLOCK (doubles_clock_get_type ())
G_DECLARE_FINAL_TYPE (DoublesClock, doubles_clock, DOUBLES, CLOCK, GObject)

DoublesClock *doubles_clock_new         (void);
/* Fires what is due within @ms, in order; with 0, only what waits for the caller to return. */
void          doubles_clock_advance     (DoublesClock *self,
                                         guint         ms);
/* Moves to the next call to come and fires it and all others of that moment; FALSE when none is armed. */
gboolean      doubles_clock_advance_next (DoublesClock *self);
guint         doubles_clock_get_n_armed (DoublesClock *self);

G_END_DECLS
