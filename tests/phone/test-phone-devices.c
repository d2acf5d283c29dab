/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is chosen reaches the calls, with the plugs of a real sound server; and what one sees of it in a list. */

#include "media-sound-server.h"
#include "media-threads.h"
#include "phone-device-list.h"
#include "phone-practice.h"
#include "phone-private.h"
#include "phone-sound-check.h"

static SoundServer *server;

const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

/* As in test-media-devices.c: what comes along with real devices. */
const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:libpulse.so\nleak:libgstwebrtcdsp.so\nleak:libcrypto.so\n";
}

static char *
plug_headset (void)
{
  return sound_server_must_run ("pactl load-module module-null-sink sink_name=test-headset "
                                "sink_properties=device.description=Headset");
}

/* Eats what plug_headset() gave. */
static void
unplug (char *module)
{
  g_autofree char *command = g_strconcat ("pactl unload-module ", module, NULL);

  g_free (sound_server_must_run (command));
  g_free (module);
}

/* Borrowed: the list holds it. */
static PhoneDevice *
get_row (PhoneDeviceList *list,
         guint            position)
{
  g_autoptr (PhoneDevice) device = g_list_model_get_item (G_LIST_MODEL (list), position);

  return device;
}

static PhoneDevice *
find (PhoneDeviceList *list,
      const char      *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (g_str_equal (phone_device_get_id (get_row (list, i)), id))
      return get_row (list, i);
  return NULL;
}

static PhoneDevice *
get_chosen (PhoneDeviceList *list)
{
  return get_row (list, phone_device_list_get_chosen (list));
}

/* Once the row is there, or once it is chosen and unplugged, or back. */
static void
wait_for_row (PhoneDeviceList *list,
              const char      *id,
              gboolean         present)
{
  wait_until (find (list, id) != NULL && phone_device_is_present (find (list, id)) == present);
}

/* W10: until a person chooses it is the system's affair, and nobody is asked to choose a monitor. */
static void
test_list (World         *world,
           gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (world->phone);
  g_autoptr (PhoneDeviceList) microphones = phone_device_list_new (devices, PHONE_DEVICE_KIND_MICROPHONE);
  g_autoptr (PhoneDeviceList) speakers = phone_device_list_new (devices, PHONE_DEVICE_KIND_SPEAKER);
  g_autoptr (PhoneDeviceList) ringers = phone_device_list_new (devices, PHONE_DEVICE_KIND_RINGER);
  g_autoptr (PhoneDeviceList) cameras = phone_device_list_new (devices, PHONE_DEVICE_KIND_CAMERA);

  g_assert_cmpstr (phone_device_get_name (get_chosen (microphones)), ==, "System Default");
  wait_for_row (microphones, "test-microphone", TRUE);
  wait_for_row (speakers, "test-speaker", TRUE);
  wait_for_row (ringers, "test-speaker", TRUE);
  g_assert_cmpstr (phone_device_get_name (find (speakers, "test-speaker")), ==, "Speaker");
  g_assert_null (find (microphones, "test-speaker.monitor"));
  g_assert_null (find (speakers, "test-microphone"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cameras)), ==, 1);
  g_assert_cmpstr (phone_device_get_id (get_chosen (speakers)), ==, "");
}

/* W10: what was chosen stays chosen while it is unplugged, is still called by its name, and is the same when it returns. */
static void
test_return (World         *world,
             gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (world->phone);
  g_autoptr (PhoneDeviceList) speakers = phone_device_list_new (devices, PHONE_DEVICE_KIND_SPEAKER);
  char *module = plug_headset ();
  guint row;

  wait_for_row (speakers, "test-speaker", TRUE);
  wait_for_row (speakers, "test-headset", TRUE);
  for (row = 0; !g_str_equal (phone_device_get_id (get_row (speakers, row)), "test-headset"); row++)
    ;
  phone_device_list_set_chosen (speakers, row);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "test-headset");

  unplug (module);
  wait_for_row (speakers, "test-headset", FALSE);
  g_assert_true (get_chosen (speakers) == find (speakers, "test-headset"));
  g_assert_cmpstr (phone_device_get_name (get_chosen (speakers)), ==, "Headset");
  g_assert_cmpuint (phone_device_list_get_chosen (speakers), ==, row);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "test-headset");

  module = plug_headset ();
  wait_for_row (speakers, "test-headset", TRUE);
  g_assert_cmpuint (phone_device_list_get_chosen (speakers), ==, row);

  unplug (module);
  wait_for_row (speakers, "test-headset", FALSE);
  phone_device_list_set_chosen (speakers, 0);
  g_assert_null (find (speakers, "test-headset"));
  g_assert_cmpstr (media_engine_get_speaker (world->phone->engine), ==, "default");
}

/* A choice of last week, by a name that nobody remembers, and rows that there are not. */
static void
test_strange (World         *world,
              gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (world->phone);
  g_autoptr (PhoneDeviceList) speakers = NULL;

  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "sold-long-ago");
  speakers = phone_device_list_new (devices, PHONE_DEVICE_KIND_SPEAKER);
  g_assert_cmpstr (phone_device_get_id (get_chosen (speakers)), ==, "sold-long-ago");
  g_assert_false (phone_device_is_present (get_chosen (speakers)));
  g_assert_null (phone_device_get_name (get_chosen (speakers)));

  phone_device_list_set_chosen (speakers, G_MAXUINT);
  phone_device_list_set_chosen (speakers, 1000);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "sold-long-ago");
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, NULL);
  g_assert_cmpuint (phone_device_list_get_chosen (speakers), ==, 0);
  g_assert_null (find (speakers, "sold-long-ago"));
}

/* A Bluetooth headset is another device when it changes from music to talking; to a person it is the same one. */
static void
test_bluetooth (World         *world,
                gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (world->phone);
  g_autoptr (PhoneDeviceList) speakers = phone_device_list_new (devices, PHONE_DEVICE_KIND_SPEAKER);
  char *music = sound_server_must_run ("pactl load-module module-null-sink sink_name=bluez_output.00_11_22_33_44_55.1");
  char *talk;

  wait_for_row (speakers, "bluez_output.00_11_22_33_44_55.1", TRUE);
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "bluez_output.00_11_22_33_44_55.1");
  unplug (music);
  wait_for_row (speakers, "bluez_output.00_11_22_33_44_55.1", FALSE);
  talk = sound_server_must_run ("pactl load-module module-null-sink sink_name=bluez_output.00_11_22_33_44_55.2");
  wait_for_row (speakers, "bluez_output.00_11_22_33_44_55.2", TRUE);
  g_assert_true (get_chosen (speakers) == find (speakers, "bluez_output.00_11_22_33_44_55.2"));
  g_assert_null (find (speakers, "bluez_output.00_11_22_33_44_55.1"));
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "bluez_output.00_11_22_33_44_55.1");
  unplug (talk);
  wait_for_row (speakers, "bluez_output.00_11_22_33_44_55.1", FALSE);
}

/* Whether something is played to the speaker of that name. */
static gboolean
is_played_to (const char *speaker)
{
  g_autofree char *command =
    g_strdup_printf ("id=$(pactl list short sinks | awk '$2==\"%s\"{print $1}')\n"
                     "pactl list short sink-inputs | awk -v id=\"$id\" '$2==id{n++} END{exit n==0}'", speaker);
  const char *argv[] = { "sh", "-c", command, NULL };
  int status = 1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
  return status == 0;
}

/* W10: in the middle of a call, and through all that happens to the plug. */
static void
test_call (World         *world,
           gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (world->phone);
  char *module = plug_headset ();
  PhoneCall *call;

  g_free (sound_server_must_run ("pactl set-default-sink test-speaker"));
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "test-speaker");
  world_practise (world);
  call = world_call (world, "echo");
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  wait_until (is_played_to ("test-speaker"));
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "test-headset");
  wait_until (is_played_to ("test-headset"));
  unplug (module);
  wait_until (is_played_to ("test-speaker"));
  module = plug_headset ();
  wait_until (is_played_to ("test-headset"));
  unplug (module);
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
}

/* W11: how it will ring, where it will ring, and no longer than one listens. */
static void
test_ringtone (World         *world,
               gconstpointer  data)
{
  g_autoptr (PhoneSoundCheck) check = phone_sound_check_new (world->phone);
  char *module = plug_headset ();

  phone_devices_choose (phone_get_devices (world->phone), PHONE_DEVICE_KIND_RINGER, "test-headset");
  phone_sound_check_prepare_ringtone (check, "bell");
  g_assert_false (is_played_to ("test-headset"));
  phone_sound_check_play_ringtone (check, "bell");
  wait_until (is_played_to ("test-headset"));
  phone_sound_check_stop_ringtone (check);
  wait_until (!is_played_to ("test-headset"));
  phone_sound_check_play_ringtone (check, NULL);
  wait_until (is_played_to ("test-headset"));
  g_clear_object (&check);
  wait_until (!is_played_to ("test-headset"));
  unplug (module);
}

/* W9, W11 */
static void
test_applied (World         *world,
              gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (world->phone);
  MediaEngine *engine = world->phone->engine;

  phone_devices_choose (devices, PHONE_DEVICE_KIND_RINGER, "test-speaker");
  g_assert_cmpstr (media_engine_get_ringer (engine), ==, "test-speaker");
  phone_devices_set_ring_on_all (devices, TRUE);
  g_assert_cmpstr (media_engine_get_ringer (engine), ==, "all");
  phone_devices_choose (devices, PHONE_DEVICE_KIND_RINGER, "");
  g_assert_cmpstr (media_engine_get_ringer (engine), ==, "all");
  phone_devices_set_ring_on_all (devices, FALSE);
  g_assert_cmpstr (media_engine_get_ringer (engine), ==, "default");

  phone_devices_choose (devices, PHONE_DEVICE_KIND_CAMERA, "webcam");
  g_assert_cmpstr (media_engine_get_camera (engine), ==, "webcam");

  g_assert_true (phone_devices_get_cancel_echo (devices));
  phone_devices_set_suppress_noise (devices, FALSE);
  g_assert_cmpint (media_engine_get_cleaning (engine), ==, MEDIA_CLEANING_ECHO | MEDIA_CLEANING_GAIN);
  phone_devices_set_cancel_echo (devices, FALSE);
  phone_devices_set_adjust_level (devices, FALSE);
  g_assert_cmpint (media_engine_get_cleaning (engine), ==, MEDIA_CLEANING_NONE);
  phone_devices_set_cancel_echo (devices, TRUE);
  g_assert_cmpint (media_engine_get_cleaning (engine), ==, MEDIA_CLEANING_ECHO);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = sound_server_start ();

  g_test_add ("/phone-devices/list", World, NULL, world_set_up, test_list, world_tear_down);
  g_test_add ("/phone-devices/return", World, NULL, world_set_up, test_return, world_tear_down);
  g_test_add ("/phone-devices/strange", World, NULL, world_set_up, test_strange, world_tear_down);
  g_test_add ("/phone-devices/bluetooth", World, NULL, world_set_up, test_bluetooth, world_tear_down);
  g_test_add ("/phone-devices/call", World, NULL, world_set_up, test_call, world_tear_down);
  g_test_add ("/phone-devices/ringtone", World, NULL, world_set_up, test_ringtone, world_tear_down);
  g_test_add ("/phone-devices/applied", World, NULL, world_set_up, test_applied, world_tear_down);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
