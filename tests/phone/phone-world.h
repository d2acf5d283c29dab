/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include <glib/gstdio.h>

/* A phone in a folder of its own, and waiting for what it does. */

#define PATIENCE_S 30

typedef struct
{
  char  *folder;
  Phone *phone;
} World;

static G_GNUC_UNUSED void
world_too_late_cb (gpointer what)
{
  g_error ("waited too long for: %s", (const char *) what);
}

/* Iterates until @condition holds; it can only change by something that happens in the loop. */
#define wait_until(condition) \
  G_STMT_START \
  { \
    guint deadline_ = g_timeout_add_seconds_once (PATIENCE_S, world_too_late_cb, (gpointer) #condition); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (deadline_); \
  } \
  G_STMT_END

static G_GNUC_UNUSED void
world_take_result_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static G_GNUC_UNUSED void
world_start (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  world->phone = phone_new (world->folder, world->folder);
  phone_set_sound (world->phone, "tone:1000", "none");
  phone_start_async (world->phone, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_start_finish (world->phone, result, &error));
  g_assert_no_error (error);
}

/* Ends the phone as a person would, and proves that nothing of it is left. */
static G_GNUC_UNUSED void
world_stop (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_stop_async (world->phone, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  phone_stop_finish (world->phone, result, NULL);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (world->phone);
  world->phone = NULL;
}

static G_GNUC_UNUSED void
world_set_up (World         *world,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  world->folder = g_dir_make_tmp ("earshot-phone-XXXXXX", &error);
  g_assert_no_error (error);
  world_start (world);
}

static G_GNUC_UNUSED void
world_tear_down (World         *world,
                 gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  world_stop (world);
  dir = g_dir_open (world->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (world->folder), ==, 0);
  g_free (world->folder);
}
