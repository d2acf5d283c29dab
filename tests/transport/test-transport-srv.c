/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RFC 2782, with lots that are always the same. */

#include "transport-srv.h"

#include <gio/gio.h>

static void
free_list (GList *list)
{
  g_list_free_full (list, (GDestroyNotify) g_variant_unref);
}

static GList *
add (GList      *list,
     guint16     priority,
     guint16     weight,
     guint16     port,
     const char *host)
{
  return g_list_append (list, g_variant_ref_sink (g_variant_new ("(qqqs)", priority, weight, port, host)));
}

static char *
order (GList     *list,
       SipTokens *tokens)
{
  g_autoptr (GPtrArray) servers = transport_srv_order (list, tokens);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < servers->len; i++)
    {
      TransportSrv *server = g_ptr_array_index (servers, i);

      g_string_append_printf (text, "%s:%u ", server->host, server->port);
    }

  return g_string_free_and_steal (text);
}

static void
test_priority (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  GList *list = NULL;

  list = add (list, 30, 65535, 5063, "c.example");
  list = add (list, 10, 0, 5061, "a.example");
  list = add (list, 20, 1, 5062, "b.example");
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = order (list, tokens);

      g_assert_cmpstr (text, ==, "a.example:5061 b.example:5062 c.example:5063 ");
    }
  free_list (list);
}

/* 60 of 100, 30, 10, and nearly never: how often each is the first of 10,000. */
static void
test_weight (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (4711);
  guint first[4] = { 0 };
  GList *list = NULL;

  list = add (list, 10, 60, 1, "a.example");
  list = add (list, 10, 30, 2, "b.example");
  list = add (list, 10, 10, 3, "c.example");
  list = add (list, 10, 0, 4, "d.example");
  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (GPtrArray) servers = transport_srv_order (list, tokens);

      g_assert_cmpuint (servers->len, ==, 4);
      first[((TransportSrv *) g_ptr_array_index (servers, 0))->port - 1]++;
    }
  free_list (list);

  g_test_message ("%u %u %u %u", first[0], first[1], first[2], first[3]);
  g_assert_cmpuint (first[0], >, 5700);
  g_assert_cmpuint (first[0], <, 6300);
  g_assert_cmpuint (first[1], >, 2750);
  g_assert_cmpuint (first[1], <, 3250);
  g_assert_cmpuint (first[2], >, 850);
  g_assert_cmpuint (first[2], <, 1150);
  g_assert_cmpuint (first[3], >, 20);
  g_assert_cmpuint (first[3], <, 250);
}

/* The largest weights together do not overflow. */
static void
test_largest (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  GList *list = NULL;
  g_autoptr (GPtrArray) servers = NULL;

  for (guint i = 0; i < TRANSPORT_SRV_MAX_RECORDS + 8; i++)
    list = add (list, 65535, 65535, 65535, "a.example");
  servers = transport_srv_order (list, tokens);
  g_assert_cmpuint (servers->len, ==, TRANSPORT_SRV_MAX_RECORDS);
  free_list (list);
}

/* RFC 2782: a target "." means that the service is decidedly not there. What is no name is not there either. */
static void
test_not_there (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autofree char *text = NULL;
  GList *list = NULL;

  list = add (list, 0, 0, 0, ".");
  list = add (list, 0, 0, 5061, ".");
  list = add (list, 0, 0, 0, "a.example");
  list = add (list, 0, 0, 5061, "");
  list = add (list, 0, 0, 5061, "two words.example");
  list = add (list, 0, 0, 5061, "a/b.example");
  list = add (list, 0, 0, 5061, "evil.example\n");
  text = order (list, tokens);
  g_assert_cmpstr (text, ==, "");
  free_list (list);
}

static void
test_other_answer (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  GList *list = g_list_append (NULL, g_variant_ref_sink (g_variant_new ("(qs)", 1, "mail.example")));
  g_autofree char *text = order (list, tokens);

  g_assert_cmpstr (text, ==, "");
  free_list (list);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-srv/priority", test_priority);
  g_test_add_func ("/transport-srv/weight", test_weight);
  g_test_add_func ("/transport-srv/largest", test_largest);
  g_test_add_func ("/transport-srv/not-there", test_not_there);
  g_test_add_func ("/transport-srv/other-answer", test_other_answer);

  return g_test_run ();
}
