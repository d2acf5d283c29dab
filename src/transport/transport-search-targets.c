/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What DNS said, made into a list of targets. Nothing here waits for anything; transport-search.c does.
 */

#include "transport-search-private.h"

#include "transport-host.h"
#include "transport-srv.h"

/* @self may be one that never was answered. */
void
transport_answer_free (TransportAnswer *self)
{
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
new_targets (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);
}

static gboolean
equal (gconstpointer a,
       gconstpointer b)
{
  return transport_target_equal (a, b);
}

/* RFC 5922 §4, RFC 3263 §4.1: whoever DNS leads to has to prove the domain that was asked for, not its own name. */
static void
add (GPtrArray            *targets,
     const TransportPlace *place,
     const char           *uri,
     const char           *reason)
{
  g_autoptr (TransportTarget) target = transport_target_new (uri, place->host, reason);

  if (targets->len < TRANSPORT_SEARCH_MAX_TARGETS &&
      !g_ptr_array_find_with_equal_func (targets, target, equal, NULL))
    g_ptr_array_add (targets, g_steal_pointer (&target));
}

static void
add_host (GPtrArray            *targets,
          const TransportPlace *place,
          TransportService     *service)
{
  g_autofree char *uri = transport_way_write_uri (service->way, service->name, 0);
  g_autofree char *reason = g_strdup_printf ("DNS names it: %s", service->named_by);

  add (targets, place, uri, reason);
}

static void
add_servers (GPtrArray            *targets,
             const TransportPlace *place,
             TransportService     *service,
             GPtrArray            *servers)
{
  for (guint i = 0; servers != NULL && i < servers->len; i++)
    {
      TransportSrv *server = g_ptr_array_index (servers, i);
      g_autofree char *uri = transport_way_write_uri (service->way, server->host, server->port);
      g_autofree char *reason = NULL;

      reason = g_strdup_printf ("DNS names it: %s%s%s, priority %u, weight %u",
                                service->named_by != NULL ? service->named_by : "",
                                service->named_by != NULL ? ", then " : "", service->name, server->priority,
                                server->weight);
      add (targets, place, uri, reason);
    }
}

static TransportAnswerState
get_state (GHashTable *answers,
           const char *name)
{
  TransportAnswer *answer = g_hash_table_lookup (answers, name);

  return answer != NULL ? answer->state : TRANSPORT_ANSWER_NONE;
}

/* The domain has said of this very way that it has none. */
static gboolean
is_absent (GPtrArray    *services,
           GHashTable   *answers,
           TransportWay  way)
{
  for (guint i = 0; i < services->len; i++)
    {
      TransportService *service = g_ptr_array_index (services, i);

      if (service->way == way && service->is_service &&
          get_state (answers, service->name) == TRANSPORT_ANSWER_ABSENT)
        return TRUE;
    }

  return FALSE;
}

/* NULL: a person named it so. */
static const char *
say_why_itself (const TransportPlace *place,
                GPtrArray            *services,
                GHashTable           *answers)
{
  if (transport_search_is_in_dark (services, answers, NULL))
    return "DNS does not answer: the host itself, at the usual port";
  if (transport_service_is_asked (place))
    return "DNS names no server: the host itself, at the usual port";

  return place->way == TRANSPORT_WAY_SIP || place->way == TRANSPORT_WAY_SIPS ? "an address, at the usual port" : NULL;
}

/* RFC 3263 §4.2: without SRV records the host itself, at the usual ports. */
static void
add_itself (GPtrArray            *targets,
            const TransportPlace *place,
            GPtrArray            *services,
            GHashTable           *answers)
{
  g_autoptr (GArray) ways = transport_service_list_ways (place);
  const char *reason = say_why_itself (place, services, answers);

  for (guint i = 0; i < ways->len; i++)
    {
      TransportWay way = g_array_index (ways, TransportWay, i);
      g_autofree char *uri = transport_way_is_websocket (way) ? transport_place_to_string (place)
                                                              : transport_way_write_uri (way, place->host, place->port);

      if (!is_absent (services, answers, way))
        add (targets, place, uri, reason);
    }
}

GPtrArray *
transport_search_assemble (const TransportPlace *place,
                           GPtrArray            *services,
                           GHashTable           *answers)
{
  GPtrArray *targets = new_targets ();

  for (guint i = 0; i < services->len; i++)
    {
      TransportService *service = g_ptr_array_index (services, i);
      TransportAnswer *answer = g_hash_table_lookup (answers, service->name);

      if (!service->is_service)
        add_host (targets, place, service);
      else if (answer != NULL)
        add_servers (targets, place, service, answer->servers);
    }

  if (targets->len == 0)
    add_itself (targets, place, services, answers);

  return targets;
}

/* @secure_only: what DNS says of plain services does not count. */
static gboolean
is_dark (GPtrArray  *services,
         GHashTable *answers,
         gboolean    secure_only)
{
  gboolean failed = FALSE;

  for (guint i = 0; i < services->len; i++)
    {
      TransportService *service = g_ptr_array_index (services, i);
      TransportAnswerState state = get_state (answers, service->name);

      if (secure_only && !transport_way_is_secure (service->way))
        continue;
      if (!service->is_service || state == TRANSPORT_ANSWER_GIVEN)
        return FALSE;
      failed = failed || state == TRANSPORT_ANSWER_FAILED;
    }

  return failed;
}

/* Where a server was reached securely, plain services that are all DNS can name are no light. */
gboolean
transport_search_is_in_dark (GPtrArray             *services,
                             GHashTable            *answers,
                             const TransportTarget *remembered)
{
  return is_dark (services, answers, FALSE) ||
         (remembered != NULL && transport_target_is_secure (remembered) && is_dark (services, answers, TRUE));
}

static gboolean
find (GPtrArray       *targets,
      TransportTarget *remembered,
      guint           *index)
{
  g_autoptr (TransportTarget) anywhere = transport_target_at (remembered, NULL);

  return g_ptr_array_find_with_equal_func (targets, anywhere, equal, index);
}

/* A guess in the dark must not lead from a server that was reached securely to one in plain: whoever can silence DNS
 * could ask for it (TRUST 3.7). */
static void
drop_plain (GPtrArray *targets)
{
  for (guint i = targets->len; i > 0; i--)
    if (!transport_target_is_secure (g_ptr_array_index (targets, i - 1)))
      g_ptr_array_remove_index (targets, i - 1);
}

void
transport_search_recall (GPtrArray       *targets,
                         TransportTarget *remembered,
                         gboolean         in_dark)
{
  guint index = 0;
  gboolean listed = find (targets, remembered, &index);

  if (listed)
    g_ptr_array_remove_index (targets, index);
  if (in_dark && transport_target_is_secure (remembered))
    drop_plain (targets);

  g_ptr_array_insert (targets, listed && !in_dark ? (int) index : 0, transport_target_ref (remembered));
  if (targets->len > TRANSPORT_SEARCH_MAX_TARGETS)
    g_ptr_array_remove_index (targets, targets->len - 1);
}

char *
transport_search_dup_witness (GPtrArray       *targets,
                              TransportTarget *remembered)
{
  guint index = 0;
  g_autoptr (GUri) uri = NULL;

  find (targets, remembered, &index);
  uri = g_uri_parse (transport_target_get_uri (g_ptr_array_index (targets, index)), G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || transport_host_is_ip (g_uri_get_host (uri)))
    return NULL;

  return g_strdup (g_uri_get_host (uri));
}
