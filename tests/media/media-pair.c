/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls without SIP: what a session does with descriptions, done by hand. */

#include "media-pair.h"

gboolean
pair_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
pair_wait_named (Pair          *pair,
                 PairCondition  condition,
                 const char    *name)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (!condition (pair) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  if (!condition (pair))
    g_error ("in vain waited for %s", name);
}

void
pair_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

GAsyncResult *
pair_wait_result (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

char *
pair_get (UaDescriptionHandler  *handler,
          GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_description_handler_get_description_async (handler, NULL, pair_result_cb, &result);
  return ua_description_handler_get_description_finish (handler, pair_wait_result (&result), error);
}

gboolean
pair_set (UaDescriptionHandler  *handler,
          const char            *description,
          GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_description_handler_set_description_async (handler, description, NULL, pair_result_cb, &result);
  return ua_description_handler_set_description_finish (handler, pair_wait_result (&result), error);
}

void
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

static void
pair_tone_cb (MediaSession *handler,
              const char  *digit,
              GString     *tones)
{
  g_string_append (tones, digit);
}

static void
pair_failed_cb (UaDescriptionHandler *handler,
                const GError         *error,
                Pair                 *pair)
{
  g_test_message ("failed: %s", error->message);
  pair->n_failed++;
}

void
pair_watch (Pair                 *pair,
            UaDescriptionHandler *handler,
            GString              *tones)
{
  g_signal_connect (handler, "tone-received", G_CALLBACK (pair_tone_cb), tones);
  g_signal_connect (handler, "failed", G_CALLBACK (pair_failed_cb), pair);
}

Pair *
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

MediaSession *
pair_caller (Pair *pair)
{
  return MEDIA_SESSION (pair->caller);
}

MediaSession *
pair_callee (Pair *pair)
{
  return MEDIA_SESSION (pair->callee);
}

gboolean
pair_is_connected (Pair *pair)
{
  return media_session_get_state (pair_caller (pair)) == MEDIA_STATE_CONNECTED &&
         media_session_get_state (pair_callee (pair)) == MEDIA_STATE_CONNECTED;
}

/* Hanging up happens on the main loop: it must not be felt (TRUST figure 18 with room for the checkers). */
static void
pair_close (UaDescriptionHandler *handler)
{
  gint64 begin = g_get_monotonic_time ();

  ua_description_handler_close (handler);
  g_test_message ("closed in %d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
}

void
pair_free (Pair *pair)
{
  pair_close (pair->caller);
  pair_close (pair->callee);
  g_assert_cmpuint (pair->n_failed, ==, 0);
  g_assert_finalize_object (pair->caller);
  g_assert_finalize_object (pair->callee);
  g_assert_finalize_object (pair->engine);
  g_string_free (pair->caller_tones, TRUE);
  g_string_free (pair->callee_tones, TRUE);
  g_free (pair);
}

gboolean
pair_hears (MediaSession *handler,
            double       frequency)
{
  return ABS (media_session_get_remote_frequency (handler) - frequency) < 20 &&
         media_session_get_remote_level (handler) > -30 && media_session_get_remote_level (handler) < -10;
}

gboolean
pair_hears_nothing (MediaSession *handler)
{
  return media_session_get_remote_level (handler) < -60;
}
