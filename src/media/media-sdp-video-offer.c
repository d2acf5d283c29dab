/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures in an offer of ours: in which line, under which name, by which numbers. */

#include "media-sdp-video.h"

#define MIN_DYNAMIC 96
#define MAX_PAYLOAD 127

static gboolean
is_mid_taken (const MediaSdp *sdp,
              const char     *mid)
{
  for (guint i = 0; i < sdp->lines->len; i++)
    {
      const MediaLine *line = g_ptr_array_index (sdp->lines, i);

      if (g_strcmp0 (line->mid, mid) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A line that was refused is free for something new, which then has a name of its own (RFC 9429 5.2.2). */
static char *
make_mid (const MediaSdp *sdp)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *mid = g_strdup_printf ("video%u", n);

      if (!is_mid_taken (sdp, mid))
        return g_steal_pointer (&mid);
    }
}

/* The one after the last if there is none. */
static guint
find_free_line (const MediaSdp *sdp)
{
  for (guint i = 0; i < sdp->lines->len; i++)
    {
      const MediaLine *line = g_ptr_array_index (sdp->lines, i);

      if (i != sdp->audio && g_str_equal (line->media, "video"))
        return i;
    }

  return sdp->lines->len;
}

/* A number of the dynamic ones (RFC 3551 6) that means nothing yet. */
static guint
find_free_payload (const MediaSdp      *sdp,
                   const MediaSdpVideo *self,
                   guint                wanted)
{
  for (guint i = 0; i <= MAX_PAYLOAD - MIN_DYNAMIC; i++)
    {
      guint payload = MIN_DYNAMIC + (wanted - MIN_DYNAMIC + i) % (MAX_PAYLOAD - MIN_DYNAMIC + 1);
      gboolean taken = media_sdp_video_is_number_of_sound (sdp, payload);

      for (guint j = 0; j < self->formats->len; j++)
        taken |= g_array_index (self->formats, MediaPictureFormat, j).payload == payload;
      if (!taken)
        return payload;
    }

  g_assert_not_reached ();
}

static void
place (MediaSdp      *sdp,
       MediaSdpVideo *self)
{
  g_autofree char *mid = make_mid (sdp);
  MediaLine fresh = { (char *) "video", (char *) "UDP/TLS/RTP/SAVPF", (char *) "96", mid };
  MediaLine *line;

  self->line = find_free_line (sdp);
  if (self->line == sdp->lines->len)
    {
      media_sdp_add_line (sdp, &fresh);
      return;
    }
  line = g_ptr_array_index (sdp->lines, self->line);
  g_set_str (&line->protocol, fresh.protocol);
  g_set_str (&line->mid, mid);
}

/**
 * media_sdp_video_add:
 * @sdp: a description without pictures, whose sound has a=mid
 * @direction: which way they are to go
 *
 * Offers pictures in all formats of ours, where a line with pictures was refused before, or else in a new line. Nothing
 * happens where there is no room for one more.
 */
void
media_sdp_video_add (MediaSdp       *sdp,
                     MediaDirection  direction)
{
  const MediaPictureCodec *codecs[MEDIA_PICTURE_CODECS_MAX];
  g_autoptr (MediaSdpVideo) self = media_sdp_video_new ();
  guint n_codecs = media_picture_codec_list (codecs);

  g_return_if_fail (sdp != NULL && sdp->video == NULL);

  if (n_codecs == 0 || find_free_line (sdp) == MEDIA_SDP_MAX_LINES)
    return;
  for (guint i = 0; i < n_codecs; i++)
    {
      const MediaPictureFormat format = { find_free_payload (sdp, self, codecs[i]->payload), codecs[i] };

      g_array_append_val (self->formats, format);
    }
  place (sdp, self);
  self->direction = direction;
  self->only_bundled = TRUE;
  sdp->video = g_steal_pointer (&self);
}
