/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Statuses have words, and errors carry statuses. */

#include "sip-status.h"

static void
test_reasons (void)
{
  static const struct
  {
    guint       status;
    const char *reason;
  } rows[] = {
    { 100, "Trying" }, { 200, "OK" }, { 404, "Not Found" }, { 481, "Call/Transaction Does Not Exist" },
    { 486, "Busy Here" }, { 491, "Request Pending" }, { 603, "Decline" },
    { 199, "Early Dialog Terminated" }, { 150, "Progress" }, { 299, "Success" }, { 399, "Redirection" },
    { 499, "Request Failure" }, { 599, "Server Failure" }, { 699, "Global Failure" },
    { 0, "Unknown" }, { 99, "Unknown" }, { 700, "Unknown" }, { G_MAXUINT, "Unknown" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (sip_status_get_reason (rows[i].status), ==, rows[i].reason);
}

static void
test_errors (void)
{
  g_autoptr (GError) plain = sip_status_error_new (SIP_STATUS_BUSY_HERE, NULL);
  g_autoptr (GError) said = sip_status_error_new (SIP_STATUS_DECLINE, "Not today");
  g_autoptr (GError) silent = sip_status_error_new (SIP_STATUS_NOT_FOUND, "");

  g_assert_error (plain, SIP_STATUS_ERROR, SIP_STATUS_BUSY_HERE);
  g_assert_cmpstr (plain->message, ==, "486 Busy Here");
  g_assert_error (said, SIP_STATUS_ERROR, SIP_STATUS_DECLINE);
  g_assert_cmpstr (said->message, ==, "603 Not today");
  g_assert_cmpstr (silent->message, ==, "404 Not Found");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/status/reasons", test_reasons);
  g_test_add_func ("/sip/status/errors", test_errors);

  return g_test_run ();
}
