/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* For the tests of calls that move to another path: the caller speaks at 1000 Hz, the callee at 440. */

#pragma once

#include "media-pair.h"

G_BEGIN_DECLS

/* A call in which both hear each other. */
Pair     *move_new_call          (void);
gboolean  move_callee_hears_1000 (Pair *pair);
gboolean  move_caller_hears_440  (Pair *pair);
gboolean  move_both_hear         (Pair *pair);
gboolean  move_both_hear_nothing (Pair *pair);
/* One path each, and it carries. */
gboolean  move_nobody_moves      (Pair *pair);

G_END_DECLS
