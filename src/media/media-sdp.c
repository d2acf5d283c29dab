/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A description as a value. Everything that comes from the network and everything that goes to webrtcbin
 * passes through this form, so neither side ever sees the other's text (TRUST 3.12). Reading it is in
 * media-sdp-parse.c, writing it in media-sdp-write.c; the offers and answers made of it are here. */

#include "media-sdp-rtp.h"

#include "media-sdp-codecs.h"
#include "media-sdp-video.h"

static void
line_free (gpointer data)
{
  MediaLine *line = data;

  g_free (line->media);
  g_free (line->protocol);
  g_free (line->format);
  g_free (line->mid);
  g_free (line);
}

static void
candidate_free (gpointer data)
{
  media_candidate_free (data);
}

static gpointer
candidate_copy (gconstpointer src,
                gpointer      data)
{
  return media_candidate_copy (src);
}

static void
sdp_clear (gpointer data)
{
  MediaSdp *self = data;

  g_ptr_array_unref (self->lines);
  g_free (self->ufrag);
  g_free (self->pwd);
  g_free (self->hash);
  g_free (self->fingerprint);
  g_array_unref (self->formats);
  g_ptr_array_unref (self->candidates);
  media_sdp_clear_rtp (self);
  media_sdp_video_free (self->video);
}

/**
 * media_sdp_new:
 *
 * Makes an empty description.
 *
 * Returns: (transfer full): the description
 */
MediaSdp *
media_sdp_new (void)
{
  MediaSdp *self = g_atomic_rc_box_new0 (MediaSdp);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->formats = g_array_new (FALSE, TRUE, sizeof (MediaFormat));
  self->candidates = g_ptr_array_new_with_free_func (candidate_free);
  self->direction = MEDIA_DIRECTION_BOTH;
  self->cryptos = media_sdp_new_cryptos ();

  return self;
}

/**
 * media_sdp_copy:
 * @self: the description
 *
 * Copies a description, to change the copy.
 *
 * Returns: (transfer full): the copy
 */
MediaSdp *
media_sdp_copy (const MediaSdp *self)
{
  MediaSdp *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_atomic_rc_box_new0 (MediaSdp);
  *copy = *self;
  copy->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < self->lines->len; i++)
    media_sdp_add_line (copy, g_ptr_array_index (self->lines, i));
  copy->ufrag = g_strdup (self->ufrag);
  copy->pwd = g_strdup (self->pwd);
  copy->hash = g_strdup (self->hash);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->formats = g_array_copy (self->formats);
  copy->candidates = g_ptr_array_copy (self->candidates, candidate_copy, NULL);
  media_sdp_copy_rtp (copy, self);
  copy->video = media_sdp_video_copy (self->video);

  return copy;
}

/**
 * media_sdp_ref:
 * @self: the description
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaSdp *
media_sdp_ref (MediaSdp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_sdp_unref:
 * @self: (transfer full): the description
 *
 * Gives a reference back.
 */
void
media_sdp_unref (MediaSdp *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, sdp_clear);
}

/**
 * media_sdp_add_line:
 * @self: the description
 * @line: copied
 *
 * Adds an m= line at the end.
 */
void
media_sdp_add_line (MediaSdp        *self,
                    const MediaLine *line)
{
  MediaLine *copy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (line != NULL);

  copy = g_new0 (MediaLine, 1);
  copy->media = g_strdup (line->media);
  copy->protocol = g_strdup (line->protocol);
  copy->format = g_strdup (line->format);
  copy->mid = g_strdup (line->mid);
  g_ptr_array_add (self->lines, copy);
}

/**
 * media_sdp_choose_format:
 * @self: the description
 *
 * Chooses what to talk in: the first where media_sdp_prefer() has ordered them; Opus wherever it is offered, because it
 * alone survives a bad line; else the order of the one who wrote it (RFC 3264 §6.1).
 *
 * Returns: (transfer none) (nullable): the format
 */
const MediaFormat *
media_sdp_choose_format (const MediaSdp *self)
{
  const MediaFormat *first = NULL;
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (self->formats, MediaFormat, i);

      if (!media_codec_is_sound (format->codec))
        continue;
      if (format->codec == &codecs[0] || self->is_ordered)
        return format;
      if (first == NULL)
        first = format;
    }

  return first;
}

/**
 * media_sdp_find_tones:
 * @self: the description
 * @clock_rate: that of the codec, Hz
 *
 * Finds the telephone-event that goes with a codec. One stream should have one clock (RFC 4733 §2.1), but gateways
 * name 8000 beside Opus and browsers use that even if they named both.
 *
 * Returns: (transfer none) (nullable): the format
 */
const MediaFormat *
media_sdp_find_tones (const MediaSdp *self,
                      guint           clock_rate)
{
  const MediaFormat *other = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (self->formats, MediaFormat, i);

      if (!media_codec_is_tones (format->codec))
        continue;
      if (format->codec->clock_rate == clock_rate)
        return format;
      other = format;
    }

  return other;
}

/* Noise belongs to sound of its own clock (RFC 3389 4). */
static void
append_noise (GArray         *formats,
              const MediaSdp *other,
              guint           clock_rate)
{
  for (guint i = 0; i < other->formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (other->formats, MediaFormat, i);

      if (media_codec_is_noise (format->codec) && format->codec->clock_rate == clock_rate)
        g_array_append_vals (formats, format, 1);
    }
}

/**
 * media_sdp_agree:
 * @self: our side
 * @other: theirs, with at least one codec of ours
 *
 * Leaves in our side what is talked in from now on: one codec and its key presses, by their numbers.
 */
void
media_sdp_agree (MediaSdp       *self,
                 const MediaSdp *other)
{
  const MediaFormat *format, *tones;

  g_return_if_fail (self != NULL && other != NULL);

  format = media_sdp_choose_format (other);
  tones = media_sdp_find_tones (other, format->codec->clock_rate);
  g_array_set_size (self->formats, 0);
  g_array_append_vals (self->formats, format, 1);
  append_noise (self->formats, other, format->codec->clock_rate);
  if (tones != NULL)
    g_array_append_vals (self->formats, tones, 1);
}

/* Whatever clock they name for key presses, the timestamps in a stream are those of its sound; told otherwise,
 * GStreamer's jitter buffer would jump at each key. */
static void
reduce_formats (MediaSdp       *reduced,
                const MediaSdp *self)
{
  const MediaFormat *chosen = media_sdp_choose_format (self);

  g_array_set_size (reduced->formats, 0);
  g_array_append_vals (reduced->formats, chosen, 1);
  append_noise (reduced->formats, self, chosen->codec->clock_rate);
  for (guint i = 0; i < self->formats->len; i++)
    {
      MediaFormat format = g_array_index (self->formats, MediaFormat, i);

      if (!media_codec_is_tones (format.codec))
        continue;
      format.codec = media_codec_find (format.payload, format.codec->name, chosen->codec->clock_rate, 1);
      g_array_append_val (reduced->formats, format);
    }
}

/* A peer on this machine has loopback alone. With other candidates beside it, loopback is of no use to
 * anybody but one who wants us to knock at our own doors (TRUST 3.9). */
static void
drop_loopback (MediaSdp *self)
{
  if (media_sdp_has_only_loopback (self))
    return;
  for (guint i = self->candidates->len; i > 0; i--)
    {
      if (media_candidate_is_loopback (g_ptr_array_index (self->candidates, i - 1)))
        g_ptr_array_remove_index (self->candidates, i - 1);
    }
}

/**
 * media_sdp_has_only_loopback:
 * @self: the description
 *
 * Whether its writer can only be on this machine.
 *
 * Returns: TRUE when there are candidates and all of them are loopback
 */
gboolean
media_sdp_has_only_loopback (const MediaSdp *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->profile != MEDIA_PROFILE_WEBRTC)
    return media_sdp_is_on_loopback (self);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      if (!media_candidate_is_loopback (g_ptr_array_index (self->candidates, i)))
        return FALSE;
    }

  return self->candidates->len > 0;
}

/**
 * media_sdp_reduce:
 * @self: a description with at least one codec of ours
 *
 * Leaves of a description only what webrtcbin has to know.
 *
 * Returns: (transfer full): a new description
 */
MediaSdp *
media_sdp_reduce (const MediaSdp *self)
{
  MediaLine *audio;
  MediaSdp *reduced;

  g_return_val_if_fail (self != NULL, NULL);

  reduced = media_sdp_copy (self);
  if (self->audio + 1 < reduced->lines->len)
    g_ptr_array_remove_range (reduced->lines, self->audio + 1, reduced->lines->len - self->audio - 1);
  if (self->audio > 0)
    g_ptr_array_remove_range (reduced->lines, 0, self->audio);
  reduced->audio = 0;
  reduced->bundle = TRUE;
  g_clear_pointer (&reduced->video, media_sdp_video_free);
  reduced->trickles = FALSE;
  audio = g_ptr_array_index (reduced->lines, 0);
  if (self->profile == MEDIA_PROFILE_WEBRTC)
    g_set_str (&audio->protocol, "UDP/TLS/RTP/SAVPF");
  if (audio->mid == NULL)
    audio->mid = g_strdup ("audio");

  reduce_formats (reduced, self);
  drop_loopback (reduced);

  return reduced;
}

/**
 * media_sdp_same_transport:
 * @self: a description
 * @other: a later one of the same side
 *
 * Whether the later description goes on with the association of the earlier (RFC 8839 §4.4.1, RFC 8842 §4).
 *
 * Returns: TRUE when neither ICE nor DTLS starts anew
 */
gboolean
media_sdp_same_transport (const MediaSdp *self,
                          const MediaSdp *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return g_strcmp0 (self->ufrag, other->ufrag) == 0 && g_strcmp0 (self->pwd, other->pwd) == 0 &&
         g_strcmp0 (self->fingerprint, other->fingerprint) == 0 && media_sdp_same_rtp (self, other);
}

/**
 * media_sdp_as_answer:
 * @self: our side
 * @offer: what they offered
 *
 * Puts our side into the frame of an offer: as many m= lines in the same order, all but the audio line
 * refused.
 *
 * Returns: (transfer full): the answer
 */
MediaSdp *
media_sdp_as_answer (const MediaSdp *self,
                     const MediaSdp *offer)
{
  MediaSdp *answer;

  g_return_val_if_fail (self != NULL && offer != NULL, NULL);

  answer = media_sdp_copy (self);
  g_ptr_array_set_size (answer->lines, 0);
  for (guint i = 0; i < offer->lines->len; i++)
    media_sdp_add_line (answer, g_ptr_array_index (offer->lines, i));
  answer->audio = offer->audio;
  answer->bundle = offer->bundle;
  g_clear_pointer (&answer->video, media_sdp_video_free);

  return answer;
}

/**
 * media_direction_reverse:
 * @direction: a direction
 *
 * Says the same from the other side: what they send we receive.
 *
 * Returns: the direction
 */
MediaDirection
media_direction_reverse (MediaDirection direction)
{
  MediaDirection reverse = MEDIA_DIRECTION_INACTIVE;

  if (direction & MEDIA_DIRECTION_SEND)
    reverse |= MEDIA_DIRECTION_RECEIVE;
  if (direction & MEDIA_DIRECTION_RECEIVE)
    reverse |= MEDIA_DIRECTION_SEND;

  return reverse;
}
