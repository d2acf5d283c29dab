/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small file is sent, and one that is too large is refused with a sentence. */

#include "app-attachment.h"

#include "app-conversation-page.h"
#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

#include <glib/gstdio.h>

typedef struct
{
  AppTest test;
  PhoneConversation *conversation;
  gpointer page;
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  fixture->folder = g_dir_make_tmp ("attachment-XXXXXX", NULL);
  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  app_test_act (&fixture->test, "win.message", "jonas@example.org");
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);
  fixture->conversation = app_conversation_page_get_conversation (fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
send_file (Fixture    *fixture,
           const char *name,
           gsize       length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *octets = g_malloc0 (length);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, octets, (gssize) length, NULL));
  app_attachment_send (fixture->page, fixture->conversation, file);
}

static void
remove_file (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_unlink (path);
}

static PhoneMessage *
get_last (Fixture *fixture)
{
  GListModel *messages = G_LIST_MODEL (fixture->conversation);
  g_autoptr (PhoneMessage) last = g_list_model_get_item (messages, g_list_model_get_n_items (messages) - 1);

  return last; /* the list holds it */
}

static gboolean
has_sent (gpointer data)
{
  return phone_message_get_file (get_last (data)) != NULL;
}

static gboolean
has_refused (gpointer data)
{
  return app_test_reads (((Fixture *) data)->test.window, "is too large. Files of up to");
}

static void
test_send (Fixture       *fixture,
           gconstpointer  data)
{
  send_file (fixture, "notes.txt", 200);
  app_test_wait (has_sent, fixture);
  g_assert_cmpstr (phone_file_get_name (phone_message_get_file (get_last (fixture))), ==, "notes.txt");
  g_assert_true (app_test_reads (fixture->page, "notes.txt"));
  remove_file (fixture, "notes.txt");
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  send_file (fixture, "film.bin", PHONE_FILE_MAX_OCTETS + 1);
  app_test_wait (has_refused, fixture);
  g_assert_null (phone_message_get_file (get_last (fixture)));
  remove_file (fixture, "film.bin");
}

#define add(name, func) g_test_add ("/app/attachment/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("send", test_send);
  add ("too-large", test_too_large);
  return g_test_run ();
}
