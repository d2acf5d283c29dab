/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To connect a datagram socket says nothing to anybody, so there is no race of addresses to watch as RFC 8305 has
 * it: a host that has a name of both families and a server of one would be lost half the time. Where there is
 * another address to go to, the first is sent a CRLF CRLF, and a refusal leads to the next; silence is consent.
 */

#include "transport-probe.h"

#include <netinet/in.h>

#define PATIENCE_MS 250 /* RFC 8305 §5 */

/* One search; the data of its task. */
typedef struct
{
  SipClock                 *clock;
  GSocketAddressEnumerator *addresses;
  GSocket                  *candidate;
  GSocketAddress           *next;      /* where to go when the candidate refuses */
  GSource                  *answer;
  GSource                  *cancelled;
  guint                     patience_id;
  GError                   *last;      /* why the address before did not do */
} Probe;

static void ask_for_address (GTask *task);

static void
stop (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_waiting (Probe *probe)
{
  stop (&probe->answer);
  stop (&probe->cancelled);
  sip_clock_disarm (probe->clock, &probe->patience_id);
}

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  stop_waiting (probe);
  g_object_unref (probe->clock);
  g_object_unref (probe->addresses);
  g_clear_object (&probe->candidate);
  g_clear_object (&probe->next);
  g_clear_error (&probe->last);
  g_free (probe);
}

/* A large datagram is better cut to pieces on its way than dropped (RFC 3261 §18.1.1 leaves no third choice to who
 * has no TCP). */
static void
let_it_be_cut (GSocket *socket)
{
  if (g_socket_get_family (socket) == G_SOCKET_FAMILY_IPV6)
    g_socket_set_option (socket, IPPROTO_IPV6, IPV6_MTU_DISCOVER, IPV6_PMTUDISC_DONT, NULL);
  else
    g_socket_set_option (socket, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DONT, NULL);
}

/* NULL: there is no way from here to that address. */
static GSocket *
connect_socket (GSocketAddress  *address,
                GError         **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_DATAGRAM,
                                             G_SOCKET_PROTOCOL_UDP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_blocking (socket, FALSE);
  let_it_be_cut (socket);

  return g_socket_connect (socket, address, NULL, error) ? g_steal_pointer (&socket) : NULL;
}

static void
take (Probe          *probe,
      GSocketAddress *address)
{
  g_clear_error (&probe->last);
  g_clear_object (&probe->candidate);
  probe->candidate = connect_socket (address, &probe->last);
}

/* Takes the task, as all below do. */
static void
accept_candidate (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  stop_waiting (probe);
  g_task_return_pointer (task, g_steal_pointer (&probe->candidate), g_object_unref);
  g_object_unref (task);
}

static void
refuse_candidate (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GSocketAddress) next = g_steal_pointer (&probe->next);

  stop_waiting (probe);
  take (probe, next);
  ask_for_address (task);
}

/* Whatever was said is left to be read by who uses the socket. */
static gboolean
answer_cb (GSocket      *socket,
           GIOCondition  condition,
           gpointer      user_data)
{
  GTask *task = user_data;

  if (g_socket_check_connect_result (socket, NULL))
    accept_candidate (task);
  else
    refuse_candidate (task);

  return G_SOURCE_REMOVE;
}

static void
patience_cb (gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);

  probe->patience_id = 0;
  accept_candidate (user_data);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  stop_waiting (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
watch (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  probe->answer = g_socket_create_source (probe->candidate, G_IO_IN, NULL);
  g_source_set_callback (probe->answer, G_SOURCE_FUNC (answer_cb), task, NULL);
  g_source_attach (probe->answer, NULL);
  probe->patience_id = sip_clock_arm (probe->clock, PATIENCE_MS, patience_cb, task);
  if (g_task_get_cancellable (task) == NULL)
    return;

  probe->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (probe->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (probe->cancelled, NULL);
}

/* There is no other address to go to. */
static void
finish (GTask        *task,
        const GError *error)
{
  Probe *probe = g_task_get_task_data (task);

  if (probe->candidate != NULL)
    {
      accept_candidate (task);
      return;
    }

  if (error == NULL)
    error = probe->last;
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error_literal (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "it has no address");
  g_object_unref (task);
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  address = g_socket_address_enumerator_next_finish (G_SOCKET_ADDRESS_ENUMERATOR (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (address == NULL)
    {
      finish (task, error);
      return;
    }
  if (probe->candidate == NULL)
    {
      take (probe, address);
      ask_for_address (task);
      return;
    }

  g_set_object (&probe->next, address);
  if (g_socket_send (probe->candidate, "\r\n\r\n", 4, NULL, NULL) == 4)
    watch (task);
  else
    refuse_candidate (task);
}

static void
ask_for_address (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  g_socket_address_enumerator_next_async (probe->addresses, g_task_get_cancellable (task), next_cb, task);
}

/**
 * transport_probe_async:
 * @to: the host
 * @clock: the clock
 * @cancellable: (nullable): gives the search up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Looks for an address of a host that takes datagrams. An address that is the only one is taken as it is.
 */
void
transport_probe_async (GSocketConnectable  *to,
                       SipClock            *clock,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (G_IS_SOCKET_CONNECTABLE (to));
  g_return_if_fail (SIP_IS_CLOCK (clock));

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);

  g_task_set_source_tag (task, transport_probe_async);
  probe->clock = g_object_ref (clock);
  probe->addresses = g_socket_connectable_enumerate (to);
  g_task_set_task_data (task, probe, probe_free);
  ask_for_address (task);
}

/**
 * transport_probe_finish:
 * @result: what the callback was given
 * @error: return location for a `G_RESOLVER_ERROR` or `G_IO_ERROR`
 *
 * Ends transport_probe_async().
 *
 * Returns: (transfer full) (nullable): a socket that is connected and does not block
 */
GSocket *
transport_probe_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
