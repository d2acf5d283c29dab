/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What follows a description has the lines of one, but is none: it begins in the middle, so GstSDP cannot take it apart.
 * There are few lines that mean anything to us; they are read here, with their limits, and everything else is dropped. A
 * candidate that cannot be used is left out without a word, as in a description.
 */

#include "media-fragment.h"

#include "media-error.h"

#define MAX_SHOWN 64
#define MAX_CREDENTIAL 256 /* RFC 8839 5.4 */
#define MIN_UFRAG 4
#define MIN_PWD 22

#define ICE_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/* Where in the text we are. Candidates stand in sections that begin with m=, and which of them is ours is told only
 * by a=mid, which need not come first. */
typedef struct
{
  MediaFragment *fragment;
  const char    *wanted;   /* the name of our line */
  gboolean       inside;   /* of a section */
  gboolean       ours;
  gboolean       named;
  guint          n_media;
  guint          n_candidates;
  GPtrArray     *candidates; /* of the section, like the three below */
  char          *ufrag;
  char          *pwd;
  gboolean       complete;
} Reader;

static gboolean
set_invalid (GError     **error,
             const char  *what,
             const char  *line)
{
  g_autofree char *shown = g_strndup (line, MAX_SHOWN);
  g_autofree char *escaped = g_strescape (shown, NULL);

  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "%s: '%s'", what, escaped);
  return FALSE;
}

static gboolean
is_credential (const char *text,
               gsize       min_length)
{
  gsize length = strlen (text);

  return length >= min_length && length <= MAX_CREDENTIAL && strspn (text, ICE_CHARS) == length;
}

/* Those of a line win over those of all (RFC 8839 §5.4). */
static gboolean
read_credential (char       **field,
                 const char  *value,
                 gsize        min_length,
                 GError     **error)
{
  if (!is_credential (value, min_length))
    return set_invalid (error, "malformed credentials of a fragment", "");
  g_set_str (field, value);

  return TRUE;
}

static gboolean
read_candidate (Reader      *reader,
                const char  *value,
                GError     **error)
{
  MediaCandidate *candidate;

  if (!reader->inside)
    return set_invalid (error, "a candidate of no line", value);
  if (++reader->n_candidates > MEDIA_SDP_MAX_CANDIDATES * MEDIA_SDP_MAX_LINES ||
      reader->candidates->len >= MEDIA_SDP_MAX_CANDIDATES)
    return set_invalid (error, "more than 64 candidates", value);
  candidate = media_candidate_parse (value);
  if (candidate != NULL)
    g_ptr_array_add (reader->candidates, candidate);

  return TRUE;
}

static gboolean
read_mid (Reader      *reader,
          const char  *value,
          GError     **error)
{
  if (!reader->inside || reader->named || value[0] == '\0')
    return set_invalid (error, "a=mid where none belongs", value);
  reader->named = TRUE;
  reader->ours = g_strcmp0 (value, reader->wanted) == 0;

  return TRUE;
}

static gboolean
end_section (Reader  *reader,
             GError **error)
{
  MediaFragment *fragment = reader->fragment;

  if (!reader->inside)
    return TRUE;
  if (!reader->named)
    return set_invalid (error, "a line without a=mid", "");
  if (reader->ours && fragment->mid != NULL)
    return set_invalid (error, "the same line twice", fragment->mid);
  if (reader->ours)
    {
      fragment->mid = g_strdup (reader->wanted);
      g_ptr_array_extend_and_steal (fragment->candidates, g_steal_pointer (&reader->candidates));
      fragment->complete |= reader->complete;
      if (reader->ufrag != NULL)
        g_set_str (&fragment->ufrag, reader->ufrag);
      if (reader->pwd != NULL)
        g_set_str (&fragment->pwd, reader->pwd);
    }

  return TRUE;
}

static void
clear_section (Reader *reader)
{
  g_clear_pointer (&reader->candidates, g_ptr_array_unref);
  g_clear_pointer (&reader->ufrag, g_free);
  g_clear_pointer (&reader->pwd, g_free);
}

static gboolean
begin_section (Reader      *reader,
               const char  *line,
               GError     **error)
{
  if (!end_section (reader, error))
    return FALSE;
  if (++reader->n_media > MEDIA_SDP_MAX_LINES)
    return set_invalid (error, "more than 16 m= lines", line);
  clear_section (reader);
  reader->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) media_candidate_free);
  reader->inside = TRUE;
  reader->named = FALSE;
  reader->ours = FALSE;
  reader->complete = FALSE;

  return TRUE;
}

/* The attributes of RFC 8840 §9.2 that say anything here; those that others think of are theirs. */
static gboolean
read_attribute (Reader      *reader,
                const char  *text,
                GError     **error)
{
  const char *colon = strchr (text, ':');
  const char *value = colon != NULL ? colon + 1 : "";
  g_autofree char *name = colon != NULL ? g_strndup (text, colon - text) : g_strdup (text);

  if (g_str_equal (name, "ice-ufrag"))
    return read_credential (reader->inside ? &reader->ufrag : &reader->fragment->ufrag, value, MIN_UFRAG, error);
  if (g_str_equal (name, "ice-pwd"))
    return read_credential (reader->inside ? &reader->pwd : &reader->fragment->pwd, value, MIN_PWD, error);
  if (g_str_equal (name, "mid"))
    return read_mid (reader, value, error);
  if (g_str_equal (name, "candidate"))
    return read_candidate (reader, value, error);
  if (g_str_equal (text, "end-of-candidates"))
    {
      if (reader->inside)
        reader->complete = TRUE;
      else
        reader->fragment->complete = TRUE;
    }

  return TRUE;
}

static gboolean
read_line (Reader      *reader,
           const char  *line,
           GError     **error)
{
  if (g_str_has_prefix (line, "a="))
    return read_attribute (reader, line + strlen ("a="), error);
  if (g_str_has_prefix (line, "m="))
    return begin_section (reader, line, error);

  return set_invalid (error, "not a line of a fragment", line);
}

static gboolean
read_lines (Reader      *reader,
            const char  *text,
            GError     **error)
{
  g_auto (GStrv) lines = NULL;

  if (strnlen (text, MEDIA_FRAGMENT_MAX_LENGTH + 1) > MEDIA_FRAGMENT_MAX_LENGTH)
    return set_invalid (error, "fragment over 16 KiB", text);
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) > MEDIA_FRAGMENT_MAX_LINES)
    return set_invalid (error, "fragment of more than 256 lines", text);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (lines[i][0] == '\0')
        continue;
      if (strchr (lines[i], '\r') != NULL)
        return set_invalid (error, "not a line of a fragment", lines[i]);
      if (!read_line (reader, lines[i], error))
        return FALSE;
    }
  if (!end_section (reader, error))
    return FALSE;
  if (reader->fragment->ufrag == NULL || reader->fragment->pwd == NULL)
    return set_invalid (error, "a fragment without credentials", "");

  return TRUE;
}

/**
 * media_fragment_parse:
 * @text: what followed a description, from anybody
 * @mid: the name of our line (a=mid)
 * @error: (out): %MEDIA_ERROR_DESCRIPTION: malformed, or over a limit of TRUST.md, section 3
 *
 * Reads and checks a fragment (RFC 8840 §9).
 *
 * Returns: (transfer full): what it says of our line, or NULL with @error set
 */
MediaFragment *
media_fragment_parse (const char  *text,
                      const char  *mid,
                      GError     **error)
{
  g_autoptr (MediaFragment) self = NULL;
  Reader reader = { .wanted = mid };
  gboolean read;

  g_return_val_if_fail (text != NULL && mid != NULL, NULL);

  self = g_new0 (MediaFragment, 1);
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) media_candidate_free);
  reader.fragment = self;
  read = read_lines (&reader, text, error);
  clear_section (&reader);

  return read ? g_steal_pointer (&self) : NULL;
}

/**
 * media_fragment_free:
 * @self: (transfer full): the fragment
 *
 * Frees a fragment.
 */
void
media_fragment_free (MediaFragment *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->ufrag);
  g_free (self->pwd);
  g_free (self->mid);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

/**
 * media_fragment_belongs:
 * @self: the fragment
 * @sdp: a description of the same side
 *
 * Tells whether the fragment goes on with that description (RFC 8840 §4.4: by its credentials).
 *
 * Returns: FALSE when it is of one before, or one to come
 */
gboolean
media_fragment_belongs (const MediaFragment *self,
                        const MediaSdp      *sdp)
{
  g_return_val_if_fail (self != NULL && sdp != NULL, FALSE);

  return g_strcmp0 (self->ufrag, sdp->ufrag) == 0 && g_strcmp0 (self->pwd, sdp->pwd) == 0;
}

/**
 * media_fragment_write:
 * @sdp: our description
 *
 * Writes all candidates of a description as what follows it (RFC 8840 §4.4, §9).
 *
 * Returns: (transfer full) (nullable): the text; NULL when our line has no name, or there is no ICE
 */
char *
media_fragment_write (const MediaSdp *sdp)
{
  g_autoptr (GString) text = NULL;
  const MediaLine *line;

  g_return_val_if_fail (sdp != NULL && sdp->audio < sdp->lines->len, NULL);

  line = g_ptr_array_index (sdp->lines, sdp->audio);
  if (line->mid == NULL || sdp->profile != MEDIA_PROFILE_WEBRTC)
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n", sdp->ufrag, sdp->pwd);
  /* Port, profile and format mean nothing here; those of the RFC's examples (§9.2). */
  g_string_append_printf (text, "m=audio 9 RTP/AVP 0\r\na=mid:%s\r\n", line->mid);
  for (guint i = 0; i < sdp->candidates->len; i++)
    {
      g_autofree char *value = media_candidate_write (g_ptr_array_index (sdp->candidates, i));

      g_string_append_printf (text, "a=candidate:%s\r\n", value);
    }
  if (sdp->complete)
    g_string_append (text, "a=end-of-candidates\r\n");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
