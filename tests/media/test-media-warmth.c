/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is read beforehand is not read when somebody waits, and nobody outside notices that it was. */

#include "media-pair.h"
#include "media-warmth.h"

#include <gst/gst.h>

#include <sys/socket.h>

#define DEADLINE_US (60 * G_USEC_PER_SEC)

static void
wait_for (MediaWarmth *warmth)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (!media_warmth_is_over (warmth) && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  g_assert_true (media_warmth_is_over (warmth));
}

static gboolean
is_loaded (const char *element)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (element);

  g_assert_nonnull (factory);
  /* Only a factory whose plugin was read knows what type it makes. */
  return gst_element_factory_get_element_type (factory) != G_TYPE_INVALID;
}

static guint
count_sockets (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      int type;
      socklen_t size = sizeof type;

      n += getsockopt ((int) g_ascii_strtoull (name, NULL, 10), SOL_SOCKET, SO_TYPE, &type, &size) == 0 ? 1 : 0;
    }

  return n;
}

/* What is not installed is passed over; who asks twice gets it a second time, which costs nothing. */
static void
test_reads (void)
{
  const char *const elements[] = { "no-such-element", "rtppcmudepay", "webrtcbin" };

  g_assert_false (is_loaded ("rtppcmudepay"));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MediaWarmth) warmth = media_warmth_new (elements, G_N_ELEMENTS (elements));

      wait_for (warmth);
      g_assert_true (is_loaded ("rtppcmudepay"));
      g_assert_true (is_loaded ("webrtcbin"));
    }
}

/* Who leaves at once is not held up by what is still to be read, and whoever holds the list may let it go. */
static void
test_left_at_once (void)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 100000; i++)
    g_ptr_array_add (elements, (gpointer) "audioconvert");
  media_warmth_free (media_warmth_new ((const char *const *) elements->pdata, elements->len));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
}

/* TRUST 3.5: no socket, and no word to the sound server, whose socket would be one, too. */
static void
test_opens_nothing (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  guint before = count_sockets ();
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  g_assert_false (media_engine_is_warm (engine));
  media_engine_warm_up (engine);
  media_engine_warm_up (engine);
  while (!media_engine_is_warm (engine) && g_get_monotonic_time () < deadline)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (count_sockets (), <=, before);
    }
  g_assert_true (media_engine_is_warm (engine));
  g_assert_cmpuint (count_sockets (), <=, before);
  g_assert_true (is_loaded ("pulsesink"));
}

/* A call may begin meanwhile: it waits for what it needs itself, and for no more. */
static void
test_call_meanwhile (void)
{
  Pair *pair = pair_new ("tone:440", "tone:440");

  media_engine_warm_up (pair->engine);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/warmth/reads", test_reads);
  g_test_add_func ("/warmth/left-at-once", test_left_at_once);
  g_test_add_func ("/warmth/opens-nothing", test_opens_nothing);
  g_test_add_func ("/warmth/call-meanwhile", test_call_meanwhile);

  return g_test_run ();
}
