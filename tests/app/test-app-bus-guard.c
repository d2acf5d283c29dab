/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a script may ask for: twenty good addresses, forty hostile ones, and so often. */

#include "app-bus-guard.h"

#include <string.h>

static void
test_good (void)
{
  static const char *const good[] = {
    "bob@example.org",        "sip:bob@example.org",      "sips:bob@example.org",  "SIP:Bob@Example.Org",
    "tel:+493012345678",      "+49 30 12345678",          "030/12345-678",         "(030) 12345",
    "*100#",                  "110",                      "bob",                   "sip:bob",
    "bob@192.0.2.7",          "bob@[2001:db8::7]",        "bob@[2001:db8::7]:5061", "bob@example.org:5060",
    "o'hara@example.org",     "first.last@a-b.example",   "%C3%A9va@example.org",  "+49301234@sip.example.net",
  };

  for (gsize n = 0; n < G_N_ELEMENTS (good); n++)
    {
      g_autoptr (GError) error = NULL;

      app_bus_guard_address (good[n], &error);
      g_assert_no_error (error);
    }
}

static void
test_hostile (void)
{
  static const char *const hostile[] = {
    "",
    "@",
    "bob@",
    "@example.org",
    "sip:",
    "tel:",
    "sip:@",
    "sip:bob@example.org?Replaces=1",
    "sip:bob@example.org?body=hello",
    "bob@example.org;transport=udp",
    "bob@example.org;maddr=192.0.2.66",
    "sip:bob:secret@example.org",
    "sip:bob@example.org\r\nRoute: <sip:evil.example>",
    "bob@example.org\n",
    "bob@example.org evil",
    "bob @example.org",
    "bob@example.org<script>",
    "\"Bob\" <sip:bob@example.org>",
    "<sip:bob@example.org>",
    "http://example.org",
    "https://example.org/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "mailto:bob@example.org",
    "sip:sip:bob@example.org",
    "tel:+49;phone-context=evil",
    "tel:call-me",
    "bob@exa mple.org",
    "bob@example.org:",
    "bob@example.org:5060x",
    "bob@.example.org",
    "bob@-example.org",
    "bob@[2001:db8::7",
    "bob@[2001:db8::7]evil",
    "bob@ex\xc3\xa4mple.org",
    "b\xc3\xb6""b@example.org",
    "bob@example.org/../x",
    "`reboot`@example.org",
    "bob|carol@example.org",
    "bob\\@example.org",
    "a@b@c",
    "$(reboot)",
  };
  g_autofree char *endless = g_strnfill (100000, '1');

  for (gsize n = 0; n < G_N_ELEMENTS (hostile); n++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", hostile[n]);
      g_assert_false (app_bus_guard_address (hostile[n], &error));
      g_assert_error (error, APP_BUS_ERROR, APP_BUS_ERROR_BAD_ADDRESS);
    }
  g_assert_false (app_bus_guard_address (endless, NULL));
}

static void
test_text (void)
{
  g_autofree char *endless = g_strnfill (5000, 'x');
  const char *const bad[] = { "", endless, "a\033[31mred", "a\x07", "\xc2\x9b" };

  g_assert_true (app_bus_guard_text ("Hello,\nwho is there? \xe2\x98\x8e", NULL));
  for (gsize n = 0; n < G_N_ELEMENTS (bad); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (app_bus_guard_text (bad[n], &error));
      g_assert_error (error, APP_BUS_ERROR, APP_BUS_ERROR_BAD_TEXT);
    }
}

/* Ten in a minute; the eleventh once the first is a minute old. */
static void
test_pace (void)
{
  AppBusPace pace = { 0 };
  gint64 start = 5 * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  for (gint64 n = 0; n < 10; n++)
    g_assert_true (app_bus_guard_pace (&pace, start + n * G_USEC_PER_SEC, NULL));
  g_assert_false (app_bus_guard_pace (&pace, start + 59 * G_USEC_PER_SEC, &error));
  g_assert_error (error, APP_BUS_ERROR, APP_BUS_ERROR_TOO_MANY);
  g_assert_true (app_bus_guard_pace (&pace, start + 60 * G_USEC_PER_SEC, NULL));
  g_assert_false (app_bus_guard_pace (&pace, start + 60 * G_USEC_PER_SEC, NULL));
}

/* Each refusal has a name on the bus. */
static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  app_bus_guard_address ("", &error);
  name = g_dbus_error_encode_gerror (error);
  g_assert_cmpstr (name, ==, "app.earshot.Earshot.Phone1.Error.BadAddress");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/bus-guard/good", test_good);
  g_test_add_func ("/app/bus-guard/hostile", test_hostile);
  g_test_add_func ("/app/bus-guard/text", test_text);
  g_test_add_func ("/app/bus-guard/pace", test_pace);
  g_test_add_func ("/app/bus-guard/names", test_names);
  return g_test_run ();
}
