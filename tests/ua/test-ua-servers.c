/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which server is next: a string, a list, a list with weights, and marks on those that failed. */

#include "ua-servers.h"

#include "ua-error.h"

static SipTokens *
new_tokens (void)
{
  return sip_tokens_new_seeded (1);
}

/* W4: a string, with port, path and query or without; a list; a list with weights. */
static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *uris[4];
    guint       weights[4];
  } rows[] = {
    { "wss://a.example", { "wss://a.example" }, { 0 } },
    { "  ws://host:8443/sip?KEY=1234 ", { "ws://host:8443/sip?KEY=1234" }, { 0 } },
    { "a.example,b.example", { "a.example", "b.example" }, { 0, 0 } },
    { "wss://a.example, wss://b.example;weight=10", { "wss://a.example", "wss://b.example" }, { 0, 10 } },
    { "wss://a ; weight=3 ,b;WEIGHT=65535", { "wss://a", "b" }, { 3, 65535 } },
    { "sip:a;transport=tcp", { "sip:a;transport=tcp" }, { 0 } },
    { "sip:a;transport=tcp;weight=2", { "sip:a;transport=tcp" }, { 2 } },
    { "ws://a/?k=1,2,wss://b/?k=3,4, c", { "ws://a/?k=1,2", "wss://b/?k=3,4", "c" }, { 0, 0, 0 } },
    { "a;weight=1,a;weight=2", { "a" }, { 2 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaServers) servers = ua_servers_parse (rows[i].text, &error);
      guint n = 0;

      g_assert_no_error (error);
      for (; rows[i].uris[n] != NULL; n++)
        {
          g_assert_cmpstr (ua_servers_get_uri (servers, n), ==, rows[i].uris[n]);
          g_assert_cmpuint (ua_servers_get_weight (servers, rows[i].uris[n]), ==, rows[i].weights[n]);
        }
      g_assert_null (ua_servers_get_uri (servers, n));
    }
}

static void
test_parse_wrong (void)
{
  static const struct
  {
    const char *text;
    const char *complaint;
  } rows[] = {
    { "", "server 1 of the list is empty" },
    { " , a", "server 1 of the list is empty" },
    { "a,", "server 2 of the list is empty" },
    { "a,b c", "server 2 of the list has a blank in it" },
    { "a;weight=", "a weight is a number from 0 to 65535, not ''" },
    { "a;weight=-1", "a weight is a number from 0 to 65535, not '-1'" },
    { "a;weight=65536", "a weight is a number from 0 to 65535, not '65536'" },
    { "a;weight=heavy", "a weight is a number from 0 to 65535, not 'heavy'" },
    { ";weight=1", "server 1 of the list is empty" },
    { "a,\xff", "server 2 of the list is no text of at most 2048 octets" },
    { "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", "more than 16 servers" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ua_servers_parse (rows[i].text, &error));
      g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET);
      g_assert_cmpstr (error->message, ==, rows[i].complaint);
    }
}

/* W5, W36: the heaviest first, and those with an error mark are passed over. */
static void
test_next (void)
{
  g_autoptr (SipTokens) tokens = new_tokens ();
  g_autoptr (UaServers) servers = ua_servers_new (NULL);

  ua_servers_add (servers, "light", 1);
  ua_servers_add (servers, "heavy", 10);
  ua_servers_add (servers, "unsaid", 0);
  g_assert_cmpstr (ua_servers_get_next (servers, tokens), ==, "heavy");
  ua_servers_set_error (servers, "heavy");
  g_assert_cmpstr (ua_servers_get_next (servers, tokens), ==, "light");
  g_assert_true (ua_servers_is_error (servers, "heavy"));
  g_assert_false (ua_servers_is_error (servers, "light"));
  ua_servers_set_error (servers, "light");
  g_assert_cmpstr (ua_servers_get_next (servers, tokens), ==, "unsaid");
}

/* W5: equals are chosen by chance, each about as often. */
static void
test_equals (void)
{
  const char *uris[] = { "a", "b", "c", NULL };
  g_autoptr (SipTokens) tokens = new_tokens ();
  g_autoptr (UaServers) servers = ua_servers_new (uris);
  guint count[3] = { 0 };

  for (guint i = 0; i < 3000; i++)
    count[*ua_servers_get_next (servers, tokens) - 'a']++;
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (count[i], >, 900);
      g_assert_cmpuint (count[i], <, 1100);
    }
}

/* W35, W37: none is available when all have the mark, and all are again without it. */
static void
test_marks (void)
{
  const char *uris[] = { "a", "b", NULL };
  g_autoptr (SipTokens) tokens = new_tokens ();
  g_autoptr (UaServers) servers = ua_servers_new (uris);

  g_assert_false (ua_servers_none_available (servers));
  ua_servers_set_error (servers, "a");
  ua_servers_set_error (servers, "nobody");
  g_assert_false (ua_servers_none_available (servers));
  ua_servers_set_error (servers, "b");
  g_assert_true (ua_servers_none_available (servers));
  g_assert_null (ua_servers_get_next (servers, tokens));
  ua_servers_reset_errors (servers);
  g_assert_false (ua_servers_none_available (servers));
  g_assert_nonnull (ua_servers_get_next (servers, tokens));
}

static void
test_better (void)
{
  g_autoptr (UaServers) servers = ua_servers_parse ("a;weight=5,b;weight=20,c;weight=10,d;weight=5", NULL);
  g_autoptr (GPtrArray) than_a = ua_servers_list_better (servers, "a");
  g_autoptr (GPtrArray) than_b = ua_servers_list_better (servers, "b");

  g_assert_cmpuint (than_a->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (than_a, 0), ==, "b");
  g_assert_cmpstr (g_ptr_array_index (than_a, 1), ==, "c");
  g_assert_cmpuint (than_b->len, ==, 0);
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (3000, 'a');
  g_autoptr (UaServers) servers = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (ua_servers_parse (text, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET);
  text[2048] = '\0';
  servers = ua_servers_parse (text, NULL);
  g_assert_cmpstr (ua_servers_get_uri (servers, 0), ==, text);
}

static void
test_full (void)
{
  g_autoptr (UaServers) servers = ua_servers_new (NULL);

  g_assert_true (ua_servers_none_available (servers));
  for (guint i = 0; i < UA_SERVERS_MAX + 1; i++)
    {
      g_autofree char *uri = g_strdup_printf ("s%u", i);

      ua_servers_add (servers, uri, G_MAXUINT);
    }
  g_assert_cmpuint (ua_servers_get_weight (servers, "s0"), ==, UA_SERVERS_MAX_WEIGHT);
  g_assert_nonnull (ua_servers_get_uri (servers, UA_SERVERS_MAX - 1));
  g_assert_null (ua_servers_get_uri (servers, UA_SERVERS_MAX));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/servers/parse", test_parse);
  g_test_add_func ("/ua/servers/parse-wrong", test_parse_wrong);
  g_test_add_func ("/ua/servers/next", test_next);
  g_test_add_func ("/ua/servers/equals", test_equals);
  g_test_add_func ("/ua/servers/marks", test_marks);
  g_test_add_func ("/ua/servers/better", test_better);
  g_test_add_func ("/ua/servers/long", test_long);
  g_test_add_func ("/ua/servers/full", test_full);

  return g_test_run ();
}
