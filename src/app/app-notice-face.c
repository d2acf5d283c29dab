/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: one knows a face sooner than one has read a name. A picture is read from the disk when it is first wanted;
 * nobody waits for it to be told that somebody wrote. */

#include "app-notice-face.h"

/* A notification that was sent without its picture. */
typedef struct
{
  GNotification *notification;
  AppNoticeSend send;
  GObject *owner; /* the signal is its */
} Waiting;

static void
waiting_free (gpointer  data,
              GClosure *closure)
{
  Waiting *waiting = data;

  g_object_unref (waiting->notification);
  g_free (waiting);
}

static GIcon *
make_icon (PhonePerson *person)
{
  GBytes *picture = phone_person_get_picture (person);

  return picture != NULL ? g_bytes_icon_new (picture) : NULL;
}

/**
 * app_notice_face_find:
 * @people: whom one knows
 * @address: an address
 *
 * The picture of whoever has @address. One that was not read yet is from now on.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL: there is none yet
 */
GIcon *
app_notice_face_find (PhonePeople *people,
                      const char  *address)
{
  PhonePerson *person;

  g_return_val_if_fail (PHONE_IS_PEOPLE (people), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  person = phone_people_find (people, NULL, address);
  if (person == NULL || !phone_person_has_picture (person))
    return NULL;

  phone_people_load_picture (people, person);
  return make_icon (person);
}

static void
picture_cb (PhonePerson *person,
            GParamSpec  *pspec,
            Waiting     *waiting)
{
  g_autoptr (GIcon) icon = make_icon (person);
  g_autoptr (GNotification) notification = g_object_ref (waiting->notification);
  AppNoticeSend send = waiting->send;
  GObject *owner = waiting->owner;

  if (icon == NULL)
    return;

  g_signal_handlers_disconnect_by_data (person, waiting); /* which frees it */
  g_notification_set_icon (notification, icon);
  send (notification, owner);
}

/* Ends with its owner, too. */
static void
wait_for_picture (PhonePerson *person,
                  Waiting     *waiting)
{
  GClosure *closure = g_cclosure_new (G_CALLBACK (picture_cb), waiting, waiting_free);

  g_object_watch_closure (waiting->owner, closure);
  g_signal_connect_closure (person, "notify::picture", closure, FALSE);
}

/**
 * app_notice_face_send:
 * @notification: what is told
 * @people: whom one knows
 * @address: about whom
 * @send: sends it
 * @owner: given to @send; what is not sent when it ends never is
 *
 * Sends a notification with the picture of whoever has @address, or at once without it, and again as soon as it is there.
 */
void
app_notice_face_send (GNotification *notification,
                      PhonePeople   *people,
                      const char    *address,
                      AppNoticeSend  send,
                      GObject       *owner)
{
  g_autoptr (GIcon) icon = app_notice_face_find (people, address);
  PhonePerson *person = phone_people_find (people, NULL, address);
  Waiting *waiting;

  if (icon != NULL)
    g_notification_set_icon (notification, icon);
  send (notification, owner);
  if (icon != NULL || person == NULL || !phone_person_has_picture (person))
    return;

  waiting = g_new0 (Waiting, 1);
  waiting->notification = g_object_ref (notification);
  waiting->send = send;
  waiting->owner = owner;
  wait_for_picture (person, waiting);
}
