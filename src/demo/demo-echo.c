/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The echo line: it lets the phone ring for a moment, as a person would, and answers with a handler that
 * sends back what it hears.
 */

#include "demo-echo.h"

struct _DemoEcho
{
  GObject parent_instance;

  UaInvitation *invitation;
  MediaEngine  *engine;
  SipClock     *clock;
  guint         answer_timer;
};

G_DEFINE_FINAL_TYPE (DemoEcho, demo_echo, G_TYPE_OBJECT)

static void
invitation_accepted_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ua_invitation_accept_finish (UA_INVITATION (source), result, &error))
    g_debug ("the echo line could not answer: %s", error->message);
}

static void
answer_due_cb (gpointer user_data)
{
  DemoEcho *self = user_data;
  g_autoptr (UaDescriptionHandler) handler = media_engine_create_echo_handler (self->engine);

  self->answer_timer = 0;
  if (ua_session_get_state (UA_SESSION (self->invitation)) == UA_SESSION_STATE_INITIAL)
    ua_invitation_accept_async (self->invitation, handler, NULL, invitation_accepted_cb, NULL);
}

static void
demo_echo_dispose (GObject *object)
{
  DemoEcho *self = DEMO_ECHO (object);

  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->answer_timer);
  g_clear_object (&self->invitation);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (demo_echo_parent_class)->dispose (object);
}

static void
demo_echo_class_init (DemoEchoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_echo_dispose;
}

static void
demo_echo_init (DemoEcho *self)
{
}

/**
 * demo_echo_new:
 * @invitation: a call that nobody has answered
 * @engine: makes the echoing handler
 * @clock: when to answer
 *
 * Takes a call: it rings, and a moment later is answered.
 *
 * Returns: (transfer full): the echo
 */
DemoEcho *
demo_echo_new (UaInvitation *invitation,
               MediaEngine  *engine,
               SipClock     *clock)
{
  g_return_val_if_fail (UA_IS_INVITATION (invitation), NULL);
  g_return_val_if_fail (MEDIA_IS_ENGINE (engine) && SIP_IS_CLOCK (clock), NULL);

  DemoEcho *self = g_object_new (DEMO_TYPE_ECHO, NULL);

  self->invitation = g_object_ref (invitation);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->answer_timer = sip_clock_arm (clock, DEMO_ECHO_RING_MS, answer_due_cb, self);
  ua_invitation_ring (invitation);
  return self;
}

/**
 * demo_echo_get_invitation:
 * @self: the echo
 *
 * Tells which call it took.
 *
 * Returns: (transfer none): the call
 */
UaInvitation *
demo_echo_get_invitation (DemoEcho *self)
{
  g_return_val_if_fail (DEMO_IS_ECHO (self), NULL);

  return self->invitation;
}
