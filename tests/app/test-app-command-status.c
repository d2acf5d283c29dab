/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a telephone is, on the lines of a terminal that belongs to the person and not to the caller. */

#include "app-command-status.h"

#include "app-test.h"
#include "scripted-phone.h"

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } rows[] = {
    { "Amélie Laurent", "Amélie Laurent" },
    { "שירה לוי", "שירה לוי" },
    { "Bob\033]0;title\007", "Bob\xef\xbf\xbd]0;title\xef\xbf\xbd" },
    { "one\r\ntwo", "one\xef\xbf\xbd\xef\xbf\xbdtwo" },
    { "abc\xe2\x80\xae" "def", "abc\xef\xbf\xbd" "def" },
    { "\xff", "\xef\xbf\xbd" },
    { "", "" },
  };
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autofree char *cut = app_command_status_dup_plain (endless);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *plain = app_command_status_dup_plain (rows[i].text);

      g_assert_cmpstr (plain, ==, rows[i].plain);
    }
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 201);
}

static void
test_text (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) one = scripted_account_new ("me@example.org", FALSE);
  g_autoptr (PhoneAccount) other = scripted_account_new ("work@example.com", FALSE);
  g_autoptr (PhoneCall) talk = scripted_call_new (one, "Bob\nRoot: Ready", "bob@example.org", FALSE);
  g_autofree char *text = NULL;

  scripted_account_set_state (one, PHONE_ACCOUNT_STATE_REGISTERED, "");
  scripted_account_set_state (other, PHONE_ACCOUNT_STATE_REFUSED, "no");
  scripted_phone_add_account (phone, one);
  scripted_phone_add_account (phone, other);
  scripted_call_set_state (talk, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_duration (talk, 65);
  scripted_phone_add_call (phone, talk);
  text = app_command_status_dup_text (phone);
  g_assert_cmpstr (text, ==,
                   "me@example.org: Ready\nwork@example.com: Not Signed In\nBob\xef\xbf\xbdRoot: Ready: 1:05\n");
}

static void
test_find (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("me@example.org", FALSE);
  g_autoptr (PhoneCall) held = scripted_call_new (account, "Held", "held@example.org", FALSE);
  g_autoptr (PhoneCall) rings = scripted_call_new (account, "Rings", "rings@example.org", TRUE);

  g_assert_null (app_command_status_find_current (NULL));
  g_assert_null (app_command_status_find_current (phone));
  scripted_phone_add_call (phone, rings);
  g_assert_true (app_command_status_find_ringing (phone) == rings);
  g_assert_null (app_command_status_find_current (phone));
  scripted_call_set_state (held, PHONE_CALL_STATE_HELD);
  scripted_phone_add_call (phone, held);
  g_assert_true (app_command_status_find_current (phone) == held);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/command-status/plain", test_plain);
  g_test_add_func ("/app/command-status/text", test_text);
  g_test_add_func ("/app/command-status/find", test_find);
  return g_test_run ();
}
