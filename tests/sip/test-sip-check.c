/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The deep look at headers, and how many values of one are too many. */

#include "sip-limits.h"
#include "sip-parser.h"

#include <string.h>

static SipMessage *
message_of (const char *fields)
{
  g_autofree char *text = g_strconcat ("INVITE sip:a@b SIP/2.0\r\n", fields, "\r\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  return message;
}

static void
test_names_the_first (void)
{
  static const struct
  {
    const char *what, *fields, *named; /* NULL: all is right */
  } rows[] = {
    { "nothing", "", NULL },
    { "good", "f: <sip:a@b>;tag=1\r\nCSeq: 1 INVITE\r\nContact: *\r\nDate: Sat, 13 Nov 2010 23:29:00 GMT\r\n", NULL },
    { "unknown headers may hold anything", "X-Y: ;;,,;\r\nFoo: \001\r\n", NULL },
    { "the first of two", "To: <sip:a\r\nFrom: <sip:b\r\n", "To" },
    { "the other order", "From: <sip:b\r\nTo: <sip:a\r\n", "From" },
    { "in the second field", "Via: SIP/2.0/UDP a\r\nVia: b\r\n", "Via" },
    { "in the second value", "Route: <sip:a>, <sip:\r\n", "Route" },
    { "compact form", "m: <sip:a\r\n", "Contact" },
    { "date", "Date: Fri, 01 Jan 2010 16:00:00 EST\r\n", "Date" },
    { "control character", "Subject: a\001b\r\n", "Subject" },
    { "empty Call-ID", "Call-ID:\r\n", "Call-ID" },
    { "empty Route", "Route:\r\n", "Route" },
    { "empty Supported", "Supported:\r\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) message = message_of (rows[i].fields);
      g_autoptr (GError) error = NULL;
      gboolean good = sip_message_check (message, &error);

      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (good, ==, rows[i].named == NULL);
      if (rows[i].named == NULL)
        continue;
      g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_HEADER);
      g_assert_true (g_str_has_prefix (error->message, rows[i].named));
      g_assert_cmpint (error->message[strlen (rows[i].named)], ==, ':');
    }
}

static void
test_one (void)
{
  g_autoptr (SipMessage) message = message_of ("To: <sip:a\r\nFrom: <sip:b>\r\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (sip_message_check_header (message, SIP_HEADER_FROM, &error));
  g_assert_true (sip_message_check_header (message, SIP_HEADER_VIA, &error));
  g_assert_no_error (error);
  g_assert_false (sip_message_check_header (message, SIP_HEADER_TO, &error));
  g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_HEADER);
}

/* TRUST section 3: at the cap, one below and one above, in one field and over several. */
static void
test_limits (void)
{
  static const struct
  {
    SipHeader   header;
    guint       most;
    const char *value;
  } rows[] = {
    { SIP_HEADER_VIA, SIP_MAX_VIA, "SIP/2.0/UDP h" },
    { SIP_HEADER_ROUTE, SIP_MAX_ROUTE, "<sip:h;lr>" },
    { SIP_HEADER_RECORD_ROUTE, SIP_MAX_ROUTE, "<sip:h;lr>" },
    { SIP_HEADER_CONTACT, SIP_MAX_CONTACT, "<sip:a@h>" },
    { SIP_HEADER_ALLOW, SIP_MAX_VALUES, "X" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint n = rows[i].most - 1; n <= rows[i].most + 1; n++)
      {
        g_autofree char *field = g_strconcat (sip_header_get_name (rows[i].header), ": ", NULL);
        g_autoptr (GString) fields = g_string_new (NULL);
        g_autoptr (SipMessage) message = NULL;
        g_autoptr (GError) error = NULL;

        /* Half of them in one field, half in another. */
        for (guint v = 0; v < n; v++)
          g_string_append_printf (fields, "%s%s%s", v == 0 ? "" : v == n / 2 ? "\r\n" : ",",
                                  v == 0 || v == n / 2 ? field : "", rows[i].value);
        g_string_append (fields, "\r\n");
        message = message_of (fields->str);
        g_assert_cmpuint (sip_message_count_header (message, rows[i].header), ==, MIN (n, rows[i].most));
        if (sip_message_check (message, &error))
          g_assert_cmpuint (n, <=, rows[i].most);
        else
          g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE);
        g_assert_true ((error == NULL) == (n <= rows[i].most));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/check/names-the-first", test_names_the_first);
  g_test_add_func ("/sip/check/one", test_one);
  g_test_add_func ("/sip/check/limits", test_limits);

  return g_test_run ();
}
