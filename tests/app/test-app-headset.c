/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A headset made of a pipe with a name: its buttons, its lights, and what is said of it. WISHES 16, D8. */

#include "app-headset-group.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app-test.h"
#include "scripted-phone.h"

/* Report 3: hook, mute (to be pressed), drop; lights off-hook, ring, mute. The same as tests/headset has in words. */
static const guint8 descriptor[] = {
  0x05, 0x0b, 0x09, 0x05, 0xa1, 0x01, 0x85, 0x03, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x09, 0x20, 0x81,
  0x22, 0x09, 0x2f, 0x81, 0x06, 0x09, 0x26, 0x81, 0x06, 0x95, 0x05, 0x81, 0x03, 0xc0,
};

typedef struct
{
  Phone *phone;
  PhoneAccount *account;
  AppHeadset *headset;
  GtkWidget *group;
  char *root;
  char *described;
  char *devices;
  int fd; /* of the headset itself */
  PhoneCall *call;
  PhoneCallState awaited;
} Fixture;

static void
write_file (const char *folder,
            const char *name,
            const void *octets,
            gssize      size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, octets, size, NULL));
}

static void
describe (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->described, "hidraw0", "device", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_file (folder, "report_descriptor", descriptor, sizeof descriptor);
  write_file (folder, "uevent", "HID_NAME=Good <b>Ear\n", -1);
}

static gboolean
is_ready (gpointer data)
{
  return app_headset_get_standing (data) == HEADSET_STANDING_READY;
}

static void
plug_in (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->devices, "hidraw0", NULL);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  app_test_wait (is_ready, fixture->headset);
  fixture->fd = open (path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (fixture->fd, >=, 0);
}

static gboolean
is_read (gpointer data)
{
  int n = -1;

  return ioctl (*(int *) data, FIONREAD, &n) == 0 && n == 0;
}

/* A pipe would run two reports together. */
static void
press (Fixture *fixture,
       guint8   buttons)
{
  const guint8 report[] = { 3, buttons };

  g_assert_cmpint (write (fixture->fd, report, sizeof report), ==, sizeof report);
  app_test_wait (is_read, &fixture->fd);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fd = -1;
  fixture->root = g_dir_make_tmp ("earshot-headset-XXXXXX", NULL);
  fixture->described = g_build_filename (fixture->root, "class", NULL);
  fixture->devices = g_build_filename (fixture->root, "dev", NULL);
  g_assert_cmpint (g_mkdir (fixture->described, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->devices, 0700), ==, 0);
  fixture->phone = phone_new (NULL, NULL);
  fixture->account = scripted_account_new ("alice@example.org", FALSE);
  scripted_phone_add_account (fixture->phone, fixture->account);
  fixture->headset = app_headset_new (fixture->phone);
  fixture->group = g_object_ref_sink (g_object_new (APP_TYPE_HEADSET_GROUP, NULL));
  app_headset_group_set_headset (APP_HEADSET_GROUP (fixture->group), fixture->headset);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer alive = fixture->headset;

  g_clear_object (&fixture->group);
  g_object_add_weak_pointer (alive, &alive);
  g_clear_object (&fixture->headset);
  app_test_wait (is_gone, &alive);
  app_test_settle ();
  g_clear_fd (&fixture->fd, NULL);
  g_clear_object (&fixture->call);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->phone);
  remove_all (fixture->root);
  g_free (fixture->root);
  g_free (fixture->described);
  g_free (fixture->devices);
}

static void
ring (Fixture *fixture)
{
  g_clear_object (&fixture->call);
  fixture->call = scripted_call_new (fixture->account, "Bob", "bob@example.org", TRUE);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_INCOMING);
  scripted_phone_add_call (fixture->phone, fixture->call);
}

static gboolean
is_state (gpointer data)
{
  Fixture *fixture = data;

  return phone_call_get_state (fixture->call) == fixture->awaited;
}

static void
wait_state (Fixture        *fixture,
            PhoneCallState  state)
{
  fixture->awaited = state;
  app_test_wait (is_state, fixture);
}

static gboolean
is_muted (gpointer data)
{
  return phone_call_is_muted (data);
}

static gboolean
is_heard (gpointer data)
{
  return !phone_call_is_muted (data);
}

static AdwActionRow *
get_row (Fixture *fixture)
{
  GtkWidget *row = app_test_find (fixture->group, ADW_TYPE_SWITCH_ROW);

  return ADW_ACTION_ROW (gtk_widget_get_next_sibling (row));
}

/* Answered, muted, heard again and ended without the window. */
static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  describe (fixture);
  app_headset_start (fixture->headset, fixture->described, fixture->devices);
  plug_in (fixture);
  g_assert_false (app_headset_was_pressed (fixture->headset));
  ring (fixture);
  press (fixture, 1);
  wait_state (fixture, PHONE_CALL_STATE_ACTIVE);
  g_assert_true (app_headset_was_pressed (fixture->headset));
  press (fixture, 3);
  app_test_wait (is_muted, fixture->call);
  press (fixture, 3);
  app_test_wait (is_heard, fixture->call);
  press (fixture, 0);
  wait_state (fixture, PHONE_CALL_STATE_ENDED);
  ring (fixture);
  press (fixture, 4);
  wait_state (fixture, PHONE_CALL_STATE_ENDED);
}

/* Answered in the window, the hook comes after it, and that is all: nobody else is answered by it, nobody hung up on. */
static void
test_echo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PhoneCall) talk = NULL;

  describe (fixture);
  app_headset_start (fixture->headset, fixture->described, fixture->devices);
  plug_in (fixture);
  ring (fixture);
  talk = g_object_ref (fixture->call);
  scripted_call_set_state (talk, PHONE_CALL_STATE_ACTIVE);
  ring (fixture);
  press (fixture, 1); /* the echo of the first */
  press (fixture, 3); /* and something a person does, to see that the echo was read */
  app_test_wait (is_muted, talk);
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
  scripted_call_set_state (talk, PHONE_CALL_STATE_ENDED);
  press (fixture, 0); /* the echo of the end */
  press (fixture, 1); /* and an answer */
  wait_state (fixture, PHONE_CALL_STATE_ACTIVE);
}

static gboolean
is_denied (gpointer data)
{
  return app_headset_get_standing (data) == HEADSET_STANDING_DENIED;
}

/* What works is said, and no name of a device is read as markup. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (fixture))), ==, "No Headset With Buttons");
  describe (fixture);
  app_headset_start (fixture->headset, fixture->described, fixture->devices);
  app_test_wait (is_denied, fixture->headset);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (fixture))), ==, "Good <b>Ear");
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (get_row (fixture)), "This system does not let"));
  plug_in (fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_row (fixture)), ==, "Press a button of it to see that it works.");
  ring (fixture);
  press (fixture, 1);
  wait_state (fixture, PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_row (fixture)), ==, "A button was pressed: it works.");
}

/* Not wanted: it is let go of, whatever it does. */
static void
test_unwanted (Fixture       *fixture,
               gconstpointer  data)
{
  describe (fixture);
  app_headset_start (fixture->headset, fixture->described, fixture->devices);
  plug_in (fixture);
  adw_switch_row_set_active (app_test_find (fixture->group, ADW_TYPE_SWITCH_ROW), FALSE);
  g_assert_cmpint (app_headset_get_standing (fixture->headset), ==, HEADSET_STANDING_NONE);
  g_assert_null (app_headset_get_name (fixture->headset));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture))));
  adw_switch_row_set_active (app_test_find (fixture->group, ADW_TYPE_SWITCH_ROW), TRUE);
  app_test_wait (is_ready, fixture->headset);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/headset/call", Fixture, NULL, set_up, test_call, tear_down);
  g_test_add ("/app/headset/echo", Fixture, NULL, set_up, test_echo, tear_down);
  g_test_add ("/app/headset/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/app/headset/unwanted", Fixture, NULL, set_up, test_unwanted, tear_down);
  return g_test_run ();
}
