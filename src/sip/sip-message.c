/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One request or response, never changed after it was read or built. It owns its octets; names, values and
 * body all point into them. */

#include "sip-message-private.h"

#include <string.h>

#include "sip-header-table.h"

G_DEFINE_BOXED_TYPE (SipMessage, sip_message, sip_message_ref, sip_message_unref)

static void
clear_fields (SipMessage *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      g_free (self->fields[i].unfolded);
      if (self->texts != NULL)
        g_free (self->texts[i]);
    }
  if (self->fields != self->first_fields)
    g_free (self->fields);
  g_free (self->texts);
}

SipMessage *
sip_message_alloc (void)
{
  SipMessage *self = g_malloc (sizeof (SipMessage));

  memset (self, 0, G_STRUCT_OFFSET (SipMessage, first_fields));
  g_atomic_ref_count_init (&self->refs);
  self->fields = self->first_fields;
  self->room = SIP_FIRST_FIELDS;
  return self;
}

void
sip_message_make_room (SipMessage *self)
{
  self->room *= 2;
  if (self->fields == self->first_fields)
    {
      self->fields = g_new (SipField, self->room);
      memcpy (self->fields, self->first_fields, sizeof self->first_fields);
    }
  else
    self->fields = g_renew (SipField, self->fields, self->room);
}

void
sip_message_set_method (SipMessage *self,
                        SipSlice    name)
{
  self->method = sip_method_from_slice (name);
  self->method_name = sip_method_get_name (self->method);
  if (self->method_name == NULL)
    self->method_name = self->own_method = sip_slice_dup (name);
}

/**
 * sip_message_ref:
 * @self: a message
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
SipMessage *
sip_message_ref (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sip_message_unref:
 * @self: (transfer full): a message
 *
 * Drops a reference; the last one frees it.
 */
void
sip_message_unref (SipMessage *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  clear_fields (self);
  g_clear_pointer (&self->values, sip_value_table_free);
  g_clear_pointer (&self->request_uri, sip_uri_unref);
  g_clear_pointer (&self->source, g_bytes_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->own_method);
  g_free (self->own_version);
  g_free (self->reason);
  g_free (self);
}

/**
 * sip_message_is_request:
 * @self: a message
 *
 * Returns: %TRUE for a request
 */
gboolean
sip_message_is_request (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status == 0;
}

/**
 * sip_message_is_response:
 * @self: a message
 *
 * Returns: %TRUE for a response
 */
gboolean
sip_message_is_response (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status != 0;
}

/**
 * sip_message_get_method:
 * @self: a message
 *
 * Returns: the method; of a response, the method in its CSeq
 */
SipMethod
sip_message_get_method (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, SIP_METHOD_OTHER);

  sip_message_get_method_name (self);
  return self->method;
}

/**
 * sip_message_get_method_name:
 * @self: a message
 *
 * Returns: (not nullable): the method's name, of a response that in its CSeq; "" where that cannot be read
 */
const char *
sip_message_get_method_name (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->method_name == NULL)
    {
      SipValue *cseq = sip_message_get_value (self, SIP_HEADER_CSEQ, 0);
      SipSlice method = { "", 0 };
      guint32 number;

      if (cseq != NULL && !sip_grammar_read_cseq (cseq->octets, &number, &method))
        method.length = 0;
      sip_message_set_method (self, method);
    }
  return self->method_name;
}

/**
 * sip_message_get_version:
 * @self: a message
 *
 * Returns: (not nullable): the version in the start line, "SIP/2.0" unless the peer speaks another
 */
const char *
sip_message_get_version (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

/**
 * sip_message_get_request_uri:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the Request-URI; %NULL for a response
 */
SipUri *
sip_message_get_request_uri (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->request_uri;
}

/**
 * sip_message_get_status:
 * @self: a message
 *
 * Returns: the status code, 100 to 699; 0 for a request
 */
guint
sip_message_get_status (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status;
}

/**
 * sip_message_get_reason:
 * @self: a message
 *
 * Returns: (nullable): the reason phrase, for display alone and perhaps empty; %NULL for a request
 */
const char *
sip_message_get_reason (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->reason == NULL && self->status != 0)
    self->reason = sip_slice_dup_text (self->phrase);
  return self->reason;
}

/**
 * sip_message_get_body:
 * @self: a message
 *
 * The body: octets, not text. It shares the message's memory.
 *
 * Returns: (transfer none) (not nullable): the body, perhaps empty
 */
GBytes *
sip_message_get_body (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->body == NULL)
    self->body = g_bytes_new_from_bytes (self->source, (gsize) (self->rest.data - self->head.data), self->rest.length);
  return self->body;
}

/**
 * sip_message_get_bytes:
 * @self: a message
 *
 * The whole message as received or built, without octets that followed it in a datagram.
 *
 * Returns: (transfer none) (not nullable): the octets
 */
GBytes *
sip_message_get_bytes (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->bytes == NULL)
    self->bytes = g_bytes_new_from_bytes (self->source, 0, self->head.length + self->rest.length);
  return self->bytes;
}
