/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* URIs, addresses and Vias all end in ";name=value" and differ only in what a value may be. */

#include "sip-params.h"

#include <string.h>

#include "sip-limits.h"

#define FIRST_ROOM 4

static SipParam *
add (SipParams   *self,
     SipReading  *from,
     const char **fault)
{
  if (G_UNLIKELY (self->count >= SIP_MAX_PARAMS && !from->lenient))
    return *fault = "too many parameters", NULL;
  if (self->count == self->size)
    {
      guint size = self->size > 0 ? 4 * self->size : FIRST_ROOM;
      SipParam *items = sip_pack_take (from->pack, size * sizeof (SipParam));

      if (self->count > 0)
        memcpy (items, self->items, self->count * sizeof (SipParam));
      self->items = items;
      self->size = size;
    }
  return &self->items[self->count++];
}

static gboolean
has_escape (SipSlice text)
{
  return memchr (text.data, '%', text.length) != NULL;
}

static const char *
normal_text (SipReading *from,
             SipSlice    part)
{
  return has_escape (part) ? sip_reading_adopt (from, sip_escape_normalise (part)) : sip_reading_text (from, part);
}

gboolean
sip_params_take_uri (SipParams   *self,
                     SipReading  *from,
                     const char **fault)
{
  while (sip_cursor_take (&from->cursor, ';'))
    {
      const char *start = from->cursor.at;
      SipSlice name = sip_cursor_take_escaped (&from->cursor, SIP_CHAR_PARAM);
      SipSlice value = { NULL, 0 };
      SipSlice whole;
      SipParam *param;

      if (name.length == 0)
        return *fault = "parameter without a name", FALSE;
      if (sip_cursor_take (&from->cursor, '='))
        {
          value = sip_cursor_take_escaped (&from->cursor, SIP_CHAR_PARAM);
          if (value.length == 0)
            return *fault = "parameter without the value after '='", FALSE;
        }
      param = add (self, from, fault);
      if (param == NULL)
        return FALSE;
      whole = (SipSlice) { start, (gsize) (from->cursor.at - start) };
      param->quoted = FALSE;
      param->wire = has_escape (whole) ? sip_reading_adopt (from, sip_slice_dup (whole)) : NULL;
      param->name = normal_text (from, name);
      param->value = value.data != NULL ? normal_text (from, value) : NULL;
    }
  return TRUE;
}

static gboolean
is_plain (SipSlice inner)
{
  return memchr (inner.data, '\\', inner.length) == NULL && sip_slice_is_text (inner);
}

/* Quotes and what they hold go on the wire as they came, but for octets that could not go through a C string unchanged. */
static gboolean
take_quoted (SipReading  *from,
             SipSlice     name,
             SipParam    *param,
             const char **fault)
{
  const char *start = from->cursor.at;
  g_autoptr (GString) wire = NULL;
  SipSlice inner;

  if (!sip_cursor_take_quoted (&from->cursor, &inner))
    return *fault = "quoted parameter value without an end", FALSE;
  if (is_plain (inner))
    {
      param->value = sip_reading_text (from, inner);
      param->quoted = TRUE;
      return TRUE;
    }
  param->value = sip_reading_adopt (from, sip_quoted_decode (inner));
  wire = g_string_new_len (name.data, (gssize) name.length);
  g_string_append_c (wire, '=');
  if (memchr (inner.data, '\0', inner.length) == NULL)
    g_string_append_len (wire, start, from->cursor.at - start);
  else
    sip_quoted_append (wire, param->value);
  param->wire = sip_reading_adopt (from, g_string_free_and_steal (g_steal_pointer (&wire)));
  return TRUE;
}

static gboolean
take_header_value (SipReading  *from,
                   SipSlice     name,
                   SipParam    *param,
                   const char **fault)
{
  SipSlice value;

  if (sip_cursor_peek (&from->cursor) == '"')
    return take_quoted (from, name, param, fault);
  value = sip_cursor_take_all (&from->cursor, SIP_CHAR_VALUE);
  if (value.length == 0)
    return *fault = "parameter without the value after '='", FALSE;
  param->value = sip_reading_text (from, value);
  return TRUE;
}

gboolean
sip_params_take_header (SipParams   *self,
                        SipReading  *from,
                        const char **fault)
{
  while (sip_cursor_take_between (&from->cursor, ';'))
    {
      SipSlice name = sip_cursor_take_all (&from->cursor, SIP_CHAR_TOKEN);
      SipParam *param;

      if (name.length == 0)
        return *fault = "parameter without a name", FALSE;
      param = add (self, from, fault);
      if (param == NULL)
        return FALSE;
      *param = (SipParam) { sip_reading_text (from, name) };
      if (sip_cursor_take_between (&from->cursor, '=') && !take_header_value (from, name, param, fault))
        return FALSE;
    }
  sip_cursor_skip_space (&from->cursor);
  return TRUE;
}

gboolean
sip_params_read_header (SipParams   *self,
                        SipCursor   *from,
                        const char **fault)
{
  SipReading reading;
  gboolean good;

  self->own = g_new0 (SipPack, 1);
  sip_reading_begin (&reading, self->own, sip_cursor_rest (from));
  good = sip_params_take_header (self, &reading, fault);
  from->at += reading.cursor.at - reading.copy;
  sip_reading_end (&reading);
  return good;
}

void
sip_params_clear (SipParams *self)
{
  if (self->own != NULL)
    sip_pack_clear (self->own);
  g_clear_pointer (&self->own, g_free);
  *self = (SipParams) { NULL };
}

guint
sip_params_count (const SipParams *self)
{
  return self->count;
}

const SipParam *
sip_params_nth (const SipParams *self,
                guint            index)
{
  g_assert (index < sip_params_count (self));

  return &self->items[index];
}

const SipParam *
sip_params_find (const SipParams *self,
                 const char      *name)
{
  for (guint i = 0; i < sip_params_count (self); i++)
    {
      const SipParam *param = sip_params_nth (self, i);

      if (g_ascii_strcasecmp (param->name, name) == 0)
        return param;
    }
  return NULL;
}

const char *
sip_params_get (const SipParams *self,
                const char      *name)
{
  const SipParam *param = sip_params_find (self, name);

  if (param == NULL)
    return NULL;
  return param->value != NULL ? param->value : "";
}

static void
append (const SipParam *param,
        GString        *to)
{
  g_string_append_c (to, ';');
  if (param->wire != NULL)
    {
      g_string_append (to, param->wire);
      return;
    }
  g_string_append (to, param->name);
  if (param->value == NULL)
    return;
  g_string_append (to, param->quoted ? "=\"" : "=");
  g_string_append (to, param->value);
  if (param->quoted)
    g_string_append_c (to, '"');
}

void
sip_params_append_to (const SipParams *self,
                      GString         *to)
{
  for (guint i = 0; i < self->count; i++)
    append (&self->items[i], to);
}

typedef void (*Write) (GString *to, const char *name, const char *value);

static void
write_uri (GString    *to,
           const char *name,
           const char *value)
{
  g_string_append_c (to, ';');
  sip_escape_append (to, name, SIP_CHAR_PARAM);
  if (*value != '\0')
    {
      g_string_append_c (to, '=');
      sip_escape_append (to, value, SIP_CHAR_PARAM);
    }
}

static void
write_header (GString    *to,
              const char *name,
              const char *value)
{
  g_string_append_c (to, ';');
  g_string_append (to, name);
  if (*value == '\0')
    return;
  g_string_append_c (to, '=');
  if (sip_slice_is_all (sip_slice (value, -1), SIP_CHAR_TOKEN))
    g_string_append (to, value);
  else
    sip_quoted_append (to, value);
}

/* The first of that name gives its place to the new value; further ones stay, unless all shall go. */
static void
append_with (const SipParams *self,
             GString         *to,
             Write            write,
             const char      *name,
             const char      *value)
{
  gboolean written = value == NULL;

  for (guint i = 0; i < self->count; i++)
    {
      gboolean same = g_ascii_strcasecmp (self->items[i].name, name) == 0;

      if (same && !written)
        write (to, name, value);
      else if (!same || value != NULL)
        append (&self->items[i], to);
      written |= same;
    }
  if (!written)
    write (to, name, value);
}

void
sip_params_append_uri_with (const SipParams *self,
                            GString         *to,
                            const char      *name,
                            const char      *value)
{
  append_with (self, to, write_uri, name, value);
}

void
sip_params_append_header_with (const SipParams *self,
                               GString         *to,
                               const char      *name,
                               const char      *value)
{
  append_with (self, to, write_header, name, value);
}

char
sip_escape_decode (const char *escape)
{
  return (char) (g_ascii_xdigit_value (escape[1]) << 4 | g_ascii_xdigit_value (escape[2]));
}

char *
sip_escape_normalise (SipSlice text)
{
  GString *normal;

  if (memchr (text.data, '%', text.length) == NULL)
    return sip_slice_dup (text);

  normal = g_string_sized_new (text.length);
  for (gsize i = 0; i < text.length; i++)
    {
      char c = text.data[i];

      if (c == '%' && i + 2 < text.length)
        {
          char decoded = sip_escape_decode (text.data + i);

          i += 2;
          if (g_ascii_isalnum (decoded) || (decoded != '\0' && strchr ("-_.!~*'()", decoded) != NULL))
            g_string_append_c (normal, decoded);
          else
            g_string_append_printf (normal, "%%%02X", (guint8) decoded);
        }
      else
        g_string_append_c (normal, c);
    }
  return g_string_free_and_steal (normal);
}

void
sip_escape_append (GString      *to,
                   const char   *text,
                   SipCharClass  classes)
{
  SipCursor rest = sip_cursor (sip_slice (text, -1));

  while (!sip_cursor_at_end (&rest))
    {
      SipSlice good = sip_cursor_take_escaped (&rest, classes);

      g_string_append_len (to, good.data, (gssize) good.length);
      if (!sip_cursor_at_end (&rest))
        g_string_append_printf (to, "%%%02X", (guint8) *rest.at++);
    }
}
