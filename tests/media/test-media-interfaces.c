/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which addresses of this machine a peer is told. */

#include "media-interfaces.h"

static guint
count (const char *const *addresses,
       gboolean           loopback)
{
  guint n = 0;

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (addresses[i]);

      g_assert_nonnull (address);
      g_assert_false (g_inet_address_get_is_any (address));
      g_assert_false (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
                      g_inet_address_get_is_link_local (address));
      n += g_inet_address_get_is_loopback (address) == loopback;
    }

  return n;
}

/* True on a machine with a network and on one without: there is always a way to call oneself. */
static void
test_list (void)
{
  g_auto (GStrv) ordinary = media_interfaces_list (FALSE);
  g_auto (GStrv) all = media_interfaces_list (TRUE);
  guint n_outer = count ((const char *const *) ordinary, FALSE);

  if (n_outer > 0)
    g_assert_cmpuint (count ((const char *const *) ordinary, TRUE), ==, 0);
  else
    g_assert_cmpuint (count ((const char *const *) ordinary, TRUE), >, 0);
  g_assert_true (g_strv_contains ((const char *const *) all, "127.0.0.1"));
  g_assert_cmpuint (count ((const char *const *) all, FALSE), ==, n_outer);
}

/* What is told to a peer is there; what is in no network, or no address at all, is not. */
static void
test_have (void)
{
  g_auto (GStrv) all = media_interfaces_list (TRUE);

  for (guint i = 0; all[i] != NULL; i++)
    g_assert_true (media_interfaces_have (all[i]));
  g_assert_false (media_interfaces_have ("198.51.100.7"));
  g_assert_false (media_interfaces_have ("2001:db8::7"));
  g_assert_false (media_interfaces_have ("lo"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-interfaces/list", test_list);
  g_test_add_func ("/media-interfaces/have", test_have);

  return g_test_run ();
}
