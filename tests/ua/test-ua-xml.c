/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The door to libxml2: what is let in, and what is not. */

#include "ua-xml.h"

#include "doubles-body.h"

#include <string.h>

static UaXml *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  return ua_xml_parse (body, "a", error);
}

static void
expect_refusal (const char *text,
                const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaXml) root = parse (text, &error);

  g_assert_null (root);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_read (void)
{
  g_autoptr (UaXml) root =
    parse ("<?xml version='1.0'?><!-- x --><p:a xmlns:p='urn:x' p:n='7' t='1' s=' a&amp;b '>"
           "one <b>&lt;two&gt;</b><![CDATA[three]]><b>four</b></p:a>",
           NULL);
  g_autofree char *text = ua_xml_dup_text (root, 100);
  g_autofree char *two = ua_xml_dup_child_text (root, "b", 100);
  g_autofree char *cut = ua_xml_dup_child_text (root, "b", 2);
  g_autofree char *attribute = ua_xml_dup_attribute (root, "s", 100);
  g_autofree char *nothing = ua_xml_dup_child_text (NULL, "b", 100);
  guint32 number = 0;

  g_assert_nonnull (root);
  g_assert_cmpstr (ua_xml_get_name (root), ==, "a");
  g_assert_cmpstr (text, ==, "one three");
  g_assert_cmpstr (two, ==, "<two>");
  g_assert_cmpstr (cut, ==, "<t");
  g_assert_cmpstr (attribute, ==, "a&b");
  g_assert_null (nothing);
  g_assert_cmpuint (ua_xml_get_n_children (root), ==, 2);
  g_assert_true (ua_xml_is (ua_xml_get_child (root, 1), "b"));
  g_assert_true (ua_xml_get_number (root, "n", &number));
  g_assert_cmpuint (number, ==, 7);
  g_assert_false (ua_xml_get_number (root, "s", &number));
  g_assert_false (ua_xml_get_number (root, "absent", &number));
  g_assert_true (ua_xml_get_truth (root, "t", FALSE));
  g_assert_false (ua_xml_get_truth (root, "s", TRUE));
  g_assert_true (ua_xml_get_truth (root, "absent", TRUE));
  g_assert_null (ua_xml_get_attribute (root, "absent"));
}

/* TRUST 3: no document type, and so no entity, is ever read. */
static void
test_document_type (void)
{
  g_autoptr (GBytes) bomb = doubles_body_read ("hostile-entities.xml");
  g_autoptr (GError) error = NULL;
  g_autoptr (UaXml) root = ua_xml_parse (bomb, "presence", &error);

  g_assert_null (root);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  expect_refusal ("<!DOCTYPE a><a/>", "document type");
  expect_refusal ("<!DOCTYPE a SYSTEM 'http://far.example/x.dtd'><a/>", "document type");
  expect_refusal ("<a>&nbsp;</a>", "well-formed");
}

static void
test_no_xml (void)
{
  expect_refusal ("", "empty");
  expect_refusal ("hello", "well-formed");
  expect_refusal ("<a><b></a>", "well-formed");
  expect_refusal ("<a>", "well-formed");
  expect_refusal ("<a/><a/>", "well-formed");
  expect_refusal ("<b/>", "another element");
  expect_refusal ("<a>\377</a>", "UTF-8");
  expect_refusal ("<a x='1' x='2'/>", "well-formed");
}

static char *
nest (guint depth)
{
  GString *text = g_string_new ("<a>");

  for (guint i = 1; i < depth; i++)
    g_string_append (text, "<b>");
  for (guint i = 1; i < depth; i++)
    g_string_append (text, "</b>");
  g_string_append (text, "</a>");
  return g_string_free (text, FALSE);
}

/* TRUST 3: 32 deep, 128 KiB. */
static void
test_limits (void)
{
  g_autofree char *deep = nest (UA_XML_MAX_DEPTH);
  g_autofree char *deeper = nest (UA_XML_MAX_DEPTH + 1);
  g_autofree char *filling = g_strnfill (UA_XML_MAX_OCTETS - 7, ' ');
  g_autofree char *large = g_strconcat ("<a>", filling, "</a>", NULL);
  g_autofree char *larger = g_strconcat ("<a> ", filling, "</a>", NULL);
  g_autoptr (UaXml) root = parse (deep, NULL);
  g_autoptr (UaXml) wide = parse (large, NULL);
  GString *many = g_string_new ("<a>");

  g_assert_nonnull (root);
  g_assert_nonnull (wide);
  expect_refusal (deeper, "too deep");
  expect_refusal (larger, "too long");
  for (guint i = 0; i < UA_XML_MAX_ELEMENTS; i++)
    g_string_append (many, "<b/>");
  g_string_append (many, "</a>");
  expect_refusal (many->str, "too many");
  g_string_free (many, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/xml/read", test_read);
  g_test_add_func ("/ua/xml/document-type", test_document_type);
  g_test_add_func ("/ua/xml/no-xml", test_no_xml);
  g_test_add_func ("/ua/xml/limits", test_limits);
  return g_test_run ();
}
