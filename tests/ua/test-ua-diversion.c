/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* On whose behalf we are called, by the two headers that tell it. */

#include "ua-diversion.h"

#include "sip-parser.h"

#include <string.h>

static SipMessage *
make_invite (const char *lines)
{
  g_autofree char *text = g_strdup_printf ("INVITE sip:alice@example.org SIP/2.0\r\n"
                                           "Via: SIP/2.0/WSS far.example;branch=z9hG4bK1\r\n"
                                           "From: <sip:bob@example.org>;tag=b\r\nTo: <sip:alice@example.org>\r\n"
                                           "Call-ID: c\r\nCSeq: 1 INVITE\r\n%s\r\n",
                                           lines);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  return message;
}

static char *
describe (const char *lines)
{
  g_autoptr (SipMessage) invite = make_invite (lines);
  g_autoptr (GPtrArray) list = ua_diversion_list (invite);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const UaDiversion *diversion = g_ptr_array_index (list, i);
      g_autofree char *uri = sip_uri_to_string (sip_address_get_uri (diversion->who));

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", uri, ua_diversion_reason_name (diversion->reason));
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *what;
  const char *lines;
  const char *expected;
} rows[] = {
  { "nothing", "", "" },
  { "RFC 5806: one", "Diversion: <sip:carol@example.org>;reason=user-busy;counter=1\r\n",
    "sip:carol@example.org user-busy" },
  { "the last on top", "Diversion: <sip:dave@example.org>;reason=no-answer\r\n"
                       "Diversion: \"Carol\" <sip:carol@example.org>;reason=unconditional\r\n",
    "sip:dave@example.org no-answer, sip:carol@example.org unconditional" },
  { "with commas, in capitals", "Diversion: <sip:d@e>;reason=Do-Not-Disturb, <tel:+49301234>;reason=\"away\"\r\n",
    "sip:d@e do-not-disturb, tel:+49301234 away" },
  { "a reason nobody knows", "Diversion: <sip:d@e>;reason=boredom, <sip:f@e>\r\n", "sip:d@e unknown, sip:f@e unknown" },
  { "not readable", "Diversion: nonsense\r\nDiversion: <sip:f@e>;reason=away\r\n", "sip:f@e away" },
  { "RFC 7044: mp, and a cause",
    "History-Info: <sip:alice@example.org>;index=1\r\n"
    "History-Info: <sip:bob@example.org;cause=486>;index=1.1;mp=1\r\n",
    "sip:alice@example.org user-busy" },
  { "RFC 7044: mp, and the reason in what was left",
    "History-Info: <sip:alice@example.org?Reason=SIP%3Bcause%3D302>;index=1\r\n"
    "History-Info: <sip:bob@example.org>;index=1.1;mp=1\r\n",
    "sip:alice@example.org?Reason=SIP%3Bcause%3D302 unconditional" },
  { "RFC 7044: two steps, the last first; a registration (rc) is none",
    "History-Info: <sip:a@e>;index=1, <sip:b@e;cause=408>;index=1.1;mp=1\r\n"
    "History-Info: <sip:c@e;cause=302>;index=1.1.1;mp=1.1, <sip:c@192.0.2.1>;index=1.1.1.1;rc=1.1.1\r\n",
    "sip:b@e;cause=408 unconditional, sip:a@e no-answer" },
  { "RFC 4244: no mp, but a cause",
    "History-Info: <sip:a@e>;index=1, <sip:b@e;cause=480>;index=1.1\r\n", "sip:a@e deflection" },
  { "an index that is not there, and one that is itself",
    "History-Info: <sip:a@e>;index=1, <sip:b@e;cause=486>;index=1.1;mp=7, <sip:c@e>;index=1.2;mp=1.2\r\n", "" },
  { "both tell the same story: Diversion is heard",
    "History-Info: <sip:a@e>;index=1, <sip:b@e;cause=486>;index=1.1;mp=1\r\nDiversion: <sip:a@e>;reason=user-busy\r\n",
    "sip:a@e user-busy" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *got = describe (rows[i].lines);

  g_test_summary (rows[i].what);
  g_assert_cmpstr (got, ==, rows[i].expected);
}

/* Whoever wrote a thousand of them is heard for sixteen. */
static void
test_limits (void)
{
  static const char *const headers[] = { "Diversion: <sip:x@e>;reason=away\r\n",
                                         "History-Info: <sip:x@e;cause=486>;index=1;mp=2, <sip:y@e>;index=2\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);

      for (guint j = 0; j < 40; j++)
        g_string_append (lines, headers[i]);

      g_autoptr (SipMessage) invite = make_invite (lines->str);
      g_autoptr (GPtrArray) list = ua_diversion_list (invite);

      g_assert_cmpuint (list->len, >, 0);
      g_assert_cmpuint (list->len, <=, UA_DIVERSION_MAX);
    }
}

static void
test_value (void)
{
  g_autoptr (SipAddress) who = sip_address_parse ("\"Alice\" <sip:alice@example.org>;tag=x", -1, NULL);
  g_autoptr (UaDiversion) diversion = ua_diversion_new (who, UA_DIVERSION_REASON_NO_ANSWER);
  g_autoptr (UaDiversion) again = ua_diversion_ref (diversion);
  g_autoptr (SipAddress) written = ua_diversion_to_address (again);
  g_autofree char *text = sip_address_to_string (written);

  g_assert_cmpstr (text, ==, "<sip:alice@example.org>;reason=no-answer");
  g_assert_false (ua_diversion_is_private (diversion));
}

/* Who sends it on once more must not tell what the one before kept to himself. */
static void
test_privacy (void)
{
  static const struct
  {
    const char *params;
    const char *written;
    gboolean    is_private;
  } told[] = {
    { ";privacy=full;counter=3;screen=yes", ";privacy=full;counter=3", TRUE },
    { ";counter=7;privacy=NAME", ";privacy=name;counter=7", TRUE },
    { ";privacy=uri", ";privacy=uri", TRUE },
    { ";privacy=off;counter=0", ";privacy=off", FALSE },
    { ";privacy=perhaps;counter=many", "", FALSE },
    { ";counter=99999999999999999999", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *line = g_strdup_printf ("Diversion: <sip:a@e>;reason=away%s\r\n", told[i].params);
      g_autofree char *expected = g_strdup_printf ("<sip:a@e>;reason=away%s", told[i].written);
      g_autoptr (SipMessage) invite = make_invite (line);
      g_autoptr (GPtrArray) list = ua_diversion_list (invite);
      g_autoptr (SipAddress) value = ua_diversion_to_address (g_ptr_array_index (list, 0));
      g_autofree char *text = sip_address_to_string (value);

      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpint (ua_diversion_is_private (g_ptr_array_index (list, 0)), ==, told[i].is_private);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ua/diversion/row/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/ua/diversion/limits", test_limits);
  g_test_add_func ("/ua/diversion/value", test_value);
  g_test_add_func ("/ua/diversion/privacy", test_privacy);

  return g_test_run ();
}
