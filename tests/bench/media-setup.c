/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that is slow to begin says by this where it lost its time. */

#include "media-setup.h"

#include "media-ear.h"
#include "media-pipeline-private.h"
#include "media-session-private.h"

static MediaEar *ear;

static double
lap (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (double) (now - *since) / 1000;

  *since = now;
  return ms;
}

static gboolean
has_found (MediaSession *session)
{
  GstWebRTCICEConnectionState state;

  if (session->pipeline == NULL || session->pipeline->webrtc == NULL)
    return FALSE;
  g_object_get (session->pipeline->webrtc, "ice-connection-state", &state, NULL);

  return state == GST_WEBRTC_ICE_CONNECTION_STATE_CONNECTED || state == GST_WEBRTC_ICE_CONNECTION_STATE_COMPLETED;
}

static gboolean
both_have_found (Pair *pair)
{
  return has_found (pair_caller (pair)) && has_found (pair_callee (pair));
}

static gboolean
callee_is_heard (Pair *pair)
{
  return ear_get_first_sound (ear) != 0;
}

/* What is said at the one end is heard at the other. */
static gint64
wait_for_sound (Pair *pair)
{
  gint64 heard;

  pair_wait (pair, callee_is_heard);
  heard = ear_get_first_sound (ear);
  g_clear_pointer (&ear, ear_free);

  return heard;
}

/* From the click on "call" until the one who is called hears something. */
MediaSetUp
setup_measure (Pair *pair)
{
  MediaSetUp times;
  gint64 begin = g_get_monotonic_time ();
  gint64 since = begin;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  times.offered = lap (&since);
  pair_set (pair->callee, offer, &error);
  g_assert_no_error (error);
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  times.answered = lap (&since);
  ear = ear_new_at_speaker (pair_callee (pair));
  pair_set (pair->caller, answer, &error);
  g_assert_no_error (error);
  times.accepted = lap (&since);
  pair_wait (pair, both_have_found);
  times.found = lap (&since);
  pair_wait (pair, pair_is_connected);
  times.connected = lap (&since);
  times.total = (double) (wait_for_sound (pair) - begin) / 1000;
  times.heard = times.total - (double) (since - begin) / 1000;

  return times;
}
