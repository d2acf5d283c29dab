/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "media-pair.h"

#include "media-session-picture.h"

/* What a camera that films nothing but one colour looks like at the far end. */
#define RED 0xff0000
#define GREEN 0x00ff00

typedef struct
{
  UaDescriptionHandler *caller;
  UaDescriptionHandler *callee;
} Seen;

static UaDescriptionHandler *
make_handler (const char *tone,
              const char *camera,
              gboolean    video)
{
  MediaSettings *settings = media_settings_new (tone, "none");
  UaDescriptionHandler *handler;

  settings->camera = g_strdup (camera);
  settings->video = video;
  handler = UA_DESCRIPTION_HANDLER (media_session_new (settings));
  media_settings_unref (settings);

  return handler;
}

/* A red caller and a green callee. */
static Pair *
new_pair (gboolean caller_video,
          gboolean callee_video)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  pair->caller = make_handler ("tone:440", "test:red", caller_video);
  pair->callee = make_handler ("tone:880", "test:green", callee_video);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static gboolean
is_near (int colour,
         int expected)
{
  if (colour < 0)
    return FALSE;
  for (guint shift = 0; shift < 24; shift += 8)
    {
      if (ABS ((colour >> shift & 0xff) - (expected >> shift & 0xff)) > 40)
        return FALSE;
    }

  return TRUE;
}

static gboolean
sees (MediaSession *session,
      int           colour)
{
  MediaPictureFacts facts;

  media_session_get_picture_facts (session, FALSE, &facts);

  return facts.rate > 20 && facts.width == 640 && facts.height == 480 && is_near (facts.colour, colour);
}

static gboolean
caller_sees_green (Pair *pair)
{
  return sees (pair_caller (pair), GREEN);
}

static gboolean
callee_sees_red (Pair *pair)
{
  return sees (pair_callee (pair), RED);
}

static gboolean
sees_nothing (MediaSession *session)
{
  MediaPictureFacts facts;

  media_session_get_picture_facts (session, FALSE, &facts);

  return facts.width == 0;
}

static gboolean
nobody_sees_anything (Pair *pair)
{
  return sees_nothing (pair_caller (pair)) && sees_nothing (pair_callee (pair));
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 880) && pair_hears (pair_callee (pair), 440);
}

/* A call with pictures from its first offer: each sees the other's colour, and hears the other's tone. */
static void
test_both_ways (void)
{
  Pair *pair = new_pair (TRUE, TRUE);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  pair_wait (pair, callee_sees_red);
  pair_wait (pair, caller_sees_green);
  g_assert_cmpstr (media_session_get_picture_codec (pair_caller (pair)), ==, "VP8");
  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/session-picture/both-ways", test_both_ways);
  (void) nobody_sees_anything;

  return g_test_run ();
}
