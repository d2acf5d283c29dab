/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads a description from a stranger. GstSDP takes the lines apart; everything here is about not believing
 * them: sizes first, then the few attributes we act on, each checked, everything else dropped. webrtcbin has
 * asserted on a missing version, on two directions and on numbers out of range, so none of these get past. */

#include "media-sdp-rtp.h"

#include "media-error.h"
#include "media-sdp-video.h"

#include <gst/sdp/sdp.h>

#define MAX_WORD 64        /* mid, protocol, payload type: words we write back */
#define MAX_CREDENTIAL 256 /* RFC 8839 5.4 */
#define MIN_UFRAG 4
#define MIN_PWD 22

#define ALNUM "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static gboolean
set_invalid (GError     **error,
             const char  *what,
             const char  *value)
{
  g_autofree char *shown = value != NULL ? g_strndup (value, MAX_WORD) : NULL;
  g_autofree char *escaped = shown != NULL ? g_strescape (shown, NULL) : NULL;

  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "%s: '%s'", what, escaped != NULL ? escaped : "");
  return FALSE;
}

static gboolean
set_incompatible (GError     **error,
                  const char  *what)
{
  g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE, what);
  return FALSE;
}

/* A word that may be written into a line of ours. */
static gboolean
is_word (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > MAX_WORD)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (text[i]))
        return FALSE;
    }

  return TRUE;
}

/* The shape of the text before any parser touches it: lines of "x=…", v= once and first, numbers in bounds. */
static gboolean
check_text (const char  *text,
            GError     **error)
{
  g_auto (GStrv) lines = NULL;
  guint n_versions = 0, n_media = 0, n_attributes = 0;

  if (strnlen (text, MEDIA_SDP_MAX_LENGTH + 1) > MEDIA_SDP_MAX_LENGTH)
    return set_invalid (error, "description over 64 KiB", text);
  if (!g_str_has_prefix (text, "v=0"))
    return set_invalid (error, "description does not begin with v=0", text);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (lines[i][0] == '\0')
        continue;
      if (!g_ascii_islower (lines[i][0]) || lines[i][1] != '=' || strchr (lines[i], '\r') != NULL)
        return set_invalid (error, "not a line of a description", lines[i]);
      n_versions += lines[i][0] == 'v';
      n_media += lines[i][0] == 'm';
      n_attributes += lines[i][0] == 'a';
    }

  if (n_versions != 1)
    return set_invalid (error, "more than one v= line", NULL);
  if (n_media == 0 || n_media > MEDIA_SDP_MAX_LINES)
    return set_invalid (error, "no m= line, or more than 16", NULL);
  if (n_attributes > MEDIA_SDP_MAX_ATTRIBUTES)
    return set_invalid (error, "more than 512 attributes", NULL);

  return TRUE;
}

/* Attributes of the line win over those of the session (RFC 8866 5.13). */
static const char *
find_attribute (const GstSDPMessage *message,
                const GstSDPMedia   *media,
                const char          *name)
{
  const char *value = gst_sdp_media_get_attribute_val (media, name);

  return value != NULL ? value : gst_sdp_message_get_attribute_val (message, name);
}

static gboolean
read_lines (MediaSdp             *self,
            const GstSDPMessage  *message,
            GError              **error)
{
  g_autoptr (GHashTable) mids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < gst_sdp_message_medias_len (message); i++)
    {
      const GstSDPMedia *media = gst_sdp_message_get_media (message, i);
      MediaLine line = {
        .media = (char *) gst_sdp_media_get_media (media),
        .protocol = (char *) gst_sdp_media_get_proto (media),
        .format = (char *) gst_sdp_media_get_format (media, 0),
        .mid = (char *) gst_sdp_media_get_attribute_val (media, "mid"),
      };

      if (!is_word (line.media) || !is_word (line.protocol) || !is_word (line.format))
        return set_invalid (error, "malformed m= line", line.media);
      if (line.mid != NULL && (!is_word (line.mid) || !g_hash_table_add (mids, line.mid)))
        return set_invalid (error, "malformed or repeated a=mid", line.mid);
      media_sdp_add_line (self, &line);
    }

  return TRUE;
}

/* Of several lines for the same sound the one that is best protected. */
static const GstSDPMedia *
find_audio (MediaSdp             *self,
            const GstSDPMessage  *message,
            MediaProfiles         taken,
            GError              **error)
{
  const GstSDPMedia *best = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const GstSDPMedia *media = gst_sdp_message_get_media (message, i);
      MediaProfile profile;

      if (!media_sdp_find_profile (media, &profile) || !media_sdp_takes (taken, profile) ||
          (best != NULL && profile >= self->profile))
        continue;
      self->audio = i;
      self->profile = profile;
      best = media;
    }
  if (best == NULL)
    set_incompatible (error, "no audio of a kind that is taken");

  return best;
}

static gboolean
find_direction (const GstSDPMessage *message,
                const GstSDPMedia   *media,
                MediaDirection      *direction)
{
  const struct { const char *word; MediaDirection direction; } words[] = {
    { "sendrecv", MEDIA_DIRECTION_BOTH },
    { "sendonly", MEDIA_DIRECTION_SEND },
    { "recvonly", MEDIA_DIRECTION_RECEIVE },
    { "inactive", MEDIA_DIRECTION_INACTIVE },
  };
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (guint n = 0;; n++)
        {
          const char *value = media != NULL ? gst_sdp_media_get_attribute_val_n (media, words[i].word, n)
                                            : gst_sdp_message_get_attribute_val_n (message, words[i].word, n);

          if (value == NULL)
            break;
          *direction = words[i].direction;
          found++;
        }
    }

  return found <= 1;
}

/* A direction said twice has no meaning; of session and line the line wins. */
static gboolean
read_direction (MediaSdp             *self,
                const GstSDPMessage  *message,
                const GstSDPMedia    *media,
                GError              **error)
{
  self->direction = MEDIA_DIRECTION_BOTH;
  if (!find_direction (message, NULL, &self->direction) || !find_direction (message, media, &self->direction))
    return set_invalid (error, "more than one direction", NULL);

  return TRUE;
}

static gboolean
is_credential (const char *text,
               gsize       min_length)
{
  gsize length = text != NULL ? strnlen (text, MAX_CREDENTIAL + 1) : 0;

  return length >= min_length && length <= MAX_CREDENTIAL && strspn (text, ALNUM "+/") == length;
}

static gboolean
read_ice (MediaSdp             *self,
          const GstSDPMessage  *message,
          const GstSDPMedia    *media,
          GError              **error)
{
  const char *ufrag = find_attribute (message, media, "ice-ufrag");
  const char *pwd = find_attribute (message, media, "ice-pwd");
  const char *options = find_attribute (message, media, "ice-options");
  g_auto (GStrv) words = g_strsplit (options != NULL ? options : "", " ", -1);
  guint n = 0;

  if (ufrag == NULL || pwd == NULL)
    return set_incompatible (error, "no ICE");
  if (!is_credential (ufrag, MIN_UFRAG))
    return set_invalid (error, "malformed a=ice-ufrag", ufrag);
  if (!is_credential (pwd, MIN_PWD))
    return set_invalid (error, "malformed a=ice-pwd", NULL);
  self->ufrag = g_strdup (ufrag);
  self->pwd = g_strdup (pwd);
  self->ice_lite = gst_sdp_message_get_attribute_val (message, "ice-lite") != NULL;
  self->complete = find_attribute (message, media, "end-of-candidates") != NULL;
  self->trickles = g_strv_contains ((const char *const *) words, "trickle");

  for (const char *value; (value = gst_sdp_media_get_attribute_val_n (media, "candidate", n)) != NULL; n++)
    {
      g_autoptr (MediaCandidate) candidate = NULL;

      if (n == MEDIA_SDP_MAX_CANDIDATES)
        return set_invalid (error, "more than 64 candidates", NULL);
      candidate = media_candidate_parse (value);
      if (candidate != NULL)
        g_ptr_array_add (self->candidates, g_steal_pointer (&candidate));
    }

  return TRUE;
}

static gboolean
is_fingerprint (const char *text,
                gsize       n_bytes)
{
  if (strlen (text) != n_bytes * 3 - 1)
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    {
      const char *pair = text + i * 3;

      if (!g_ascii_isxdigit (pair[0]) || !g_ascii_isxdigit (pair[1]) || (i + 1 < n_bytes && pair[2] != ':'))
        return FALSE;
    }

  return TRUE;
}

/* The strong hashes of RFC 8122; a peer that has only SHA-1 or MD5 is as good as one without. */
static gboolean
read_fingerprint (MediaSdp             *self,
                  const GstSDPMessage  *message,
                  const GstSDPMedia    *media,
                  GError              **error)
{
  const struct { const char *name; gsize n_bytes; } hashes[] = {
    { "sha-256", 32 }, { "sha-384", 48 }, { "sha-512", 64 },
  };
  gboolean of_line = gst_sdp_media_get_attribute_val (media, "fingerprint") != NULL;

  for (guint n = 0;; n++)
    {
      const char *value = of_line ? gst_sdp_media_get_attribute_val_n (media, "fingerprint", n)
                                  : gst_sdp_message_get_attribute_val_n (message, "fingerprint", n);
      gsize length;

      if (value == NULL)
        return set_incompatible (error, "no fingerprint with a strong hash");
      length = strcspn (value, " ");
      for (guint i = 0; i < G_N_ELEMENTS (hashes); i++)
        {
          if (length != strlen (hashes[i].name) || g_ascii_strncasecmp (value, hashes[i].name, length) != 0)
            continue;
          if (value[length] == '\0' || !is_fingerprint (value + length + 1, hashes[i].n_bytes))
            return set_invalid (error, "malformed a=fingerprint", value);
          self->hash = g_strdup (hashes[i].name);
          self->fingerprint = g_ascii_strup (value + length + 1, -1);
          return TRUE;
        }
    }
}

static gboolean
read_security (MediaSdp             *self,
               const GstSDPMessage  *message,
               const GstSDPMedia    *media,
               GError              **error)
{
  const char *setup = find_attribute (message, media, "setup");

  if (gst_sdp_media_get_attribute_val (media, "rtcp-mux") == NULL)
    return set_incompatible (error, "no rtcp-mux");
  if (g_strcmp0 (setup, "actpass") == 0)
    self->setup = MEDIA_SETUP_ACTPASS;
  else if (g_strcmp0 (setup, "active") == 0)
    self->setup = MEDIA_SETUP_ACTIVE;
  else if (g_strcmp0 (setup, "passive") == 0)
    self->setup = MEDIA_SETUP_PASSIVE;
  else
    return set_invalid (error, "missing or unknown a=setup", setup);

  return read_fingerprint (self, message, media, error);
}

/* "PT name/clock[/channels]"; FALSE when it is not even that. */
static gboolean
parse_rtpmap (const char       *value,
              guint             payload,
              const MediaCodec **codec)
{
  const char *space = strchr (value, ' ');
  g_auto (GStrv) parts = NULL;
  guint64 clock_rate, channels = 1;
  guint n_parts;

  parts = g_strsplit (space + 1, "/", -1);
  n_parts = g_strv_length (parts);
  if (n_parts < 2 || n_parts > 3 || parts[0][0] == '\0' ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT32, &clock_rate, NULL) ||
      (n_parts == 3 && !g_ascii_string_to_unsigned (parts[2], 10, 1, 255, &channels, NULL)))
    return FALSE;

  *codec = media_codec_find (payload, parts[0], clock_rate, channels);
  return TRUE;
}

/* Every a=NAME must be "PT words…"; the one of @payload is given back. FALSE: malformed, or said twice. */
static gboolean
find_of_payload (const GstSDPMedia *media,
                 const char        *name,
                 guint              payload,
                 const char       **found)
{
  const char *value;

  *found = NULL;
  for (guint n = 0; (value = gst_sdp_media_get_attribute_val_n (media, name, n)) != NULL; n++)
    {
      const char *space = strchr (value, ' ');
      g_autofree char *number = space != NULL ? g_strndup (value, space - value) : NULL;
      guint64 of;

      if (number == NULL || space[1] == '\0' || !g_ascii_string_to_unsigned (number, 10, 0, 127, &of, NULL))
        return FALSE;
      if (of != payload)
        continue;
      if (*found != NULL)
        return FALSE;
      *found = value;
    }

  return TRUE;
}

static gboolean
read_formats (MediaSdp           *self,
              const GstSDPMedia  *media,
              GError            **error)
{
  gboolean seen[128] = { FALSE };

  for (guint i = 0; i < gst_sdp_media_formats_len (media); i++)
    {
      const char *word = gst_sdp_media_get_format (media, i);
      const char *rtpmap, *fmtp;
      MediaFormat format = { 0 };
      guint64 payload;

      if (!g_ascii_string_to_unsigned (word, 10, 0, 127, &payload, NULL) || seen[payload])
        return set_invalid (error, "payload type out of range or repeated", word);
      seen[payload] = TRUE;
      if (!find_of_payload (media, "rtpmap", payload, &rtpmap) ||
          !find_of_payload (media, "fmtp", payload, &fmtp))
        return set_invalid (error, "malformed a=rtpmap or a=fmtp of payload type", word);

      format.payload = payload;
      media_parameters_read (&format.wishes, fmtp != NULL ? strchr (fmtp, ' ') + 1 : NULL);
      if (rtpmap == NULL)
        format.codec = media_codec_find (payload, NULL, 0, 0);
      else if (!parse_rtpmap (rtpmap, payload, &format.codec))
        return set_invalid (error, "malformed a=rtpmap", rtpmap);
      if (format.codec != NULL)
        g_array_append_val (self->formats, format);
    }

  self->ptime = media_parameters_read_ms (gst_sdp_media_get_attribute_val (media, "ptime"));
  self->max_ptime = media_parameters_read_ms (gst_sdp_media_get_attribute_val (media, "maxptime"));
  if (media_sdp_choose_format (self) == NULL)
    return set_incompatible (error, "no codec of ours");

  return TRUE;
}

/* Whether the audio line stands in a=group:BUNDLE (RFC 9143). */
static gboolean
is_bundled (const MediaSdp      *self,
            const GstSDPMessage *message)
{
  const MediaLine *audio = g_ptr_array_index (self->lines, self->audio);
  const char *value;

  for (guint n = 0; (value = gst_sdp_message_get_attribute_val_n (message, "group", n)) != NULL; n++)
    {
      g_auto (GStrv) words = g_strsplit (value, " ", -1);

      if (audio->mid != NULL && g_strcmp0 (words[0], "BUNDLE") == 0 &&
          g_strv_contains ((const char *const *) words + 1, audio->mid))
        return TRUE;
    }

  return FALSE;
}

/**
 * media_sdp_parse_taking:
 * @text: a description, from anybody
 * @taken: by which profiles we would talk; 0: by any
 * @error: (out): why not
 *
 * Reads and checks a description. %MEDIA_ERROR_DESCRIPTION says that it is malformed or over a limit of
 * TRUST.md, section 3; %MEDIA_ERROR_INCOMPATIBLE that we cannot talk on its terms.
 *
 * Returns: (transfer full): what it says, or NULL with @error set
 */
MediaSdp *
media_sdp_parse_taking (const char     *text,
                        MediaProfiles   taken,
                        GError        **error)
{
  g_autoptr (MediaSdp) self = NULL;
  g_autoptr (GstSDPMessage) message = NULL;
  const GstSDPMedia *media;

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_text (text, error))
    return NULL;
  gst_sdp_message_new (&message);
  if (gst_sdp_message_parse_buffer ((const guint8 *) text, strlen (text), message) != GST_SDP_OK)
    {
      set_invalid (error, "not a description", text);
      return NULL;
    }

  self = media_sdp_new ();
  if (!read_lines (self, message, error))
    return NULL;
  media = find_audio (self, message, taken, error);
  if (media == NULL || !read_direction (self, message, media, error) || !read_formats (self, media, error))
    return NULL;
  if (self->profile != MEDIA_PROFILE_WEBRTC ? !media_sdp_read_rtp (self, message, media, error)
                                            : !read_ice (self, message, media, error) ||
                                                !read_security (self, message, media, error) ||
                                                !media_sdp_video_read (self, message, error))
    return NULL;
  self->bundle = is_bundled (self, message);

  return g_steal_pointer (&self);
}

/**
 * media_sdp_parse:
 * @text: a description, from anybody
 * @error: (out): why not
 *
 * Reads and checks a description of any profile.
 *
 * Returns: (transfer full): what it says, or NULL with @error set
 */
MediaSdp *
media_sdp_parse (const char  *text,
                 GError     **error)
{
  return media_sdp_parse_taking (text, MEDIA_PROFILES_ALL, error);
}
