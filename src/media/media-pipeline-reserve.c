/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The peer checks first. Whoever answers a peer that starts ICE anew could check its candidates at once, and our checks
 * would overtake our answer. Chromium then takes them for those of a stranger whose priority is low (RFC 8445 7.3.1.3),
 * finds its new socket served well enough by our old one, which it has found already, and throws the pair away; it was
 * back three seconds later, when nothing had come from the old one for long enough, or never. So its candidates are
 * kept back until it has had time to read the answer; what it sends is answered meanwhile. */

#include "media-pipeline-reserve-private.h"

#include "media-pipeline-private.h"

#define HEAD_START_MS 150

/**
 * media_pipeline_set_reserved:
 * @self: an open pipeline, not negotiated yet
 *
 * From the answer on lets the peer check first; for whoever has spoken with it by another pipeline already.
 */
void
media_pipeline_set_reserved (MediaPipeline *self)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  self->reserved = TRUE;
}

/* Their candidates go aside before webrtcbin sees them. */
void
media_pipeline_keep_back (MediaPipeline *self)
{
  if (!self->reserved || self->remote->candidates->len == 0)
    return;
  self->kept_back = self->remote->candidates;
  self->remote->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) media_candidate_free);
  self->remote->complete = FALSE;
}

static gboolean
head_start_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;

  for (guint i = 0; i < self->kept_back->len; i++)
    {
      g_autofree char *value = media_candidate_write (g_ptr_array_index (self->kept_back, i));
      g_autofree char *text = g_strconcat ("candidate:", value, NULL);

      g_signal_emit_by_name (self->webrtc, "add-ice-candidate", 0, text);
    }
  g_clear_pointer (&self->kept_back, g_ptr_array_unref);

  return G_SOURCE_REMOVE;
}

/* Our answer is ready; that it is sent now is as good as certain. */
void
media_pipeline_begin_head_start (MediaPipeline *self)
{
  if (self->kept_back != NULL)
    self->reserve_source = media_pipeline_add_timeout (self, HEAD_START_MS, head_start_cb);
}
