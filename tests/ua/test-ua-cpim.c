/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Envelopes, as they are written by telephones in the field, and as nobody should write them. */

#include "ua-cpim.h"

#include <string.h>

static UaCpim *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  UaCpim *cpim = ua_cpim_parse (bytes, &error);

  g_assert_true ((cpim == NULL) == (error != NULL));
  return cpim;
}

static char *
dup_body (UaCpim *cpim)
{
  return g_strndup (g_bytes_get_data (cpim->body, NULL), g_bytes_get_size (cpim->body));
}

/* RFC 5438 §7.1.1.4 */
static void
test_example (void)
{
  g_autoptr (UaCpim) cpim = parse ("From: Alice <im:alice@example.com>\r\nTo: Bob <im:bob@example.com>\r\n"
                                   "NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: 34jk324j\r\n"
                                   "DateTime: 2006-04-04T12:16:49-05:00\r\n"
                                   "imdn.Disposition-Notification: positive-delivery, negative-delivery\r\n\r\n"
                                   "Content-type: text/plain\r\nContent-length: 12\r\n\r\nHello World\n");
  g_autofree char *body = NULL;

  g_assert_nonnull (cpim);
  body = dup_body (cpim);
  g_assert_cmpstr (cpim->message_id, ==, "34jk324j");
  g_assert_cmpint (cpim->wants, ==, UA_RECEIPT_DELIVERY | UA_RECEIPT_FAILURE);
  g_assert_cmpstr (cpim->content_type, ==, "text/plain");
  g_assert_cmpstr (body, ==, "Hello World\n");
  g_assert_false (cpim->is_receipt);
}

/* The prefix is the writer's choice, and some declare none. */
static void
test_prefixes (void)
{
  g_autoptr (UaCpim) other = parse ("NS: x <urn:ietf:params:imdn>\nx.Message-ID: 1\nx.Disposition-Notification: display\n"
                                    "imdn.Message-ID: 2\n\nContent-Type: text/plain\n\nhi");
  g_autoptr (UaCpim) none = parse ("imdn.Message-ID: 3\r\n\r\n\r\nhi");
  g_autoptr (UaCpim) nameless = parse ("imdn.Disposition-Notification: display\r\n\r\n\r\n");

  g_assert_cmpstr (other->message_id, ==, "1");
  g_assert_cmpint (other->wants, ==, UA_RECEIPT_DISPLAY);
  g_assert_cmpstr (none->message_id, ==, "3");
  g_assert_cmpint (none->wants, ==, UA_RECEIPT_NONE);
  g_assert_cmpint (nameless->wants, ==, UA_RECEIPT_NONE);
  g_assert_cmpuint (g_bytes_get_size (nameless->body), ==, 0);
}

static void
test_hostile (void)
{
  g_autofree char *line = g_strnfill (5000, 'x');
  g_autofree char *long_line = g_strdup_printf ("From: %s\r\n\r\n\r\nhi", line);
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *wrong[] = { "", "hello", "hello\n", "From: a\r\n", "From: a\r\n\r\n", "From: a\r\n\r\nContent-Type: b\r\n",
                          "no header\r\n\r\n\r\n", "From: \xff\r\n\r\n\r\n", long_line,
                          "From: a\r\n\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=" };
  g_autofree char *huge = g_strnfill (UA_CPIM_MAX_OCTETS + 1, '\n');
  g_autoptr (UaCpim) bad_id = parse ("imdn.Message-ID: <a&b>\r\n\r\n\r\nhi");

  for (gsize n = 0; n < G_N_ELEMENTS (wrong); n++)
    g_assert_null (parse (wrong[n]));
  g_assert_null (parse (huge));
  for (guint n = 0; n < 100; n++)
    g_string_append (lines, "X: y\r\n");
  g_string_append (lines, "\r\n\r\nhi");
  g_assert_null (parse (lines->str));
  g_assert_null (bad_id->message_id);
}

static void
test_round_trip (void)
{
  static const char text[] = "Grüße\r\n\r\n你好 👋🏽";
  g_autoptr (GBytes) body = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  UaCpim cpim = { .message_id = (char *) "abc", .wants = UA_RECEIPT_DELIVERY | UA_RECEIPT_DISPLAY, .body = body,
                  .is_receipt = TRUE };
  g_autoptr (GBytes) bytes = ua_cpim_build (&cpim, "sip:alice@example.org", "sip:bob@example.org", now);
  g_autoptr (UaCpim) read = ua_cpim_parse (bytes, NULL);

  g_assert_nonnull (read);
  g_assert_cmpstr (read->message_id, ==, "abc");
  g_assert_cmpint (read->wants, ==, cpim.wants);
  g_assert_true (read->is_receipt);
  g_assert_true (g_bytes_equal (read->body, body));
}

/* However it is cut or bent, nothing is read beyond it. */
static void
test_bent (void)
{
  static const char text[] = "NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: 1\r\n"
                             "imdn.Disposition-Notification: display\r\n\r\nContent-Type: text/plain\r\n\r\nhi";

  for (gsize n = 0; n < sizeof text; n++)
    for (guint bent = 0; bent < 256; bent += 17)
      {
        g_autofree char *copy = g_memdup2 (text, n);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (UaCpim) cpim = NULL;

        if (n > 0)
          copy[n - 1] = (char) bent;
        bytes = g_bytes_new_take (g_steal_pointer (&copy), n);
        cpim = ua_cpim_parse (bytes, NULL);
        g_assert_true (cpim == NULL || cpim->body != NULL);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ua/cpim/example", test_example);
  g_test_add_func ("/ua/cpim/prefixes", test_prefixes);
  g_test_add_func ("/ua/cpim/hostile", test_hostile);
  g_test_add_func ("/ua/cpim/round-trip", test_round_trip);
  g_test_add_func ("/ua/cpim/bent", test_bent);
  return g_test_run ();
}
