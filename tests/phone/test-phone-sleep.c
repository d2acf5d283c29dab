/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Going to sleep and waking up, as logind tells it and as two clocks do, and what becomes of the line (F11, F12). */

#include "phone-exchange.h"
#include "phone-practice.h"

#include "phone-private.h"
#include "phone-sleep.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_INTERFACE "org.freedesktop.login1.Manager"

/* A machine whose clocks the test moves. */
typedef struct
{
  gint64 boot_us;
  gint64 monotonic_us;
  guint n_asleep;
  guint n_woke;
} Machine;

static gint64
machine_get_boot_us (gpointer user_data)
{
  return ((Machine *) user_data)->boot_us;
}

static gint64
machine_get_monotonic_us (gpointer user_data)
{
  return ((Machine *) user_data)->monotonic_us;
}

static void
count_cb (PhoneSleep *sleep,
          guint      *counter)
{
  ++*counter;
}

static PhoneSleep *
machine_watch (Machine *machine)
{
  PhoneSleepClocks clocks = { machine_get_boot_us, machine_get_monotonic_us, machine };
  PhoneSleep *sleep = phone_sleep_new (&clocks);

  g_signal_connect (sleep, "falling-asleep", G_CALLBACK (count_cb), &machine->n_asleep);
  g_signal_connect (sleep, "woke", G_CALLBACK (count_cb), &machine->n_woke);
  return sleep;
}

static void
machine_pass (Machine *machine,
              gint64   awake_s,
              gint64   asleep_s)
{
  machine->boot_us += (awake_s + asleep_s) * G_USEC_PER_SEC;
  machine->monotonic_us += awake_s * G_USEC_PER_SEC;
}

static void
let_go (PhoneSleep *sleep)
{
  g_object_run_dispose (G_OBJECT (sleep));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (sleep);
}

/* F11: 10 s, 1 h, 12 h. F12: the clock on the wall is never asked, and time that passes awake is no sleep. */
static void
test_gaps (void)
{
  static const gint64 gaps_s[] = { 10, 60 * 60, 12 * 60 * 60 };
  Machine machine = { 0 };
  PhoneSleep *sleep = machine_watch (&machine);

  for (guint n = 0; n < G_N_ELEMENTS (gaps_s); n++)
    {
      machine_pass (&machine, 24 * 60 * 60, 0);
      phone_sleep_look (sleep);
      g_assert_cmpuint (machine.n_woke, ==, n);
      machine_pass (&machine, 3, gaps_s[n]);
      phone_sleep_look (sleep);
      phone_sleep_look (sleep);
      g_assert_cmpuint (machine.n_woke, ==, n + 1);
    }
  g_assert_cmpuint (machine.n_asleep, ==, 0);
  let_go (sleep);
}

/* Nobody looks: its own timer does. */
static void
test_own_timer (void)
{
  Machine machine = { 0 };
  PhoneSleep *sleep = machine_watch (&machine);

  machine_pass (&machine, 0, 10);
  wait_until (machine.n_woke == 1);
  let_go (sleep);
}

/* logind between two programs, without a bus. */
typedef struct
{
  GDBusConnection *there;
  GDBusConnection *here;
  guint registration;
  guint n_inhibitors;
  int inhibitor; /* our end: it reads the end when the other one is closed */
} Login;

static void
login_call_cb (GDBusConnection       *connection,
               const char            *sender,
               const char            *path,
               const char            *interface,
               const char            *method,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation,
               gpointer               user_data)
{
  Login *login = user_data;
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  const char *what;
  const char *mode;
  int ends[2];

  g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC | O_NONBLOCK, NULL));
  if (login->inhibitor >= 0)
    close (login->inhibitor);
  login->inhibitor = ends[0];
  g_unix_fd_list_append (descriptors, ends[1], NULL);
  close (ends[1]);
  login->n_inhibitors++;
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), descriptors);
}

static void
login_connected_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      slot)
{
  g_autoptr (GError) error = NULL;

  *(GDBusConnection **) slot = g_dbus_connection_new_finish (result, &error);
  g_assert_no_error (error);
}

static GIOStream *
make_stream (int fd)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);

  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

static void
login_set_up (Login *login)
{
  static const GDBusInterfaceVTable methods = { .method_call = login_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
    "<node><interface name='" LOGIN_INTERFACE "'><method name='Inhibit'><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='h' direction='out'/></method></interface></node>",
    NULL);
  g_autofree char *guid = g_dbus_generate_guid ();
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  g_autoptr (GIOStream) there = make_stream (ends[0]);
  g_autoptr (GIOStream) here = make_stream (ends[1]);

  login->inhibitor = -1;
  g_dbus_connection_new (there, guid, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER, NULL, NULL, login_connected_cb,
                         &login->there);
  g_dbus_connection_new (here, NULL, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL, NULL, login_connected_cb,
                         &login->here);
  wait_until (login->there != NULL && login->here != NULL);
  login->registration = g_dbus_connection_register_object (login->there, LOGIN_PATH, node->interfaces[0], &methods,
                                                           login, NULL, NULL);
}

static void
login_say (Login    *login,
           gboolean  begins)
{
  g_assert_true (g_dbus_connection_emit_signal (login->there, NULL, LOGIN_PATH, LOGIN_INTERFACE, "PrepareForSleep",
                                                g_variant_new ("(b)", begins), NULL));
}

static gboolean
login_is_free (Login *login)
{
  char octet;

  return read (login->inhibitor, &octet, 1) == 0;
}

static void
login_tear_down (Login *login)
{
  g_dbus_connection_unregister_object (login->there, login->registration);
  g_dbus_connection_close_sync (login->here, NULL, NULL);
  g_dbus_connection_close_sync (login->there, NULL, NULL);
  g_clear_object (&login->here);
  g_clear_object (&login->there);
  if (login->inhibitor >= 0)
    close (login->inhibitor);
}

/* F11, WISHES 3 */
static void
test_login (void)
{
  Login login = { 0 };
  Machine machine = { 0 };
  PhoneSleep *sleep = machine_watch (&machine);

  login_set_up (&login);
  phone_sleep_follow (sleep, login.here);
  wait_until (login.n_inhibitors == 1);
  g_assert_false (login_is_free (&login));

  login_say (&login, TRUE);
  wait_until (machine.n_asleep == 1);
  g_assert_cmpuint (machine.n_woke, ==, 0);
  wait_until (login_is_free (&login));

  /* The clocks are the first to tell it, and once is enough. */
  machine_pass (&machine, 0, 60 * 60);
  phone_sleep_look (sleep);
  g_assert_cmpuint (machine.n_woke, ==, 1);
  login_say (&login, FALSE);
  wait_until (login.n_inhibitors == 2);
  g_assert_cmpuint (machine.n_woke, ==, 1);

  /* And a sleep that the clocks do not show. */
  login_say (&login, TRUE);
  wait_until (machine.n_asleep == 2);
  login_say (&login, FALSE);
  wait_until (machine.n_woke == 2 && login.n_inhibitors == 3);
  let_go (sleep);
  login_tear_down (&login);
}

static void
note_state_cb (PhoneAccount *account,
               GParamSpec   *pspec,
               GString      *states)
{
  g_string_append_printf (states, "%d ", phone_account_get_state (account));
}

/* After each sleep: no trust in the old line, a new one at once, and registered on it. */
static void
test_line (World         *world,
           gconstpointer  data)
{
  Machine machine = { 0 };
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  PhoneSleep *sleep = machine_watch (&machine);
  g_autoptr (GString) states = g_string_new (NULL);
  gint64 began_us;

  phone_follow_sleep (world->phone, sleep);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_signal_connect (account, "notify::state", G_CALLBACK (note_state_cb), states);
  machine_pass (&machine, 1, 12 * 60 * 60);
  began_us = g_get_monotonic_time ();
  phone_sleep_look (sleep);
  g_assert_false (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 3 * G_USEC_PER_SEC);
  g_signal_handlers_disconnect_by_data (account, states);
  g_object_unref (sleep);
}

/* Nobody waits for a machine that sleeps; but a talk may go on after a short nap. */
static void
test_calls (World         *world,
            gconstpointer  data)
{
  Machine machine = { 0 };
  Login login = { 0 };
  g_autoptr (PhoneCall) incoming = world_be_called (world);
  PhoneSleep *sleep = machine_watch (&machine);

  login_set_up (&login);
  phone_follow_sleep (world->phone, sleep);
  phone_sleep_follow (sleep, login.here);
  wait_until (login.n_inhibitors == 1);
  login_say (&login, TRUE);
  wait_until (world_has_state (incoming, PHONE_CALL_STATE_ENDED));
  g_object_run_dispose (G_OBJECT (sleep));
  login_tear_down (&login);
  g_object_unref (sleep);
}

#define add(name, func) g_test_add ("/phone/sleep/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/sleep/gaps", test_gaps);
  g_test_add_func ("/phone/sleep/own-timer", test_own_timer);
  g_test_add_func ("/phone/sleep/login", test_login);
  add ("line", test_line);
  add ("calls", test_calls);
  return g_test_run ();
}
