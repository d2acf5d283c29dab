/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that is about to move, and how it stands. */

#include "media-move.h"

#include "media-pipeline-private.h"
#include "media-session-private.h"

gboolean
move_callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

gboolean
move_caller_hears_440 (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440);
}

gboolean
move_both_hear (Pair *pair)
{
  return move_caller_hears_440 (pair) && move_callee_hears_1000 (pair);
}

gboolean
move_both_hear_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair)) && pair_hears_nothing (pair_callee (pair));
}

/* One path each, and it carries. */
gboolean
move_nobody_moves (Pair *pair)
{
  MediaSession *const sides[] = { pair_caller (pair), pair_callee (pair) };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      if (sides[i]->fresh != NULL || sides[i]->former != NULL || !media_pipeline_is_connected (sides[i]->pipeline))
        return FALSE;
    }

  return TRUE;
}

Pair *
move_new_call (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, move_both_hear);

  return pair;
}
