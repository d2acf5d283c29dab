/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Candidates after the description (RFC 8838). Ours are found by webrtcbin in its own time; theirs are handed to it one
 * by one, checked like those of a description and no more of them. */

#include "media-pipeline-private.h"

/**
 * media_pipeline_set_trickling:
 * @self: a pipeline that has not described itself
 * @trickling: whether what is found later can be said later
 *
 * Lets the description come as soon as anything is known of us.
 */
void
media_pipeline_set_trickling (MediaPipeline *self,
                              gboolean       trickling)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  self->trickling = trickling;
}

/**
 * media_pipeline_is_trickling:
 * @self: the pipeline
 *
 * Tells whether its description came before its candidates did.
 *
 * Returns: TRUE when some may have been left for later
 */
gboolean
media_pipeline_is_trickling (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), FALSE);

  return self->trickling;
}

/**
 * media_pipeline_get_local:
 * @self: the pipeline
 *
 * Gets our side with the candidates known by now; its m= lines are webrtcbin's, and not those of the call.
 *
 * Returns: (transfer none) (nullable): the description
 */
const MediaSdp *
media_pipeline_get_local (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), NULL);

  if (self->local != NULL)
    self->local->complete = self->gathered;
  return self->local;
}

static gboolean
is_known (MediaPipeline        *self,
          const MediaCandidate *candidate)
{
  g_autofree char *value = media_candidate_write (candidate);

  for (guint i = 0; i < self->remote->candidates->len; i++)
    {
      g_autofree char *known = media_candidate_write (g_ptr_array_index (self->remote->candidates, i));

      if (g_str_equal (known, value))
        return TRUE;
    }

  return FALSE;
}

/* Whether there is anything but loopback, in which case loopback is of no use (TRUST 3.9). */
static gboolean
has_other (GPtrArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      if (!media_candidate_is_loopback (g_ptr_array_index (candidates, i)))
        return TRUE;
    }

  return FALSE;
}

/* While the peer is to check first (media-pipeline-reserve.c), this one waits with the others. */
static void
add_candidate (MediaPipeline        *self,
               const MediaCandidate *candidate)
{
  g_autofree char *value = media_candidate_write (candidate);
  g_autofree char *text = g_strconcat ("candidate:", value, NULL);

  g_ptr_array_add (self->remote->candidates, media_candidate_copy (candidate));
  if (self->kept_back != NULL)
    g_ptr_array_add (self->kept_back, media_candidate_copy (candidate));
  else
    g_signal_emit_by_name (self->webrtc, "add-ice-candidate", 0, text);
}

/**
 * media_pipeline_take_fragment:
 * @self: a pipeline that knows their description
 * @fragment: what has followed it
 *
 * Tries further ways to the peer (RFC 8838 §11); those that are known are not tried again. That no other will come is
 * only remembered: ICE gives up in its own time, and nothing is won by being sooner.
 */
void
media_pipeline_take_fragment (MediaPipeline       *self,
                              const MediaFragment *fragment)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self) && fragment != NULL);

  gboolean other;

  if (self->pipeline == NULL || self->remote == NULL || self->profile != MEDIA_PROFILE_WEBRTC)
    return;
  other = has_other (fragment->candidates) || has_other (self->remote->candidates);
  for (guint i = 0; i < fragment->candidates->len; i++)
    {
      const MediaCandidate *candidate = g_ptr_array_index (fragment->candidates, i);

      if (self->remote->candidates->len >= MEDIA_SDP_MAX_CANDIDATES)
        break;
      if ((!other || !media_candidate_is_loopback (candidate)) && !is_known (self, candidate))
        add_candidate (self, candidate);
    }
  self->remote->complete |= fragment->complete;
}
