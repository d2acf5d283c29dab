/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading URIs. Each reader takes what it knows from the cursor and says what is wrong, or NULL; what is left
 * over at the end is wrong too, so nothing is ever half understood. */

#include "sip-uri-private.h"

#include <string.h>

#include "sip-limits.h"

static const char *
read_userinfo (SipUri     *self,
               SipReading *from)
{
  SipSlice rest = sip_cursor_rest (&from->cursor);
  const char *at = memchr (rest.data, '@', rest.length);
  SipCursor userinfo;
  SipSlice user;

  if (at == NULL)
    return NULL;

  /* Semicolons and question marks before '@' belong to the user (RFC 4475 §3.1.1.9). */
  userinfo = (SipCursor) { rest.data, at };
  user = sip_cursor_take_escaped (&userinfo, SIP_CHAR_USER | SIP_CHAR_LAX);
  self->user = sip_reading_text (from, user);
  if (sip_cursor_take (&userinfo, ':'))
    self->password = sip_reading_text (from, sip_cursor_take_escaped (&userinfo, SIP_CHAR_USER));
  if (user.length == 0 || !sip_cursor_at_end (&userinfo))
    return "bad user";
  from->cursor.at = at + 1;
  return NULL;
}

static const char *
read_headers (SipUri     *self,
              SipReading *from)
{
  SipCursor *cursor = &from->cursor;
  const char *start = cursor->at + 1;

  if (!sip_cursor_take (cursor, '?'))
    return NULL;
  do
    {
      SipSlice name = sip_cursor_take_escaped (cursor, SIP_CHAR_HEADER);

      if (name.length == 0 || !sip_cursor_take (cursor, '='))
        return "bad header after '?'";
      sip_cursor_take_escaped (cursor, SIP_CHAR_HEADER);
    }
  while (sip_cursor_take (cursor, '&'));
  self->headers = sip_reading_text (from, (SipSlice) { start, (gsize) (cursor->at - start) });
  return NULL;
}

static const char *
read_sip (SipUri     *self,
          SipReading *from)
{
  const char *fault = read_userinfo (self, from);

  if (fault != NULL)
    return fault;
  self->host = sip_host_read (from);
  if (self->host == NULL)
    return "no host";
  if (!sip_port_read (&from->cursor, FALSE, &self->port))
    return "bad port";
  if (!sip_params_take_uri (&self->params, from, &fault))
    return fault;
  return read_headers (self, from);
}

static const char *
read_tel (SipUri     *self,
          SipReading *from)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  SipCursor ahead = from->cursor;
  const char *fault = NULL;
  gboolean global = sip_cursor_take (&ahead, '+');
  SipSlice number = sip_cursor_take_all (&ahead, SIP_CHAR_PHONE | SIP_CHAR_VISUAL);

  if (global)
    g_string_append_c (digits, '+');
  for (gsize i = 0; i < number.length; i++)
    {
      if (sip_char_is (number.data[i], SIP_CHAR_VISUAL))
        continue;
      if (global && !g_ascii_isdigit (number.data[i]))
        return "bad global number";
      g_string_append_c (digits, number.data[i]);
    }
  if (digits->len <= (global ? 1 : 0))
    return "no number";

  self->rest = sip_reading_text (from, (SipSlice) { from->cursor.at, (gsize) (ahead.at - from->cursor.at) });
  self->number = sip_reading_adopt (from, g_string_free_and_steal (g_steal_pointer (&digits)));
  from->cursor = ahead;
  if (!sip_params_take_uri (&self->params, from, &fault))
    return fault;
  return NULL;
}

static const char *
read_other (SipUri     *self,
            SipReading *from)
{
  SipSlice rest = sip_cursor_take_all (&from->cursor, SIP_CHAR_URIC);

  if (rest.length == 0)
    return "nothing after the scheme";
  self->rest = sip_reading_text (from, rest);
  return NULL;
}

typedef const char *(*Read) (SipUri *self, SipReading *from);

static Read
read_scheme (SipUri     *self,
             SipReading *from,
             SipSlice    scheme)
{
  static const struct
  {
    const char   *name;
    SipUriScheme  scheme;
    Read          read;
  } known[] = {
    { "sip", SIP_URI_SCHEME_SIP, read_sip },
    { "sips", SIP_URI_SCHEME_SIPS, read_sip },
    { "tel", SIP_URI_SCHEME_TEL, read_tel },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (sip_slice_is (scheme, known[i].name))
      {
        self->scheme = known[i].scheme;
        self->scheme_name = known[i].name;
        return known[i].read;
      }
  self->scheme = SIP_URI_SCHEME_OTHER;
  self->scheme_name = sip_reading_lower (from, scheme);
  return read_other;
}

static const char *
read_uri (SipUri     *self,
          SipReading *from)
{
  SipSlice scheme;
  const char *fault;

  if (!sip_char_is (sip_cursor_peek (&from->cursor), SIP_CHAR_ALPHA))
    return "no scheme";
  scheme = sip_cursor_take_all (&from->cursor, SIP_CHAR_SCHEME);
  if (!sip_cursor_take (&from->cursor, ':'))
    return "no scheme";

  fault = read_scheme (self, from, scheme) (self, from);
  if (fault == NULL && !sip_cursor_at_end (&from->cursor))
    return "characters that no URI holds there";
  return fault;
}

const char *
sip_uri_read (SipUri     *self,
              SipReading *from,
              const char *end)
{
  const char *whole = from->cursor.end;
  const char *fault;

  if (end - from->cursor.at > SIP_MAX_URI && !from->lenient)
    return "too long";
  from->cursor.end = end;
  fault = read_uri (self, from);
  from->cursor.end = whole;
  return fault;
}

static SipUri *
alloc (gsize length)
{
  gsize room = sip_reading_estimate (length);
  SipUri *self = g_malloc (sizeof (SipUri) + room);

  *self = (SipUri) { .scheme = SIP_URI_SCHEME_OTHER };
  g_atomic_ref_count_init (&self->refs);
  self->pack.at = (char *) (self + 1);
  self->pack.end = self->pack.at + room;
  return self;
}

/**
 * sip_uri_parse:
 * @text: a URI, with nothing around it
 * @length: its length in octets, or -1 where it ends with NUL
 * @error: (nullable): return location for a #GError
 *
 * Reads a URI. sip and sips are read in full (RFC 3261 §19.1.1), tel too (RFC 3966); of any other scheme only
 * the scheme's name is known and the rest is kept as it is.
 *
 * Returns: (transfer full) (nullable): the URI, or %NULL with a %SIP_URI_ERROR
 */
SipUri *
sip_uri_parse (const char  *text,
               gssize       length,
               GError     **error)
{
  g_autoptr (SipUri) self = NULL;
  SipSlice slice;
  SipReading reading;
  const char *fault;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  slice = sip_slice (text, length);
  if (slice.length > SIP_MAX_URI)
    {
      g_set_error (error, SIP_URI_ERROR, SIP_URI_ERROR_TOO_LONG, "URI of %" G_GSIZE_FORMAT " octets",
                   slice.length);
      return NULL;
    }

  self = alloc (slice.length);
  sip_reading_begin (&reading, &self->pack, slice);
  fault = sip_uri_read (self, &reading, reading.cursor.end);
  if (fault != NULL)
    {
      g_autofree char *shown = sip_slice_dup_text (slice);

      g_set_error (error, SIP_URI_ERROR,
                   strcmp (fault, "no host") == 0 ? SIP_URI_ERROR_NO_HOST : SIP_URI_ERROR_MALFORMED,
                   "%s in URI “%s”", fault, shown);
      return NULL;
    }
  sip_reading_end (&reading);
  return g_steal_pointer (&self);
}

SipUri *
sip_uri_of_own (GString *text)
{
  SipUri *self = alloc (text->len);
  const char *fault;
  SipReading reading;

  sip_reading_begin (&reading, &self->pack, (SipSlice) { text->str, text->len });
  reading.lenient = TRUE;
  fault = sip_uri_read (self, &reading, reading.cursor.end);
  sip_reading_end (&reading);
  g_return_val_if_fail (fault == NULL, self);
  return self;
}

/**
 * sip_uri_new:
 * @scheme: sip, sips or tel
 * @user: (nullable): the user, or for tel the number; what may not stand there is escaped, escapes stay
 * @host: (nullable): the host, IPv6 with or without brackets; not for tel
 * @port: the port, or 0 to write none
 *
 * Makes a URI of its parts.
 *
 * Returns: (transfer full) (nullable): the URI; %NULL where @host is none or @user no number
 */
SipUri *
sip_uri_new (SipUriScheme  scheme,
             const char   *user,
             const char   *host,
             guint         port)
{
  static const char *const names[] = { "sip", "sips", "tel" };
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (scheme <= SIP_URI_SCHEME_TEL, NULL);
  g_return_val_if_fail (scheme == SIP_URI_SCHEME_TEL ? user != NULL : host != NULL, NULL);
  g_return_val_if_fail (port <= G_MAXUINT16, NULL);

  text = g_string_new (names[scheme]);
  g_string_append_c (text, ':');
  if (user != NULL)
    sip_escape_append (text, user, SIP_CHAR_USER);
  if (scheme != SIP_URI_SCHEME_TEL)
    {
      if (user != NULL)
        g_string_append_c (text, '@');
      if (*host == '[')
        g_string_append (text, host);
      else
        sip_host_append (text, host, 0);
      if (port != 0)
        g_string_append_printf (text, ":%u", port);
    }

  return sip_uri_parse (text->str, (gssize) text->len, NULL);
}
