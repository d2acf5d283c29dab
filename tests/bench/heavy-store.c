/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: years of use, written in a minute by the verbs that write it in years. */

#include "heavy-store.h"

#include "store-accounts.h"
#include "store-calls.h"
#include "store-messages.h"
#include "store-people.h"

#define ACCOUNT "bench"
#define WAITING_MAX 256
#define NEWEST_US (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)
#define LONG 2000 /* messages of the longest conversation */

typedef gboolean (*Finish) (StoreDatabase *database,
                            GAsyncResult  *result,
                            GError       **error);

typedef struct
{
  StoreDatabase *database;
  Finish finish;
  guint waiting;
} Writer;

static const char *const given[] = { "Amélie", "Jonas", "Zeynep", "Emma", "Bogdan", "Shira", "Élodie", "Nina", "Ole", "Ada" };
static const char *const family[] = { "Fournier", "Weber", "Yıldız", "Visser", "Nowak", "Levi", "Petit", "Berg", "Lund", "Rossi" };
static const char *const words[] = {
  "Shall we meet at the station?", "The plans of the second floor are ready.", "Thank you, it was lovely to see you.",
  "I am ten minutes late, begin without me.", "Could you call me back when you have a moment?",
};

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;
  Writer *writer = data;

  writer->finish (STORE_DATABASE (source), result, &error);
  g_assert_no_error (error);
  writer->waiting--;
}

static void
wait (Writer *writer,
      guint   most)
{
  while (writer->waiting > most)
    g_main_context_iteration (NULL, TRUE);
}

static void
load_accounts_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GError) error = NULL;

  store_accounts_load_finish (STORE_ACCOUNTS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
put_account_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;

  store_accounts_put_finish (STORE_ACCOUNTS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
fill_account (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "accounts.ini", NULL);
  g_autoptr (StoreAccounts) accounts = store_accounts_new (path);
  StoreAccount account = {
    .id = (char *) ACCOUNT, .address = (char *) "robin@example.org", .server = (char *) "wss://127.0.0.1:9/",
    .enabled = FALSE,
  };
  gboolean done = FALSE;

  store_accounts_load_async (accounts, NULL, load_accounts_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  done = FALSE;
  store_accounts_put_async (accounts, &account, NULL, put_account_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static char *
dup_address (guint n)
{
  return g_strdup_printf ("person%05u@example.org", n);
}

static char *
dup_name (guint n)
{
  if (n == 0)
    return g_strdup (HEAVY_NEEDLE_NAME);
  return g_strdup_printf ("%s %s %u", given[n % G_N_ELEMENTS (given)], family[n / 10 % G_N_ELEMENTS (family)], n);
}

static void
fill_people (Writer *writer)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);

  for (guint i = 0; i < HEAVY_PEOPLE; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%05u", i);
      g_autofree char *address = dup_address (i);
      g_autofree char *number = g_strdup_printf ("+49 30 %07u", i);
      StorePerson *person = store_person_new (id);

      g_free (person->name);
      person->name = dup_name (i);
      g_ptr_array_add (person->addresses, store_address_new (STORE_ADDRESS_KIND_SIP, "work", address));
      g_ptr_array_add (person->addresses, store_address_new (STORE_ADDRESS_KIND_PHONE, "home", number));
      g_ptr_array_add (people, person);
    }
  writer->finish = store_people_put_finish;
  writer->waiting++;
  store_people_put_async (writer->database, people, NULL, done_cb, writer);
  wait (writer, 0);
}

static void
fill_calls (Writer *writer)
{
  writer->finish = store_calls_put_finish;
  for (guint i = 0; i < HEAVY_CALLS; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%06u", i);
      g_autofree char *address = dup_address (i % 3001);
      g_autofree char *name = dup_name (i % 3001);
      StoreCall call = {
        .id = id, .account = (char *) ACCOUNT, .address = address, .name = name,
        .kind = (StoreCallKind) (i % 3), .started_us = NEWEST_US - (gint64) i * 1800 * G_USEC_PER_SEC,
        .duration_s = i % 3 == 2 ? 0 : 20 + i % 600, .mark = 400, .worst_mark = 380,
      };

      writer->waiting++;
      store_calls_put_async (writer->database, &call, NULL, done_cb, writer);
      wait (writer, WAITING_MAX);
    }
  wait (writer, 0);
}

static void
put_message (Writer *writer,
             guint   n,
             guint   with)
{
  g_autofree char *id = g_strdup_printf ("m%06u", n);
  g_autofree char *address = dup_address (with);
  g_autofree char *name = dup_name (with);
  g_autofree char *text = g_strdup_printf ("%s %u", words[n % G_N_ELEMENTS (words)], n);
  StoreMessage message = {
    .id = id, .account = (char *) ACCOUNT, .address = address,
    .state = n % 2 == 0 ? STORE_MESSAGE_STATE_RECEIVED : STORE_MESSAGE_STATE_SENT,
    .time_us = NEWEST_US - (gint64) (HEAVY_MESSAGES - n) * 600 * G_USEC_PER_SEC,
    .text = n == HEAVY_MESSAGES - 1 ? (char *) HEAVY_NEEDLE_WORDS : text,
  };

  writer->waiting++;
  store_messages_put_async (writer->database, &message, name, NULL, done_cb, writer);
  wait (writer, WAITING_MAX);
}

static void
fill_messages (Writer *writer)
{
  writer->finish = store_messages_put_finish;
  for (guint i = 0; i < HEAVY_MESSAGES; i++)
    put_message (writer, i, i >= HEAVY_MESSAGES - LONG ? 0 : 1 + i % (HEAVY_CONVERSATIONS - 1));
  wait (writer, 0);
}

void
heavy_store_fill (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (StoreDatabase) database = store_database_new (path);
  Writer writer = { database, store_database_open_finish, 1 };

  fill_account (folder);
  store_database_open_async (database, NULL, done_cb, &writer);
  wait (&writer, 0);
  fill_people (&writer);
  fill_calls (&writer);
  fill_messages (&writer);
  writer.finish = store_database_close_finish;
  writer.waiting++;
  store_database_close_async (database, NULL, done_cb, &writer);
  wait (&writer, 0);
}
