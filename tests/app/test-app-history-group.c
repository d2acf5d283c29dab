/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which calls are one row, and how many they are said to be. */

#include "app-history-group.h"

#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  PhoneHistory *history;
  GDateTime *noon;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->history = scripted_history_new ();
  fixture->noon = g_date_time_new_local (2026, 3, 14, 12, 0, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->history);
  g_date_time_unref (fixture->noon);
}

static PhoneHistoryEntry *
add (Fixture          *fixture,
     PhoneHistoryKind  kind,
     const char       *address,
     int               hours)
{
  PhoneHistoryEntry *entry = scripted_history_add (fixture->history, kind, "Somebody", address);
  g_autoptr (GDateTime) time = g_date_time_add_hours (fixture->noon, hours);

  scripted_history_entry_set (entry, time, 0, NULL);
  return entry;
}

static void
test_takes (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    PhoneHistoryKind kind;
    const char *address;
    int hours;
    gboolean taken;
  } rows[] = {
    { PHONE_HISTORY_KIND_MISSED, "bob@example.org", -11, TRUE },
    { PHONE_HISTORY_KIND_MISSED, "Bob@Example.org", -1, TRUE },
    { PHONE_HISTORY_KIND_MISSED, "bob@example.org", -13, FALSE },   /* the day before */
    { PHONE_HISTORY_KIND_INCOMING, "bob@example.org", -1, FALSE },
    { PHONE_HISTORY_KIND_MISSED, "mallory@example.net", -1, FALSE }, /* whatever they call themselves */
  };
  PhoneHistoryEntry *newest = add (fixture, PHONE_HISTORY_KIND_MISSED, "bob@example.org", 0);
  g_autoptr (AppHistoryGroup) group = app_history_group_new_part (newest);

  g_assert_true (app_history_group_is_part (group));
  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    g_assert_cmpint (app_history_group_takes (group, add (fixture, rows[n].kind, rows[n].address, rows[n].hours)), ==,
                     rows[n].taken);
}

/* One telephone has many numbers, and they are one row. */
static void
test_takes_number (Fixture       *fixture,
                   gconstpointer  data)
{
  PhoneHistoryEntry *newest = add (fixture, PHONE_HISTORY_KIND_MISSED, "+4930123456@sip.example.de", 0);
  PhoneHistoryEntry *older = add (fixture, PHONE_HISTORY_KIND_MISSED, "030123456@sip.example.de", -1);
  PhoneHistoryEntry *other = add (fixture, PHONE_HISTORY_KIND_MISSED, "030123457@sip.example.de", -1);
  g_autoptr (AppHistoryGroup) group = NULL;

  g_object_set_data (G_OBJECT (newest), "scripted-spelled", (gpointer) "030 123456");
  g_object_set_data (G_OBJECT (older), "scripted-spelled", (gpointer) "030 123456");
  g_object_set_data (G_OBJECT (other), "scripted-spelled", (gpointer) "030 123457");
  group = app_history_group_new_part (newest);
  g_assert_true (app_history_group_takes (group, older));
  g_assert_false (app_history_group_takes (group, other));
}

static void
test_detail (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const texts[] = { "3 outgoing calls", "3 incoming calls", "3 missed calls", "3 declined calls",
                                       "3 answered elsewhere", "3 calls without an answer" };

  for (guint kind = 0; kind < G_N_ELEMENTS (texts); kind++)
    {
      GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (AppHistoryGroup) group = NULL;
      g_autofree char *detail = NULL;

      for (int n = 0; n < 3; n++)
        g_ptr_array_add (entries, g_object_ref (add (fixture, (PhoneHistoryKind) kind, "bob@example.org", -n)));
      group = app_history_group_new (entries, FALSE);
      detail = app_history_group_dup_detail (group);
      g_assert_cmpstr (detail, ==, texts[kind]);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/history-group/takes", test_takes);
  ADD ("/app/history-group/takes-number", test_takes_number);
  ADD ("/app/history-group/detail", test_detail);
  return g_test_run ();
}
