/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A transfer needs three, and whoever is given away calls somebody that nobody has joined them with: so what is said is
 * carried by its address. */

#include "doubles-trio.h"

#include "doubles-wait.h"
#include "sip-message.h"
#include "ua-inviter.h"

#define SLICE_MS  10  /* a step within a second */
#define STRIDE_MS 100 /* and beyond it */
#define MAX_TURNS 40

static const char *const names[] = { "alice", "bob", "carol" };

DoublesTrio *
doubles_trio_new (void)
{
  DoublesTrio *self = g_new0 (DoublesTrio, 1);

  self->clock = doubles_clock_new ();
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->handlers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < DOUBLES_N_TRIO; i++)
    {
      self->desks[i] = doubles_desk_new (self->clock, names[i], NULL);
      doubles_desk_open (self->desks[i]);
    }
  return self;
}

/* By the name of an address of record, or by what a contact is called. */
static gboolean
is_there (DoublesDesk *desk,
          const char  *name,
          SipMessage  *message)
{
  SipUri *contact = ua_agent_get_contact (desk->agent);
  SipUri *uri = sip_message_get_request_uri (message);
  SipVia *via = sip_message_get_via (message, 0);

  if (uri == NULL)
    return g_strcmp0 (sip_via_get_host (via), sip_port_get_sent_by (SIP_PORT (desk->transport))) == 0;
  return g_strcmp0 (sip_uri_get_user (uri), name) == 0
         || g_strcmp0 (sip_uri_get_user (uri), sip_uri_get_user (contact)) == 0;
}

static void
carry (DoublesTrio *self,
       SipMessage  *message)
{
  GBytes *bytes = sip_message_get_bytes (message);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (guint i = 0; i < DOUBLES_N_TRIO; i++)
    {
      if (!is_there (self->desks[i], names[i], message))
        continue;
      if (ua_agent_is_connected (self->desks[i]->agent))
        doubles_transport_deliver (self->desks[i]->transport, text);
      return;
    }
}

static gboolean
carry_all (DoublesTrio *self)
{
  gboolean carried = FALSE;

  for (guint i = 0; i < DOUBLES_N_TRIO; i++)
    {
      SipMessage *message;

      while ((message = doubles_transport_pop_message (self->desks[i]->transport)) != NULL)
        {
          carry (self, message);
          sip_message_unref (message);
          carried = TRUE;
        }
    }
  return carried;
}

static void
settle (DoublesTrio *self)
{
  for (guint i = 0; i < MAX_TURNS; i++)
    {
      doubles_clock_advance (self->clock, 0);
      doubles_wait_settle ();
      if (!carry_all (self) && i > 2)
        return;
    }
}

void
doubles_trio_advance (DoublesTrio *self,
                      guint        ms)
{
  settle (self);
  for (guint left = ms; left > 0;)
    {
      guint slice = MIN (left, ms > 1000 ? STRIDE_MS : SLICE_MS);

      doubles_clock_advance (self->clock, slice);
      settle (self);
      left -= slice;
    }
}

UaDescriptionHandler *
doubles_trio_make_handler (DoublesTrio *self)
{
  DoublesDescriptionHandler *handler = doubles_description_handler_new ();

  g_ptr_array_add (self->handlers, handler);
  return UA_DESCRIPTION_HANDLER (handler);
}

UaSession *
doubles_trio_keep (DoublesTrio *self,
                   gpointer     session)
{
  if (g_ptr_array_find (self->sessions, session, NULL))
    g_object_unref (session);
  else
    g_ptr_array_add (self->sessions, session);
  return session;
}

UaSession *
doubles_trio_accept (DoublesTrio     *self,
                     DoublesTrioName  who)
{
  UaInvitation *invitation = self->desks[who]->invitation;

  if (invitation == NULL || ua_session_get_state (UA_SESSION (invitation)) != UA_SESSION_STATE_INITIAL)
    return NULL;
  g_string_truncate (self->desks[who]->heard, 0);
  ua_invitation_accept_async (invitation, doubles_trio_make_handler (self), NULL, NULL, NULL);
  return doubles_trio_keep (self, g_object_ref (invitation));
}

UaSession *
doubles_trio_call (DoublesTrio     *self,
                   DoublesTrioName  caller,
                   DoublesTrioName  called)
{
  g_autoptr (SipUri) target = sip_uri_parse_target (names[called], "example.org", NULL);
  UaInviter *inviter = ua_inviter_new (self->desks[caller]->agent, target, doubles_trio_make_handler (self), NULL);
  UaSession *session = doubles_trio_keep (self, inviter);

  ua_inviter_invite_async (inviter, NULL, NULL, NULL);
  doubles_trio_advance (self, 0);
  g_assert_nonnull (doubles_trio_accept (self, called));
  doubles_trio_advance (self, 0);
  g_assert_cmpint (ua_session_get_state (session), ==, UA_SESSION_STATE_ESTABLISHED);
  return session;
}

void
doubles_trio_free (DoublesTrio *self)
{
  for (guint i = 0; i < self->sessions->len; i++)
    ua_session_hang_up_async (g_ptr_array_index (self->sessions, i), NULL, NULL, NULL);
  doubles_trio_advance (self, 70 * 1000);
  for (guint i = 0; i < DOUBLES_N_TRIO; i++)
    {
      g_clear_object (&self->desks[i]->invitation);
      g_assert_cmpuint (ua_agent_get_n_sessions (self->desks[i]->agent), ==, 0);
    }
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->handlers);
  for (guint i = 0; i < DOUBLES_N_TRIO; i++)
    doubles_desk_free (self->desks[i]);
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_free (self);
}
