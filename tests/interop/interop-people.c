/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two telephones and a real address book: Radicale, as Debian has it, on loopback. */

#include "phone-book-desk.h"

#include "dav-server.h"

#include <glib/gstdio.h>

#define BOOK                                                                                                          \
  "<?xml version=\"1.0\"?><mkcol xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\"><set><prop><resourcetype>"   \
  "<collection/><C:addressbook/></resourcetype><displayname>Friends</displayname></prop></set></mkcol>"

typedef struct
{
  char *folder;
  char *url;
  guint16 port;
  GSubprocess *server;
  Desk one;
  Desk other;
} World;

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
write_file (World      *world,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (world->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
}

static gboolean
answers (World *world)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", world->port, NULL, NULL);

  return connection != NULL;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
server_start (World *world)
{
  g_autofree char *config = g_build_filename (world->folder, "config", NULL);
  g_autoptr (GError) error = NULL;
  guint tick = g_timeout_add (50, tick_cb, NULL);

  world->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                                    "radicale", "--config", config, NULL);
  g_assert_no_error (error);
  doubles_wait_until (answers (world));
  g_source_remove (tick);
}

static void
server_stop (World *world)
{
  g_subprocess_force_exit (world->server);
  g_subprocess_wait (world->server, NULL, NULL);
  g_clear_object (&world->server);
}

static void
make_book (World *world)
{
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autofree char *url = g_strconcat (world->url, "/alice/friends/", NULL);
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  DavRequest request = { "MKCOL", url, NULL, "application/xml; charset=utf-8", BOOK, NULL, FALSE };
  g_autoptr (DavAnswer) made = NULL;

  dav_server_ask_async (server, &request, NULL, doubles_answer_cb, &answer);
  made = dav_server_ask_finish (server, doubles_answer_wait (&answer), &error);
  g_assert_no_error (error);
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autofree char *config = NULL;

  world->folder = g_dir_make_tmp ("earshot-radicale-XXXXXX", NULL);
  world->port = find_port ();
  world->url = g_strdup_printf ("http://127.0.0.1:%u", world->port);
  config = g_strdup_printf ("[server]\nhosts = 127.0.0.1:%u\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s/users\n"
                            "htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = %s/data\n",
                            world->port, world->folder, world->folder);
  write_file (world, "config", config);
  write_file (world, "users", "alice:secret\n");
  server_start (world);
  make_book (world);
  world->one.path = g_build_filename (world->folder, "one.db", NULL);
  world->other.path = g_build_filename (world->folder, "other.db", NULL);
  desk_open (&world->one);
  desk_open (&world->other);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_autofree char *remove = NULL;

  desk_close (&world->one);
  desk_close (&world->other);
  server_stop (world);
  remove = g_strdup_printf ("rm -r '%s'", world->folder);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  g_free (world->folder);
  g_free (world->url);
  g_free (world->one.path);
  g_free (world->other.path);
}

static void
join (World *world,
      Desk  *desk)
{
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  PhoneBookLogin login = { world->url, "alice", "secret", TRUE };

  phone_book_join_async (desk->book, &login, NULL, doubles_answer_cb, &answer);
  g_assert_true (phone_book_join_finish (desk->book, doubles_answer_wait (&answer), &error));
  g_assert_no_error (error);
  doubles_wait_until (phone_book_get_state (desk->book) != PHONE_BOOK_STATE_SYNCING);
  g_assert_cmpstr (phone_book_get_text (desk->book), ==, NULL);
}

static void
note (Desk       *desk,
      const char *name,
      const char *text)
{
  PhonePerson *person = find (desk, name);

  g_assert_nonnull (person);
  phone_person_set_note (person, text);
  phone_people_save (desk->people, person);
}

static void
test_create_change_delete (World         *world,
                           gconstpointer  data)
{
  add (&world->one, "Anna Müller", "+49 30 1");
  add (&world->one, "Berta", "+49 30 2");
  join (world, &world->one);
  g_assert_cmpstr (phone_book_get_name (world->one.book), ==, "Friends");
  join (world, &world->other);
  g_assert_cmpuint (count (&world->other), ==, 2);

  note (&world->other, "Anna Müller", "a baker");
  sync_well (&world->other);
  sync_well (&world->one);
  g_assert_cmpstr (phone_person_get_note (find (&world->one, "Anna Müller")), ==, "a baker");

  phone_people_remove (world->one.people, find (&world->one, "Berta"));
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_cmpuint (count (&world->other), ==, 1);
}

static void
test_conflict (World         *world,
               gconstpointer  data)
{
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  join (world, &world->one);
  join (world, &world->other);
  note (&world->one, "Anna", "tall");
  person = find (&world->other, "Anna");
  phone_person_set_organisation (person, "Bakery");
  phone_people_save (world->other.people, person);
  sync_well (&world->one);
  sync_well (&world->other);
  sync_well (&world->one);
  g_assert_cmpstr (phone_person_get_organisation (find (&world->one, "Anna")), ==, "Bakery");
  g_assert_cmpstr (phone_person_get_note (find (&world->other, "Anna")), ==, "tall");
}

/* The server goes away and comes back; what was changed meanwhile was not lost. */
static void
test_restart (World         *world,
              gconstpointer  data)
{
  add (&world->one, "Anna", "+49 30 1");
  join (world, &world->one);
  join (world, &world->other);
  server_stop (world);
  note (&world->one, "Anna", "offline");
  add (&world->one, "Berta", "+49 30 2");
  sync_one (&world->one);
  g_assert_cmpint (phone_book_get_state (world->one.book), ==, PHONE_BOOK_STATE_TROUBLED);
  server_start (world);
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_cmpstr (phone_person_get_note (find (&world->other, "Anna")), ==, "offline");
  g_assert_nonnull (find (&world->other, "Berta"));
}

static void
test_many (World         *world,
           gconstpointer  data)
{
  for (guint n = 0; n < 200; n++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", n);
      g_autofree char *number = g_strdup_printf ("+49 30 %u", 1000 + n);

      add (&world->one, name, number);
    }
  join (world, &world->one);
  join (world, &world->other);
  g_assert_cmpuint (count (&world->other), ==, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/interop/people/create-change-delete", World, NULL, set_up, test_create_change_delete, tear_down);
  g_test_add ("/interop/people/conflict", World, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/interop/people/restart", World, NULL, set_up, test_restart, tear_down);
  g_test_add ("/interop/people/many", World, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
