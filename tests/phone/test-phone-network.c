/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The network monitor as a hint: it may hurry an account that waits, and can never hold one back. */

#include "phone-exchange.h"

#include "phone-account-parts-private.h"
#include "phone-network.h"

/* A monitor that says what the test tells it. */
#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor
{
  GObject parent_instance;
};

enum
{
  PROP_NETWORK_AVAILABLE = 1,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
};

static void
test_monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

static gboolean
test_monitor_initable_init (GInitable     *initable,
                            GCancellable  *cancellable,
                            GError       **error)
{
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = test_monitor_initable_init;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_monitor_iface_init))

static void
test_monitor_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (prop_id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_LOCAL);
  else
    g_value_set_boolean (value, FALSE);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
}

static void
test_hint (World         *world,
           gconstpointer  data)
{
  g_autoptr (GNetworkMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  g_autoptr (PhoneNetwork) network = phone_network_new (monitor, phone_get_accounts (world->phone));
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  g_autofree char *server = g_strdup (demo_exchange_get_server (exchange));
  PhoneAccount *account;

  demo_exchange_stop (exchange);
  account = phone_add_transient_account (world->phone, "anna@example.org", NULL, server, NULL, NULL);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_WAITING));

  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_WAITING);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_CONNECTING);
}

/* The monitor above believes that there is no network at all. */
static void
test_never_refuses (World         *world,
                    gconstpointer  data)
{
  g_autoptr (GNetworkMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  g_autoptr (PhoneNetwork) network = phone_network_new (monitor, phone_get_accounts (world->phone));
  PhoneAccount *account = phone_start_practice (world->phone, NULL);

  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_REGISTERED);
}

static const char *own_address;
static guint n_checks;
static guint n_moves;

static char *
dup_local_address (UaConnection *connection)
{
  return g_strdup ("192.0.2.1:40000");
}

static void
check_line (UaAgent *agent)
{
  n_checks++;
}

static void
move_calls (UaAgent *agent)
{
  n_moves++;
}

static char **
list_addresses (gpointer user_data)
{
  return g_strsplit (own_address, " ", 0);
}

/* WISHES 1: an address that is gone takes its line with it; another that comes moves the calls. */
static void
test_addresses (World         *world,
                gconstpointer  data)
{
  g_autoptr (GNetworkMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  g_autoptr (PhoneNetwork) network = phone_network_new (monitor, phone_get_accounts (world->phone));
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  PhoneLineWays ways = phone_line_ways;

  ways.dup_local_address = dup_local_address;
  ways.check_line = check_line;
  ways.move_calls = move_calls;
  account->ways = &ways;
  own_address = "127.0.0.1 192.0.2.1";
  phone_network_set_addresses (network, list_addresses, NULL);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));

  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_cmpuint (n_checks, ==, 1);
  g_assert_cmpuint (n_moves, ==, 0);

  own_address = "127.0.0.1 192.0.2.1 198.51.100.7";
  phone_network_look (network);
  g_assert_cmpuint (n_moves, ==, 1);
  g_assert_true (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));

  own_address = "127.0.0.1 198.51.100.7";
  phone_network_look (network);
  g_assert_false (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_assert_cmpuint (n_moves, ==, 1);
  account->ways = &phone_line_ways;
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

/* The machine's own addresses can be read, and the line over loopback is not thought to be gone. */
static void
test_own (World         *world,
          gconstpointer  data)
{
  g_autoptr (GNetworkMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  g_autoptr (PhoneNetwork) network = phone_network_new (monitor, phone_get_accounts (world->phone));
  PhoneAccount *account = phone_start_practice (world->phone, NULL);

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  phone_network_look (network);
  g_assert_true (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

#define add(name, func) g_test_add ("/phone/network/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("hint", test_hint);
  add ("never-refuses", test_never_refuses);
  add ("addresses", test_addresses);
  add ("own", test_own);
  return g_test_run ();
}
