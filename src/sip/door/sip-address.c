/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Alice" <sip:alice@example.com>;tag=1 — the form of every header that names somebody. The one trap is that
 * without angle brackets a semicolon begins a parameter of the header, not of the URI (RFC 3261 §20.10). */

#include "sip-address.h"

#include <string.h>

#include "sip-limits.h"
#include "sip-params.h"

struct _SipAddress
{
  char      *display_name; /* unquoted text; NULL: none */
  SipUri    *uri;
  SipParams  params;
};

G_DEFINE_BOXED_TYPE (SipAddress, sip_address, sip_address_ref, sip_address_unref)

static void
clear (gpointer data)
{
  SipAddress *self = data;

  g_free (self->display_name);
  g_clear_pointer (&self->uri, sip_uri_unref);
  sip_params_clear (&self->params);
}

static gboolean
ends_plain_name (char c)
{
  return strchr ("\"<>,;", c) != NULL || (g_ascii_iscntrl (c) && c != '\t');
}

/* display-name = *(token LWS) / quoted-string. Real phones forget the quotes round much else; only what would
 * make it unclear where the name ends is refused. */
static const char *
read_display_name (SipAddress *self,
                   SipCursor  *from)
{
  SipSlice name;

  if (sip_cursor_peek (from) == '"')
    {
      if (!sip_cursor_take_quoted (from, &name))
        return "display name without its closing quote";
      self->display_name = sip_quoted_decode (name);
      sip_cursor_skip_space (from);
      return NULL;
    }

  name.data = from->at;
  while (!sip_cursor_at_end (from) && !ends_plain_name (*from->at))
    from->at++;
  name.length = (gsize) (from->at - name.data);
  name = sip_slice_trim (name);
  if (name.length > 0)
    self->display_name = sip_slice_dup_text (name);
  return NULL;
}

static const char *
read_uri (SipAddress *self,
          SipSlice    slice)
{
  self->uri = sip_uri_parse (slice.data, (gssize) slice.length, NULL);
  return self->uri == NULL ? "bad URI" : NULL;
}

static const char *
read_name_addr (SipAddress *self,
                SipCursor  *from)
{
  const char *fault = read_display_name (self, from);
  const char *end;
  SipSlice uri;

  if (fault != NULL)
    return fault;
  if (!sip_cursor_take (from, '<'))
    return "display name that is neither quoted nor words";
  end = memchr (from->at, '>', (gsize) (from->end - from->at));
  if (end == NULL)
    return "no closing '>'";
  uri = (SipSlice) { from->at, (gsize) (end - from->at) };
  from->at = end + 1;
  return read_uri (self, uri);
}

static const char *
read_addr_spec (SipAddress *self,
                SipCursor  *from)
{
  SipSlice uri = { from->at, 0 };

  while (!sip_cursor_at_end (from) && *from->at != ';' && *from->at != ' ' && *from->at != '\t')
    from->at++;
  uri.length = (gsize) (from->at - uri.data);
  /* "If the URI contains a comma, question mark or semicolon, it MUST be enclosed in angle brackets" */
  if (memchr (uri.data, '?', uri.length) != NULL || memchr (uri.data, ',', uri.length) != NULL)
    return "'?' or ',' in a URI without angle brackets";
  return read_uri (self, uri);
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
              SipCursor  *from)
{
  const char *fault;

  sip_cursor_skip_space (from);
  fault = is_addr_spec (*from) ? read_addr_spec (self, from) : read_name_addr (self, from);
  if (fault != NULL || !sip_params_read_header (&self->params, from, &fault))
    return fault;
  return sip_cursor_at_end (from) ? NULL : "characters after the address";
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
  SipCursor cursor;
  const char *fault;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  slice = sip_slice (text, length);
  cursor = sip_cursor (slice);
  self = g_atomic_rc_box_new0 (SipAddress);
  fault = read_address (self, &cursor);
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

  self = g_atomic_rc_box_new0 (SipAddress);
  if (display_name != NULL && *display_name != '\0')
    self->display_name = g_utf8_make_valid (display_name, -1);
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

  return g_atomic_rc_box_acquire (self);
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

  g_atomic_rc_box_release_full (self, clear);
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
  SipAddress *twin;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL && sip_slice_is_all (sip_slice (name, -1), SIP_CHAR_TOKEN), NULL);

  twin = sip_address_new (self->display_name, self->uri);
  sip_params_copy (&twin->params, &self->params);
  sip_params_set_header (&twin->params, name, value);
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
  g_autofree char *uri = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  uri = sip_uri_to_string (self->uri);
  if (self->display_name != NULL)
    {
      sip_quoted_append (text, self->display_name);
      g_string_append_c (text, ' ');
    }
  g_string_append_printf (text, "<%s>", uri);
  sip_params_append_to (&self->params, text);
  return g_string_free_and_steal (text);
}
