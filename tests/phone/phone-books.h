/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-carddav.h"
#include "phone-book-desk.h"

#include "dav-error.h"

#include <glib/gstdio.h>

typedef struct
{
  DoublesCarddav *server;
  char *folder;
  Desk one;
  Desk other;
} World;

static G_GNUC_UNUSED void
set_up (World         *world,
        gconstpointer  data)
{
  world->server = doubles_carddav_new ();
  world->folder = g_dir_make_tmp ("earshot-book-XXXXXX", NULL);
  world->one.path = g_build_filename (world->folder, "one.db", NULL);
  world->other.path = g_build_filename (world->folder, "other.db", NULL);
  desk_open (&world->one);
  desk_open (&world->other);
}

static G_GNUC_UNUSED void
tear_down (World         *world,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (world->folder, 0, NULL);
  const char *name;

  desk_close (&world->one);
  desk_close (&world->other);
  doubles_carddav_free (world->server);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (world->folder);
  g_free (world->folder);
  g_free (world->one.path);
  g_free (world->other.path);
}

static G_GNUC_UNUSED gboolean
join (World       *world,
      Desk        *desk,
      const char  *password,
      GError     **error)
{
  g_auto (DoublesAnswer) answer = { NULL };
  PhoneBookLogin login = { doubles_carddav_get_url (world->server), "alice", password, TRUE };
  gboolean joined;

  phone_book_join_async (desk->book, &login, NULL, doubles_answer_cb, &answer);
  joined = phone_book_join_finish (desk->book, doubles_answer_wait (&answer), error);
  doubles_wait_until (phone_book_get_state (desk->book) != PHONE_BOOK_STATE_SYNCING);
  return joined;
}

static G_GNUC_UNUSED void
join_both (World *world)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (join (world, &world->one, "secret", &error));
  g_assert_true (join (world, &world->other, "secret", &error));
  g_assert_no_error (error);
}
