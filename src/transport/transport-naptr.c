/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which ways to SIP a domain has, and which it likes best, stands in its NAPTR records, which neither GIO nor libsoup
 * reads. They come from whoever answers a datagram first, so every length is checked twice and everything that is
 * not needed is not read: a rewriting rule (the regular expression) is left to those who want one.
 */

#include "transport-naptr.h"

#include "transport-host.h"
#include "transport.h"

#include <arpa/nameser.h>
#include <resolv.h>

/* RFC 3263 §4.1; RFC 7118 for the WebSocket */
static const struct
{
  const char  *service;
  TransportWay way;
} services[] = {
  { "SIPS+D2T", TRANSPORT_WAY_TLS }, { "SIPS+D2W", TRANSPORT_WAY_WSS }, { "SIP+D2T", TRANSPORT_WAY_TCP },
  { "SIP+D2U", TRANSPORT_WAY_UDP },  { "SIP+D2W", TRANSPORT_WAY_WS },
};

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Cursor;

/**
 * transport_naptr_free:
 * @self: (transfer full): a record
 *
 * Frees it.
 */
void
transport_naptr_free (TransportNaptr *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self);
}

static gboolean
take_number (Cursor *cursor,
             guint  *number)
{
  if (cursor->end - cursor->at < 2)
    return FALSE;

  *number = (guint) (cursor->at[0] << 8 | cursor->at[1]);
  cursor->at += 2;
  return TRUE;
}

/* A <character-string>: one octet of length, then as many (RFC 1035 §3.3). */
static char *
take_string (Cursor *cursor)
{
  gsize length;
  char *text;

  if (cursor->at >= cursor->end)
    return NULL;
  length = *cursor->at++;
  if ((gsize) (cursor->end - cursor->at) < length)
    return NULL;

  text = g_strndup ((const char *) cursor->at, length);
  cursor->at += length;
  return text;
}

/* RFC 3403 §4.1 lets no one compress this name; some do, and it costs nothing to bear. */
static char *
take_name (Cursor   *cursor,
           ns_msg   *message)
{
  char name[NS_MAXDNAME];
  g_autofree char *host = NULL;

  if (ns_name_uncompress (ns_msg_base (*message), ns_msg_end (*message), cursor->at, name, sizeof name) < 0)
    return NULL;

  host = transport_host_normalise (name);
  return host != NULL && transport_host_is_name (host) ? g_steal_pointer (&host) : NULL;
}

static gboolean
take_service (TransportNaptr *self,
              const char     *service)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (g_ascii_strcasecmp (service, services[i].service) != 0)
        continue;

      self->way = services[i].way;
      return TRUE;
    }

  return FALSE;
}

/* NULL: a record for somebody else, one that needs its rule applied, or a broken one. */
static TransportNaptr *
read_record (ns_msg *message,
             ns_rr  *record)
{
  g_autoptr (TransportNaptr) self = g_new0 (TransportNaptr, 1);
  Cursor cursor = { ns_rr_rdata (*record), ns_rr_rdata (*record) + ns_rr_rdlen (*record) };
  g_autofree char *flags = NULL;
  g_autofree char *service = NULL;
  g_autofree char *rule = NULL;

  if (!take_number (&cursor, &self->order) || !take_number (&cursor, &self->preference))
    return NULL;
  flags = take_string (&cursor);
  service = flags != NULL ? take_string (&cursor) : NULL;
  rule = service != NULL ? take_string (&cursor) : NULL;
  if (rule == NULL || *rule != '\0' || !take_service (self, service))
    return NULL;

  self->is_service = g_ascii_strcasecmp (flags, "s") == 0;
  if (!self->is_service && g_ascii_strcasecmp (flags, "a") != 0)
    return NULL;
  self->name = cursor.at < cursor.end ? take_name (&cursor, message) : NULL;

  return self->name != NULL ? g_steal_pointer (&self) : NULL;
}

/* Lower first, except that what is secure comes before what is plain whatever its order: nobody who forges an order
 * shall lead us from one to the other. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TransportNaptr *one = a;
  const TransportNaptr *other = b;
  int secure = transport_way_is_secure (other->way) - transport_way_is_secure (one->way);

  if (secure != 0)
    return secure;
  if (one->order != other->order)
    return one->order < other->order ? -1 : 1;

  return (one->preference > other->preference) - (one->preference < other->preference);
}

/**
 * transport_naptr_parse:
 * @answer: (array length=length): a message of DNS
 * @length: its length in octets
 * @error: return location for %TRANSPORT_ERROR_RESOLVE
 *
 * Reads the NAPTR records of an answer that lead to SIP by a way that is known here.
 *
 * Returns: (transfer full) (element-type TransportNaptr) (nullable): the records, the best first; %NULL when this is
 *   no message of DNS
 */
GPtrArray *
transport_naptr_parse (const guint8  *answer,
                       gsize          length,
                       GError       **error)
{
  g_return_val_if_fail (answer != NULL || length == 0, NULL);

  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_naptr_free);
  ns_msg message;
  guint count;

  if (length > G_MAXUINT16 || ns_initparse (answer, (int) length, &message) != 0)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "%zu octets are no answer of DNS", length);
      return NULL;
    }

  count = MIN (ns_msg_count (message, ns_s_an), TRANSPORT_NAPTR_MAX_RECORDS);
  for (guint i = 0; i < count; i++)
    {
      ns_rr record;
      TransportNaptr *naptr;

      if (ns_parserr (&message, ns_s_an, (int) i, &record) != 0)
        break;
      if (ns_rr_type (record) != ns_t_naptr || ns_rr_class (record) != ns_c_in)
        continue;
      naptr = read_record (&message, &record);
      if (naptr != NULL)
        g_ptr_array_add (records, naptr);
    }

  g_ptr_array_sort_values (records, compare);
  return g_steal_pointer (&records);
}
