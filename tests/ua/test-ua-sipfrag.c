/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first line of somebody else's answer, and what strangers may send in its place. */

#include "ua-sipfrag.h"

#include <string.h>

static const struct
{
  const char *type;
  const char *body;
  guint       status; /* 0: none */
  const char *reason;
} rows[] = {
  { "message/sipfrag", "SIP/2.0 200 OK", 200, "OK" },
  { "message/sipfrag;version=2.0", "SIP/2.0 180 Ringing\r\n", 180, "Ringing" },
  { "Message/SipFrag ; version=2.0", "sip/2.0 486 Busy Here\n", 486, "Busy Here" },
  { NULL, "SIP/2.0 100 Trying\r\n", 100, "Trying" },
  { "message/sipfrag", "\r\n\r\nSIP/2.0 603 Decline\r\nContact: <sip:x@y>\r\n\r\nbody", 603, "Decline" },
  { "message/sipfrag", "SIP/2.0 404", 404, "" },
  { "message/sipfrag", "SIP/2.0 404 \r\n", 404, "" },
  { "message/sipfrag", "SIP/2.0 404 a\tb\x01" "c", 404, "a b c" },
  { "message/sipfrag", "SIP/2.0 404 \xff\xfe", 404, "\xef\xbf\xbd\xef\xbf\xbd" },
  { "text/plain", "SIP/2.0 200 OK", 0, NULL },
  { "message/sipfragment", "SIP/2.0 200 OK", 0, NULL },
  { "message/sipfrag", "", 0, NULL },
  { "message/sipfrag", "\r\n\r\n", 0, NULL },
  { "message/sipfrag", "SIP/2.0", 0, NULL },
  { "message/sipfrag", "SIP/2.0 ", 0, NULL },
  { "message/sipfrag", "SIP/3.0 200 OK", 0, NULL },
  { "message/sipfrag", "SIP/2.0200 OK", 0, NULL },
  { "message/sipfrag", "SIP/2.0 99 Low", 0, NULL },
  { "message/sipfrag", "SIP/2.0 700 High", 0, NULL },
  { "message/sipfrag", "SIP/2.0 2000 Long", 0, NULL },
  { "message/sipfrag", "SIP/2.0 020 Zero", 0, NULL },
  { "message/sipfrag", "SIP/2.0 200OK", 0, NULL },
  { "message/sipfrag", "SIP/2.0 -20 x", 0, NULL },
  { "message/sipfrag", "INVITE sip:x SIP/2.0", 0, NULL },
  { "message/sipfrag", "From: <sip:x@y>\r\n", 0, NULL },
};

/* RFC 3420 §2, RFC 3515 §2.4.5 */
static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (rows[i].body, strlen (rows[i].body));
      g_autoptr (GError) error = NULL;
      g_autoptr (UaSipfrag) fragment = ua_sipfrag_parse (rows[i].type, body, &error);

      g_test_message ("%u", i);
      if (rows[i].status == 0)
        {
          g_assert_null (fragment);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (fragment->status, ==, rows[i].status);
      g_assert_cmpstr (fragment->reason, ==, rows[i].reason);
    }
}

/* A line without an end is not read to its end; a NUL is text like any other. */
static void
test_limits (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autoptr (GBytes) nul = g_bytes_new_static ("SIP/2.0 200 O\0K\r\n", 17);
  g_autoptr (UaSipfrag) fragment = ua_sipfrag_parse (NULL, nul, NULL);

  memcpy (endless, "SIP/2.0 200 ", strlen ("SIP/2.0 200 "));
  g_autoptr (GBytes) body = g_bytes_new_static (endless, strlen (endless));
  g_assert_null (ua_sipfrag_parse (NULL, body, NULL));
  g_assert_nonnull (fragment);
  g_assert_true (g_str_has_prefix (fragment->reason, "O"));
}

static void
test_write (void)
{
  g_autoptr (GBytes) body = ua_sipfrag_write (486);
  g_autoptr (UaSipfrag) fragment = ua_sipfrag_parse (UA_SIPFRAG_CONTENT_TYPE, body, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (text, ==, "SIP/2.0 486 Busy Here\r\n");
  g_assert_cmpuint (fragment->status, ==, 486);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/sipfrag/rows", test_rows);
  g_test_add_func ("/ua/sipfrag/limits", test_limits);
  g_test_add_func ("/ua/sipfrag/write", test_write);
  return g_test_run ();
}
