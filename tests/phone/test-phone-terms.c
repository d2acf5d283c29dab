/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What calls ask of the far end, as the exchange sees it on the wire. */

#include "phone-office-calls.h"

#include "phone-private.h"
#include "phone-terms.h"

#include <string.h>

static GString *invites;

static char *
listen (const char *request)
{
  if (g_str_has_prefix (request, "INVITE"))
    g_string_append (invites, request);
  return NULL;
}

/* Anna calls Bob once; what her INVITE said of @header (transfer full). */
static char *
ask (Office     *office,
     const char *header)
{
  g_autoptr (PhoneCall) call = NULL;
  char *value;

  invites = g_string_new (NULL);
  office->exchange->tamper = listen;
  call = office_call (&office->anna, "bob");
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_RINGING);
  phone_call_hang_up (call);
  wait_until (phone_call_is_over (call));
  value = doubles_switch_dup_header (invites->str, header);
  g_string_free (invites, TRUE);
  return value;
}

/* U14, RFC 3262 */
static void
test_rel100 (Office        *office,
             gconstpointer  data)
{
  static const PhoneRel100 terms[] = { PHONE_REL100_SUPPORTED, PHONE_REL100_OFF, PHONE_REL100_REQUIRED };

  for (guint n = 0; n < G_N_ELEMENTS (terms); n++)
    {
      g_autofree char *supported = NULL;
      g_autofree char *required = NULL;

      if (n > 0) /* the first is the default */
        phone_account_set_rel100 (office_account (&office->anna), terms[n]);
      supported = ask (office, "Supported");
      required = ask (office, "Require");
      g_test_message ("%u: Supported: %s; Require: %s", n, supported, required);
      g_assert_true ((strstr (supported, "100rel") != NULL) == (terms[n] != PHONE_REL100_OFF));
      g_assert_true ((strstr (required, "100rel") != NULL) == (terms[n] == PHONE_REL100_REQUIRED));
    }
}

/* RFC 4028 §7.1 */
static void
test_session_timer (Office        *office,
                    gconstpointer  data)
{
  g_autofree char *before = ask (office, "Session-Expires");
  g_autofree char *asked = NULL;
  g_autofree char *off = NULL;

  g_assert_true (g_str_has_prefix (before, "1800"));
  phone_account_set_session_timer (office_account (&office->anna), 300);
  asked = ask (office, "Session-Expires");
  g_assert_true (g_str_has_prefix (asked, "300"));
  phone_account_set_session_timer (office_account (&office->anna), 0);
  off = ask (office, "Session-Expires");
  g_assert_cmpstr (off, ==, "");
}

#define add(name, func) g_test_add ("/phone/terms/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("rel100", test_rel100);
  add ("session-timer", test_session_timer);
  return g_test_run ();
}
