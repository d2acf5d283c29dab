/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A large datagram is cut to pieces on its way, and many a router drops the pieces; an offer of sound and picture is
 * always large. RFC 3261 §18.1.1 sends such a request by TCP, and the layers above need not know: they go on
 * repeating it as if by UDP, which is swallowed here, and what belongs to it (its CANCEL, its ACK) goes the same
 * way. A server without TCP is asked in datagrams after all.
 */

#include "transport-detour.h"

#include "transport-private.h"
#include "transport-tcp.h"

#include "sip-parser.h"
#include "sip-via.h"

#define MAX_STRAIGHT   1300  /* octets; RFC 3261 §18.1.1, the path's MTU being unknown */
#define MAX_REMEMBERED 64    /* messages; older ones are not repeated any more */
#define CLOSED_FOR_MS  60000 /* a server that has no TCP is not asked for it at every call */

/* A message that was sent round, in the words of datagrams. */
typedef struct
{
  char   *branch;
  GBytes *message;
} Remembered;

struct _TransportDetour
{
  GObject parent_instance;

  Transport           *road;       /* which owns this */
  char                *address;
  TransportDetourFunc  straight;
  Transport           *stream;     /* NULL: none is open or being opened */
  GQueue               waiting;    /* of GBytes, until it is open */
  GQueue               remembered; /* of Remembered, the oldest first */
  gboolean             was_open;
  gint64               closed_until_ms;
};

G_DEFINE_FINAL_TYPE (TransportDetour, transport_detour, G_TYPE_OBJECT)

static void
remembered_free (gpointer data)
{
  Remembered *remembered = data;

  g_free (remembered->branch);
  g_bytes_unref (remembered->message);
  g_free (remembered);
}

static gint64
now_ms (TransportDetour *self)
{
  return sip_clock_get_now_ms (transport_get_clock (self->road));
}

static void
remember (TransportDetour *self,
          const char      *branch,
          GBytes          *message)
{
  Remembered *remembered = g_new0 (Remembered, 1);

  remembered->branch = g_strdup (branch);
  remembered->message = g_bytes_ref (message);
  g_queue_push_tail (&self->remembered, remembered);
  if (self->remembered.length > MAX_REMEMBERED)
    remembered_free (g_queue_pop_head (&self->remembered));
}

/* @message NULL: any that belongs to @branch. */
static gboolean
remembers (TransportDetour *self,
           const char      *branch,
           GBytes          *message)
{
  for (GList *link = self->remembered.head; link != NULL; link = link->next)
    {
      Remembered *remembered = link->data;

      if (message == NULL ? g_str_equal (remembered->branch, branch) : g_bytes_equal (remembered->message, message))
        return TRUE;
    }

  return FALSE;
}

/* RFC 3261 §18.1.1: "the value in the top Via MUST be changed". Ours are written "Via: SIP/2.0/UDP", and the top one
 * is ours. */
static GBytes *
reword (GBytes *message)
{
  static const char datagrams[] = "Via: SIP/2.0/UDP";
  gsize size;
  const char *data = g_bytes_get_data (message, &size);
  const char *via = g_strstr_len (data, (gssize) size, datagrams);
  char *copy = NULL;

  if (via == NULL)
    return g_bytes_ref (message);

  copy = g_memdup2 (data, size);
  memcpy (copy + (via - data) + strlen (datagrams) - 3, "TCP", 3);

  return g_bytes_new_take (copy, size);
}

static gboolean
send_round (TransportDetour *self,
            GBytes          *message)
{
  g_autoptr (GBytes) reworded = reword (message);
  g_autoptr (GError) error = NULL;

  if (transport_send (self->stream, reworded, &error))
    {
      transport_note_detour (self->road, TRUE);
      return TRUE;
    }

  transport_note_detour (self->road, FALSE);
  g_info ("%s: by TCP nothing can be sent, so it goes in a datagram: %s", transport_get_url (self->road),
          error->message);
  return FALSE;
}

static void
forget_stream (TransportDetour *self)
{
  g_autoptr (Transport) stream = g_steal_pointer (&self->stream);

  if (stream != NULL)
    g_signal_handlers_disconnect_by_data (stream, self);
  if (stream != NULL && transport_get_state (stream) != TRANSPORT_STATE_DISCONNECTED)
    transport_disconnect_async (stream, 0, NULL, NULL, NULL, NULL);
  g_queue_clear_full (&self->remembered, remembered_free);
}

/* What was sent round may be lost with it, so its next repetition goes straight. */
static void
end (TransportDetour *self)
{
  const GError *error = transport_get_last_error (self->stream);
  GBytes *message = NULL;

  if (!self->was_open)
    {
      self->closed_until_ms = now_ms (self) + CLOSED_FOR_MS;
      transport_note_detour (self->road, FALSE);
      g_info ("%s: no TCP there, so what is too large for a datagram goes in one all the same: %s",
              transport_get_url (self->road), error != NULL ? error->message : "");
    }

  forget_stream (self);
  while ((message = g_queue_pop_head (&self->waiting)) != NULL)
    {
      self->straight (message, self->road);
      g_bytes_unref (message);
    }
}

static void
begin (TransportDetour *self)
{
  GBytes *message = NULL;

  self->was_open = TRUE;
  while (self->stream != NULL && (message = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (!send_round (self, message))
        self->straight (message, self->road);
      g_bytes_unref (message);
    }
}

static void
stream_notify_state_cb (Transport       *stream,
                        GParamSpec      *pspec,
                        TransportDetour *self)
{
  if (transport_is_connected (stream))
    begin (self);
  else if (transport_get_state (stream) == TRANSPORT_STATE_DISCONNECTED)
    end (self);
}

static void
stream_received_cb (Transport       *stream,
                    GBytes          *message,
                    TransportDetour *self)
{
  transport_delivered (self->road, message);
}

static gboolean
open_stream (TransportDetour *self)
{
  g_autofree char *url = g_strconcat ("tcp://", self->address, NULL);
  g_autoptr (TransportTarget) target = transport_target_new (url, NULL, NULL);
  TransportPrivate *road = transport_get_private (self->road);

  self->was_open = FALSE;
  self->stream = transport_tcp_new (target, road->clock, road->tokens, NULL, NULL);
  if (self->stream == NULL)
    return FALSE;

  g_info ("%s: what is too large for a datagram goes by TCP (RFC 3261 §18.1.1)", transport_get_url (self->road));
  g_signal_connect_object (self->stream, "notify::state", G_CALLBACK (stream_notify_state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->stream, "received", G_CALLBACK (stream_received_cb), self, G_CONNECT_DEFAULT);
  transport_connect_async (self->stream, NULL, NULL, NULL);

  return TRUE;
}

/* FALSE: there is no way round now. */
static gboolean
go_round (TransportDetour *self,
          const char      *branch,
          GBytes          *message)
{
  if (self->stream == NULL && (now_ms (self) < self->closed_until_ms || !open_stream (self)))
    return FALSE;
  if (self->waiting.length >= MAX_REMEMBERED)
    return FALSE;
  if (transport_is_connected (self->stream) && !send_round (self, message))
    return FALSE;

  if (!transport_is_connected (self->stream))
    g_queue_push_tail (&self->waiting, g_bytes_ref (message));
  remember (self, branch, message);

  return TRUE;
}

/* An answer goes back the way its request came (RFC 3261 §18.2.2), which the top Via says. */
static gboolean
answer_round (TransportDetour *self,
              SipVia          *via,
              GBytes          *message)
{
  return self->stream != NULL && transport_is_connected (self->stream) &&
         g_ascii_strcasecmp (sip_via_get_protocol (via), "TCP") == 0 && transport_send (self->stream, message, NULL);
}

/* What waits is not sent. */
static void
transport_detour_dispose (GObject *object)
{
  TransportDetour *self = TRANSPORT_DETOUR (object);

  forget_stream (self);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);

  G_OBJECT_CLASS (transport_detour_parent_class)->dispose (object);
}

static void
transport_detour_finalize (GObject *object)
{
  g_free (TRANSPORT_DETOUR (object)->address);

  G_OBJECT_CLASS (transport_detour_parent_class)->finalize (object);
}

static void
transport_detour_class_init (TransportDetourClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = transport_detour_dispose;
  G_OBJECT_CLASS (klass)->finalize = transport_detour_finalize;
}

static void
transport_detour_init (TransportDetour *self)
{
  self->closed_until_ms = G_MININT64;
}

/**
 * transport_detour_new:
 * @road: the datagram transport that owns this
 * @address: the address and port it leads to
 * @straight: takes back what cannot go round
 *
 * Makes a way round that is not open; it opens at first need.
 *
 * Returns: (transfer full): a new way round
 */
TransportDetour *
transport_detour_new (Transport           *road,
                      const char          *address,
                      TransportDetourFunc  straight)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (road), NULL);
  g_return_val_if_fail (address != NULL && straight != NULL, NULL);

  TransportDetour *self = g_object_new (TRANSPORT_TYPE_DETOUR, NULL);

  self->road = road;
  self->address = g_strdup (address);
  self->straight = straight;

  return self;
}

/**
 * transport_detour_take:
 * @self: a way round
 * @message: what is to be sent
 *
 * Takes a message that must not go in a datagram: a request of more than 1300 octets, what belongs to one that
 * was taken, and an answer to what came by this way. A repetition is taken and not sent.
 *
 * Returns: %FALSE when the message goes straight
 */
gboolean
transport_detour_take (TransportDetour *self,
                       GBytes          *message)
{
  g_return_val_if_fail (TRANSPORT_IS_DETOUR (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  if (g_bytes_get_size (message) <= MAX_STRAIGHT && self->stream == NULL)
    return FALSE;

  g_autoptr (SipMessage) parsed = sip_parser_parse (message, NULL);
  SipVia *via = parsed != NULL ? sip_message_get_via (parsed, 0) : NULL;
  const char *branch = via != NULL ? sip_via_get_branch (via) : NULL;

  if (branch == NULL)
    return FALSE;
  if (!sip_message_is_request (parsed))
    return answer_round (self, via, message);
  if (remembers (self, branch, message))
    return TRUE;
  if (g_bytes_get_size (message) <= MAX_STRAIGHT && !remembers (self, branch, NULL))
    return FALSE;

  return go_round (self, branch, message);
}
