/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The value alone; what fills it is tested in test-transport-judge.c.
 */

#include "transport-certificate.h"

#include <string.h>

/* TRUST 3.7, F13: only against a key that a person trusts can another one be a change. */
static void
test_changed (void)
{
  g_autoptr (TransportCertificate) certificate = transport_certificate_new ();
  g_autoptr (TransportCertificate) again = transport_certificate_ref (certificate);

  certificate->key = g_strdup ("sha256:aa");
  g_assert_false (transport_certificate_is_changed (again));

  certificate->trusted_key = g_strdup ("sha256:aa");
  g_assert_false (transport_certificate_is_changed (again));

  g_set_str (&certificate->trusted_key, "sha256:bb");
  g_assert_true (transport_certificate_is_changed (again));
}

/* It travels in a GValue. */
static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  TransportCertificate *certificate = transport_certificate_new ();

  g_value_init (&value, TRANSPORT_TYPE_CERTIFICATE);
  g_value_take_boxed (&value, certificate);
  g_assert_true (g_value_get_boxed (&value) == certificate);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-certificate/changed", test_changed);
  g_test_add_func ("/transport-certificate/boxed", test_boxed);

  return g_test_run ();
}
