/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers of DNS as they come, and as somebody forges them. */

#include "transport-naptr.h"

#include "transport.h"

#include "doubles-naptr.h"

static GPtrArray *
parse (const char *const *lines)
{
  g_autoptr (GByteArray) message = doubles_naptr_write (lines);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = transport_naptr_parse (message->data, message->len, &error);

  g_assert_no_error (error);
  return records;
}

static char *
say (GPtrArray *records)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      TransportNaptr *record = g_ptr_array_index (records, i);

      g_string_append_printf (text, "%s %u/%u %s %s; ", transport_way_get_scheme (record->way), record->order,
                              record->preference, record->is_service ? "service" : "host", record->name);
    }

  return g_string_free_and_steal (text);
}

static void
assert_says (const char *const *lines,
             const char        *expected)
{
  g_autoptr (GPtrArray) records = parse (lines);
  g_autofree char *text = say (records);

  g_assert_cmpstr (text, ==, expected);
}

/* RFC 3263 §4.1's own example, and RFC 7118 */
static void
test_services (void)
{
  assert_says ((const char *[]) { "50 50 s SIPS+D2T - _sips._tcp.example.com",
                                  "90 50 s SIP+D2T - _sip._tcp.example.com",
                                  "100 50 s SIP+D2U - _sip._udp.example.com", NULL },
               "tls 50/50 service _sips._tcp.example.com; tcp 90/50 service _sip._tcp.example.com; "
               "udp 100/50 service _sip._udp.example.com; ");
  assert_says ((const char *[]) { "10 10 a SIPS+D2W - edge.example.com", "20 10 A sip+d2w - edge.example.com.", NULL },
               "wss 10/10 host edge.example.com; ws 20/10 host edge.example.com; ");
}

/* The secure ones first, whatever order was given to the others; then order, then preference. */
static void
test_order (void)
{
  assert_says ((const char *[]) { "1 1 s SIP+D2U - a.example", "20 9 s SIPS+D2T - d.example",
                                  "20 8 a SIPS+D2W - c.example", "1 0 s SIP+D2T - z.example",
                                  "5 99 s SIPS+D2T - b.example", NULL },
               "tls 5/99 service b.example; wss 20/8 host c.example; tls 20/9 service d.example; "
               "tcp 1/0 service z.example; udp 1/1 service a.example; ");
}

static void
test_left_out (void)
{
  static const char *const lines[] = {
    "1 1 s SIP+D2S - sctp.example", /* a transport that is not known here */
    "1 1 u E2U+sip !^.*$!sip:x@example! .", /* somebody else's */
    "1 1 s SIPS+D2T !^.*$!evil! evil.example", /* a rule */
    "1 1 u SIPS+D2T - u.example",
    "1 1 - SIPS+D2T - none.example",
    "1 1 sa SIPS+D2T - both.example",
    "1 1 s SIPS+D2T - .", /* no name */
    "1 1 s SIPS+D2T - -bad-.example",
    "1 1 s SIPS+D2T - ba$d.example",
    "1 1 s SIPS+D2T - 192.0.2.1", /* an address is no name */
    "1 1 s SIPS - some.example",
    "1 1 s - - some.example",
    "2 2 S sips+d2t - Good.Example",
    NULL,
  };

  assert_says (lines, "tls 2/2 service good.example; ");
}

static void
test_none (void)
{
  assert_says ((const char *[]) { NULL }, "");
}

/* TRUST 3.1: at the limit, and over it. */
static void
test_many (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; i < TRANSPORT_NAPTR_MAX_RECORDS + 5; i++)
    g_strv_builder_take (builder, g_strdup_printf ("%u 1 s SIPS+D2T - h%u.example", i, i));
  lines = g_strv_builder_end (builder);
  records = parse ((const char *const *) lines);
  g_assert_cmpuint (records->len, ==, TRANSPORT_NAPTR_MAX_RECORDS);
}

/* TRUST 3.3: cut anywhere, and with any octet replaced by the worst ones, it is read to its end and not further. */
static void
test_hostile (void)
{
  g_autoptr (GByteArray) message = doubles_naptr_write (
    (const char *[]) { "1 1 s SIPS+D2T - _sips._tcp.example.org", "2 1 a SIP+D2W !x! edge.example.org", NULL });
  static const guint8 worst[] = { 0x00, 0x01, 0x3f, 0x40, 0x7f, 0x80, 0xc0, 0xff };

  for (guint length = 0; length < message->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (message->data, MAX (length, 1));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = transport_naptr_parse (cut, length, &error);

      g_assert_true ((records == NULL) == (error != NULL));
    }
  for (guint at = 0; at < message->len; at++)
    for (guint i = 0; i < G_N_ELEMENTS (worst); i++)
      {
        g_autofree guint8 *bent = g_memdup2 (message->data, message->len);
        g_autoptr (GPtrArray) records = NULL;

        bent[at] = worst[i];
        records = transport_naptr_parse (bent, message->len, NULL);
      }
}

static void
test_no_answer (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (transport_naptr_parse ((const guint8 *) "hello", 5, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
  g_clear_error (&error);
  g_assert_null (transport_naptr_parse (NULL, 0, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-naptr/services", test_services);
  g_test_add_func ("/transport-naptr/order", test_order);
  g_test_add_func ("/transport-naptr/left-out", test_left_out);
  g_test_add_func ("/transport-naptr/none", test_none);
  g_test_add_func ("/transport-naptr/many", test_many);
  g_test_add_func ("/transport-naptr/hostile", test_hostile);
  g_test_add_func ("/transport-naptr/no-answer", test_no_answer);

  return g_test_run ();
}
