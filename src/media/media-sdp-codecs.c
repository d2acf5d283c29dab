/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of a description we choose, where a person or the far end has a say in it: the order of the codecs, and how
 * much sound a packet holds. */

#include "media-sdp-codecs.h"

#include "media-error.h"

#define PTIME_MS 20

/* Those of one codec, or, with NULL, what is no sound. */
static void
move_formats (GArray           *chosen,
              const GArray     *formats,
              const MediaCodec *codec)
{
  for (guint i = 0; i < formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (formats, MediaFormat, i);

      if (codec != NULL ? format->codec == codec : !media_codec_is_sound (format->codec))
        g_array_append_vals (chosen, format, 1);
    }
}

static void
keep_formats (GArray       *chosen,
              const GArray *formats,
              GPtrArray    *wanted)
{
  for (guint i = 0; i < formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (formats, MediaFormat, i);

      if (!media_codec_is_sound (format->codec) || g_ptr_array_find (wanted, format->codec, NULL))
        g_array_append_vals (chosen, format, 1);
    }
}

/**
 * media_sdp_prefer:
 * @self: theirs
 * @names: (nullable) (array zero-terminated=1): the codecs a person wants, best first; NULL: whatever is ours
 * @is_answer: whether it answers an offer of ours, which has told them our order; then theirs holds, for they will
 *   send in the first they name (RFC 3264 §6.1)
 * @error: (out): that nothing is left (%MEDIA_ERROR_INCOMPATIBLE)
 *
 * Leaves of their formats what may be talked in, in the order of preference. Names that are none of ours count as
 * little as in media_codec_list_offered().
 *
 * Returns: TRUE when there is a codec left
 */
gboolean
media_sdp_prefer (MediaSdp           *self,
                  const char *const  *names,
                  gboolean            is_answer,
                  GError            **error)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, TRUE, sizeof (MediaFormat));
  g_autoptr (GPtrArray) wanted = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  self->is_ordered = is_answer || names != NULL;
  if (names == NULL)
    return TRUE;
  wanted = media_codec_list_offered (names);
  for (guint i = 0; i < wanted->len && !is_answer; i++)
    {
      if (media_codec_is_sound (g_ptr_array_index (wanted, i)))
        move_formats (chosen, self->formats, g_ptr_array_index (wanted, i));
    }
  if (is_answer)
    keep_formats (chosen, self->formats, wanted);
  else
    move_formats (chosen, self->formats, NULL);
  g_array_set_size (self->formats, 0);
  g_array_append_vals (self->formats, chosen->data, chosen->len);
  if (media_sdp_choose_format (self) == NULL)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE, "no codec that this account wants");
      return FALSE;
    }

  return TRUE;
}

/**
 * media_sdp_choose_ptime:
 * @self: theirs
 *
 * Chooses how much sound a packet to them holds: what they ask for as near as our encoders come to it, and never
 * more than they can take (RFC 8866 §6.4).
 *
 * Returns: 10, 20, 40 or 60 ms
 */
guint
media_sdp_choose_ptime (const MediaSdp *self)
{
  const guint lengths[] = { 60, 40, 20 };
  guint wanted;

  g_return_val_if_fail (self != NULL, PTIME_MS);

  wanted = self->ptime > 0 ? self->ptime : PTIME_MS;
  if (self->max_ptime > 0)
    wanted = MIN (wanted, self->max_ptime);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      if (wanted >= lengths[i])
        return lengths[i];
    }

  return 10;
}
