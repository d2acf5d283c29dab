/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The far end may be several telephones, each in a dialog of its own. It speaks in one of them at a time; the others are
 * remembered. */

#include "scene-far.h"

void
scene_far_keep_dialog (SceneFar *self)
{
  if (self->call_id != NULL && self->our_tag != NULL)
    g_hash_table_replace (self->dialogs, g_strdup (self->call_id), g_strjoin ("\n", self->our_tag, self->far_tag, NULL));
}

void
scene_far_turn_to (SceneFar   *self,
                   const char *call_id)
{
  const char *kept;

  if (call_id == NULL || g_strcmp0 (call_id, self->call_id) == 0)
    return;
  scene_far_keep_dialog (self);
  kept = g_hash_table_lookup (self->dialogs, call_id);
  if (kept == NULL)
    return;

  g_auto (GStrv) tags = g_strsplit (kept, "\n", 2);

  g_set_str (&self->call_id, call_id);
  g_set_str (&self->our_tag, tags[0]);
  g_set_str (&self->far_tag, tags[1]);
}
