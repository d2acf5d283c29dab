/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists of subscriptions come as many bodies in one, and splitting such a thing is where many programs broke.
 * Here it is one walk over the octets with an end to every loop; nothing is copied and nothing is decoded.
 */

#include "ua-multipart.h"

#include "sip-params.h"

#include <string.h>

#define MAX_BOUNDARY 70 /* RFC 2046 §5.1.1 */
#define MAX_HEAD     4096
#define MAX_ID       256

typedef struct
{
  GPtrArray  *parts;
  guint       max_parts;
  const char *fault;
} Splitting;

static void
free_part (gpointer data)
{
  UaPart *part = data;

  g_free (part->content_type);
  g_free (part->content_id);
  g_bytes_unref (part->body);
  g_free (part);
}

static SipSlice
take_media_type (SipCursor *cursor)
{
  const char *start = cursor->at;

  sip_cursor_take_all (cursor, SIP_CHAR_TOKEN);
  sip_cursor_take_between (cursor, '/');
  sip_cursor_take_all (cursor, SIP_CHAR_TOKEN);
  return sip_slice_trim (sip_slice (start, cursor->at - start));
}

/**
 * ua_media_type_is:
 * @content_type: (nullable): the value of a Content-Type
 * @type: "type/subtype"
 *
 * Tells whether a body is of that type, whatever its parameters.
 *
 * Returns: %TRUE when it is
 */
gboolean
ua_media_type_is (const char *content_type,
                  const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  if (content_type == NULL)
    return FALSE;

  SipCursor cursor = sip_cursor (sip_slice_trim (sip_slice (content_type, -1)));

  return sip_slice_is (take_media_type (&cursor), type);
}

/**
 * ua_media_type_dup_param:
 * @content_type: (nullable): the value of a Content-Type
 * @name: of a parameter
 *
 * Reads a parameter of a media type.
 *
 * Returns: (transfer full) (nullable): its value without quotes; %NULL when there is none
 */
char *
ua_media_type_dup_param (const char *content_type,
                         const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (content_type == NULL)
    return NULL;

  SipCursor cursor = sip_cursor (sip_slice_trim (sip_slice (content_type, -1)));
  SipParams params = { NULL };
  const char *fault = NULL;

  take_media_type (&cursor);
  sip_cursor_skip_space (&cursor);
  sip_params_read_header (&params, &cursor, &fault);

  char *value = g_strdup (sip_params_get (&params, name));

  sip_params_clear (&params);
  return value;
}

static gboolean
is_multipart (const char *content_type)
{
  return content_type != NULL && g_ascii_strncasecmp (content_type, "multipart/", strlen ("multipart/")) == 0;
}

/* "name: value" of a part's head, folded lines taken together. */
static void
take_field (UaPart     *part,
            const char *line)
{
  const char *colon = strchr (line, ':');

  if (colon == NULL)
    return;

  g_autofree char *name = g_strstrip (g_strndup (line, colon - line));
  g_autofree char *value = g_strstrip (g_strdup (colon + 1));
  gsize length = strlen (value);

  if (g_ascii_strcasecmp (name, "Content-Type") == 0)
    g_set_str (&part->content_type, value);
  else if (g_ascii_strcasecmp (name, "Content-ID") == 0 && length <= MAX_ID)
    {
      gboolean bracketed = length > 2 && value[0] == '<' && value[length - 1] == '>';

      g_free (part->content_id);
      part->content_id = bracketed ? g_strndup (value + 1, length - 2) : g_strdup (value);
    }
}

static void
read_head (UaPart     *part,
           const char *data,
           gsize       size)
{
  g_autofree char *head = g_utf8_make_valid (data, MIN (size, MAX_HEAD));
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  g_autoptr (GString) field = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean folded = lines[i][0] == ' ' || lines[i][0] == '\t';

      if (!folded)
        {
          take_field (part, field->str);
          g_string_truncate (field, 0);
        }
      g_string_append (field, g_strchomp (lines[i]));
    }
  take_field (part, field->str);
}

/* Where the head of a part ends, its empty line included; 0: nowhere. */
static gsize
measure_head (const char *data,
              gsize       size)
{
  gboolean empty = TRUE;

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == '\n' && empty)
        return i + 1;
      if (data[i] != '\r')
        empty = data[i] == '\n';
    }
  return 0;
}

static void split (Splitting  *self,
                   const char *content_type,
                   GBytes     *body,
                   guint       depth);

static void
add_part (Splitting *self,
          GBytes    *body,
          gsize      start,
          gsize      end,
          guint      depth)
{
  const char *data = g_bytes_get_data (body, NULL);
  gsize head = measure_head (data + start, end - start);
  UaPart *part = g_new0 (UaPart, 1);

  read_head (part, data + start, head);
  part->body = g_bytes_new_from_bytes (body, start + head, end - start - head);
  if (is_multipart (part->content_type))
    {
      split (self, part->content_type, part->body, depth + 1);
      free_part (part);
      return;
    }
  if (self->parts->len >= self->max_parts)
    {
      self->fault = "it has too many parts";
      free_part (part);
      return;
    }
  g_ptr_array_add (self->parts, part);
}

typedef struct
{
  gsize    start; /* of its line, with the line end before it */
  gsize    end;
  gboolean last;
} Delimiter;

/* Blanks may follow a delimiter, for some gateways pad lines (RFC 2046 §5.1.1). */
static SipSlice
cut_padding (const char *data,
             gsize       length)
{
  while (length > 0 && strchr (" \t\r\n", data[length - 1]) != NULL)
    length--;
  return sip_slice (data, (gssize) length);
}

/* The next line "--boundary" or "--boundary--" from @from on. */
static gboolean
find_delimiter (SipSlice    all,
                const char *boundary,
                gsize       from,
                Delimiter  *found)
{
  gsize length = strlen (boundary);

  for (gsize at = from; at + 2 + length <= all.length; at++)
    {
      const char *line_end = memchr (all.data + at, '\n', all.length - at);
      gsize end = line_end != NULL ? (gsize) (line_end - all.data) + 1 : all.length;

      if (all.data[at] == '-' && all.data[at + 1] == '-' && memcmp (all.data + at + 2, boundary, length) == 0)
        {
          SipSlice rest = cut_padding (all.data + at + 2 + length, end - at - 2 - length);

          Delimiter here = { at, end, sip_slice_is_exactly (rest, "--") };

          here.start -= at > from && all.data[at - 1] == '\n' ? 1 : 0;
          here.start -= here.start > from && here.start < at && all.data[here.start - 1] == '\r' ? 1 : 0;
          /* Else it is a line that only begins like one, and nothing of it counts. */
          if (here.last || rest.length == 0)
            {
              *found = here;
              return TRUE;
            }
        }
      at = end - 1;
    }
  return FALSE;
}

/* RFC 2046 §5.1.1: what stands before the first delimiter and after the last is nobody's. */
static void
split_between (Splitting  *self,
               GBytes     *body,
               const char *boundary,
               guint       depth)
{
  SipSlice all = sip_slice_of_bytes (body);
  Delimiter open;

  if (!find_delimiter (all, boundary, 0, &open))
    {
      self->fault = "its boundary is not in it";
      return;
    }
  while (self->fault == NULL && !open.last)
    {
      Delimiter close = { all.length, all.length, TRUE };

      /* A body that was cut off lacks its last delimiter; what is there may still be of use. */
      find_delimiter (all, boundary, open.end, &close);
      add_part (self, body, open.end, MAX (close.start, open.end), depth);
      open = close;
    }
}

static void
split (Splitting  *self,
       const char *content_type,
       GBytes     *body,
       guint       depth)
{
  g_autofree char *boundary = ua_media_type_dup_param (content_type, "boundary");

  if (depth > UA_MULTIPART_MAX_DEPTH)
    self->fault = "its parts lie too deep";
  else if (boundary == NULL || *boundary == '\0' || strlen (boundary) > MAX_BOUNDARY || strpbrk (boundary, "\r\n"))
    self->fault = "it names no boundary";
  else
    split_between (self, body, boundary, depth);
}

/**
 * ua_multipart_split:
 * @content_type: (nullable): the whole value of Content-Type
 * @body: octets of a stranger
 * @max_parts: how many there may be: %UA_MULTIPART_MAX_PARTS, unless the package needs more
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Takes a body apart; a part that has parts itself is replaced by them. Any other body is its own one part.
 *
 * Returns: (transfer full) (nullable) (element-type UaPart): the parts; %NULL with @error set
 */
GPtrArray *
ua_multipart_split (const char  *content_type,
                    GBytes      *body,
                    guint        max_parts,
                    GError     **error)
{
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  Splitting splitting = { parts, max_parts, NULL };

  if (is_multipart (content_type))
    split (&splitting, content_type, body, 1);
  else
    {
      UaPart *part = g_new0 (UaPart, 1);

      part->content_type = g_strdup (content_type);
      part->body = g_bytes_ref (body);
      g_ptr_array_add (parts, part);
    }
  if (splitting.fault == NULL && parts->len > 0)
    return g_steal_pointer (&parts);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a body cannot be taken apart: %s",
               splitting.fault != NULL ? splitting.fault : "it has no parts");
  return NULL;
}

/**
 * ua_multipart_find:
 * @parts: (element-type UaPart): from ua_multipart_split()
 * @content_id: with or without its angle brackets or "cid:"
 *
 * Finds a part by its name (RFC 2392).
 *
 * Returns: (transfer none) (nullable): the part; %NULL when there is none
 */
UaPart *
ua_multipart_find (GPtrArray  *parts,
                   const char *content_id)
{
  g_return_val_if_fail (parts != NULL && content_id != NULL, NULL);

  gboolean is_url = g_ascii_strncasecmp (content_id, "cid:", strlen ("cid:")) == 0;
  const char *start = is_url ? content_id + strlen ("cid:") : content_id;
  gsize length = strlen (start);
  gboolean bracketed = length > 2 && start[0] == '<' && start[length - 1] == '>';
  g_autofree char *name = bracketed ? g_strndup (start + 1, length - 2) : g_strdup (start);

  for (guint i = 0; i < parts->len; i++)
    {
      UaPart *part = g_ptr_array_index (parts, i);

      if (g_strcmp0 (part->content_id, name) == 0)
        return part;
    }
  return NULL;
}
