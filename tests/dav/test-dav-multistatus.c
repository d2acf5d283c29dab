/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers of servers, good, odd and evil. */

#include "dav-multistatus.h"

#include <string.h>

#define OPEN "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\">"

static DavMultistatus *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));

  return dav_multistatus_parse (xml, error);
}

static void
test_properties (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DavMultistatus) answer = parse (
    OPEN "<d:response><d:href> /a/%41.vcf </d:href><d:propstat><d:prop><d:getetag>\"1\"</d:getetag>"
         "<c:address-data>BEGIN:VCARD\nFN:A &amp; B <![CDATA[<x>]]></c:address-data></d:prop>"
         "<d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:displayname>never</d:displayname>"
         "</d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>"
         "<d:response><d:href>/a/gone.vcf</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
         "<d:response><d:href>/a/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:addressbook/>"
         "</d:resourcetype><d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>"
         "<c:addressbook-home-set><d:href>/me/books/</d:href><d:href>/other/</d:href></c:addressbook-home-set></d:prop>"
         "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response><d:sync-token>urn:1</d:sync-token>"
         "</d:multistatus>",
    &error);
  DavEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (answer->entries->len, ==, 3);
  g_assert_cmpstr (answer->token, ==, "urn:1");
  entry = g_ptr_array_index (answer->entries, 0);
  g_assert_cmpstr (entry->href, ==, "/a/%41.vcf");
  g_assert_cmpstr (entry->etag, ==, "\"1\"");
  g_assert_cmpstr (entry->card, ==, "BEGIN:VCARD\nFN:A & B <x>");
  g_assert_null (entry->name);
  entry = g_ptr_array_index (answer->entries, 1);
  g_assert_cmpuint (entry->status, ==, 404);
  entry = g_ptr_array_index (answer->entries, 2);
  g_assert_true (entry->is_book);
  g_assert_cmpstr (entry->principal, ==, "/me/");
  g_assert_cmpstr (entry->home, ==, "/me/books/");
}

/* Nothing is fetched, nothing blown up, nothing believed that is none. */
static void
test_evil (void)
{
  static const char *const texts[] = {
    "",
    "<html><body>Please log in</body></html>",
    OPEN "<d:response><d:href>/a</d:href>",
    "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><multistatus xmlns=\"DAV:\">&b;</multistatus>",
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><multistatus xmlns=\"DAV:\"/>",
    OPEN "&unknown;</d:multistatus>",
    OPEN "\xff\xfe</d:multistatus>",
  };

  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DavMultistatus) answer = parse (texts[n], &error);

      g_assert_null (answer);
      g_assert_error (error, DAV_ERROR, DAV_ERROR_NONSENSE);
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (OPEN);
  g_autoptr (GError) error = NULL;
  g_autoptr (DavMultistatus) answer = NULL;

  for (guint n = 0; n < 200; n++)
    g_string_append (text, "<d:response>");
  answer = parse (text->str, &error);
  g_assert_error (error, DAV_ERROR, DAV_ERROR_TOO_LARGE);
}

static gboolean
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

static void
take_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static DavMultistatus *
parse_beside (GString  *text,
              guint    *n_rounds,
              GError  **error)
{
  g_autoptr (GBytes) xml = g_bytes_new (text->str, text->len);
  g_autoptr (GAsyncResult) result = NULL;
  guint id = g_idle_add_full (G_PRIORITY_DEFAULT, count_cb, n_rounds, NULL);

  dav_multistatus_parse_async (xml, NULL, take_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  return dav_multistatus_parse_finish (result, error);
}

/* However much a server says, everything else goes on. */
static void
test_beside (void)
{
  g_autoptr (GString) text = g_string_new (OPEN);
  g_autoptr (GString) broken = g_string_new (OPEN "<d:response>");
  g_autoptr (DavMultistatus) answer = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rounds = 0;

  for (guint n = 0; n < 20000; n++)
    g_string_append_printf (text, "<d:response><d:href>/a/%u.vcf</d:href><d:propstat><d:prop><d:getetag>\"%u\"</d:getetag>"
                                  "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>", n, n);
  g_string_append (text, "</d:multistatus>");
  answer = parse_beside (text, &n_rounds, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->entries->len, ==, 20000);
  g_assert_cmpuint (n_rounds, >, 0);
  g_assert_null (parse_beside (broken, &n_rounds, &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_NONSENSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dav/multistatus/properties", test_properties);
  g_test_add_func ("/dav/multistatus/evil", test_evil);
  g_test_add_func ("/dav/multistatus/deep", test_deep);
  g_test_add_func ("/dav/multistatus/beside", test_beside);
  return g_test_run ();
}
