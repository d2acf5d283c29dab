/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one place where a description is written, ours and, re-written, theirs. */

#include "media-sdp-rtp.h"

#include "media-sdp-video.h"

#define ROOM 8192

static const char *
direction_word (MediaDirection direction)
{
  switch (direction)
    {
    case MEDIA_DIRECTION_INACTIVE:
      return "inactive";
    case MEDIA_DIRECTION_SEND:
      return "sendonly";
    case MEDIA_DIRECTION_RECEIVE:
      return "recvonly";
    case MEDIA_DIRECTION_BOTH:
      return "sendrecv";
    default:
      g_assert_not_reached ();
    }
}

static const char *
setup_word (MediaSetup setup)
{
  switch (setup)
    {
    case MEDIA_SETUP_ACTPASS:
      return "actpass";
    case MEDIA_SETUP_ACTIVE:
      return "active";
    case MEDIA_SETUP_PASSIVE:
      return "passive";
    default:
      g_assert_not_reached ();
    }
}

/* The default candidate is the one most likely to work for a peer without ICE: relayed, else reflexive, else
 * our own, IPv4 first (RFC 8839 4.2.1.1). */
static guint
default_rank (const MediaCandidate *candidate)
{
  guint rank = media_candidate_is_ipv6 (candidate) ? 0 : 4;

  if (g_str_equal (candidate->type, "relay"))
    return rank + 3;
  if (g_str_equal (candidate->type, "srflx"))
    return rank + 2;

  return rank + (media_candidate_is_loopback (candidate) ? 0 : 1);
}

static const MediaCandidate *
find_default_candidate (const MediaSdp *self)
{
  const MediaCandidate *best = NULL;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      const MediaCandidate *candidate = g_ptr_array_index (self->candidates, i);

      if (best == NULL || default_rank (candidate) > default_rank (best))
        best = candidate;
    }

  return best;
}

static void
write_session (const MediaSdp *self,
               GString        *text)
{
  const MediaLine *audio = g_ptr_array_index (self->lines, self->audio);

  /* The address in o= identifies nothing but us, so it says nothing about us (RFC 9429 5.2.1). */
  g_string_append_printf (text, "v=0\r\no=- %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " IN IP4 127.0.0.1\r\n",
                          self->session_id, self->version);
  g_string_append (text, "s=-\r\nt=0 0\r\n");
  if (self->ice_lite)
    g_string_append (text, "a=ice-lite\r\n");
  if (self->trickles)
    g_string_append (text, "a=ice-options:trickle\r\n");
  if (self->bundle && audio->mid != NULL && self->video != NULL)
    g_string_append_printf (text, "a=group:BUNDLE %s %s\r\n", audio->mid,
                            ((const MediaLine *) g_ptr_array_index (self->lines, self->video->line))->mid);
  else if (self->bundle && audio->mid != NULL)
    g_string_append_printf (text, "a=group:BUNDLE %s\r\n", audio->mid);
}

/* A line that is not wanted keeps its place with port 0 (RFC 3264 6). */
static void
write_refused_line (const MediaLine *line,
                    GString         *text)
{
  g_string_append_printf (text, "m=%s 0 %s %s\r\nc=IN IP4 0.0.0.0\r\n",
                          line->media, line->protocol, line->format);
  if (line->mid != NULL)
    g_string_append_printf (text, "a=mid:%s\r\n", line->mid);
  g_string_append (text, "a=inactive\r\n");
}

static void
write_formats (const MediaSdp *self,
               GString        *text)
{
  for (guint i = 0; i < self->formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (self->formats, MediaFormat, i);

      g_string_append_printf (text, "a=rtpmap:%u %s/%u", format->payload, format->codec->name,
                              format->codec->clock_rate);
      if (format->codec->channels > 1)
        g_string_append_printf (text, "/%u", format->codec->channels);
      g_string_append (text, "\r\n");
      if (format->codec->parameters != NULL)
        g_string_append_printf (text, "a=fmtp:%u %s%s\r\n", format->payload, format->codec->parameters,
                                self->dtx && media_codec_is_sound (format->codec) ? ";usedtx=1" : "");
    }
  g_string_append (text, "a=ptime:20\r\n");
}

static void
write_credentials (const MediaSdp *self,
                   GString        *text)
{
  g_string_append_printf (text, "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n", self->ufrag, self->pwd);
  g_string_append_printf (text, "a=fingerprint:%s %s\r\na=setup:%s\r\n", self->hash, self->fingerprint,
                          setup_word (self->setup));
}

static void
write_transport (const MediaSdp *self,
                 GString        *text)
{
  write_credentials (self, text);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      g_autofree char *value = media_candidate_write (g_ptr_array_index (self->candidates, i));

      g_string_append_printf (text, "a=candidate:%s\r\n", value);
    }
  if (self->complete)
    g_string_append (text, "a=end-of-candidates\r\n");
}

static void
write_audio_line (const MediaSdp *self,
                  GString        *text)
{
  const MediaLine *line = g_ptr_array_index (self->lines, self->audio);
  const MediaCandidate *candidate = find_default_candidate (self);
  const char *family = candidate != NULL && media_candidate_is_ipv6 (candidate) ? "IP6" : "IP4";
  gboolean is_webrtc = self->profile == MEDIA_PROFILE_WEBRTC;

  /* Port 9 is discard: what stands where no candidate is known yet (RFC 8840 4.1.3). */
  g_string_append_printf (text, "m=audio %u %s", !is_webrtc ? self->port : candidate != NULL ? candidate->port : 9,
                          line->protocol);
  for (guint i = 0; i < self->formats->len; i++)
    g_string_append_printf (text, " %u", g_array_index (self->formats, MediaFormat, i).payload);
  if (is_webrtc)
    g_string_append_printf (text, "\r\nc=IN %s %s\r\n", family,
                            candidate != NULL ? candidate->address : "0.0.0.0");
  else
    media_sdp_write_connection (self, text);
  if (line->mid != NULL)
    g_string_append_printf (text, "a=mid:%s\r\n", line->mid);
  g_string_append_printf (text, "a=%s\r\n", direction_word (self->direction));
  if (is_webrtc || self->mux)
    g_string_append (text, "a=rtcp-mux\r\n");
  write_formats (self, text);
  if (is_webrtc)
    write_transport (self, text);
  else
    media_sdp_write_rtp (self, text);
}

static void
write_picture_line (const MediaSdp *self,
                    GString        *text)
{
  media_sdp_video_write (self, find_default_candidate (self), text);
  write_credentials (self, text);
}

/**
 * media_sdp_write:
 * @self: a description with at least one line
 *
 * Writes the description (RFC 8866).
 *
 * Returns: (transfer full): the text
 */
char *
media_sdp_write (const MediaSdp *self)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->audio < self->lines->len, NULL);

  /* It may hold keys: one that grows leaves copies behind. */
  text = g_string_sized_new (ROOM);
  write_session (self, text);
  for (guint i = 0; i < self->lines->len; i++)
    {
      if (i == self->audio)
        write_audio_line (self, text);
      else if (self->video != NULL && i == self->video->line)
        write_picture_line (self, text);
      else
        write_refused_line (g_ptr_array_index (self->lines, i), text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
