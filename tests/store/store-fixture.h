/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-await.h"
#include "store-database.h"

/* A history of its own for each test. */
typedef struct
{
  char *folder;
  StoreDatabase *database;
} Fixture;

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->folder = folder_new ();
  path = g_build_filename (fixture->folder, "history.db", NULL);
  fixture->database = store_database_new (path);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GAsyncResult *slot = NULL;

  store_database_close_async (fixture->database, NULL, await_cb, &slot);
  g_object_unref (await (&slot));
  g_object_unref (fixture->database);
  folder_remove (fixture->folder);
  g_free (fixture->folder);
}
