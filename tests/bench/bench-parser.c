/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How many messages a second are read, looked at, written, and how that compares with merely touching their
 * octets. Also how the time grows with the size: twice the message may cost at most 2.3 times (TRUST, figure
 * 5); measured over two doublings. */

#include "sip-limits.h"
#include "sip-message-builder.h"
#include "sip-parser.h"

#include <string.h>
#include <time.h>

#define TURNS  25   /* of measuring each; the best counts, for a disturbance only ever makes it slower */
#define TURN_S 0.02
#define GROWTH 2.3

static const char invite[] =
  "INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
  "Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK74bf9;rport\r\n"
  "Via: SIP/2.0/TLS ss1.atlanta.example.com:5061;branch=z9hG4bK2d4790.1;received=192.0.2.111\r\n"
  "Max-Forwards: 69\r\n"
  "Record-Route: <sip:ss1.atlanta.example.com;lr>, <sip:ss2.biloxi.example.com;lr>\r\n"
  "From: \"Alice Liddell\" <sip:alice@atlanta.example.com>;tag=9fxced76sl\r\n"
  "To: Bob <sip:bob@biloxi.example.com>\r\n"
  "Call-ID: 3848276298220188511@atlanta.example.com\r\n"
  "CSeq: 1 INVITE\r\n"
  "Contact: <sip:alice@df7jal23ls0d.invalid;transport=ws;ob>;+sip.instance=\"<urn:uuid:0>\"\r\n"
  "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, NOTIFY, INFO, REFER\r\n"
  "Supported: timer, replaces, outbound, 100rel\r\n"
  "Session-Expires: 1800;refresher=uac\r\n"
  "User-Agent: Earshot\r\n"
  "Content-Type: application/sdp\r\n"
  "Content-Length: 129\r\n"
  "\r\n"
  "v=0\r\n"
  "o=alice 2890844526 2890844526 IN IP4 192.0.2.101\r\n"
  "s=-\r\n"
  "c=IN IP4 192.0.2.101\r\n"
  "t=0 0\r\n"
  "m=audio 49172 RTP/AVP 0 8 96\r\n"
  "a=sendrecv\r\n";

typedef void (*Work) (GBytes *bytes);

static volatile gsize sink;

/* What any reader must do at the least: copy the octets and look at each. */
static void
scan (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  gsize sum = 0;

  for (gsize i = 0; i < size; i++)
    sum += copy[i] == '\n';
  sink = sum;
}

static void
parse (GBytes *bytes)
{
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);

  sink = sip_message_get_status (message);
}

static void
parse_and_check (GBytes *bytes)
{
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);

  sink = (gsize) sip_message_check (message, NULL);
}

static void
parse_and_answer (GBytes *bytes)
{
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (message, 180, NULL, "314159");
  g_autoptr (SipMessage) answer = NULL;

  sip_message_builder_set_header (builder, SIP_HEADER_CONTACT, "<sip:bob@x.invalid;transport=ws>");
  answer = sip_message_builder_end (builder);
  sink = sip_message_get_status (answer);
}

static void
build (GBytes *bytes)
{
  g_autoptr (SipUri) uri = sip_uri_new (SIP_URI_SCHEME_SIP, "bob", "biloxi.example.com", 0);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_INVITE, uri);
  g_autoptr (GBytes) body = g_bytes_new_from_bytes (bytes, sizeof invite - 130, 129);
  g_autoptr (SipMessage) message = NULL;

  sip_message_builder_set_header (builder, SIP_HEADER_FROM, "<sip:alice@atlanta.example.com>;tag=9fxced76sl");
  sip_message_builder_set_header (builder, SIP_HEADER_TO, "<sip:bob@biloxi.example.com>");
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, "3848276298220188511@atlanta.example.com");
  sip_message_builder_set_cseq (builder, 1, "INVITE");
  sip_message_builder_set_number (builder, SIP_HEADER_MAX_FORWARDS, 70);
  sip_message_builder_set_header (builder, SIP_HEADER_CONTACT, "<sip:alice@df7jal23ls0d.invalid;ob>");
  sip_message_builder_set_header (builder, SIP_HEADER_ALLOW, "INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE");
  sip_message_builder_set_header (builder, SIP_HEADER_SUPPORTED, "timer, replaces, outbound, 100rel");
  sip_message_builder_prepend_header (builder, SIP_HEADER_VIA,
                                      "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK74bf9;rport");
  sip_message_builder_set_body (builder, "application/sdp", body);
  message = sip_message_builder_end (builder);
  sink = g_bytes_get_size (sip_message_get_bytes (message));
}

/* Processor time: what else runs on the machine does not count. */
static double
busy_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
measure_turn (Work    work,
              GBytes *bytes)
{
  double start_s = busy_s ();
  double now_s = start_s;
  guint count = 0;

  while (now_s - start_s < TURN_S)
    {
      for (guint i = 0; i < 16; i++)
        work (bytes);
      count += 16;
      now_s = busy_s ();
    }
  return (now_s - start_s) / count;
}

/* Seconds for one go. */
static double
measure (Work    work,
         GBytes *bytes)
{
  double best_s = G_MAXDOUBLE;

  for (guint i = 0; i < TURNS; i++)
    best_s = MIN (best_s, measure_turn (work, bytes));
  return best_s;
}

static void
bench_rates (void)
{
  static const struct
  {
    const char *what;
    Work        work;
  } rows[] = {
    { "copy and look at each octet", scan },
    { "parse", parse },
    { "parse and check every header", parse_and_check },
    { "parse and answer", parse_and_answer },
    { "build", build },
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static (invite, sizeof invite - 1);
  double floor_s = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double each_s = measure (rows[i].work, bytes);

      if (i == 0)
        floor_s = each_s;
      g_test_message ("%-30s %9.0f a second, %5.1f times the octets alone", rows[i].what, 1 / each_s,
                      each_s / floor_s);
      if (rows[i].work == parse_and_check)
        g_test_maximized_result (1 / each_s, "messages parsed and checked a second: %.0f", 1 / each_s);
    }
}

/* The shapes of large messages that make careless parsers quadratic. */
static const struct
{
  const char *start, *again, *end;
} shapes[] = {
  { "Via: SIP/2.0/UDP h", ", SIP/2.0/UDP h", "\r\n" },
  { "Subject: x", "\r\n x", "\r\n" },
  { "To: \"", "\\\"", "\" <sip:a@b>\r\n" },
  { "Contact: <sip:a@b>", ";x=\"y,z\"", "\r\n" },
  { "Allow: ", ",", "\r\n" },
  { "", "Supported: a,b\r\n", "" },
  { "x: y\r\n\r\n", "a=inline:", "\r\n" },
};

static GBytes *
large (guint shape,
       gsize size)
{
  GString *text = g_string_new ("OPTIONS sip:a@b SIP/2.0\r\n");

  /* As long as a field may be, and as many fields as are needed. */
  while (text->len < size)
    {
      gsize end = MIN (size, text->len + SIP_MAX_HEADER_LINE - 64);

      g_string_append (text, shapes[shape].start);
      while (text->len < end)
        g_string_append (text, shapes[shape].again);
      g_string_append (text, shapes[shape].end);
    }
  g_string_append (text, "\r\n");
  return g_string_free_to_bytes (text);
}

static void
read_large (GBytes *bytes)
{
  g_autofree char *redacted = sip_parser_dup_redacted (bytes);
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);

  sink = message != NULL && sip_message_check (message, NULL);
}

static void
bench_growth (void)
{
  for (guint shape = 0; shape < G_N_ELEMENTS (shapes); shape++)
    {
      g_autoptr (GBytes) small = large (shape, 32 * 1024);
      g_autoptr (GBytes) fourfold = large (shape, 128 * 1024);
      double small_s = measure (read_large, small);
      double fourfold_s = measure (read_large, fourfold);

      g_test_message ("shape %u: %.1f us, four times the size %.1f us: %.2f times", shape, small_s * 1e6,
                      fourfold_s * 1e6, fourfold_s / small_s);
      g_assert_cmpfloat (fourfold_s / small_s, <, GROWTH * GROWTH);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bench/parser/rates", bench_rates);
  g_test_add_func ("/bench/parser/growth", bench_growth);

  return g_test_run ();
}
