/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The telephones that ring: how many are kept, what a person hears of them, and letting go from within what is told. The
 * flows are scenes. */

#include "ua-inviter.h"

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"

#define RELIABLE  "Require: 100rel\nRSeq: 1\nAllow: INVITE, UPDATE\nContact: <sip:x@far.example>"
#define DESCRIBED RELIABLE "\n\nv=0\r\n"

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  UaInviter                 *inviter;
  DoublesAnswer              answer;
  SipMessage                *invite;
  GPtrArray                 *heard; /* the handlers of early-media */
} Fixture;

static void
inviter_early_media_cb (UaSession            *session,
                        UaDescriptionHandler *handler,
                        Fixture              *self)
{
  g_assert_true (ua_session_get_handler (session) == handler);
  g_ptr_array_add (self->heard, g_object_ref (handler));
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (UaOptions) options = ua_options_new ();

  ua_options_set_rel100 (options, UA_REL100_SUPPORTED);
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->handler = doubles_description_handler_new ();
  self->heard = g_ptr_array_new_with_free_func (g_object_unref);
  doubles_description_handler_set_forks (self->handler, TRUE);
  doubles_desk_open (self->desk);
  self->inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), options);
  g_signal_connect (self->inviter, "early-media", G_CALLBACK (inviter_early_media_cb), self);
  ua_inviter_invite_async (self->inviter, NULL, doubles_answer_cb, &self->answer);
  self->invite = doubles_desk_pop_request (self->desk, "INVITE");
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  if (self->inviter != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->inviter, self);
      ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
    }
  g_ptr_array_unref (self->heard);
  doubles_desk_advance (self->desk, 40 * 1000);
  doubles_answer_clear (&self->answer);
  if (self->inviter != NULL)
    g_assert_finalize_object (self->inviter);
  g_assert_finalize_object (self->handler);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
  sip_message_unref (self->invite);
}

static void
ring (Fixture    *self,
      guint       number,
      const char *rest)
{
  g_autofree char *tag = g_strdup_printf ("t%u", number);

  doubles_desk_answer (self->desk, self->invite, 183, tag, rest);
}

static guint
count (Fixture   *self,
       SipMethod  method)
{
  guint n = 0;
  SipMessage *message;

  while ((message = doubles_transport_pop_message (self->desk->transport)) != NULL)
    {
      n += sip_message_get_method (message) == method;
      sip_message_unref (message);
    }
  return n;
}

/* TRUST 3: 64 dialogs and 8 forks, however many claim to ring. */
static void
test_limits (Fixture      *self,
             gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    ring (self, i, RELIABLE);
  g_assert_cmpuint (count (self, SIP_METHOD_PRACK), ==, 64);
  for (guint i = 0; i < 100; i++)
    ring (self, i, "Require: 100rel\nRSeq: 2\nAllow: UPDATE\n\nv=0\r\n");
  g_assert_cmpuint (count (self, SIP_METHOD_UPDATE), ==, 8);
  g_assert_cmpint (ua_session_get_state (UA_SESSION (self->inviter)), ==, UA_SESSION_STATE_ESTABLISHING);
}

/* RFC 3960: of several the newest is heard; who answers is the one that stays. */
static void
test_heard (Fixture      *self,
            gconstpointer data)
{
  ring (self, 1, DESCRIBED);
  g_autoptr (SipMessage) first_prack = doubles_desk_pop_request (self->desk, "PRACK");
  g_assert_cmpuint (self->heard->len, ==, 1);
  g_assert_true (g_ptr_array_index (self->heard, 0) == self->handler);
  ring (self, 2, DESCRIBED);
  g_assert_cmpuint (self->heard->len, ==, 1);

  g_autoptr (SipMessage) prack = doubles_desk_pop_request (self->desk, "PRACK");
  g_autoptr (SipMessage) update = doubles_desk_pop_request (self->desk, "UPDATE");

  doubles_desk_answer (self->desk, update, 200, NULL, "\n\nv=0\r\n");
  g_assert_cmpuint (self->heard->len, ==, 2);

  DoublesDescriptionHandler *fork = g_ptr_array_index (self->heard, 1);

  g_assert_cmpuint (doubles_description_handler_get_number (fork), ==, 1);
  doubles_desk_answer (self->desk, self->invite, 200, "t1", "Contact: <sip:x@far.example>");
  g_assert_true (ua_inviter_invite_finish (self->inviter, doubles_answer_wait (&self->answer), NULL));
  g_assert_true (ua_session_get_handler (UA_SESSION (self->inviter)) == UA_DESCRIPTION_HANDLER (self->handler));
  g_assert_true (doubles_description_handler_is_closed (fork));
  g_assert_false (doubles_description_handler_is_closed (self->handler));
}

/* The sound of a forked telephone breaks: it is lost alone, and the one before is heard again. */
static void
test_fork_breaks (Fixture      *self,
                  gconstpointer data)
{
  ring (self, 1, DESCRIBED);
  ring (self, 2, DESCRIBED);

  g_autoptr (SipMessage) first = doubles_desk_pop_request (self->desk, "PRACK");
  g_autoptr (SipMessage) second = doubles_desk_pop_request (self->desk, "PRACK");
  g_autoptr (SipMessage) update = doubles_desk_pop_request (self->desk, "UPDATE");

  doubles_desk_answer (self->desk, update, 200, NULL, "\n\nv=0\r\n");
  doubles_description_handler_break (g_ptr_array_index (self->heard, 1));
  doubles_desk_settle (self->desk);
  g_assert_cmpuint (self->heard->len, ==, 3);
  g_assert_true (g_ptr_array_index (self->heard, 2) == self->handler);
  g_assert_cmpint (ua_session_get_state (UA_SESSION (self->inviter)), ==, UA_SESSION_STATE_ESTABLISHING);
}

/* The only telephone's sound breaks: that is the end of the call. */
static void
test_first_breaks (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ring (self, 1, DESCRIBED);
  doubles_description_handler_break (self->handler);
  doubles_desk_settle (self->desk);
  g_assert_false (ua_inviter_invite_finish (self->inviter, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_MEDIA);
}

typedef struct
{
  const char *signal;
  gboolean    leaves; /* hangs up before it lets go */
} Release;

static const Release releases[] = {
  { "progress", FALSE },      { "progress", TRUE },      { "early-media", FALSE }, { "early-media", TRUE },
  { "notify::state", FALSE }, { "notify::state", TRUE }, { "ended", FALSE },
};

static void
let_go (Fixture  *self,
        gboolean  leaves)
{
  g_autoptr (UaInviter) inviter = g_steal_pointer (&self->inviter);

  if (inviter == NULL)
    return;
  g_signal_handlers_disconnect_by_data (inviter, self);
  if (leaves)
    ua_session_hang_up_async (UA_SESSION (inviter), NULL, NULL, NULL);
}

static void
release_cb (Fixture *self)
{
  let_go (self, FALSE);
}

static void
hang_up_and_release_cb (Fixture *self)
{
  let_go (self, TRUE);
}

/* From within each of its own signals. */
static void
test_released (Fixture      *self,
               gconstpointer data)
{
  const Release *release = data;
  g_autoptr (UaAgent) agent = g_object_ref (self->desk->agent);

  g_signal_connect_swapped (self->inviter, release->signal,
                            release->leaves ? G_CALLBACK (hang_up_and_release_cb) : G_CALLBACK (release_cb), self);
  ring (self, 1, DESCRIBED);
  ring (self, 2, DESCRIBED);
  doubles_desk_answer (self->desk, self->invite, 200, "t2", "Contact: <sip:x@far.example>");
  if (ua_agent_get_n_sessions (agent) > 0 && self->inviter != NULL)
    ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
  doubles_desk_advance (self->desk, 5000);
  g_assert_null (self->inviter);
  ua_agent_stop_async (agent, NULL, NULL, NULL);
  doubles_desk_advance (self->desk, 40 * 1000);
  g_assert_cmpuint (ua_agent_get_n_sessions (agent), ==, 0);
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ua/inviter-early/limits", NULL, test_limits);
  add ("/ua/inviter-early/heard", NULL, test_heard);
  add ("/ua/inviter-early/fork-breaks", NULL, test_fork_breaks);
  add ("/ua/inviter-early/first-breaks", NULL, test_first_breaks);
  for (guint i = 0; i < G_N_ELEMENTS (releases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ua/inviter-early/released/%s/%d", releases[i].signal, releases[i].leaves);

      add (path, &releases[i], test_released);
    }

  return g_test_run ();
}
