/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A body of several parts from a stranger; its Content-Type stands in the first line. Parts lie within the body, none
 * overlaps another, and there are no more than allowed. */

#include "ua-multipart.h"
#include "ua-resource-list.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
assert_sound (GPtrArray *parts,
              GBytes    *body)
{
  const char *start = g_bytes_get_data (body, NULL);
  const char *end = start + g_bytes_get_size (body);
  const char *last = start;

  g_assert_cmpuint (parts->len, <=, UA_MULTIPART_MAX_PARTS);
  for (guint i = 0; i < parts->len; i++)
    {
      UaPart *part = g_ptr_array_index (parts, i);
      gsize size = 0;
      const char *data = g_bytes_get_data (part->body, &size);

      if (size == 0)
        continue;
      g_assert_true (data >= last && data + size <= end);
      last = data + size;
      if (part->content_id != NULL)
        g_assert_nonnull (ua_multipart_find (parts, part->content_id));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  const guint8 *line_end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize length = line_end != NULL ? (gsize) (line_end - data) : size;
  g_autofree char *content_type = g_utf8_make_valid ((const char *) data, (gssize) length);
  g_autoptr (GBytes) body =
    line_end != NULL ? g_bytes_new (line_end + 1, size - length - 1) : g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = ua_multipart_split (content_type, body, UA_MULTIPART_MAX_PARTS, &error);
  g_autoptr (UaResourceList) list = ua_resource_list_parse (content_type, body, NULL);

  g_assert_true ((parts == NULL) == (error != NULL));
  if (parts != NULL)
    assert_sound (parts, body);
  return 0;
}
