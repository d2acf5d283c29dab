/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A face is shown for who has one, wherever their address stands. */

#include "app-face.h"

#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"

/* Something around it that has a phone, as every list and page has. */
static AppFace *
show (AppTest    *test,
      const char *address)
{
  GtkWidget *face = g_object_new (APP_TYPE_FACE, "address", address, "text", "Amélie Laurent", "size", 32, NULL);
  AdwDialog *dialog = adw_dialog_new ();

  adw_dialog_set_child (dialog, face);
  adw_dialog_present (dialog, GTK_WIDGET (test->window));
  app_test_settle ();
  return APP_FACE (face);
}

static gpointer
get_image (AppFace *face)
{
  return adw_avatar_get_custom_image (ADW_AVATAR (adw_bin_get_child (ADW_BIN (face))));
}

static void
test_face (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;
  AppFace *face;
  PhonePerson *amelie;
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;
  int size;

  scripted_people_fill (phone);
  scripted_book_fill (phone);
  app_test_open (&test, phone);
  face = show (&test, "amelie@example.org");
  g_assert_nonnull (get_image (face));
  g_object_get (face, "text", &text, "address", &address, "size", &size, NULL);
  g_assert_cmpstr (text, ==, "Amélie Laurent");
  g_assert_cmpstr (address, ==, "amelie@example.org");
  g_assert_cmpint (size, ==, 32);

  g_object_set (face, "address", "stranger@example.org", NULL);
  g_assert_null (get_image (face));
  g_object_set (face, "address", "amelie@example.org", NULL);
  g_assert_nonnull (get_image (face));

  /* It goes with the person, and with the picture. */
  amelie = phone_people_find (phone_get_people (phone), NULL, "amelie@example.org");
  phone_person_set_picture (amelie, NULL);
  g_assert_null (get_image (face));
  phone_people_remove (phone_get_people (phone), amelie);
  g_assert_null (get_image (face));
  app_test_close (&test);
}

/* Whom one does not know is drawn as somebody, and not as the first figure of their number. */
static void
test_number (void)
{
  AdwAvatar *avatar = g_object_ref_sink (ADW_AVATAR (adw_avatar_new (32, NULL, TRUE)));

  app_face_name (avatar, "+33 1 99 00 12 34");
  g_assert_false (adw_avatar_get_show_initials (avatar));
  g_assert_cmpstr (adw_avatar_get_text (avatar), ==, "+33 1 99 00 12 34");
  app_face_name (avatar, "Élodie Petit");
  g_assert_true (adw_avatar_get_show_initials (avatar));
  app_face_name (avatar, NULL);
  g_assert_false (adw_avatar_get_show_initials (avatar));
  g_object_unref (avatar);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/face/face", test_face);
  g_test_add_func ("/app/face/number", test_number);
  return g_test_run ();
}
