/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Four telephones in one home: all of them are found, and each file is known by what is in it. */

#include "phone-world.h"

#include <sqlite3.h>

#include "phone-import-source.h"

static void
write_file (World      *world,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (world->folder, "home", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
write_database (World      *world,
                const char *name,
                const char *sql)
{
  g_autofree char *path = g_build_filename (world->folder, "home", name, NULL);
  sqlite3 *db = NULL;

  write_file (world, name, "");
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_remove (path);
}

static GListModel *
find (World *world)
{
  g_autofree char *home = g_build_filename (world->folder, "home", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *found;

  phone_import_find_async (home, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  found = phone_import_find_finish (result, &error);
  g_assert_no_error (error);
  return found;
}

static PhoneImportPlan *
read_source (World              *world,
             PhoneImportSource  *source,
             GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_import_source_read_async (source, world->phone, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_import_source_read_finish (source, result, error);
}

/* "account title|2 people|…" of the @n-th telephone. */
static char *
read_nth (World      *world,
          GListModel *found,
          guint       n)
{
  g_autoptr (PhoneImportSource) source = g_list_model_get_item (found, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneImportPlan) plan = read_source (world, source, &error);
  GListModel *items = phone_import_plan_get_items (plan);
  GString *text = g_string_new (phone_import_source_get_title (source));

  g_assert_no_error (error);
  for (guint k = 0; k < g_list_model_get_n_items (items); k++)
    {
      g_autoptr (PhoneImportItem) item = g_list_model_get_item (items, k);

      g_string_append_printf (text, "|%s", phone_import_item_get_title (item));
    }
  return g_string_free (text, FALSE);
}

static void
write_home (World *world)
{
  write_file (world, ".config/calls/sip-account.cfg", "[a]\nHost=example.org\nUser=anna\nProtocol=TLS\nPort=0\n");
  write_database (world, ".local/share/calls/records.db",
                  "CREATE TABLE calls (id INTEGER PRIMARY KEY, target TEXT, inbound INTEGER, start TEXT, answered TEXT,"
                  " end TEXT, protocol TEXT); INSERT INTO calls VALUES (1, '+4930123', 1, '2024-03-01T10:15:00Z', NULL, NULL, 'tel');");
  write_file (world, ".config/linphone/linphonerc",
              "[sip]\ndefault_proxy=0\n[proxy_0]\nreg_identity=sip:berta@example.org\nreg_proxy=sip:example.org;transport=tls\n");
  write_database (world, ".local/share/linphone/linphone.db",
                  "CREATE TABLE sip_address (id INTEGER PRIMARY KEY, value TEXT); CREATE TABLE conference_call (id INTEGER"
                  " PRIMARY KEY, from_sip_address_id INT, to_sip_address_id INT, direction INT, duration INT, start_time TEXT,"
                  " status INT); INSERT INTO sip_address VALUES (1, 'sip:berta@example.org'), (2, 'sip:zoe@example.org');"
                  " INSERT INTO conference_call VALUES (1, 1, 2, 0, 60, '2024-03-01 10:15:00', 0);"
                  " CREATE TABLE friend (id INTEGER PRIMARY KEY, v_card TEXT); INSERT INTO friend VALUES (1,"
                  " 'BEGIN:VCARD' || char (10) || 'VERSION:4.0' || char (10) || 'FN:Zoe' || char (10) ||"
                  " 'IMPP:sip:zoe@example.org' || char (10) || 'END:VCARD' || char (10));");
  write_file (world, ".twinkle/work.cfg", "user_name=carla\nuser_domain=example.org\nauth_pass=x\n");
  write_file (world, ".twinkle/twinkle.ab", "first_name|infix_name|last_name|sip_address|remark\nBob||Ross|sip:bob@example.org|\n");
  write_file (world, ".wine/drive_c/users/me/AppData/Roaming/MicroSIP/microsip.ini",
              "[Account1]\nusername=doro\ndomain=example.org\ntransport=tls\n");
}

static void
test_found (World         *world,
            gconstpointer  data)
{
  static const char *const wanted[] = {
    "GNOME Calls|anna@example.org|1 past call",
    "Linphone|berta@example.org|1 person|1 past call",
    "Twinkle|carla@example.org|1 person",
    "MicroSIP|doro@example.org",
  };
  g_autoptr (GListModel) found = NULL;
  g_autoptr (PhoneImportSource) first = NULL;
  g_autofree char *home = g_build_filename (world->folder, "home", NULL);

  write_home (world);
  found = find (world);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, G_N_ELEMENTS (wanted));
  first = g_list_model_get_item (found, 0);
  g_assert_cmpstr (phone_import_source_get_place (first), ==, "~/.config/calls");
  for (guint n = 0; n < G_N_ELEMENTS (wanted); n++)
    {
      g_autofree char *text = read_nth (world, found, n);

      g_assert_cmpstr (text, ==, wanted[n]);
    }
  remove_all (home);
}

static void
test_nothing (World         *world,
              gconstpointer  data)
{
  g_autoptr (GListModel) found = find (world);

  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
}

static void
test_chosen (World         *world,
             gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *first; /* NULL: of no telephone */
  } rows[] = {
    { "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:1\nEND:VCARD\n", "1 person" },
    { "<?xml version=\"1.0\"?><contacts><contact name=\"A\" number=\"1\"/></contacts>", "1 person" },
    { "<config><section name=\"proxy_0\"><entry name=\"reg_identity\">sip:a@example.org</entry></section></config>",
      "a@example.org" },
    { "{\"earshot-accounts\": 1, \"accounts\": [{\"address\": \"b@example.org\"}]}", "b@example.org" },
    { "Dear aunt,\nthank you for the cake.\n", NULL },
    { "", NULL },
  };
  g_autofree char *path = g_build_filename (world->folder, "chosen", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PhoneImportSource) source = phone_import_source_new (file);

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (PhoneImportPlan) plan = NULL;
      g_autoptr (PhoneImportItem) item = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, rows[n].text, -1, NULL));
      plan = read_source (world, source, &error);
      if (rows[n].first == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
          continue;
        }
      g_assert_no_error (error);
      item = g_list_model_get_item (phone_import_plan_get_items (plan), 0);
      g_assert_cmpstr (phone_import_item_get_title (item), ==, rows[n].first);
    }
  g_remove (path);
}

#define add(name, func) g_test_add ("/phone/import/source/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("found", test_found);
  add ("nothing", test_nothing);
  add ("chosen", test_chosen);
  return g_test_run ();
}
