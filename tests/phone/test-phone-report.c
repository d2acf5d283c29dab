/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a provider is told about whoever molests somebody. */

#include "phone-office.h"

#include <string.h>

#include "phone-report.h"

static PhoneConversation *
open_to (World      *world,
         Office     *office,
         const char *name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);

  return phone_open_conversation (world->phone, NULL, address, NULL);
}

static void
test_by_address (Office        *office,
                 gconstpointer  data)
{
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");
  g_autofree char *before = phone_report_dup_text (phone_get_trace (office->bob.phone), to_anna);
  g_autofree char *traced = NULL;
  g_autofree char *kept = NULL;

  g_assert_nonnull (strstr (before, "Sender: anna@127.0.0.1"));
  g_assert_null (strstr (before, "Call-ID"));
  phone_conversation_send_async (open_to (&office->anna, office, "bob"), "You have won", NULL, NULL, NULL);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (to_anna)) == 1);
  traced = phone_report_dup_text (phone_get_trace (office->bob.phone), to_anna);
  g_assert_nonnull (strstr (traced, "Call-ID: "));
  g_assert_nonnull (strstr (traced, "Via: SIP/2.0/"));
  g_assert_nonnull (strstr (traced, "Receiver: bob@127.0.0.1"));
  g_assert_null (strstr (traced, "You have won"));

  /* A trace forgets; the clock remains. */
  phone_trace_clear (phone_get_trace (office->bob.phone));
  kept = phone_report_dup_text (phone_get_trace (office->bob.phone), to_anna);
  g_assert_null (strstr (kept, "Call-ID"));
  g_assert_nonnull (strstr (kept, "Messages came at:"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/phone/report/by-address", Office, NULL, office_open, test_by_address, office_close);
  return g_test_run ();
}
