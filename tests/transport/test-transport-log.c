/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What G_MESSAGES_DEBUG=wire shows, and what it must never show.
 */

#include "transport-log.h"

#include "doubles-clock.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

static GString *shown;

static GLogWriterOutput
capture_cb (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         user_data)
{
  const char *domain = NULL;
  const char *message = NULL;

  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
        domain = fields[i].value;
      if (g_str_equal (fields[i].key, "MESSAGE"))
        message = fields[i].value;
    }

  if (g_strcmp0 (domain, "wire") != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);

  g_string_append_printf (shown, "%s\n", message);
  return G_LOG_WRITER_HANDLED;
}

static void
ask_for (const char *domain)
{
  const char *const domains[] = { domain, NULL };

  g_log_writer_default_set_debug_domains (domain != NULL ? domains : NULL);
  g_string_truncate (shown, 0);
}

static const char secret[] =
  "REGISTER sip:example.org SIP/2.0\r\n"
  "Via: SIP/2.0/WSS x.invalid;branch=z9hG4bKa\r\n"
  "From: <sip:ann@example.org>;tag=1\r\n"
  "To: <sip:ann@example.org>\r\n"
  "Call-ID: c\r\n"
  "CSeq: 1 REGISTER\r\n"
  "Authorization: Digest username=\"ann\", realm=\"example.org\", nonce=\"n0nce\", uri=\"sip:example.org\", response=\"hunter2\"\r\n"
  "Content-Length: 0\r\n"
  "\r\n";

static DoublesTransport *
make_connected (DoublesClock *clock,
                SipTokens    *tokens)
{
  DoublesTransport *wire = doubles_transport_new (NULL, SIP_CLOCK (clock), tokens);

  transport_connect_async (TRANSPORT_TRANSPORT (wire), NULL, NULL, NULL);
  doubles_clock_advance (clock, 0);
  doubles_wait_settle ();

  return wire;
}

/* W12, W13, A.6 item 7; TRUST, redaction rule */
static void
test_redacted (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (DoublesTransport) wire = NULL;
  g_autoptr (GBytes) message = g_bytes_new_static (secret, strlen (secret));

  ask_for ("wire");
  wire = make_connected (clock, tokens);
  transport_send (TRANSPORT_TRANSPORT (wire), message, NULL);
  doubles_transport_deliver (wire, secret);

  g_assert_nonnull (strstr (shown->str, "wss://double.invalid/ is connected"));
  g_assert_nonnull (strstr (shown->str, "──▸ wss://double.invalid/\nREGISTER sip:example.org"));
  g_assert_nonnull (strstr (shown->str, "◂── wss://double.invalid/\nREGISTER sip:example.org"));
  g_assert_null (strstr (shown->str, "hunter2"));
  g_assert_null (strstr (shown->str, "response="));
}

/* What cannot be read is what a helper most needs to see, and its secrets are taken out line by line. */
static void
test_unreadable (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (DoublesTransport) wire = NULL;

  ask_for ("wire");
  wire = make_connected (clock, tokens);
  doubles_transport_deliver (wire, "REGISTER nothing\r\nAuthorization: Digest response=\"hunter2\"\r\nUser-Agent: odd\r\n");

  g_assert_nonnull (strstr (shown->str, "REGISTER nothing"));
  g_assert_nonnull (strstr (shown->str, "User-Agent: odd"));
  g_assert_null (strstr (shown->str, "hunter2"));
}

static void
test_reason_of_a_loss (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (DoublesTransport) wire = NULL;

  ask_for ("wire");
  wire = make_connected (clock, tokens);
  doubles_transport_break (wire, 1006);

  g_assert_nonnull (strstr (shown->str, "is disconnected: the test broke the line"));
}

/* W12: off by default. */
static void
test_off (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (DoublesTransport) wire = NULL;

  ask_for (NULL);
  wire = make_connected (clock, tokens);
  doubles_transport_deliver (wire, secret);

  g_assert_cmpstr (shown->str, ==, "");
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  shown = g_string_new (NULL);
  g_log_set_writer_func (capture_cb, NULL, NULL);

  g_test_add_func ("/transport-log/redacted", test_redacted);
  g_test_add_func ("/transport-log/unreadable", test_unreadable);
  g_test_add_func ("/transport-log/reason-of-a-loss", test_reason_of_a_loss);
  g_test_add_func ("/transport-log/off", test_off);

  status = g_test_run ();
  g_string_free (shown, TRUE);

  return status;
}
