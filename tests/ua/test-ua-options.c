/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may be said about one request. */

#include "ua-options.h"

#include "sip-message-builder.h"

static void
test_headers (void)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  g_autoptr (GError) error = NULL;
  const char *name;
  const char *value;

  g_assert_true (ua_options_add_header (options, "Subject", "lunch", &error));
  g_assert_true (ua_options_add_header (options, "X-Weather", "fine, so far", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ua_options_get_n_headers (options), ==, 2);
  ua_options_get_header (options, 1, &name, &value);
  g_assert_cmpstr (name, ==, "X-Weather");
  g_assert_cmpstr (value, ==, "fine, so far");
}

/* TRUST 3.11: nobody brings a line of their own, or writes what the stack alone writes. */
static void
test_refused (void)
{
  static const struct
  {
    const char *name;
    const char *value;
  } rows[] = {
    { "X-Evil", "a\r\nContact: <sip:evil@example.org>" },
    { "X-Evil\r\nContact", "x" },
    { "X Evil", "x" },
    { "", "x" },
    { "Via", "SIP/2.0/UDP evil.example" },
    { "CSeq", "7 INVITE" },
    { "Call-ID", "mine" },
    { "Content-Length", "0" },
  };
  g_autoptr (UaOptions) options = ua_options_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ua_options_add_header (options, rows[i].name, rows[i].value, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpuint (ua_options_get_n_headers (options), ==, 0);
}

static void
test_anonymous (void)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  g_assert_false (ua_options_get_anonymous (options)); /* U14 */
  ua_options_set_anonymous (options, TRUE);
  g_assert_true (ua_options_get_anonymous (options));
}

static void
test_from (void)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  g_autoptr (SipAddress) from = sip_address_parse ("<sip:echo@example.org>", -1, NULL);

  g_assert_null (ua_options_get_from (options));
  ua_options_set_from (options, from);
  g_assert_true (ua_options_get_from (options) == from);
  ua_options_set_from (options, NULL);
  g_assert_null (ua_options_get_from (options));
}

/* A value of its own type, to be carried in a GValue. */
static void
test_boxed (void)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, UA_TYPE_OPTIONS);
  g_value_set_boxed (&value, options);
  g_assert_true (g_value_get_boxed (&value) == options);
}

static void
test_apply (void)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_OPTIONS, target);

  g_assert_true (ua_options_add_header (options, "X-Weather", "fine", NULL));
  ua_options_apply (options, builder);

  g_autoptr (SipMessage) message = sip_message_builder_end (builder);

  g_assert_cmpstr (sip_message_get_header_by_name (message, "x-weather", 0), ==, "fine");
}

static void
seal_and_add (void)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_OPTIONS, target);

  ua_options_apply (options, builder);
  g_test_expect_message ("ua", G_LOG_LEVEL_CRITICAL, "*sealed*");
  g_assert_false (ua_options_add_header (options, "X-Weather", "rain", NULL));
  g_test_assert_expected_messages ();
}

/* RFC 3891 §4, RFC 5359 §2.16: to-tag is the tag of who gets the INVITE; what came in a NOTIFY is looked at before. */
static void
test_replaces (void)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:alex@example.org", -1, NULL);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_INVITE, target);
  g_autoptr (UaOptions) options = ua_options_new ();

  g_assert_false (ua_options_set_replaces (options, "a\r\nX: y", "1", "2", TRUE));
  g_assert_false (ua_options_set_replaces (options, "a", "1;x", "2", TRUE));
  g_assert_true (ua_options_set_replaces (options, "old", "1", "2", FALSE));
  g_assert_true (ua_options_set_replaces (options, "c@d", "ringing", "caller", TRUE));
  ua_options_apply (options, builder);

  g_autoptr (SipMessage) request = sip_message_builder_end (builder);

  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_REPLACES), ==,
                   "c@d;to-tag=caller;from-tag=ringing;early-only");
  g_assert_true (sip_message_has_token (request, SIP_HEADER_REQUIRE, "replaces"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/options/headers", test_headers);
  g_test_add_func ("/ua/options/refused", test_refused);
  g_test_add_func ("/ua/options/anonymous", test_anonymous);
  g_test_add_func ("/ua/options/from", test_from);
  g_test_add_func ("/ua/options/boxed", test_boxed);
  g_test_add_func ("/ua/options/apply", test_apply);
  g_test_add_func ("/ua/options/replaces", test_replaces);
  g_test_add_func ("/ua/options/sealed", seal_and_add);

  return g_test_run ();
}
