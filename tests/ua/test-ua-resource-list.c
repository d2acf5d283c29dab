/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Many watched by one subscription. */

#include "ua-resource-list.h"

#include "doubles-body.h"
#include "ua-multipart.h"
#include "ua-pidf.h"

#define TYPE                                                                                                     \
  "multipart/related;type=\"application/rlmi+xml\";start=\"<1741.nXYxAE@pres.example>\";"                        \
  "boundary=\"tudiMCGZ7NjU38vmlXNx\""

static UaResourceList *
parse (const char *text)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  return ua_resource_list_parse ("application/rlmi+xml", body, NULL);
}

/* RFC 4662 §6: each resource has the body that a NOTIFY of its own would bring. */
static void
test_kamailio (void)
{
  g_autoptr (GBytes) body = doubles_body_read ("kamailio-rlmi.txt");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaResourceList) list = ua_resource_list_parse (TYPE, body, &error);
  g_assert_no_error (error);
  UaResource *bob = g_ptr_array_index (list->resources, 0);
  UaResource *dave = g_ptr_array_index (list->resources, 1);
  UaResource *joe = g_ptr_array_index (list->resources, 2);
  g_autoptr (UaPidf) pidf = ua_pidf_parse (bob->body, NULL);

  g_assert_cmpstr (list->uri, ==, "sip:alice-friends@example.org");
  g_assert_true (list->whole);
  g_assert_cmpuint (list->resources->len, ==, 3);
  g_assert_cmpstr (bob->name, ==, "Bob Smith");
  g_assert_true (ua_media_type_is (bob->content_type, UA_PIDF_CONTENT_TYPE));
  g_assert_cmpint (pidf->basic, ==, UA_PIDF_BASIC_OPEN);
  g_assert_cmpstr (dave->state, ==, "terminated");
  g_assert_cmpstr (dave->reason, ==, "rejected");
  g_assert_null (dave->body);
  g_assert_null (joe->state);
}

static void
test_merge (void)
{
  g_autoptr (UaResourceList) whole =
    parse ("<list uri='sip:l@h' version='1' fullState='true'><resource uri='sip:a@h'/><resource uri='sip:b@h'/></list>");
  g_autoptr (UaResourceList) part = parse ("<list version='2' fullState='false'><resource uri='sip:b@h'>"
                                           "<instance id='1' state='active'/></resource></list>");
  UaNews verdict;
  g_autoptr (UaResourceList) merged = ua_resource_list_merge (whole, part, &verdict);
  UaResource *b = g_ptr_array_index (merged->resources, 1);

  g_assert_cmpint (verdict, ==, UA_NEWS_PART);
  g_assert_cmpuint (merged->resources->len, ==, 2);
  g_assert_cmpstr (merged->uri, ==, "sip:l@h");
  g_assert_cmpstr (b->state, ==, "active");
  g_assert_null (ua_resource_list_merge (NULL, part, &verdict));
  g_assert_cmpint (verdict, ==, UA_NEWS_GAP);
  g_autoptr (UaResourceList) again = ua_resource_list_merge (merged, part, &verdict);
  g_assert_cmpint (verdict, ==, UA_NEWS_STALE);
}

/* The part that is named may be missing; the list may be, too. */
static void
test_broken (void)
{
  g_autoptr (GBytes) lost = doubles_body_new ("--a\nContent-Type: application/rlmi+xml\n\n<list><resource uri='sip:a@h'>"
                                              "<instance cid='x'/></resource><resource/></list>\n--a--");
  g_autoptr (GBytes) none = doubles_body_new ("--a\nContent-Type: text/plain\n\nx\n--a--");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaResourceList) list = ua_resource_list_parse ("multipart/related;boundary=a", lost, NULL);

  g_assert_cmpuint (list->resources->len, ==, 1);
  g_assert_null (((UaResource *) g_ptr_array_index (list->resources, 0))->body);
  g_assert_null (ua_resource_list_parse ("multipart/related;boundary=a", none, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (ua_resource_list_parse ("multipart/related", none, NULL));
  g_assert_null (parse ("<list"));
}

/* WISHES 154: fifty lamps are one list. */
static void
test_fifty (void)
{
  GString *list = g_string_new ("--a\nContent-Type: application/rlmi+xml\n\n<list>");
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (UaResourceList) read = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_string_append_printf (list, "<resource uri='sip:%u@h'><instance cid='c%u'/></resource>", i, i);
      g_string_append_printf (parts, "\n--a\nContent-ID: <c%u>\n\nbody %u", i, i);
    }
  g_string_append_printf (list, "</list>%s\n--a--\n", parts->str);
  body = g_string_free_to_bytes (list);
  read = ua_resource_list_parse ("multipart/related;boundary=a", body, NULL);
  g_assert_cmpuint (read->resources->len, ==, 50);
  g_assert_cmpuint (g_bytes_get_size (((UaResource *) g_ptr_array_index (read->resources, 49))->body), ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/resource-list/kamailio", test_kamailio);
  g_test_add_func ("/ua/resource-list/merge", test_merge);
  g_test_add_func ("/ua/resource-list/broken", test_broken);
  g_test_add_func ("/ua/resource-list/fifty", test_fifty);
  return g_test_run ();
}
