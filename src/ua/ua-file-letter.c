/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A file that no message holds lies on a server, and the message says where, in the words of RCS, which other telephones
 * know. What they say of it is theirs: nothing is fetched here.
 */

#include "ua-file-letter.h"

#include "ua-xml.h"

#include <string.h>

#define MAX_NAME 255
#define MAX_TYPE 100

/* A thumbnail may stand beside the file. */
static UaXml *
find_info (UaXml *root)
{
  for (guint n = 0; n < ua_xml_get_n_children (root); n++)
    {
      UaXml *child = ua_xml_get_child (root, n);

      if (ua_xml_is (child, "file-info") && g_strcmp0 (ua_xml_get_attribute (child, "type"), "file") == 0)
        return child;
    }
  return NULL;
}

static guint64
read_size (UaXml *info)
{
  g_autofree char *text = ua_xml_dup_child_text (info, "file-size", 20);
  guint64 size = 0;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &size, NULL) ? size : 0;
}

/**
 * ua_file_letter_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads where a file lies (GSMA RCC.07 §3.2.5.4.1).
 *
 * Returns: (transfer full) (nullable): what they say of it; %NULL with @error set
 */
UaFileLetter *
ua_file_letter_parse (GBytes  *body,
                      GError **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "file", error);
  UaXml *info;
  UaXml *data;
  g_autofree char *url = NULL;
  UaFileLetter *self;

  if (root == NULL)
    return NULL;

  info = find_info (root);
  data = ua_xml_find (info, "data");
  url = data != NULL ? ua_xml_dup_attribute (data, "url", UA_FILE_LETTER_MAX_URL + 1) : NULL;
  if (url == NULL || *url == '\0' || strlen (url) > UA_FILE_LETTER_MAX_URL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a file that lies nowhere");
      return NULL;
    }

  self = g_new0 (UaFileLetter, 1);
  self->url = g_steal_pointer (&url);
  self->name = ua_xml_dup_child_text (info, "file-name", MAX_NAME);
  self->type = ua_xml_dup_child_text (info, "content-type", MAX_TYPE);
  self->size = read_size (info);
  return self;
}

/**
 * ua_file_letter_free:
 * @self: (transfer full): where a file lies
 *
 * Frees it.
 */
void
ua_file_letter_free (UaFileLetter *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->url);
  g_free (self->name);
  g_free (self->type);
  g_free (self);
}

/**
 * ua_file_letter_build:
 * @letter: where a file lies; all of it is known
 * @until: how long it will
 *
 * Writes where a file lies.
 *
 * Returns: (transfer full): the body
 */
GBytes *
ua_file_letter_build (const UaFileLetter *letter,
                      GDateTime          *until)
{
  g_return_val_if_fail (letter != NULL && letter->url != NULL && until != NULL, NULL);
  g_return_val_if_fail (letter->name != NULL && letter->type != NULL, NULL);

  g_autoptr (GDateTime) utc = g_date_time_to_utc (until);
  g_autofree char *when = g_date_time_format_iso8601 (utc);
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, letter->size);
  g_autofree char *text =
    g_markup_printf_escaped ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                             "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\"><file-info type=\"file\">"
                             "<file-size>%s</file-size><file-name>%s</file-name><content-type>%s</content-type>"
                             "<data url=\"%s\" until=\"%s\"/></file-info></file>\r\n",
                             size, letter->name, letter->type, letter->url, when);
  gsize length = strlen (text);

  return g_bytes_new_take (g_steal_pointer (&text), length);
}
