/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one question that GResolver cannot put. libresolv can, but makes its caller wait; so a thread of the pool waits,
 * and it gives up early: whoever asked has gone on by then.
 */

#include "transport-naptr-query.h"

#include "transport-host.h"
#include "transport-naptr.h"
#include "transport.h"

#include <netdb.h>
#include <resolv.h>

#define PATIENCE_S 2 /* for one name server; each is asked once */

typedef struct
{
  GInetSocketAddress *server;
} TransportNaptrQueryPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TransportNaptrQuery, transport_naptr_query, G_TYPE_OBJECT)

typedef struct
{
  char               *domain;
  GInetSocketAddress *server;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->domain);
  g_clear_object (&self->server);
  g_free (self);
}

/* Asks the server that was given instead of those of the system. */
static void
aim (Question           *question,
     struct __res_state *state)
{
  struct sockaddr_in *first = &state->nsaddr_list[0];

  state->retrans = PATIENCE_S;
  state->retry = 1;
  if (question->server != NULL &&
      g_socket_address_to_native (G_SOCKET_ADDRESS (question->server), first, sizeof *first, NULL))
    state->nscount = 1;
}

/* An answer "no such name" and an answer without such records are answers: there are none. */
static GPtrArray *
ask (Question            *question,
     struct __res_state  *state,
     GError             **error)
{
  g_autofree guint8 *answer = g_malloc (G_MAXUINT16);
  int length = res_nquery (state, question->domain, ns_c_in, ns_t_naptr, answer, G_MAXUINT16);

  if (length >= 0)
    return transport_naptr_parse (answer, (gsize) MIN (length, G_MAXUINT16), error);
  if (state->res_h_errno == HOST_NOT_FOUND || state->res_h_errno == NO_DATA)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) transport_naptr_free);

  g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "DNS does not answer for %s: %s", question->domain,
               hstrerror (state->res_h_errno));
  return NULL;
}

static void
wait_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Question *question = task_data;
  struct __res_state state = { 0 };
  GPtrArray *records = NULL;
  GError *error = NULL;

  if (res_ninit (&state) == 0)
    {
      aim (question, &state);
      records = ask (question, &state, &error);
      res_nclose (&state);
    }
  else
    g_set_error_literal (&error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "the resolver cannot be set up");

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
transport_naptr_query_real_ask_async (TransportNaptrQuery *self,
                                      const char          *domain,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  TransportNaptrQueryPrivate *priv = transport_naptr_query_get_instance_private (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->domain = g_strdup (domain);
  question->server = priv->server != NULL ? g_object_ref (priv->server) : NULL;
  g_task_set_source_tag (task, transport_naptr_query_real_ask_async);
  g_task_set_task_data (task, question, question_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, wait_in_thread);
}

static GPtrArray *
transport_naptr_query_real_ask_finish (TransportNaptrQuery  *self,
                                       GAsyncResult         *result,
                                       GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
transport_naptr_query_finalize (GObject *object)
{
  TransportNaptrQueryPrivate *priv = transport_naptr_query_get_instance_private (TRANSPORT_NAPTR_QUERY (object));

  g_clear_object (&priv->server);

  G_OBJECT_CLASS (transport_naptr_query_parent_class)->finalize (object);
}

static void
transport_naptr_query_class_init (TransportNaptrQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = transport_naptr_query_finalize;
  klass->ask_async = transport_naptr_query_real_ask_async;
  klass->ask_finish = transport_naptr_query_real_ask_finish;
}

static void
transport_naptr_query_init (TransportNaptrQuery *self)
{
}

/**
 * transport_naptr_query_new:
 * @server: (nullable): an IPv4 address and port of a name server; %NULL: those of the system, read anew each time
 *
 * Makes what asks for NAPTR records.
 *
 * Returns: (transfer full): the asker
 */
TransportNaptrQuery *
transport_naptr_query_new (GInetSocketAddress *server)
{
  g_return_val_if_fail (server == NULL || G_IS_INET_SOCKET_ADDRESS (server), NULL);

  TransportNaptrQuery *self = g_object_new (TRANSPORT_TYPE_NAPTR_QUERY, NULL);
  TransportNaptrQueryPrivate *priv = transport_naptr_query_get_instance_private (self);

  priv->server = server != NULL ? g_object_ref (server) : NULL;
  return self;
}

/**
 * transport_naptr_query_ask_async:
 * @self: the asker
 * @domain: a domain as transport_host_normalise() gives it
 * @cancellable: (nullable): stops the wait
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Asks which ways to SIP a domain has (RFC 3263 §4.1). A name server that is silent ends it after 2 s; there may be
 * three of them.
 */
void
transport_naptr_query_ask_async (TransportNaptrQuery *self,
                                 const char          *domain,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (TRANSPORT_IS_NAPTR_QUERY (self));
  g_return_if_fail (domain != NULL && transport_host_is_name (domain));

  TRANSPORT_NAPTR_QUERY_GET_CLASS (self)->ask_async (self, domain, cancellable, callback, user_data);
}

/**
 * transport_naptr_query_ask_finish:
 * @self: the asker
 * @result: the result
 * @error: return location for %TRANSPORT_ERROR_RESOLVE
 *
 * Ends transport_naptr_query_ask_async().
 *
 * Returns: (transfer full) (element-type TransportNaptr) (nullable): the records, the best first, maybe none; %NULL
 *   when DNS did not answer
 */
GPtrArray *
transport_naptr_query_ask_finish (TransportNaptrQuery  *self,
                                  GAsyncResult         *result,
                                  GError              **error)
{
  g_return_val_if_fail (TRANSPORT_IS_NAPTR_QUERY (self), NULL);

  return TRANSPORT_NAPTR_QUERY_GET_CLASS (self)->ask_finish (self, result, error);
}
