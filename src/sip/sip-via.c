/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way back. A Via is read for three facts: who wrote it, where the answer goes, and which transaction it
 * belongs to. */

#include "sip-via.h"

#include <string.h>

#include "sip-uri-private.h"

#define MAGIC_COOKIE "z9hG4bK"

struct _SipVia
{
  gatomicrefcount  refs;
  guint            port;
  SipPack          pack;
  const char      *protocol;
  const char      *host;
  const char      *received; /* without the brackets that RFC 5118 §4.5 asks to bear; NULL: none */
  SipParams        params;
};

/* "SIP / 2.0 / UDP": any name and version may stand there; which one we speak is a question for
 * sip-sanity. */
static gboolean
read_protocol (SipVia     *self,
               SipReading *from)
{
  SipCursor *cursor = &from->cursor;
  SipSlice transport;

  if (sip_cursor_take_all (cursor, SIP_CHAR_TOKEN).length == 0 || !sip_cursor_take_between (cursor, '/')
      || sip_cursor_take_all (cursor, SIP_CHAR_TOKEN).length == 0 || !sip_cursor_take_between (cursor, '/'))
    return FALSE;
  transport = sip_cursor_take_all (cursor, SIP_CHAR_TOKEN);
  self->protocol = sip_reading_text (from, transport);
  return transport.length > 0;
}

static const char *
read_sent_by (SipVia     *self,
              SipReading *from)
{
  const char *before = from->cursor.at;

  sip_cursor_skip_space (&from->cursor);
  if (from->cursor.at == before)
    return "no space after the transport";
  self->host = sip_host_read (from);
  if (self->host == NULL)
    return "no host";
  return sip_port_read (&from->cursor, TRUE, &self->port) ? NULL : "bad port";
}

static const char *
read_via (SipVia     *self,
          SipReading *from)
{
  const char *fault;

  sip_cursor_skip_space (&from->cursor);
  if (!read_protocol (self, from))
    return "no protocol";
  fault = read_sent_by (self, from);
  if (fault != NULL || !sip_params_take_header (&self->params, from, &fault))
    return fault;
  return sip_cursor_at_end (&from->cursor) ? NULL : "characters after the parameters";
}

static void
keep_received (SipVia *self)
{
  const char *received = sip_params_get (&self->params, "received");
  gsize length = received != NULL ? strlen (received) : 0;
  char *bare;

  self->received = received;
  if (length < 2 || received[0] != '[' || received[length - 1] != ']')
    return;
  bare = sip_pack_take (&self->pack, length);
  memcpy (bare, received + 1, length - 2);
  bare[length - 2] = '\0';
  self->received = bare;
}

static SipVia *
alloc (gsize length)
{
  gsize room = sip_reading_estimate (length);
  SipVia *self = g_malloc (sizeof (SipVia) + room);

  *self = (SipVia) { .port = 0 };
  g_atomic_ref_count_init (&self->refs);
  self->pack.at = (char *) (self + 1);
  self->pack.end = self->pack.at + room;
  return self;
}

/**
 * sip_via_parse:
 * @text: one Via value, unfolded
 * @length: its length in octets, or -1 where it ends with NUL
 * @error: (nullable): return location for a #GError
 *
 * Reads a Via value (RFC 3261 §20.42).
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with a %SIP_URI_ERROR
 */
SipVia *
sip_via_parse (const char  *text,
               gssize       length,
               GError     **error)
{
  g_autoptr (SipVia) self = NULL;
  SipSlice slice;
  SipReading reading;
  const char *fault;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  slice = sip_slice (text, length);
  self = alloc (slice.length);
  sip_reading_begin (&reading, &self->pack, slice);
  fault = read_via (self, &reading);
  if (fault != NULL)
    {
      g_autofree char *shown = sip_slice_dup_text (slice);

      g_set_error (error, SIP_URI_ERROR, SIP_URI_ERROR_MALFORMED, "%s in Via “%s”", fault, shown);
      return NULL;
    }
  sip_reading_end (&reading);
  keep_received (self);
  return g_steal_pointer (&self);
}

/**
 * sip_via_ref:
 * @self: a Via value
 *
 * Takes a reference; any thread may.
 *
 * Returns: (transfer full): @self
 */
SipVia *
sip_via_ref (SipVia *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sip_via_unref:
 * @self: (transfer full): a Via value
 *
 * Drops a reference; the last one frees it.
 */
void
sip_via_unref (SipVia *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sip_pack_clear (&self->pack);
  g_free (self);
}

/**
 * sip_via_get_protocol:
 * @self: a Via value
 *
 * Returns: (not nullable): the transport as written: "UDP", "WSS"
 */
const char *
sip_via_get_protocol (SipVia *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->protocol;
}

/**
 * sip_via_get_host:
 * @self: a Via value
 *
 * Returns: (not nullable): the host of sent-by in lower case, IPv6 without brackets
 */
const char *
sip_via_get_host (SipVia *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->host;
}

/**
 * sip_via_get_port:
 * @self: a Via value
 *
 * Returns: the port of sent-by, or 0 where none is written
 */
guint
sip_via_get_port (SipVia *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * sip_via_get_branch:
 * @self: a Via value
 *
 * Returns: (nullable): the branch as written; %NULL where there is none
 */
const char *
sip_via_get_branch (SipVia *self)
{
  return sip_via_get_param (self, "branch");
}

/**
 * sip_via_has_magic:
 * @self: a Via value
 *
 * Whether the branch alone names the transaction (RFC 3261 §8.1.1.7): the magic cookie with something after
 * it. A bare cookie is no name (RFC 4475 §3.2.1) and is matched the old way.
 *
 * Returns: %TRUE for a branch of RFC 3261
 */
gboolean
sip_via_has_magic (SipVia *self)
{
  const char *branch = sip_via_get_branch (self);

  return branch != NULL && strlen (branch) > strlen (MAGIC_COOKIE)
         && g_ascii_strncasecmp (branch, MAGIC_COOKIE, strlen (MAGIC_COOKIE)) == 0;
}

/**
 * sip_via_has_param:
 * @self: a Via value
 * @name: a parameter's name, in any case
 *
 * Returns: %TRUE if it is there, with or without a value
 */
gboolean
sip_via_has_param (SipVia     *self,
                   const char *name)
{
  return sip_via_get_param (self, name) != NULL;
}

/**
 * sip_via_get_param:
 * @self: a Via value
 * @name: a parameter's name, in any case
 *
 * The value of a parameter, without quotes; an IPv6 address in received is without brackets.
 *
 * Returns: (nullable): the value; "" for a parameter without one; %NULL where it is absent
 */
const char *
sip_via_get_param (SipVia     *self,
                   const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->received != NULL && g_ascii_strcasecmp (name, "received") == 0)
    return self->received;
  return sip_params_get (&self->params, name);
}

/**
 * sip_via_dup_sent_by:
 * @self: a Via value
 *
 * Returns: (transfer full): sent-by as it is written, IPv6 in brackets: "[::1]:5060"
 */
char *
sip_via_dup_sent_by (SipVia *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  sip_host_append (text, self->host, self->port);
  return g_string_free_and_steal (text);
}
