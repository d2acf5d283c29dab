/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The contract: what is asked of a source arrives there, and praise is optional. */

#include "transport-source.h"

#include "doubles-clock.h"
#include "doubles-source.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

#define PLAIN_TYPE_SOURCE (plain_source_get_type ())
G_DECLARE_FINAL_TYPE (PlainSource, plain_source, PLAIN, SOURCE, GObject)

/* A source that wants no praise. */
struct _PlainSource
{
  GObject parent_instance;
};

static void
plain_source_iface_init (TransportSourceInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PlainSource, plain_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRANSPORT_TYPE_SOURCE, plain_source_iface_init))

static void
plain_source_class_init (PlainSourceClass *klass)
{
}

static void
plain_source_init (PlainSource *self)
{
}

static Transport *
make_double (TransportTarget  *target,
             gpointer          user_data,
             GError          **error)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);

  return TRANSPORT_TRANSPORT (doubles_transport_new (NULL, user_data, tokens));
}

static void
connect (DoublesClock *clock,
         Transport    *transport)
{
  transport_connect_async (transport, NULL, NULL, NULL);
  doubles_clock_advance (clock, 0);
  doubles_wait_settle ();
  g_assert_true (transport_is_connected (transport));
}

static void
test_whole (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesSource) source = doubles_source_new (make_double, clock);
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (Transport) transport = NULL;
  g_autofree char *heard = NULL;

  transport_source_find_async (TRANSPORT_SOURCE (source), "wss://a", NULL, doubles_answer_cb, &answer);
  targets = transport_source_find_finish (TRANSPORT_SOURCE (source), doubles_answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (targets->len, ==, 1);

  transport = transport_source_make (TRANSPORT_SOURCE (source), g_ptr_array_index (targets, 0), &error);
  g_assert_no_error (error);
  connect (clock, transport);
  transport_source_praise (TRANSPORT_SOURCE (source), g_ptr_array_index (targets, 0), transport);
  heard = doubles_source_steal_heard (source);
  g_assert_cmpstr (heard, ==, "find wss://a praise wss://a ");
}

static void
test_failure (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesSource) source = doubles_source_new (make_double, clock);
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  doubles_source_set_targets (source, "wss://a", NULL);
  transport_source_find_async (TRANSPORT_SOURCE (source), "wss://a", NULL, doubles_answer_cb, &answer);
  g_assert_null (transport_source_find_finish (TRANSPORT_SOURCE (source), doubles_answer_wait (&answer), &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
}

static void
test_praise_is_optional (void)
{
  g_autoptr (PlainSource) source = g_object_new (PLAIN_TYPE_SOURCE, NULL);
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (TransportTarget) target = transport_target_new ("wss://a", NULL, NULL);
  g_autoptr (Transport) transport = make_double (target, clock, NULL);

  transport_source_praise (TRANSPORT_SOURCE (source), target, transport);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-source/whole", test_whole);
  g_test_add_func ("/transport-source/failure", test_failure);
  g_test_add_func ("/transport-source/praise-is-optional", test_praise_is_optional);

  return g_test_run ();
}
