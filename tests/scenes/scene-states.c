/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every state times every event, generated: a call, a registration, a subscription and a publication are brought into each
 * state they can be in, and then each verb, each message and each misfortune comes, alone. And whoever hears a signal of
 * theirs may end them there, or let go of them, or both. No critical, no leak, nothing left on the clock. */

#include "scene-stage.h"

#include <string.h>

#define MAX_STEPS 8

/* A step, and after " ; " what is indented below it in a scene. */
typedef struct
{
  const char *name;
  const char *steps[MAX_STEPS];
} Situation;

#define OFFERED  "< INVITE ; body: offer"
#define ACCEPTED "< 200 to INVITE ; body: answer"
#define ABLE     "< 200 to INVITE ; Allow: UPDATE ; Supported: replaces, from-change ; body: answer"

static const Situation calls[] = {
  { "prepared", { "we prepare a call of bob" } },
  { "offer-being-written", { "our sound takes its time", "we call bob" } },
  { "called", { "we call bob" } },
  { "trying", { "we call bob", "< 100" } },
  { "ringing", { "we call bob", "< 180" } },
  { "ringing-twice", { "we call bob", "< 180", "< 180 from other" } },
  { "early-media", { "we call bob", "< 183 ; body: answer" } },
  { "answer-being-read", { "we call bob", "our sound takes its time", ACCEPTED } },
  { "canceled", { "we call bob", "we hang up" } },
  { "canceled-ringing", { "we call bob", "< 180", "we hang up" } },
  { "up", { "we call bob", ABLE } },
  { "refreshing", { "we ask for a timer of 90 s", "we call bob", ABLE, "after 45 s" } },
  { "not-refreshed", { "we ask for a timer of 90 s", "we call bob",
                       "< 200 to INVITE ; Session-Expires: 90;refresher=uas ; body: answer", "after 59 s" } },
  { "holding", { "we call bob", ACCEPTED, "we hold" } },
  { "held", { "we call bob", ACCEPTED, "we hold", "< 200 to INVITE ; body: held" } },
  { "glare", { "we call bob", ACCEPTED, "we hold", "< 491 to INVITE" } },
  { "being-changed", { "we call bob", ACCEPTED, "our sound takes its time", "< INVITE inside ; body: hold" } },
  { "changed-no-ack", { "we call bob", ACCEPTED, "< INVITE inside ; body: hold" } },
  { "asked-for-offer", { "we call bob", ACCEPTED, "< INVITE inside" } },
  { "stranded", { "we call bob", ACCEPTED, "the line breaks" } },
  { "stranded-for-long", { "we call bob", ACCEPTED, "the server goes", "after 29 s" } },
  { "moving", { "we call bob", ABLE, "the line breaks", "after 5 s" } },
  { "moving-proxy-waits", { "we call bob", ABLE, "the line breaks", "after 5 s", "< 100 to INVITE", "after 3 s" } },
  { "replacing", { "we call bob", ABLE, "the line breaks", "after 5 s", "< 481 to INVITE" } },
  { "being-replaced", { "we call bob", ACCEPTED, "our sound takes its time", "< INVITE replacing ; body: offer" } },
  { "leaving", { "we call bob", ACCEPTED, "we hang up" } },
  { "over", { "we call bob", ACCEPTED, "< BYE" } },
  { "waiting", { OFFERED, "we look" } },
  { "waiting-without-offer", { "< INVITE", "we look" } },
  { "rung", { OFFERED, "we ring" } },
  { "answer-being-written", { OFFERED, "we look", "our sound takes its time", "we accept" } },
  { "answered", { OFFERED, "we look", "we accept" } },
  { "offered-in-answer", { "< INVITE", "we look", "we accept" } },
  { "hung-up-before-ack", { OFFERED, "we look", "we accept", "we hang up" } },
  { "taken", { OFFERED, "we look", "we accept", "< ACK" } },
  { "rejected", { OFFERED, "we look", "we reject with 486" } },
};

static const char *const call_events[] = {
  "we dial", "we call bob", "we ring", "we accept", "we reject with 488", "we reject with 606", "we hang up", "we hold",
  "we resume", "we stop", "we move our calls", "we check the line", "our sound breaks", "our sound changes",
  "our sound is ready", "our sound cannot be made", "our sound cannot use theirs", "the line breaks", "the server goes",
  "the far end falls silent", "after 2 s", "after 33 s", "after 100 s",
  "< 100 to INVITE", "< 180 to INVITE", "< 183 to INVITE from other ; body: answer", "< 200 to INVITE",
  ACCEPTED, "< 200 to INVITE from other ; body: answer", "< 202 to INVITE ; body: hold", "< 302 to INVITE",
  "< 401 to INVITE ; WWW-Authenticate: Digest realm=\"example.org\", nonce=\"m\", qop=\"auth\"",
  "< 408 to INVITE", "< 422 to INVITE ; Min-SE: 3600", "< 422 to INVITE", "< 481 to INVITE", "< 486 to INVITE",
  "< 487 to INVITE", "< 488 to INVITE", "< 491 to INVITE", "< 500 to INVITE ; Retry-After: 1", "< 503 to INVITE",
  "< 603 to INVITE", "< 200 to BYE", "< 481 to BYE", "< 200 to CANCEL", "< 481 to CANCEL", "< 200 to UPDATE",
  "< 200 to UPDATE ; Session-Expires: 90;refresher=uas", "< 405 to UPDATE", "< 408 to UPDATE", "< 481 to UPDATE",
  "< 491 to UPDATE", "< ACK", "< ACK ; body: answer", "< BYE", "< BYE ; Reason: SIP;cause=200;text=\"x\"", "< CANCEL",
  "< CANCEL ; Reason: SIP;cause=603", OFFERED, "< INVITE again", "< INVITE inside ; body: hold", "< INVITE inside",
  "< INVITE inside ; text: hello", "< INVITE inside ; Session-Expires: 1 ; Supported: timer ; body: offer",
  "< INVITE replacing ; body: offer", "< UPDATE", "< UPDATE ; body: hold",
  "< UPDATE ; Session-Expires: 90;refresher=uac ; Supported: timer",
  "< UPDATE ; From: <sip:carol@example.org>;tag=far ; Supported: from-change", "< INFO", "< PRACK", "< OPTIONS inside",
  "< MESSAGE inside ; text: hello", "< REFER inside ; Refer-To: <sip:carol@example.org>", "< NOTIFY inside",
  "< SUBSCRIBE inside", "< FOO inside", NULL,
};

static const Situation registrations[] = {
  { "fresh", { "after 0 ms" } },
  { "asking", { "we register" } },
  { "challenged", { "we register", "< 401 ; WWW-Authenticate: Digest realm=\"example.org\", nonce=\"m\", qop=\"auth\"" } },
  { "registered", { "we register", "< 200 ; Expires: 600" } },
  { "renewing", { "we register", "< 200 ; Expires: 60", "after 55 s" } },
  { "leaving", { "we register", "< 200 ; Expires: 600", "we unregister" } },
  { "left", { "we register", "< 200 ; Expires: 600", "we unregister", "< 200" } },
  { "refused-for-now", { "we register", "< 503 ; Retry-After: 5" } },
  { "refused", { "we register", "< 403" } },
  { "no-line", { "we register", "< 200 ; Expires: 600", "the server goes" } },
  { "changed-mind", { "we register", "we unregister all" } },
  { "terminated", { "we register", "we terminate the registerer" } },
};

static const char *const registration_events[] = {
  "we register", "we unregister", "we unregister all", "we terminate the registerer", "we stop", "the line breaks",
  "the server goes", "the server comes back", "after 6 s", "after 33 s", "after 700 s",
  "< 100 to REGISTER", "< 200 to REGISTER", "< 200 to REGISTER ; Expires: 0", "< 200 to REGISTER ; Require: outbound",
  "< 301 to REGISTER", "< 401 to REGISTER ; WWW-Authenticate: Digest realm=\"example.org\", nonce=\"m\", qop=\"auth\"",
  "< 403 to REGISTER", "< 408 to REGISTER", "< 423 to REGISTER ; Min-Expires: 7200", "< 439 to REGISTER",
  "< 503 to REGISTER ; Retry-After: 1", NULL,
};

static const Situation subscriptions[] = {
  { "asking", { "we subscribe to dialog of bob" } },
  { "asking-once", { "we fetch presence of bob" } },
  { "accepted", { "we subscribe to dialog of bob", "< 200 ; Expires: 3600" } },
  { "told-first", { "we subscribe to dialog of bob", "< NOTIFY inside ; Subscription-State: active;expires=60" } },
  { "subscribed", { "we subscribe to dialog of bob", "< 200 ; Expires: 600",
                    "< NOTIFY inside ; Subscription-State: active;expires=600" } },
  { "renewing", { "we subscribe to dialog of bob", "< 200 ; Expires: 60", "< NOTIFY inside ; Subscription-State: active",
                  "after 55 s" } },
  { "leaving", { "we subscribe to dialog of bob", "< 200 ; Expires: 600", "< NOTIFY inside ; Subscription-State: active",
                 "we unsubscribe" } },
  { "leaving-early", { "we subscribe to dialog of bob", "we unsubscribe" } },
  { "refused-for-now", { "we subscribe to dialog of bob", "< 503 ; Retry-After: 5" } },
  { "over", { "we subscribe to dialog of bob", "< 403" } },
  { "no-line", { "we subscribe to dialog of bob", "< 200 ; Expires: 600", "the server goes" } },
};

static const char *const subscription_events[] = {
  "we unsubscribe", "we terminate the subscriber", "we subscribe to presence of carol", "we stop", "the line breaks",
  "the server goes", "the server comes back", "after 6 s", "after 33 s", "after 700 s",
  "< 200 to SUBSCRIBE ; Expires: 30", "< 200 to SUBSCRIBE from other ; Expires: 600", "< 202 to SUBSCRIBE",
  "< 401 to SUBSCRIBE ; WWW-Authenticate: Digest realm=\"example.org\", nonce=\"m\", qop=\"auth\"",
  "< 403 to SUBSCRIBE", "< 408 to SUBSCRIBE", "< 423 to SUBSCRIBE ; Min-Expires: 7200", "< 481 to SUBSCRIBE",
  "< 489 to SUBSCRIBE", "< 503 to SUBSCRIBE ; Retry-After: 1", "< NOTIFY inside", "< NOTIFY inside again",
  "< NOTIFY inside ; Subscription-State: pending", "< NOTIFY inside ; Subscription-State: active;expires=0",
  "< NOTIFY inside ; Subscription-State: terminated;reason=deactivated",
  "< NOTIFY inside ; Subscription-State: terminated;reason=rejected",
  "< NOTIFY inside ; Subscription-State: terminated;reason=probation;retry-after=2",
  "< NOTIFY inside ; Subscription-State: terminated;reason=timeout", NULL,
};

static const Situation publications[] = {
  { "asking", { "we publish words" } },
  { "published", { "we publish words", "< 200 ; SIP-ETag: a ; Expires: 600" } },
  { "untagged", { "we publish words", "< 200 ; Expires: 600" } },
  { "renewing", { "we publish words", "< 200 ; SIP-ETag: a ; Expires: 60", "after 55 s" } },
  { "changing", { "we publish words", "< 200 ; SIP-ETag: a", "we publish others" } },
  { "taking-back", { "we publish words", "< 200 ; SIP-ETag: a", "we take it back" } },
  { "taken-back", { "we publish words", "< 200 ; SIP-ETag: a", "we take it back", "< 200" } },
  { "refused-for-now", { "we publish words", "< 503 ; Retry-After: 5" } },
  { "refused", { "we publish words", "< 403" } },
  { "no-line", { "we publish words", "< 200 ; SIP-ETag: a", "the server goes" } },
  { "terminated", { "we publish words", "we terminate the publisher" } },
};

static const char *const publication_events[] = {
  "we publish more", "we take it back", "we terminate the publisher", "we stop", "the line breaks", "the server goes",
  "the server comes back", "after 6 s", "after 33 s", "after 700 s", "< 200 to PUBLISH", "< 200 to PUBLISH ; SIP-ETag: b",
  "< 401 to PUBLISH ; WWW-Authenticate: Digest realm=\"example.org\", nonce=\"m\", qop=\"auth\"", "< 403 to PUBLISH",
  "< 408 to PUBLISH", "< 412 to PUBLISH", "< 423 to PUBLISH ; Min-Expires: 7200", "< 489 to PUBLISH",
  "< 503 to PUBLISH ; Retry-After: 1", NULL,
};

typedef struct
{
  const char        *name;
  const Situation   *situations;
  gsize              n_situations;
  const char *const *events;
} Family;

static const Family families[] = {
  { "call", calls, G_N_ELEMENTS (calls), call_events },
  { "registration", registrations, G_N_ELEMENTS (registrations), registration_events },
  { "subscription", subscriptions, G_N_ELEMENTS (subscriptions), subscription_events },
  { "publication", publications, G_N_ELEMENTS (publications), publication_events },
};

typedef struct
{
  const Family    *family;
  const Situation *situation;
} Case;

/* What of ours a verb is said to must be there. */
static gboolean
may_take (SceneStage *stage,
          const char *step)
{
  static const char *const to_a_call[] = { "we hang up", "we hold", "we resume", "we dial" };
  gboolean answers = g_str_has_prefix (step, "we reject") || g_str_equal (step, "we ring");

  for (guint i = 0; i < G_N_ELEMENTS (to_a_call); i++)
    {
      if (g_str_equal (step, to_a_call[i]))
        return stage->session != NULL;
    }
  if (g_str_equal (step, "we accept"))
    return stage->desk->invitation != NULL && ua_session_get_handler (UA_SESSION (stage->desk->invitation)) == NULL;
  return !answers || stage->desk->invitation != NULL;
}

/* The far end hears everything, so that what it says next may fit. */
static void
hear_all (SceneStage *stage)
{
  SipMessage *message;

  while ((message = doubles_transport_pop_message (stage->desk->transport)) != NULL)
    {
      scene_far_hear (&stage->far, message);
      sip_message_unref (message);
    }
}

static void
take_step (SceneStage *stage,
           const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ; ", -1);
  g_autoptr (GPtrArray) details = g_ptr_array_new ();
  SceneStep step = { 0, parts[0], details };
  g_autoptr (GError) error = NULL;

  if (!may_take (stage, parts[0]))
    return;
  for (guint i = 1; parts[i] != NULL; i++)
    g_ptr_array_add (details, parts[i]);
  g_test_message ("%s", text);
  if (!scene_stage_perform (stage, &step, &error))
    g_test_message ("not now: %s", error->message);
  hear_all (stage);
}

static void
take_steps (SceneStage      *stage,
            const Situation *situation)
{
  for (guint i = 0; i < MAX_STEPS && situation->steps[i] != NULL; i++)
    take_step (stage, situation->steps[i]);
}

/* Whatever happens, it must still be possible to go on: the second half of what was begun comes, too. */
static void
test_states (gconstpointer data)
{
  const Case *tested = data;

  for (guint i = 0; tested->family->events[i] != NULL; i++)
    {
      g_autoptr (SceneStage) stage = scene_stage_new (NULL);

      g_test_message ("---- %s, then:", tested->situation->name);
      take_steps (stage, tested->situation);
      take_step (stage, tested->family->events[i]);
      take_step (stage, "after 1 s");
    }
}

typedef enum
{
  END,
  DROP,
  END_AND_DROP,
  N_DEEDS
} Deed;

/* At the @at-th signal of what is watched, @deed is done from within. */
typedef struct
{
  SceneStage *stage;
  Deed        deed;
  guint       at;
  guint       n_heard;
  gboolean    done;
} Watch;

static void
end (GObject *object)
{
  if (UA_IS_SESSION (object))
    ua_session_hang_up_async (UA_SESSION (object), NULL, NULL, NULL);
  else if (UA_IS_REGISTERER (object))
    ua_registerer_terminate (UA_REGISTERER (object));
  else if (UA_IS_SUBSCRIBER (object))
    ua_subscriber_terminate (UA_SUBSCRIBER (object));
  else
    ua_publisher_terminate (UA_PUBLISHER (object));
}

static void
drop (SceneStage *stage,
      GObject    *object)
{
  g_signal_handlers_disconnect_by_data (object, stage);
  if (UA_IS_SESSION (object) && (GObject *) stage->desk->invitation == object)
    g_clear_object (&stage->desk->invitation);
  if ((GObject *) stage->session == object)
    g_clear_object (&stage->session);
  else if ((GObject *) stage->registerer == object)
    g_clear_object (&stage->registerer);
  else if ((GObject *) stage->subscriber == object)
    g_clear_object (&stage->subscriber);
  else if ((GObject *) stage->publisher == object)
    g_clear_object (&stage->publisher);
}

static void
act (GClosure     *closure,
     GValue       *returned,
     guint         n_values,
     const GValue *values,
     gpointer      hint,
     gpointer      marshal_data)
{
  Watch *watch = closure->data;
  GObject *object = g_value_get_object (&values[0]);
  /* A registerer that somebody waits for is kept by the waiting: it must be ended. */
  gboolean drops = watch->deed == END_AND_DROP || (watch->deed == DROP && !UA_IS_REGISTERER (object));

  if (watch->done || watch->n_heard++ != watch->at)
    return;

  watch->done = TRUE;
  if (watch->deed != DROP || !drops)
    end (object);
  if (drops)
    drop (watch->stage, object);
}

static void
listen (GObject *object,
        Watch   *watch,
        GType    type)
{
  guint n_ids = 0;
  g_autofree guint *ids = g_signal_list_ids (type, &n_ids);

  for (guint i = 0; i < n_ids; i++)
    {
      GClosure *closure = g_closure_new_simple (sizeof (GClosure), watch);

      g_closure_set_marshal (closure, act);
      g_signal_connect_closure_by_id (object, ids[i], 0, closure, FALSE);
    }
}

static void
object_born_cb (GObject  *object,
                gpointer  user_data)
{
  for (GType type = G_OBJECT_TYPE (object); type != 0; type = g_type_parent (type))
    listen (object, user_data, type);
}

static gboolean
is_ours (const char *step)
{
  return g_str_has_prefix (step, "we ");
}

/* FALSE: the life has no such signal. */
static gboolean
live (const Case *tested,
      const char *last,
      Deed        deed,
      guint       at)
{
  g_autoptr (SceneStage) stage = scene_stage_new (NULL);
  Watch watch = { stage, deed, at, 0, FALSE };

  stage->born = object_born_cb;
  stage->born_data = &watch;
  object_born_cb (G_OBJECT (stage->registerer), &watch);
  for (guint i = 0; i < MAX_STEPS && tested->situation->steps[i] != NULL; i++)
    {
      if (!watch.done || !is_ours (tested->situation->steps[i]))
        take_step (stage, tested->situation->steps[i]);
    }
  if (!watch.done || !is_ours (last))
    take_step (stage, last);

  gboolean done = watch.done;

  watch.done = TRUE;
  stage->born = NULL;
  g_clear_pointer (&stage, scene_stage_free);
  return done;
}

/* A life ends well, badly, or by the line; each signal on the way is the moment once for each deed. */
static void
test_signals (gconstpointer data)
{
  static const char *const ends[] = { "< BYE", "< 486 to INVITE", "< 403", "the line breaks", "after 33 s" };
  const Case *tested = data;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      for (Deed deed = END; deed < N_DEEDS; deed++)
        {
          guint at = 0;

          while (live (tested, ends[i], deed, at))
            at++;
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      for (guint j = 0; j < families[i].n_situations; j++)
        {
          Case *tested = g_new0 (Case, 1);
          const char *name = families[i].situations[j].name;
          g_autofree char *states = g_strdup_printf ("/states/%s/%s", families[i].name, name);
          g_autofree char *signals = g_strdup_printf ("/signals/%s/%s", families[i].name, name);

          tested->family = &families[i];
          tested->situation = &families[i].situations[j];
          g_ptr_array_add (cases, tested);
          g_test_add_data_func (states, tested, test_states);
          g_test_add_data_func (signals, tested, test_signals);
        }
    }
  return g_test_run ();
}
