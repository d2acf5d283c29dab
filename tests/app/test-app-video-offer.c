/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a call can be answered with pictures: it takes a caller who offers them, a machine that can, and a camera. */

#include "app-video-offer.h"

#include "app-test.h"
#include "scripted-people.h"
#include "scripted-sound.h"
#include "scripted-video.h"

typedef struct
{
  Phone *phone;
  PhoneCall *call;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  fixture->call = scripted_call_new (NULL, "Amélie Fournier", "amelie@example.org", TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_devices_unplug_all ();
  scripted_video_forbid (FALSE);
  g_assert_finalize_object (fixture->call);
  g_assert_finalize_object (fixture->phone);
}

static void
plug (void)
{
  scripted_devices_plug (PHONE_DEVICE_KIND_CAMERA, "/dev/video7", "Window Sill Camera");
}

/* Asked once, as by who sees it now. */
static gboolean
is_possible (Fixture *fixture)
{
  g_autoptr (AppVideoOffer) offer = app_video_offer_new (fixture->phone, fixture->call);

  return app_video_offer_is_possible (offer);
}

static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  plug ();
  g_assert_false (is_possible (fixture)); /* nobody offers */
  scripted_video_offer (phone_call_get_video (fixture->call));
  g_assert_true (is_possible (fixture));
  scripted_video_forbid (TRUE);
  g_assert_false (is_possible (fixture));
  scripted_video_forbid (FALSE);
  scripted_devices_unplug_all ();
  g_assert_false (is_possible (fixture)); /* but for the row of the system's choice */
}

static void
count_cb (guint *n_told)
{
  (*n_told)++;
}

/* It is found, and pulled out, while it rings; and who takes the offer need not be asked again. */
static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (AppVideoOffer) offer = NULL;
  guint n_told = 0;

  scripted_video_offer (phone_call_get_video (fixture->call));
  offer = app_video_offer_new (fixture->phone, fixture->call);
  g_signal_connect_swapped (offer, "notify::possible", G_CALLBACK (count_cb), &n_told);
  plug ();
  g_assert_true (app_video_offer_is_possible (offer));
  scripted_devices_unplug (PHONE_DEVICE_KIND_CAMERA, "/dev/video7");
  g_assert_false (app_video_offer_is_possible (offer));
  plug ();
  phone_video_set_wanted (phone_call_get_video (fixture->call), TRUE);
  g_assert_false (app_video_offer_is_possible (offer));
  g_assert_cmpuint (n_told, ==, 4);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/video-offer/conditions", test_conditions);
  ADD ("/app/video-offer/follows", test_follows);
  return g_test_run ();
}
