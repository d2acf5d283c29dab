/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two handlers in one process that hand each other their descriptions as a session would, and a way to wait for
 * what a person would hear. Every wait has one deadline and runs the main context; nothing sleeps. */

#pragma once

#include "media-engine.h"
#include "media-error.h"
#include "media-webrtc.h"

G_BEGIN_DECLS

#define PAIR_DEADLINE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  MediaEngine          *engine;
  UaDescriptionHandler *caller;
  UaDescriptionHandler *callee;
  GString              *caller_tones; /* keys that arrived there */
  GString              *callee_tones;
  guint                 n_failed;
} Pair;

typedef gboolean (*PairCondition) (Pair *pair);

/* Lines of a description to be changed on their way from caller to callee. */
typedef char *(*PairRewrite) (const char *description);

static G_GNUC_UNUSED gboolean
pair_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Iterates until @condition holds; fails the test when it does not in time. */
#define pair_wait(pair, condition) \
  G_STMT_START { \
    guint pair_source = g_timeout_add (20, pair_tick_cb, NULL); \
    gint64 pair_deadline = g_get_monotonic_time () + PAIR_DEADLINE_US; \
    while (!condition (pair) && g_get_monotonic_time () < pair_deadline) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (pair_source); \
    if (!condition (pair)) \
      g_error ("in vain waited for " #condition); \
  } G_STMT_END

static G_GNUC_UNUSED void
pair_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static G_GNUC_UNUSED GAsyncResult *
pair_wait_result (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

static G_GNUC_UNUSED char *
pair_get (UaDescriptionHandler  *handler,
          GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_description_handler_get_description_async (handler, NULL, pair_result_cb, &result);
  return ua_description_handler_get_description_finish (handler, pair_wait_result (&result), error);
}

static G_GNUC_UNUSED gboolean
pair_set (UaDescriptionHandler  *handler,
          const char            *description,
          GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_description_handler_set_description_async (handler, description, NULL, pair_result_cb, &result);
  return ua_description_handler_set_description_finish (handler, pair_wait_result (&result), error);
}

/* One offer and its answer from @from to @to. */
static G_GNUC_UNUSED void
pair_exchange (UaDescriptionHandler *from,
               UaDescriptionHandler *to,
               PairRewrite           rewrite)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (from, &error);
  g_autofree char *rewritten = NULL;
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  rewritten = rewrite != NULL ? rewrite (offer) : g_strdup (offer);
  pair_set (to, rewritten, &error);
  g_assert_no_error (error);
  answer = pair_get (to, &error);
  g_assert_no_error (error);
  g_test_message ("offer:\n%s\nanswer:\n%s", rewritten, answer);
  pair_set (from, answer, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED void
pair_tone_cb (MediaWebrtc *handler,
              const char  *digit,
              GString     *tones)
{
  g_string_append (tones, digit);
}

static G_GNUC_UNUSED void
pair_failed_cb (UaDescriptionHandler *handler,
                const GError         *error,
                Pair                 *pair)
{
  g_test_message ("failed: %s", error->message);
  pair->n_failed++;
}

static G_GNUC_UNUSED void
pair_watch (Pair                 *pair,
            UaDescriptionHandler *handler,
            GString              *tones)
{
  g_signal_connect (handler, "tone-received", G_CALLBACK (pair_tone_cb), tones);
  g_signal_connect (handler, "failed", G_CALLBACK (pair_failed_cb), pair);
}

/* @callee_microphone NULL: an echo. */
static G_GNUC_UNUSED Pair *
pair_new (const char *caller_microphone,
          const char *callee_microphone)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  media_engine_set_speaker (pair->engine, "none");
  media_engine_set_microphone (pair->engine, caller_microphone);
  pair->caller = media_engine_create_handler (pair->engine);
  if (callee_microphone != NULL)
    media_engine_set_microphone (pair->engine, callee_microphone);
  pair->callee = callee_microphone != NULL ? media_engine_create_handler (pair->engine)
                                           : media_engine_create_echo_handler (pair->engine);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static G_GNUC_UNUSED MediaWebrtc *
pair_caller (Pair *pair)
{
  return MEDIA_WEBRTC (pair->caller);
}

static G_GNUC_UNUSED MediaWebrtc *
pair_callee (Pair *pair)
{
  return MEDIA_WEBRTC (pair->callee);
}

static G_GNUC_UNUSED gboolean
pair_is_connected (Pair *pair)
{
  return media_webrtc_get_state (pair_caller (pair)) == MEDIA_STATE_CONNECTED &&
         media_webrtc_get_state (pair_callee (pair)) == MEDIA_STATE_CONNECTED;
}

/* Hangs up on both sides and checks that nobody holds on to anything. */
static G_GNUC_UNUSED void
pair_free (Pair *pair)
{
  ua_description_handler_close (pair->caller);
  ua_description_handler_close (pair->callee);
  g_assert_cmpuint (pair->n_failed, ==, 0);
  g_assert_finalize_object (pair->caller);
  g_assert_finalize_object (pair->callee);
  g_assert_finalize_object (pair->engine);
  g_string_free (pair->caller_tones, TRUE);
  g_string_free (pair->callee_tones, TRUE);
  g_free (pair);
}

/* Whether @handler hears a tone of @frequency at a sane level. */
static G_GNUC_UNUSED gboolean
pair_hears (MediaWebrtc *handler,
            double       frequency)
{
  return ABS (media_webrtc_get_remote_frequency (handler) - frequency) < 20 &&
         media_webrtc_get_remote_level (handler) > -30 && media_webrtc_get_remote_level (handler) < -10;
}

static G_GNUC_UNUSED gboolean
pair_hears_nothing (MediaWebrtc *handler)
{
  return media_webrtc_get_remote_level (handler) < -60;
}

G_END_DECLS
