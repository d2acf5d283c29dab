/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Presence, read and written. */

#include "ua-pidf.h"

#include "doubles-body.h"

static UaPidf *
read_file (const char *name)
{
  g_autoptr (GBytes) body = doubles_body_read (name);
  g_autoptr (GError) error = NULL;
  UaPidf *pidf = ua_pidf_parse (body, &error);

  g_assert_no_error (error);
  return pidf;
}

static void
test_kamailio (void)
{
  g_autoptr (UaPidf) pidf = read_file ("kamailio-pidf.xml");
  UaPidfTuple *tuple = g_ptr_array_index (pidf->tuples, 0);

  g_assert_cmpstr (pidf->entity, ==, "sip:bob@example.org");
  g_assert_cmpint (pidf->basic, ==, UA_PIDF_BASIC_OPEN);
  g_assert_cmpuint (pidf->tuples->len, ==, 2);
  g_assert_cmpstr (tuple->contact, ==, "sip:bob@192.0.2.7:5060");
  g_assert_cmpstr (tuple->note, ==, "At the desk & here");
  g_assert_cmpint (g_date_time_get_hour (tuple->timestamp), ==, 9);
  g_assert_cmpint (((UaPidfTuple *) g_ptr_array_index (pidf->tuples, 1))->basic, ==, UA_PIDF_BASIC_CLOSED);
  g_assert_cmpuint (g_strv_length (pidf->activities), ==, 2);
  g_assert_true (ua_pidf_has_activity (pidf, "on-the-phone"));
  g_assert_true (ua_pidf_has_activity (pidf, "busy"));
  g_assert_false (ua_pidf_has_activity (pidf, "away"));
  g_assert_cmpstr (pidf->note, ==, "On the phone");
}

static void
test_asterisk (void)
{
  g_autoptr (UaPidf) pidf = read_file ("asterisk-pidf.xml");

  g_assert_cmpint (pidf->basic, ==, UA_PIDF_BASIC_OPEN);
  g_assert_cmpstr (pidf->note, ==, "Ready");
  g_assert_cmpuint (g_strv_length (pidf->activities), ==, 0);
}

/* Old places and capitals; an encoding in the head that is not so. */
static void
test_polycom (void)
{
  g_autoptr (UaPidf) pidf = read_file ("polycom-pidf.xml");

  g_assert_cmpint (pidf->basic, ==, UA_PIDF_BASIC_CLOSED);
  g_assert_true (ua_pidf_has_activity (pidf, "away"));
  g_assert_true (ua_pidf_has_activity (pidf, "walking the dog"));
}

static void
test_limits (void)
{
  GString *text = g_string_new ("<presence>");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (UaPidf) pidf = NULL;

  for (guint i = 0; i < 2 * UA_PIDF_MAX_TUPLES; i++)
    g_string_append (text, "<tuple><status><basic>maybe</basic></status><timestamp>never</timestamp></tuple>");
  g_string_append (text, "<person><activities>");
  for (guint i = 0; i < 2 * UA_PIDF_MAX_ACTIVITIES; i++)
    g_string_append_printf (text, "<x%u/>", i);
  g_string_append (text, "</activities></person></presence>");
  body = g_string_free_to_bytes (text);
  pidf = ua_pidf_parse (body, NULL);
  g_assert_cmpuint (pidf->tuples->len, ==, UA_PIDF_MAX_TUPLES);
  g_assert_cmpuint (g_strv_length (pidf->activities), ==, UA_PIDF_MAX_ACTIVITIES);
  g_assert_cmpint (pidf->basic, ==, UA_PIDF_BASIC_UNKNOWN);
  g_assert_null (((UaPidfTuple *) g_ptr_array_index (pidf->tuples, 0))->timestamp);
}

/* INTEROP: of somebody who published nothing Kamailio sends an empty body. */
static void
test_none (void)
{
  g_autoptr (GBytes) empty = doubles_body_new ("");
  g_autoptr (GError) error = NULL;

  g_assert_null (ua_pidf_parse (empty, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* What we publish says what we meant, whatever a person wrote. */
static void
test_build (void)
{
  static const char *const activities[] = { "on-the-phone", "eating <b>&\"'", NULL };
  g_autoptr (GBytes) body = ua_pidf_build ("sip:alice@example.org", UA_PIDF_BASIC_OPEN, activities, "a<b & \"c\"\n]]>");
  g_autoptr (UaPidf) pidf = ua_pidf_parse (body, NULL);
  g_autoptr (UaPidf) again = ua_pidf_ref (pidf);
  g_autoptr (GBytes) bare = ua_pidf_build ("sip:alice@example.org", UA_PIDF_BASIC_CLOSED, NULL, NULL);
  g_autoptr (UaPidf) closed = ua_pidf_parse (bare, NULL);

  g_assert_cmpstr (again->entity, ==, "sip:alice@example.org");
  g_assert_cmpint (pidf->basic, ==, UA_PIDF_BASIC_OPEN);
  g_assert_cmpstr (pidf->note, ==, "a<b & \"c\" ]]>");
  g_assert_true (ua_pidf_has_activity (pidf, "on-the-phone"));
  g_assert_true (ua_pidf_has_activity (pidf, "eating <b>&\"'"));
  g_assert_cmpint (closed->basic, ==, UA_PIDF_BASIC_CLOSED);
  g_assert_cmpuint (g_strv_length (closed->activities), ==, 0);
  g_assert_null (closed->note);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/pidf/kamailio", test_kamailio);
  g_test_add_func ("/ua/pidf/asterisk", test_asterisk);
  g_test_add_func ("/ua/pidf/polycom", test_polycom);
  g_test_add_func ("/ua/pidf/limits", test_limits);
  g_test_add_func ("/ua/pidf/none", test_none);
  g_test_add_func ("/ua/pidf/build", test_build);
  return g_test_run ();
}
