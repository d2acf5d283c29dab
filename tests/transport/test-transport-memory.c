/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is remembered of a server, and what is not. */

#include "transport-memory.h"

static GPtrArray *
make_targets (const char *identity,
              const char *uri)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);

  g_ptr_array_add (targets, transport_target_new (uri, identity, "DNS names it"));
  return targets;
}

/* F5: the identity is the domain's, wherever it was reached. */
static void
test_recall (void)
{
  g_autoptr (TransportMemory) memory = transport_memory_new ();
  g_autoptr (GPtrArray) targets = make_targets ("example.org", "tls://sip1.example.org:5061");
  g_autoptr (TransportTarget) recalled = NULL;
  g_autoptr (TransportTarget) again = NULL;

  transport_memory_found (memory, "sip:example.org", targets);
  g_assert_null (transport_memory_recall (memory, "sip:example.org"));
  transport_memory_reached (memory, g_ptr_array_index (targets, 0), "192.0.2.1:5061");

  recalled = transport_memory_recall (memory, "sip:example.org");
  g_assert_cmpstr (transport_target_get_uri (recalled), ==, "tls://sip1.example.org:5061");
  g_assert_cmpstr (transport_target_get_identity (recalled), ==, "example.org");
  g_assert_cmpstr (transport_target_get_address (recalled), ==, "192.0.2.1");
  g_assert_cmpstr (transport_target_get_reason (recalled), ==, "remembered");
  g_assert_null (transport_memory_recall (memory, "tls://example.org"));

  /* A later search does not forget, and a target that was itself recalled may be reached somewhere else. */
  transport_memory_found (memory, "sip:example.org", targets);
  transport_memory_reached (memory, recalled, "[2001:db8::1]:5061");
  again = transport_memory_recall (memory, "sip:example.org");
  g_assert_cmpstr (transport_target_get_address (again), ==, "2001:db8::1");
}

/* Two servers of one domain stay two. */
static void
test_apart (void)
{
  g_autoptr (TransportMemory) memory = transport_memory_new ();
  g_autoptr (GPtrArray) one = make_targets ("example.org", "tls://sip1.example.org:5061");
  g_autoptr (GPtrArray) other = make_targets ("example.org", "wss://example.org/");
  g_autoptr (TransportTarget) stranger = transport_target_new ("tls://sip1.example.org:5061", "example.net", NULL);

  transport_memory_found (memory, "tls://example.org", one);
  transport_memory_found (memory, "wss://example.org/", other);
  transport_memory_reached (memory, stranger, "192.0.2.1:5061");
  g_assert_null (transport_memory_recall (memory, "tls://example.org"));
  transport_memory_reached (memory, g_ptr_array_index (other, 0), "192.0.2.1:443");
  g_assert_null (transport_memory_recall (memory, "tls://example.org"));
}

static void
test_no_address (void)
{
  static const char *const addresses[] = { "", "example.org:5061", "[::1", "1.2.3:5061", "192.0.2.1:70000" };
  g_autoptr (TransportMemory) memory = transport_memory_new ();
  g_autoptr (GPtrArray) targets = make_targets ("example.org", "tls://sip1.example.org:5061");

  transport_memory_found (memory, "sip:example.org", targets);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      transport_memory_reached (memory, g_ptr_array_index (targets, 0), addresses[i]);
      g_assert_null (transport_memory_recall (memory, "sip:example.org"));
    }
}

static void
test_limit (void)
{
  g_autoptr (TransportMemory) memory = transport_memory_new ();
  g_autoptr (GPtrArray) targets = make_targets ("example.org", "tls://sip1.example.org:5061");

  for (guint i = 0; i <= TRANSPORT_MEMORY_MAX_SERVERS; i++)
    {
      g_autofree char *server = g_strdup_printf ("sip:s%u.example.org", i);

      transport_memory_found (memory, server, targets);
    }
  transport_memory_reached (memory, g_ptr_array_index (targets, 0), "192.0.2.1:5061");

  for (guint i = 0; i <= TRANSPORT_MEMORY_MAX_SERVERS; i++)
    {
      g_autofree char *server = g_strdup_printf ("sip:s%u.example.org", i);
      g_autoptr (TransportTarget) recalled = transport_memory_recall (memory, server);

      g_assert_true ((recalled == NULL) == (i == 0));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-memory/recall", test_recall);
  g_test_add_func ("/transport-memory/apart", test_apart);
  g_test_add_func ("/transport-memory/no-address", test_no_address);
  g_test_add_func ("/transport-memory/limit", test_limit);

  return g_test_run ();
}
