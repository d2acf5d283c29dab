/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The picture of whoever writes stands in the notification, if it comes a moment later, too. */

#include "app-notice-face.h"

#include "app-test.h"
#include "scripted-book.h"

static guint n_sent;

static void
send_cb (GNotification *notification,
         GObject       *owner)
{
  n_sent++;
}

static void
test_find (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhonePeople *people = phone_get_people (phone);
  g_autoptr (GIcon) icon = NULL;

  scripted_book_fill (phone);
  icon = app_notice_face_find (people, "amelie@example.org");
  g_assert_true (G_IS_BYTES_ICON (icon));
  g_assert_true (g_bytes_icon_get_bytes (G_BYTES_ICON (icon))
                 == phone_person_get_picture (phone_people_find (people, NULL, "amelie@example.org")));
  g_assert_null (app_notice_face_find (people, "stranger@example.org"));
}

/* Nobody waits for a picture; and it is sent again only once. */
static void
test_later (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhonePeople *people = phone_get_people (phone);
  g_autoptr (GNotification) notification = g_notification_new ("Amélie");
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GBytes) picture = NULL;
  PhonePerson *amelie;

  scripted_book_fill (phone);
  amelie = phone_people_find (people, NULL, "amelie@example.org");
  n_sent = 0;
  app_notice_face_send (notification, people, "amelie@example.org", send_cb, owner);
  app_notice_face_send (notification, people, "stranger@example.org", send_cb, owner);
  g_assert_cmpuint (n_sent, ==, 2);

  picture = scripted_book_hide_picture (amelie);
  app_notice_face_send (notification, people, "amelie@example.org", send_cb, owner);
  g_assert_cmpuint (n_sent, ==, 3);
  scripted_book_bring_picture (amelie, picture);
  g_assert_cmpuint (n_sent, ==, 4);
  g_object_notify (G_OBJECT (amelie), "picture");
  g_assert_cmpuint (n_sent, ==, 4);

  /* Who sent it is gone. */
  g_clear_pointer (&picture, g_bytes_unref);
  picture = scripted_book_hide_picture (amelie);
  app_notice_face_send (notification, people, "amelie@example.org", send_cb, owner);
  g_clear_object (&owner);
  scripted_book_bring_picture (amelie, picture);
  g_assert_cmpuint (n_sent, ==, 5);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/notice-face/find", test_find);
  g_test_add_func ("/app/notice-face/later", test_later);
  return g_test_run ();
}
