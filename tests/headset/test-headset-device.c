/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A headset at the other end of a pair of sockets: pressed, told, pulled out. WISHES 16, D8. */

#include "headset-device.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "headset-descriptors.h"

typedef struct
{
  HeadsetDevice *device;
  int fd; /* of the headset itself; −1: pulled out */
  GString *heard;
} Fixture;

static void
hook_cb (Fixture  *fixture,
         gboolean  lifted)
{
  g_string_append (fixture->heard, lifted ? "up " : "down ");
}

static void
mute_cb (Fixture  *fixture,
         gboolean  wanted)
{
  g_string_append (fixture->heard, wanted ? "mute " : "unmute ");
}

static void
drop_cb (Fixture *fixture)
{
  g_string_append (fixture->heard, "drop ");
}

static void
gone_cb (Fixture *fixture)
{
  g_string_append (fixture->heard, "gone ");
}

static void
plug_in (Fixture      *fixture,
         const guint8 *descriptor,
         gsize         size)
{
  HeadsetLayout layout;
  int fds[2];

  g_assert_true (headset_layout_parse (&layout, descriptor, size, NULL));
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds), ==, 0);
  fixture->fd = fds[1];
  fixture->heard = g_string_new ("");
  fixture->device = headset_device_new (fds[0], &layout, "A Headset");
  g_signal_connect_swapped (fixture->device, "hook", G_CALLBACK (hook_cb), fixture);
  g_signal_connect_swapped (fixture->device, "mute", G_CALLBACK (mute_cb), fixture);
  g_signal_connect_swapped (fixture->device, "drop", G_CALLBACK (drop_cb), fixture);
  g_signal_connect_swapped (fixture->device, "gone", G_CALLBACK (gone_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  plug_in (fixture, descriptor_corded, sizeof descriptor_corded);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer alive = fixture->device;

  /* What a thread does for it ends first. */
  g_object_add_weak_pointer (alive, &alive);
  g_clear_object (&fixture->device);
  while (alive != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_fd (&fixture->fd, NULL);
  g_string_free (fixture->heard, TRUE);
}

/* The headset says something, and what came of it is heard. */
static void
assert_heard (Fixture    *fixture,
              const char *reports,
              gsize       size,
              const char *expected)
{
  for (gsize n = 0; n < size; n += 2)
    g_assert_cmpint (send (fixture->fd, reports + n, 2, 0), ==, 2);
  while (strlen (fixture->heard->str) < strlen (expected))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->heard->str, ==, expected);
  g_string_truncate (fixture->heard, 0);
}

/* What the headset is told last; in a thread, so it is waited for. */
static void
assert_told (Fixture             *fixture,
             const HeadsetLights *lights,
             const char          *expected,
             gsize                expected_size)
{
  char report[HEADSET_REPORT_MAX] = { 0 };
  gssize size;

  headset_device_set_lights (fixture->device, lights);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      size = recv (fixture->fd, report, sizeof report, 0);
    }
  while (size < 0 || (gsize) size != expected_size || memcmp (report, expected, expected_size) != 0);
}

/* Picked up and put down, muted twice: what a person does. */
static void
test_person (Fixture       *fixture,
             gconstpointer  data)
{
  const HeadsetLights talk = { .off_hook = TRUE };
  const HeadsetLights muted = { .off_hook = TRUE, .muted = TRUE };

  g_assert_cmpstr (headset_device_get_name (fixture->device), ==, "A Headset");
  assert_heard (fixture, "\x03\x01", 2, "up ");
  assert_told (fixture, &talk, "\x03\x01", 2);
  assert_heard (fixture, "\x03\x03\x03\x01", 4, "mute ");
  assert_told (fixture, &muted, "\x03\x05", 2);
  assert_heard (fixture, "\x03\x03\x03\x01", 4, "unmute ");
  assert_heard (fixture, "\x03\x00", 2, "down ");
  assert_heard (fixture, "\x03\x08\x03\x00", 4, "drop ");
}

/* Answered and ended in the window: the headset repeats it, and nothing comes of that. */
static void
test_echo (Fixture       *fixture,
           gconstpointer  data)
{
  const HeadsetLights ringing = { .ringing = TRUE };
  const HeadsetLights talk = { .off_hook = TRUE };
  const HeadsetLights held = { .off_hook = TRUE, .held = TRUE };
  const HeadsetLights none = { FALSE };

  assert_told (fixture, &ringing, "\x03\x02", 2);
  assert_told (fixture, &talk, "\x03\x01", 2);
  assert_told (fixture, &held, "\x03\x09", 2);
  assert_told (fixture, &none, "\x03\x00", 2);
  headset_device_set_lights (fixture->device, &talk);
  /* The drop behind it shows that the rest was read and let pass. */
  assert_heard (fixture, "\x03\x01\x03\x09", 4, "drop ");
  headset_device_set_lights (fixture->device, &none);
  assert_heard (fixture, "\x03\x00\x03\x08", 4, "drop ");
}

/* What is no report of its is let pass. */
static void
test_noise (Fixture       *fixture,
            gconstpointer  data)
{
  assert_heard (fixture, "\x01\x01\x02\xff\xff\xff\x03\x08", 8, "drop ");
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  const HeadsetLights talk = { .off_hook = TRUE };

  g_clear_fd (&fixture->fd, NULL);
  while (fixture->heard->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->heard->str, ==, "gone ");
  headset_device_set_lights (fixture->device, &talk);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/headset/device/person", Fixture, NULL, set_up, test_person, tear_down);
  g_test_add ("/headset/device/echo", Fixture, NULL, set_up, test_echo, tear_down);
  g_test_add ("/headset/device/noise", Fixture, NULL, set_up, test_noise, tear_down);
  g_test_add ("/headset/device/gone", Fixture, NULL, set_up, test_gone, tear_down);
  return g_test_run ();
}
