/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every octet that came from outside is read through these functions and no other way. They know where the
 * buffer ends, so a parser built on them may be wrong about SIP but cannot be wrong about memory. */

#include "sip-slice.h"

#include <string.h>

/* U+2400 SYMBOL FOR NULL: how a NUL octet, legal in a quoted string, is shown in a C string. */
#define NUL_SHOWN "\342\220\200"

#define UNRESERVED (SIP_CHAR_USER | SIP_CHAR_PARAM | SIP_CHAR_HEADER | SIP_CHAR_URIC | SIP_CHAR_VALUE)
#define WORDS      (SIP_CHAR_TOKEN | SIP_CHAR_WORD)
#define LETTER     (SIP_CHAR_ALPHA | UNRESERVED | WORDS | SIP_CHAR_HOST | SIP_CHAR_SCHEME)
#define FIGURE     (SIP_CHAR_DIGIT | UNRESERVED | WORDS | SIP_CHAR_HOST | SIP_CHAR_SCHEME | SIP_CHAR_PHONE)
#define RESERVED   (SIP_CHAR_URIC | SIP_CHAR_VALUE)

const guint16 sip_char_classes[256] = {
  ['0' ... '9'] = FIGURE,
  ['A' ... 'F'] = LETTER | SIP_CHAR_PHONE,
  ['G' ... 'Z'] = LETTER,
  ['a' ... 'f'] = LETTER | SIP_CHAR_PHONE,
  ['g' ... 'z'] = LETTER,
  ['-'] = UNRESERVED | WORDS | SIP_CHAR_HOST | SIP_CHAR_SCHEME | SIP_CHAR_VISUAL,
  ['.'] = UNRESERVED | WORDS | SIP_CHAR_HOST | SIP_CHAR_SCHEME | SIP_CHAR_VISUAL,
  ['_'] = UNRESERVED | WORDS | SIP_CHAR_HOST,
  ['!'] = UNRESERVED | WORDS,
  ['~'] = UNRESERVED | WORDS,
  ['*'] = UNRESERVED | WORDS | SIP_CHAR_PHONE,
  ['\''] = UNRESERVED | WORDS,
  ['('] = UNRESERVED | SIP_CHAR_WORD | SIP_CHAR_VISUAL,
  [')'] = UNRESERVED | SIP_CHAR_WORD | SIP_CHAR_VISUAL,
  ['%'] = WORDS | RESERVED,
  ['`'] = WORDS | SIP_CHAR_VALUE,
  ['+'] = UNRESERVED | WORDS | SIP_CHAR_SCHEME,
  ['$'] = UNRESERVED,
  ['&'] = SIP_CHAR_USER | SIP_CHAR_PARAM | RESERVED,
  ['='] = SIP_CHAR_USER | RESERVED,
  [','] = SIP_CHAR_USER | SIP_CHAR_URIC,
  [';'] = SIP_CHAR_USER | SIP_CHAR_URIC,
  ['?'] = SIP_CHAR_USER | SIP_CHAR_HEADER | SIP_CHAR_WORD | RESERVED,
  ['/'] = SIP_CHAR_USER | SIP_CHAR_PARAM | SIP_CHAR_HEADER | SIP_CHAR_WORD | RESERVED,
  [':'] = SIP_CHAR_PARAM | SIP_CHAR_HEADER | SIP_CHAR_WORD | RESERVED,
  ['['] = SIP_CHAR_PARAM | SIP_CHAR_HEADER | SIP_CHAR_WORD | RESERVED,
  [']'] = SIP_CHAR_PARAM | SIP_CHAR_HEADER | SIP_CHAR_WORD | RESERVED,
  ['@'] = RESERVED,
  ['#'] = SIP_CHAR_LAX | RESERVED | SIP_CHAR_PHONE,
  ['<'] = SIP_CHAR_WORD,
  ['>'] = SIP_CHAR_WORD,
  ['\\'] = SIP_CHAR_WORD,
  ['"'] = SIP_CHAR_WORD,
  ['{'] = SIP_CHAR_WORD | SIP_CHAR_VALUE,
  ['}'] = SIP_CHAR_WORD | SIP_CHAR_VALUE,
  ['|'] = SIP_CHAR_VALUE,
  ['^'] = SIP_CHAR_VALUE,
};

SipSlice
sip_slice (const char *data,
           gssize      length)
{
  return (SipSlice) { data, length < 0 ? strlen (data) : (gsize) length };
}

SipSlice
sip_slice_of_bytes (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return (SipSlice) { data != NULL ? data : "", length };
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t';
}

SipSlice
sip_slice_trim (SipSlice self)
{
  while (self.length > 0 && is_space (self.data[0]))
    {
      self.data++;
      self.length--;
    }
  while (self.length > 0 && is_space (self.data[self.length - 1]))
    self.length--;
  return self;
}

gboolean
sip_slice_is (SipSlice    self,
              const char *text)
{
  for (gsize i = 0; i < self.length; i++)
    if (text[i] == '\0' || sip_char_lower (self.data[i]) != sip_char_lower (text[i]))
      return FALSE;
  return text[self.length] == '\0';
}

gboolean
sip_slice_is_exactly (SipSlice    self,
                      const char *text)
{
  return strlen (text) == self.length && memcmp (self.data, text, self.length) == 0;
}

gboolean
sip_slice_is_all (SipSlice     self,
                  SipCharClass classes)
{
  for (gsize i = 0; i < self.length; i++)
    if (!sip_char_is (self.data[i], classes))
      return FALSE;
  return self.length > 0;
}

char *
sip_slice_dup (SipSlice self)
{
  return g_strndup (self.data, self.length);
}

gboolean
sip_slice_is_text (SipSlice self)
{
  return memchr (self.data, '\0', self.length) == NULL && g_utf8_validate_len (self.data, self.length, NULL);
}

char *
sip_slice_dup_text (SipSlice self)
{
  g_autofree char *shown = NULL;

  if (sip_slice_is_text (self))
    return g_strndup (self.data, self.length);
  if (memchr (self.data, '\0', self.length) != NULL)
    {
      GString *text = g_string_sized_new (self.length + 8);

      for (gsize i = 0; i < self.length; i++)
        {
          if (self.data[i] == '\0')
            g_string_append (text, NUL_SHOWN);
          else
            g_string_append_c (text, self.data[i]);
        }
      self.length = text->len;
      self.data = shown = g_string_free_and_steal (text);
    }

  return g_utf8_make_valid (self.data, (gssize) self.length);
}

gboolean
sip_slice_get_number (SipSlice  self,
                      guint32   max,
                      guint32  *number)
{
  guint64 value = 0;

  if (!sip_slice_is_all (self, SIP_CHAR_DIGIT))
    return FALSE;
  for (gsize i = 0; i < self.length; i++)
    {
      value = value * 10 + (guint64) (self.data[i] - '0');
      if (value > max)
        return FALSE;
    }
  *number = (guint32) value;
  return TRUE;
}

static gboolean
is_escape (const char *at,
           const char *end)
{
  return end - at >= 3 && *at == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]);
}

SipSlice
sip_cursor_take_escaped (SipCursor    *self,
                         SipCharClass  classes)
{
  const char *start = self->at;
  const char *at = start;

  for (;;)
    {
      while (at < self->end && sip_char_is (*at, classes))
        at++;
      if (!is_escape (at, self->end))
        break;
      at += 3;
    }
  self->at = at;
  return (SipSlice) { start, (gsize) (at - start) };
}

gboolean
sip_cursor_take_quoted (SipCursor *self,
                        SipSlice  *inner)
{
  SipCursor ahead = *self;

  if (!sip_cursor_take (&ahead, '"'))
    return FALSE;
  inner->data = ahead.at;
  while (ahead.at < ahead.end && *ahead.at != '"')
    {
      /* A backslash takes its neighbour with it, and a lone one at the end takes nothing. */
      if (*ahead.at == '\\' && ++ahead.at == ahead.end)
        return FALSE;
      /* Folds are gone by now; a line end here would be one more line when it is written again. */
      if (*ahead.at == '\r' || *ahead.at == '\n')
        return FALSE;
      ahead.at++;
    }
  if (ahead.at == ahead.end)
    return FALSE;
  inner->length = (gsize) (ahead.at - inner->data);
  ahead.at++;
  *self = ahead;
  return TRUE;
}

gboolean
sip_cursor_take_element (SipCursor *self,
                         char       separator,
                         SipSlice  *element)
{
  const char *start = self->at;
  gboolean quoted = FALSE, angled = FALSE;

  /* Most often there is but one. */
  if (memchr (start, separator, (gsize) (self->end - start)) == NULL)
    self->at = self->end;
  for (; self->at < self->end; self->at++)
    {
      char c = *self->at;

      if (quoted && c == '\\' && self->at + 1 < self->end)
        self->at++;
      else if (c == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (c == '<')
        angled = TRUE;
      else if (c == '>')
        angled = FALSE;
      else if (c == separator && !angled)
        break;
    }
  *element = sip_slice_trim ((SipSlice) { start, (gsize) (self->at - start) });
  return sip_cursor_take (self, separator);
}

char *
sip_quoted_decode (SipSlice inner)
{
  g_autofree char *plain = NULL;
  gsize length = 0;

  if (memchr (inner.data, '\\', inner.length) == NULL)
    return sip_slice_dup_text (inner);

  plain = g_malloc (inner.length);
  for (gsize i = 0; i < inner.length; i++)
    {
      if (inner.data[i] == '\\' && i + 1 < inner.length)
        i++;
      plain[length++] = inner.data[i];
    }
  return sip_slice_dup_text ((SipSlice) { plain, length });
}

void
sip_quoted_append (GString    *to,
                   const char *text)
{
  g_string_append_c (to, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (to, '\\');
      /* No quoted string may bring a line of its own. */
      g_string_append_c (to, *c == '\r' || *c == '\n' ? ' ' : *c);
    }
  g_string_append_c (to, '"');
}
