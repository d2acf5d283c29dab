/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Priority and weight are how an operator spreads telephones over servers. GLib would draw the lots itself; here
 * they come from SipTokens, so that a test can tell whether the spread is right.
 */

#include "transport-srv.h"

#include "transport-host.h"

/**
 * transport_srv_free:
 * @self: (transfer full): a record
 *
 * Frees it.
 */
void
transport_srv_free (TransportSrv *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->host);
  g_free (self);
}

/* A target "." means that the service is not there (RFC 2782, "Target"), and is no host's name either. */
static TransportSrv *
read_record (GVariant *record)
{
  g_autoptr (TransportSrv) self = g_new0 (TransportSrv, 1);
  const char *host;
  guint16 priority, weight, port;

  if (!g_variant_is_of_type (record, G_VARIANT_TYPE ("(qqqs)")))
    return NULL;
  g_variant_get (record, "(qqq&s)", &priority, &weight, &port, &host);
  self->priority = priority;
  self->weight = weight;
  self->port = port;
  self->host = transport_host_normalise (host);

  return self->host != NULL && port != 0 ? g_steal_pointer (&self) : NULL;
}

/* Those without weight stand first in their priority, which gives them a small chance (RFC 2782, "Weight"). */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TransportSrv *one = a;
  const TransportSrv *other = b;

  if (one->priority != other->priority)
    return one->priority < other->priority ? -1 : 1;

  return (one->weight != 0) - (other->weight != 0);
}

/* Where the lot falls among those of the first one's priority. */
static guint
draw (GPtrArray *left,
      SipTokens *tokens)
{
  TransportSrv *first = g_ptr_array_index (left, 0);
  guint sum = 0;
  guint count;
  guint lot;

  for (count = 0; count < left->len; count++)
    {
      TransportSrv *record = g_ptr_array_index (left, count);

      if (record->priority != first->priority)
        break;
      sum += record->weight;
    }

  lot = sip_tokens_next_below (tokens, sum + 1);
  for (guint i = 0; i < count; i++)
    {
      TransportSrv *record = g_ptr_array_index (left, i);

      if (record->weight >= lot)
        return i;
      lot -= record->weight;
    }

  g_assert_not_reached ();
}

/**
 * transport_srv_order:
 * @answer: (element-type GVariant): what g_resolver_lookup_records() gives
 * @tokens: the source of chance
 *
 * Orders the servers of a service by priority, and within one by lots that fall as their weights say (RFC 2782).
 *
 * Returns: (transfer full) (element-type TransportSrv): the servers, the first to be tried first
 */
GPtrArray *
transport_srv_order (GList     *answer,
                     SipTokens *tokens)
{
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_srv_free);
  GPtrArray *ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_srv_free);

  for (GList *item = answer; item != NULL && left->len < TRANSPORT_SRV_MAX_RECORDS; item = item->next)
    {
      TransportSrv *record = read_record (item->data);

      if (record != NULL)
        g_ptr_array_add (left, record);
    }

  g_ptr_array_sort_values (left, compare);
  while (left->len > 0)
    g_ptr_array_add (ordered, g_ptr_array_steal_index (left, draw (left, tokens)));

  return ordered;
}
