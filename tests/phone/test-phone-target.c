/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person means. */

#include "phone-practice.h"

static void
test_no_account (World         *world,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (phone_call (world->phone, NULL, "echo", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT);
  g_clear_error (&error);
  g_assert_null (phone_open_conversation (world->phone, NULL, "echo", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT);
  g_clear_error (&error);
  g_assert_null (phone_dup_practice_line (world->phone, "echo"));

  world_practise (world);
  g_assert_null (phone_call (world->phone, NULL, "  ", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (world->phone)), ==, 0);
}

static void
test_spellings (World         *world,
                gconstpointer  data)
{
  static const struct
  {
    const char *typed;
    const char *address;
  } rows[] = {
    { "bob", "bob@practice.invalid" },
    { " sip:bob@EXAMPLE.org ", "bob@example.org" },
    { "+49 (30) 12-34", "+49301234@practice.invalid" },
    { "Tel.: +49 (0)30 / 12-34", "+49301234@practice.invalid" },
    { "192.0.2.1", "192.0.2.1" },
    { "bob@example.org:5062", "bob@example.org:5062" },
  };

  world_practise (world);
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;
      PhoneConversation *conversation = phone_open_conversation (world->phone, NULL, rows[n].typed, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (phone_conversation_get_address (conversation), ==, rows[n].address);
      g_assert_true (phone_open_conversation (world->phone, NULL, rows[n].address, NULL) == conversation);
    }
}

/* What is kept for later is checked when it is written: a call that is sent on nowhere is lost. */
static void
test_check (World         *world,
            gconstpointer  data)
{
  static const struct
  {
    const char *typed;
    gboolean good;
  } rows[] = {
    { "bob", TRUE }, { "+49 (30) 12-34", TRUE }, { "sip:bob@example.org", TRUE },
    { "  ", FALSE }, { "bob@", FALSE },
  };

  world_practise (world);
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (phone_check_target (phone_get_default_account (world->phone), rows[n].typed, &error), ==,
                       rows[n].good);
      if (!rows[n].good)
        g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
    }
  g_assert_false (phone_check_target (phone_get_default_account (world->phone),
                                      phone_account_get_address (phone_get_default_account (world->phone)), NULL));
}

#define add(name, func) g_test_add ("/phone/target/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("no-account", test_no_account);
  add ("spellings", test_spellings);
  add ("check", test_check);
  return g_test_run ();
}
