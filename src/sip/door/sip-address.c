/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Alice" <sip:alice@example.com>;tag=1 — the form of every header that names somebody. The one trap is that
 * without angle brackets a semicolon begins a parameter of the header, not of the URI (RFC 3261 §20.10). */

#include "sip-address.h"

#include <string.h>

#include "sip-limits.h"
#include "sip-params.h"
#include "sip-uri-private.h"

struct _SipAddress
{
  gatomicrefcount  refs;
  SipPack          pack;
  const char      *display_name; /* unquoted text; NULL: none */
  SipUri          *uri;          /* that below, unless the address was made of a URI */
  SipParams        params;
  SipUri           read;         /* the URI of an address that was read; it lives as long as the address */
};

G_DEFINE_BOXED_TYPE (SipAddress, sip_address, sip_address_ref, sip_address_unref)

static gboolean
ends_plain_name (char c)
{
  return strchr ("\"<>,;", c) != NULL || (g_ascii_iscntrl (c) && c != '\t');
}

static const char *
quoted_text (SipReading *from,
             SipSlice    inner)
{
  if (memchr (inner.data, '\\', inner.length) == NULL && sip_slice_is_text (inner))
    return sip_reading_text (from, inner);
  return sip_reading_adopt (from, sip_quoted_decode (inner));
}

/* display-name = *(token LWS) / quoted-string. Real phones forget the quotes round much else; only what would
 * make it unclear where the name ends is refused. */
static const char *
read_display_name (SipAddress *self,
                   SipReading *from)
{
  SipCursor *cursor = &from->cursor;
  SipSlice name;

  if (sip_cursor_peek (cursor) == '"')
    {
      if (!sip_cursor_take_quoted (cursor, &name))
        return "display name without its closing quote";
      self->display_name = quoted_text (from, name);
      sip_cursor_skip_space (cursor);
      return NULL;
    }

  name.data = cursor->at;
  while (!sip_cursor_at_end (cursor) && !ends_plain_name (*cursor->at))
    cursor->at++;
  name.length = (gsize) (cursor->at - name.data);
  name = sip_slice_trim (name);
  if (name.length > 0)
    self->display_name = sip_slice_is_text (name) ? sip_reading_text (from, name)
                                                  : sip_reading_adopt (from, sip_slice_dup_text (name));
  return NULL;
}

static const char *
read_uri (SipAddress *self,
          SipReading *from,
          const char *end)
{
  return sip_uri_read (&self->read, from, end) == NULL ? NULL : "bad URI";
}

static const char *
read_name_addr (SipAddress *self,
                SipReading *from)
{
  const char *fault = read_display_name (self, from);
  const char *end;

  if (fault != NULL)
    return fault;
  if (!sip_cursor_take (&from->cursor, '<'))
    return "display name that is neither quoted nor words";
  end = memchr (from->cursor.at, '>', (gsize) (from->cursor.end - from->cursor.at));
  if (end == NULL)
    return "no closing '>'";
  fault = read_uri (self, from, end);
  from->cursor.at = end + 1;
  return fault;
}

static const char *
read_addr_spec (SipAddress *self,
                SipReading *from)
{
  const char *start = from->cursor.at;
  const char *end = start;

  while (end < from->cursor.end && *end != ';' && *end != ' ' && *end != '\t')
    end++;
  /* "If the URI contains a comma, question mark or semicolon, it MUST be enclosed in angle brackets" */
  if (memchr (start, '?', (gsize) (end - start)) != NULL || memchr (start, ',', (gsize) (end - start)) != NULL)
    return "'?' or ',' in a URI without angle brackets";
  return read_uri (self, from, end);
}

/* What stands before the first ':' tells: a scheme alone begins an addr-spec, all else a name-addr. */
static gboolean
is_addr_spec (SipCursor from)
{
  SipSlice scheme = sip_cursor_take_all (&from, SIP_CHAR_SCHEME);

  return scheme.length > 0 && sip_cursor_peek (&from) == ':';
}

static const char *
read_address (SipAddress *self,
              SipReading *from)
{
  const char *fault;

  sip_cursor_skip_space (&from->cursor);
  fault = is_addr_spec (from->cursor) ? read_addr_spec (self, from) : read_name_addr (self, from);
  if (fault != NULL || !sip_params_take_header (&self->params, from, &fault))
    return fault;
  return sip_cursor_at_end (&from->cursor) ? NULL : "characters after the address";
}

static SipAddress *
alloc (gsize length)
{
  gsize room = sip_reading_estimate (length);
  SipAddress *self = g_malloc (sizeof (SipAddress) + room);

  *self = (SipAddress) { .uri = &self->read };
  g_atomic_ref_count_init (&self->refs);
  self->read.owner = self;
  self->pack.at = (char *) (self + 1);
  self->pack.end = self->pack.at + room;
  return self;
}

static const char *
parse (SipAddress *self,
       SipSlice    octets,
       gboolean    lenient)
{
  SipReading reading;
  const char *fault;

  sip_reading_begin (&reading, &self->pack, octets);
  reading.lenient = lenient;
  fault = read_address (self, &reading);
  sip_reading_end (&reading);
  return fault;
}

/**
 * sip_address_parse:
 * @text: one value of From, To, Contact, Route and the like, unfolded
 * @length: its length in octets, or -1 where it ends with NUL
 * @error: (nullable): return location for a #GError
 *
 * Reads a name-addr or addr-spec and its parameters (RFC 3261 §20.10).
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with a %SIP_URI_ERROR
 */
SipAddress *
sip_address_parse (const char  *text,
                   gssize       length,
                   GError     **error)
{
  g_autoptr (SipAddress) self = NULL;
  SipSlice slice;
  const char *fault;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  slice = sip_slice (text, length);
  self = alloc (slice.length);
  fault = parse (self, slice, FALSE);
  if (fault != NULL)
    {
      g_autofree char *shown = sip_slice_dup_text (slice);

      g_set_error (error, SIP_URI_ERROR, SIP_URI_ERROR_MALFORMED, "%s in address “%s”", fault, shown);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * sip_address_new:
 * @display_name: (nullable): a name as people write it; %NULL or "" for none
 * @uri: the URI
 *
 * Makes an address without parameters.
 *
 * Returns: (transfer full): the address
 */
SipAddress *
sip_address_new (const char *display_name,
                 SipUri     *uri)
{
  SipAddress *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = alloc (0);
  if (display_name != NULL && *display_name != '\0')
    {
      char *name = g_utf8_make_valid (display_name, -1);

      self->pack.more = g_slist_prepend (NULL, name);
      self->display_name = name;
    }
  self->uri = sip_uri_ref (uri);
  return self;
}

/**
 * sip_address_ref:
 * @self: an address
 *
 * Takes a reference; any thread may.
 *
 * Returns: (transfer full): @self
 */
SipAddress *
sip_address_ref (SipAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sip_address_unref:
 * @self: (transfer full): an address
 *
 * Drops a reference; the last one frees it.
 */
void
sip_address_unref (SipAddress *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->uri != &self->read)
    sip_uri_unref (self->uri);
  sip_pack_clear (&self->pack);
  g_free (self);
}

/**
 * sip_address_get_display_name:
 * @self: an address
 *
 * The display name without quotes and backslashes. Valid UTF-8; a NUL is shown as U+2400.
 *
 * Returns: (nullable): the name; %NULL where none is written
 */
const char *
sip_address_get_display_name (SipAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->display_name;
}

/**
 * sip_address_get_uri:
 * @self: an address
 *
 * Returns: (transfer none) (not nullable): its URI
 */
SipUri *
sip_address_get_uri (SipAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

/**
 * sip_address_has_param:
 * @self: an address
 * @name: a header parameter's name, in any case
 *
 * Returns: %TRUE if the header has that parameter; those of the URI do not count
 */
gboolean
sip_address_has_param (SipAddress *self,
                       const char *name)
{
  return sip_address_get_param (self, name) != NULL;
}

/**
 * sip_address_get_param:
 * @self: an address
 * @name: a header parameter's name, in any case
 *
 * The value of a header parameter, without quotes.
 *
 * Returns: (nullable): the value; "" for a parameter without one; %NULL where it is absent
 */
const char *
sip_address_get_param (SipAddress *self,
                       const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return sip_params_get (&self->params, name);
}

/**
 * sip_address_get_tag:
 * @self: an address from From or To
 *
 * Returns: (nullable): the tag; %NULL where there is none
 */
const char *
sip_address_get_tag (SipAddress *self)
{
  const char *tag = sip_address_get_param (self, "tag");

  return tag != NULL && *tag != '\0' ? tag : NULL;
}

static void
append_name_addr (SipAddress *self,
                  GString    *to)
{
  g_autofree char *uri = sip_uri_to_string (self->uri);

  if (self->display_name != NULL)
    {
      sip_quoted_append (to, self->display_name);
      g_string_append_c (to, ' ');
    }
  g_string_append_c (to, '<');
  g_string_append (to, uri);
  g_string_append_c (to, '>');
}

/**
 * sip_address_with_param:
 * @self: an address
 * @name: a header parameter's name, a token
 * @value: (nullable): its value, "" for none; %NULL takes the parameter away
 *
 * The same address with one header parameter more, changed or less. A value that is no token is quoted.
 *
 * Returns: (transfer full): another address
 */
SipAddress *
sip_address_with_param (SipAddress *self,
                        const char *name,
                        const char *value)
{
  g_autoptr (GString) text = NULL;
  SipAddress *twin;
  const char *fault;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL && sip_slice_is_all (sip_slice (name, -1), SIP_CHAR_TOKEN), NULL);

  text = g_string_new (NULL);
  append_name_addr (self, text);
  sip_params_append_header_with (&self->params, text, name, value);
  twin = alloc (text->len);
  fault = parse (twin, (SipSlice) { text->str, text->len }, TRUE);
  g_return_val_if_fail (fault == NULL, twin);
  return twin;
}

/**
 * sip_address_to_string:
 * @self: an address
 *
 * Writes the address as it goes on the wire: a display name always in quotes, the URI always in angle
 * brackets.
 *
 * Returns: (transfer full): the text
 */
char *
sip_address_to_string (SipAddress *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  append_name_addr (self, text);
  sip_params_append_to (&self->params, text);
  return g_string_free_and_steal (text);
}
