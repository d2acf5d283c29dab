/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A company with one server writes its name, one with many writes a list and says which it prefers. Whoever keeps
 * a line up only wants to know which is next.
 */

#include "ua-servers.h"

#include "sip-limits.h"
#include "ua-error.h"

#include <string.h>

#define WEIGHT_PARAM "weight="

typedef struct
{
  char    *uri;
  guint    weight;
  gboolean is_error;
} Server;

struct _UaServers
{
  GObject parent_instance;

  GPtrArray *servers; /* of Server, as they were named */
};

G_DEFINE_FINAL_TYPE (UaServers, ua_servers, G_TYPE_OBJECT)

static void
server_free (gpointer data)
{
  Server *server = data;

  g_free (server->uri);
  g_free (server);
}

static Server *
find (UaServers  *self,
      const char *uri)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      Server *server = g_ptr_array_index (self->servers, i);

      if (g_str_equal (server->uri, uri))
        return server;
    }
  return NULL;
}

static void
ua_servers_finalize (GObject *object)
{
  g_ptr_array_unref (UA_SERVERS (object)->servers);

  G_OBJECT_CLASS (ua_servers_parent_class)->finalize (object);
}

static void
ua_servers_class_init (UaServersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_servers_finalize;
}

static void
ua_servers_init (UaServers *self)
{
  self->servers = g_ptr_array_new_with_free_func (server_free);
}

/**
 * ua_servers_new:
 * @uris: (nullable) (array zero-terminated=1): servers of no particular weight; %NULL: none yet
 *
 * Lists servers (W4).
 *
 * Returns: (transfer full): the list
 */
UaServers *
ua_servers_new (const char *const *uris)
{
  UaServers *self = g_object_new (UA_TYPE_SERVERS, NULL);

  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    ua_servers_add (self, uris[i], 0);
  return self;
}

/**
 * ua_servers_add:
 * @self: the list
 * @uri: a server
 * @weight: the higher, the earlier it is tried (W5)
 *
 * Lists one more server, or gives one that is listed another weight. A list that is full stays as it is.
 */
void
ua_servers_add (UaServers  *self,
                const char *uri,
                guint       weight)
{
  g_return_if_fail (UA_IS_SERVERS (self) && uri != NULL);

  Server *server = find (self, uri);

  if (server == NULL && self->servers->len < UA_SERVERS_MAX)
    {
      server = g_new0 (Server, 1);
      server->uri = g_strdup (uri);
      g_ptr_array_add (self->servers, server);
    }
  if (server != NULL)
    server->weight = MIN (weight, UA_SERVERS_MAX_WEIGHT);
}

static gboolean
begins_with_scheme (const char *text)
{
  const char *end = text;

  while (g_ascii_isalnum (*end))
    end++;
  return end > text && g_str_has_prefix (end, "://");
}

/* A comma may belong to the query of an address (RFC 3986 §3.4); there, only one that is followed by a blank or by
 * the next address separates. */
static gsize
measure_entry (const char *text)
{
  gboolean in_query = FALSE;
  gsize length = 0;

  for (; text[length] != '\0'; length++)
    {
      const char *rest = text + length + 1;

      in_query = in_query || text[length] == '?';
      if (text[length] == ',' && (!in_query || *rest == '\0' || g_ascii_isspace (*rest) || begins_with_scheme (rest)))
        break;
    }
  return length;
}

/* Cuts ";weight=10" off @entry; any other parameter belongs to the address. */
static gboolean
take_weight (char    *entry,
             guint   *weight,
             GError **error)
{
  char *semicolon = strrchr (entry, ';');
  guint64 number = 0;

  *weight = 0;
  if (semicolon == NULL)
    return TRUE;

  char *param = g_strstrip (semicolon + 1);

  if (g_ascii_strncasecmp (param, WEIGHT_PARAM, strlen (WEIGHT_PARAM)) != 0)
    return TRUE;
  if (!g_ascii_string_to_unsigned (param + strlen (WEIGHT_PARAM), 10, 0, UA_SERVERS_MAX_WEIGHT, &number, NULL))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "a weight is a number from 0 to %d, not '%s'",
                   UA_SERVERS_MAX_WEIGHT, param + strlen (WEIGHT_PARAM));
      return FALSE;
    }

  *weight = (guint) number;
  *semicolon = '\0';
  return TRUE;
}

/* An address may hold a key, so a complaint counts and does not quote. */
static gboolean
add_entry (UaServers  *self,
           char       *entry,
           guint       number,
           GError    **error)
{
  guint weight;

  if (strlen (entry) > SIP_MAX_URI || !g_utf8_validate (entry, -1, NULL))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "server %u of the list is no text of at most %d octets",
                   number, SIP_MAX_URI);
      return FALSE;
    }
  if (!take_weight (entry, &weight, error))
    return FALSE;

  const char *uri = g_strstrip (entry);

  if (*uri == '\0')
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "server %u of the list is empty", number);
      return FALSE;
    }
  for (const char *c = uri; *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c) && !g_ascii_iscntrl (*c))
        continue;

      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "server %u of the list has a blank in it", number);
      return FALSE;
    }

  ua_servers_add (self, uri, weight);
  return TRUE;
}

/**
 * ua_servers_parse:
 * @text: addresses between commas, each with `;weight=` or without
 * @error: what is wrong, as %UA_ERROR_INVALID_TARGET
 *
 * Reads what a person wrote: one server or many, with weights or without (W4).
 *
 * Returns: (transfer full) (nullable): the list, with one server at least
 */
UaServers *
ua_servers_parse (const char  *text,
                  GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (UaServers) self = ua_servers_new (NULL);

  for (guint number = 1;; number++)
    {
      gsize length = measure_entry (text);
      g_autofree char *entry = g_strndup (text, length);

      if (number > UA_SERVERS_MAX)
        {
          g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "more than %d servers", UA_SERVERS_MAX);
          return NULL;
        }
      if (!add_entry (self, entry, number, error))
        return NULL;
      if (text[length] == '\0')
        return g_steal_pointer (&self);
      text += length + 1;
    }
}

/**
 * ua_servers_get_uri:
 * @self: the list
 * @index: from 0
 *
 * Gets a server by the order in which they were named.
 *
 * Returns: (transfer none) (nullable): the server; %NULL past the last one
 */
const char *
ua_servers_get_uri (UaServers *self,
                    guint      index)
{
  g_return_val_if_fail (UA_IS_SERVERS (self), NULL);

  return index < self->servers->len ? ((Server *) g_ptr_array_index (self->servers, index))->uri : NULL;
}

/**
 * ua_servers_get_weight:
 * @self: the list
 * @uri: a server
 *
 * Gets how much a server is preferred (W5).
 *
 * Returns: the weight; 0 when it was not said, or the server is not listed
 */
guint
ua_servers_get_weight (UaServers  *self,
                       const char *uri)
{
  g_return_val_if_fail (UA_IS_SERVERS (self) && uri != NULL, 0);

  Server *server = find (self, uri);

  return server != NULL ? server->weight : 0;
}

static int
compare_weights (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  guint weight_a = ua_servers_get_weight (user_data, *(const char *const *) a);
  guint weight_b = ua_servers_get_weight (user_data, *(const char *const *) b);

  return (weight_a < weight_b) - (weight_a > weight_b);
}

/**
 * ua_servers_list_better:
 * @self: the list
 * @than: a server
 *
 * Lists the servers that are preferred to one, whatever their error marks.
 *
 * Returns: (transfer container) (element-type utf8): the heaviest first; empty when there is none
 */
GPtrArray *
ua_servers_list_better (UaServers  *self,
                        const char *than)
{
  g_return_val_if_fail (UA_IS_SERVERS (self) && than != NULL, NULL);

  GPtrArray *better = g_ptr_array_new ();
  guint weight = ua_servers_get_weight (self, than);

  for (guint i = 0; i < self->servers->len; i++)
    {
      Server *server = g_ptr_array_index (self->servers, i);

      if (server->weight > weight)
        g_ptr_array_add (better, server->uri);
    }
  g_ptr_array_sort_with_data (better, compare_weights, self);
  return better;
}

/**
 * ua_servers_get_next:
 * @self: the list
 * @tokens: chance
 *
 * Chooses the server to try next: the heaviest of those without an error mark, and chance among equals (W5, W36).
 *
 * Returns: (transfer none) (nullable): the server; %NULL when all have an error mark
 */
const char *
ua_servers_get_next (UaServers *self,
                     SipTokens *tokens)
{
  g_return_val_if_fail (UA_IS_SERVERS (self) && SIP_IS_TOKENS (tokens), NULL);

  g_autoptr (GPtrArray) equals = g_ptr_array_new ();

  for (guint i = 0; i < self->servers->len; i++)
    {
      Server *server = g_ptr_array_index (self->servers, i);
      Server *best = equals->len > 0 ? g_ptr_array_index (equals, 0) : NULL;

      if (server->is_error || (best != NULL && server->weight < best->weight))
        continue;
      if (best != NULL && server->weight > best->weight)
        g_ptr_array_set_size (equals, 0);
      g_ptr_array_add (equals, server);
    }

  if (equals->len == 0)
    return NULL;
  return ((Server *) g_ptr_array_index (equals, sip_tokens_next_below (tokens, equals->len)))->uri;
}

/**
 * ua_servers_set_error:
 * @self: the list
 * @uri: a server
 *
 * Marks a server that was tried in vain; ua_servers_get_next() passes it over (W53).
 */
void
ua_servers_set_error (UaServers  *self,
                      const char *uri)
{
  g_return_if_fail (UA_IS_SERVERS (self) && uri != NULL);

  Server *server = find (self, uri);

  if (server != NULL)
    server->is_error = TRUE;
}

/**
 * ua_servers_is_error:
 * @self: the list
 * @uri: a server
 *
 * Tells whether a server has an error mark.
 *
 * Returns: %TRUE when it has
 */
gboolean
ua_servers_is_error (UaServers  *self,
                     const char *uri)
{
  g_return_val_if_fail (UA_IS_SERVERS (self) && uri != NULL, FALSE);

  Server *server = find (self, uri);

  return server != NULL && server->is_error;
}

/**
 * ua_servers_reset_errors:
 * @self: the list
 *
 * Takes all error marks away (W35).
 */
void
ua_servers_reset_errors (UaServers *self)
{
  g_return_if_fail (UA_IS_SERVERS (self));

  for (guint i = 0; i < self->servers->len; i++)
    ((Server *) g_ptr_array_index (self->servers, i))->is_error = FALSE;
}

/**
 * ua_servers_none_available:
 * @self: the list
 *
 * Tells whether all servers have an error mark (W37).
 *
 * Returns: %TRUE when there is nothing left to try
 */
gboolean
ua_servers_none_available (UaServers *self)
{
  g_return_val_if_fail (UA_IS_SERVERS (self), TRUE);

  for (guint i = 0; i < self->servers->len; i++)
    {
      if (!((Server *) g_ptr_array_index (self->servers, i))->is_error)
        return FALSE;
    }
  return TRUE;
}
