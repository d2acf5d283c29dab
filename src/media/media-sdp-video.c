/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The part of a description that is about pictures. They have no path of their own: a line that does not go the way of
 * the sound (BUNDLE, RFC 9143) is refused, so whoever is heard is also who is seen, by one and the same fingerprint. As
 * with the sound nothing that a stranger wrote is written on, but names and numbers that have been checked. */

#include "media-sdp-video.h"

#include "media-error.h"

#define MAX_PAYLOAD 127
#define MAX_SHOWN 64
/* What stands where no candidate is known yet (RFC 8840 4.1.3). */
#define DISCARD_PORT 9

static gboolean
set_invalid (GError     **error,
             const char  *what,
             const char  *value)
{
  g_autofree char *shown = g_strndup (value, MAX_SHOWN);
  g_autofree char *escaped = g_strescape (shown, NULL);

  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "%s: '%s'", what, escaped);
  return FALSE;
}

/**
 * media_sdp_video_new:
 *
 * Makes a line in which nothing is offered yet.
 *
 * Returns: (transfer full): the line
 */
MediaSdpVideo *
media_sdp_video_new (void)
{
  MediaSdpVideo *self = g_new0 (MediaSdpVideo, 1);

  self->direction = MEDIA_DIRECTION_BOTH;
  self->formats = g_array_new (FALSE, TRUE, sizeof (MediaPictureFormat));

  return self;
}

/**
 * media_sdp_video_copy:
 * @self: (nullable): what a description says of pictures
 *
 * Copies it.
 *
 * Returns: (transfer full) (nullable): the copy
 */
MediaSdpVideo *
media_sdp_video_copy (const MediaSdpVideo *self)
{
  MediaSdpVideo *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->formats = g_array_copy (self->formats);

  return copy;
}

/**
 * media_sdp_video_free:
 * @self: (transfer full) (nullable): what a description says of pictures
 *
 * Frees it.
 */
void
media_sdp_video_free (MediaSdpVideo *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->formats);
  g_free (self);
}

/**
 * media_sdp_video_choose:
 * @self: a line with a format
 *
 * Chooses what to show pictures in: the first of our table, because every machine can keep up with it; a decoder in
 * hardware would be a reason for another order.
 *
 * Returns: (transfer none): the format
 */
const MediaPictureFormat *
media_sdp_video_choose (const MediaSdpVideo *self)
{
  const MediaPictureCodec *codecs[MEDIA_PICTURE_CODECS_MAX];
  guint n_codecs;

  g_return_val_if_fail (self != NULL && self->formats->len > 0, NULL);

  n_codecs = media_picture_codec_list (codecs);
  for (guint i = 0; i < n_codecs; i++)
    {
      for (guint j = 0; j < self->formats->len; j++)
        {
          const MediaPictureFormat *format = &g_array_index (self->formats, MediaPictureFormat, j);

          if (format->codec == codecs[i])
            return format;
        }
    }

  return &g_array_index (self->formats, MediaPictureFormat, 0);
}

/**
 * media_sdp_video_find:
 * @self: a line
 * @format: of another one
 *
 * Looks for the same codec by the same number.
 *
 * Returns: (transfer none) (nullable): the format
 */
const MediaPictureFormat *
media_sdp_video_find (const MediaSdpVideo      *self,
                      const MediaPictureFormat *format)
{
  g_return_val_if_fail (self != NULL && format != NULL, NULL);

  for (guint i = 0; i < self->formats->len; i++)
    {
      const MediaPictureFormat *own = &g_array_index (self->formats, MediaPictureFormat, i);

      if (own->codec == format->codec && own->payload == format->payload)
        return own;
    }

  return NULL;
}

/**
 * media_sdp_video_settle:
 * @self: a line
 * @format: what pictures are shown in; may be one of it
 *
 * Leaves that format alone.
 */
void
media_sdp_video_settle (MediaSdpVideo            *self,
                        const MediaPictureFormat *format)
{
  const MediaPictureFormat only = *format;

  g_return_if_fail (self != NULL);

  g_array_set_size (self->formats, 0);
  g_array_append_val (self->formats, only);
}

static gboolean
is_picture_line (const GstSDPMedia *media)
{
  return g_str_equal (gst_sdp_media_get_media (media), "video") &&
         (gst_sdp_media_get_port (media) != 0 || gst_sdp_media_get_attribute_val (media, "bundle-only") != NULL) &&
         g_str_equal (gst_sdp_media_get_proto (media), "UDP/TLS/RTP/SAVPF");
}

/* Both in one a=group:BUNDLE, and RTCP beside RTP. */
static gboolean
goes_with_sound (const MediaSdp      *sdp,
                 const GstSDPMessage *message,
                 const GstSDPMedia   *media)
{
  const MediaLine *audio = g_ptr_array_index (sdp->lines, sdp->audio);
  const char *mid = gst_sdp_media_get_attribute_val (media, "mid");
  const char *value;

  if (audio->mid == NULL || mid == NULL || gst_sdp_media_get_attribute_val (media, "rtcp-mux") == NULL)
    return FALSE;
  for (guint n = 0; (value = gst_sdp_message_get_attribute_val_n (message, "group", n)) != NULL; n++)
    {
      g_auto (GStrv) words = g_strsplit (value, " ", -1);
      const char *const *members = (const char *const *) words;

      if (g_strcmp0 (words[0], "BUNDLE") == 0 && g_strv_contains (members + 1, audio->mid) &&
          g_strv_contains (members + 1, mid))
        return TRUE;
    }

  return FALSE;
}

/* FALSE: a direction said twice has no meaning. */
static gboolean
read_direction (MediaSdpVideo     *self,
                const GstSDPMedia *media,
                MediaDirection     of_session)
{
  const struct { const char *word; MediaDirection direction; } words[] = {
    { "sendrecv", MEDIA_DIRECTION_BOTH },
    { "sendonly", MEDIA_DIRECTION_SEND },
    { "recvonly", MEDIA_DIRECTION_RECEIVE },
    { "inactive", MEDIA_DIRECTION_INACTIVE },
  };
  guint n_found = 0;

  self->direction = of_session;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (guint n = 0; gst_sdp_media_get_attribute_val_n (media, words[i].word, n) != NULL; n++)
        {
          self->direction = words[i].direction;
          n_found++;
        }
    }

  return n_found <= 1;
}

/* The words of a=NAME:PT after the number; nullable. Which of two lines for one number counts is nobody's to say, so the
 * first does. */
static const char *
find_of_payload (const GstSDPMedia *media,
                 const char        *name,
                 guint64            payload)
{
  const char *value;

  for (guint n = 0; (value = gst_sdp_media_get_attribute_val_n (media, name, n)) != NULL; n++)
    {
      char *end;

      if (g_ascii_isdigit (value[0]) && g_ascii_strtoull (value, &end, 10) == payload && *end == ' ')
        return end + 1;
    }

  return NULL;
}

static const MediaPictureCodec *
find_codec (const GstSDPMedia *media,
            guint64            payload)
{
  const char *rtpmap = find_of_payload (media, "rtpmap", payload);
  g_auto (GStrv) parts = rtpmap != NULL ? g_strsplit (rtpmap, "/", 3) : NULL;
  guint64 clock_rate;

  if (parts == NULL || parts[0] == NULL || parts[1] == NULL || parts[2] != NULL ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT32, &clock_rate, NULL))
    return NULL;

  return media_picture_codec_find (parts[0], clock_rate, find_of_payload (media, "fmtp", payload));
}

static gboolean
read_formats (MediaSdpVideo      *self,
              const GstSDPMedia  *media,
              GError            **error)
{
  gboolean seen[MAX_PAYLOAD + 1] = { FALSE };

  for (guint i = 0; i < gst_sdp_media_formats_len (media); i++)
    {
      const char *word = gst_sdp_media_get_format (media, i);
      MediaPictureFormat format;
      guint64 payload;

      if (!g_ascii_string_to_unsigned (word, 10, 0, MAX_PAYLOAD, &payload, NULL) || seen[payload])
        return set_invalid (error, "payload type of a picture out of range or repeated", word);
      seen[payload] = TRUE;
      format.payload = payload;
      format.codec = find_codec (media, payload);
      if (format.codec != NULL)
        g_array_append_val (self->formats, format);
    }

  return TRUE;
}

gboolean
media_sdp_video_is_number_of_sound (const MediaSdp *sdp,
                                    guint           payload)
{
  for (guint i = 0; i < sdp->formats->len; i++)
    {
      if (g_array_index (sdp->formats, MediaFormat, i).payload == payload)
        return TRUE;
    }

  return FALSE;
}

/* In one path a number can mean one thing only (RFC 9143 10.1.2). */
static void
drop_numbers_of_sound (MediaSdpVideo  *self,
                       const MediaSdp *sdp)
{
  for (guint i = self->formats->len; i > 0; i--)
    {
      if (media_sdp_video_is_number_of_sound (sdp, g_array_index (self->formats, MediaPictureFormat, i - 1).payload))
        g_array_remove_index (self->formats, i - 1);
    }
}

static gboolean
read_line (MediaSdp           *sdp,
           const GstSDPMedia  *media,
           guint               line,
           GError            **error)
{
  g_autoptr (MediaSdpVideo) video = media_sdp_video_new ();

  video->line = line;
  if (!read_direction (video, media, MEDIA_DIRECTION_BOTH))
    return set_invalid (error, "more than one direction of a picture", gst_sdp_media_get_media (media));
  if (!read_formats (video, media, error))
    return FALSE;
  drop_numbers_of_sound (video, sdp);
  if (video->formats->len > 0)
    sdp->video = g_steal_pointer (&video);

  return TRUE;
}

/**
 * media_sdp_video_read:
 * @sdp: a description whose lines and sound have been read
 * @message: the same, as GStreamer has taken it apart
 * @error: (out): what is malformed
 *
 * Looks for the first line with pictures that we could have.
 *
 * Returns: TRUE, with or without pictures; FALSE with %MEDIA_ERROR_DESCRIPTION when malformed
 */
gboolean
media_sdp_video_read (MediaSdp             *sdp,
                      const GstSDPMessage  *message,
                      GError              **error)
{
  g_return_val_if_fail (sdp != NULL && message != NULL, FALSE);

  for (guint i = 0; i < gst_sdp_message_medias_len (message) && sdp->video == NULL; i++)
    {
      const GstSDPMedia *media = gst_sdp_message_get_media (message, i);

      if (is_picture_line (media) && goes_with_sound (sdp, message, media) && !read_line (sdp, media, i, error))
        return FALSE;
    }

  return TRUE;
}

static void
write_formats (const MediaSdpVideo *self,
               GString             *text)
{
  for (guint i = 0; i < self->formats->len; i++)
    {
      const MediaPictureFormat *format = &g_array_index (self->formats, MediaPictureFormat, i);

      g_string_append_printf (text, "a=rtpmap:%u %s/%u\r\n", format->payload, format->codec->name,
                              MEDIA_PICTURE_CLOCK_RATE);
      if (format->codec->parameters != NULL)
        g_string_append_printf (text, "a=fmtp:%u %s\r\n", format->payload, format->codec->parameters);
      g_string_append_printf (text, "a=rtcp-fb:%u nack\r\na=rtcp-fb:%u nack pli\r\na=rtcp-fb:%u ccm fir\r\n",
                              format->payload, format->payload, format->payload);
    }
}

/**
 * media_sdp_video_write:
 * @sdp: a description with pictures
 * @candidate: (nullable): the default one of the sound
 * @text: where to write
 *
 * Writes the line and what belongs to it alone; the path is the caller's to write.
 */
void
media_sdp_video_write (const MediaSdp       *sdp,
                       const MediaCandidate *candidate,
                       GString              *text)
{
  const char *const words[] = { "inactive", "sendonly", "recvonly", "sendrecv" };
  const MediaSdpVideo *self;
  const MediaLine *line;
  guint port;

  g_return_if_fail (sdp != NULL && sdp->video != NULL && sdp->video->line < sdp->lines->len);
  g_return_if_fail (text != NULL);

  self = sdp->video;
  line = g_ptr_array_index (sdp->lines, self->line);
  /* Who does not know BUNDLE reads a refusal (RFC 9143 6). */
  port = candidate != NULL ? candidate->port : DISCARD_PORT;
  g_string_append_printf (text, "m=video %u %s", self->only_bundled ? 0 : port, line->protocol);
  for (guint i = 0; i < self->formats->len; i++)
    g_string_append_printf (text, " %u", g_array_index (self->formats, MediaPictureFormat, i).payload);
  g_string_append_printf (text, "\r\nc=IN %s %s\r\na=mid:%s\r\n",
                          candidate != NULL && media_candidate_is_ipv6 (candidate) ? "IP6" : "IP4",
                          candidate != NULL ? candidate->address : "0.0.0.0", line->mid);
  if (self->only_bundled)
    g_string_append (text, "a=bundle-only\r\n");
  g_string_append_printf (text, "a=%s\r\na=rtcp-mux\r\n", words[self->direction]);
  write_formats (self, text);
}
