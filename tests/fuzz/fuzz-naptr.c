/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An answer of DNS: what is taken from it is bounded, in order, and can stand in a question to DNS. */

#include "transport-host.h"
#include "transport-naptr.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = transport_naptr_parse (data, size, &error);
  gboolean plain = FALSE;

  g_assert_true ((records == NULL) == (error != NULL));
  if (records == NULL)
    return 0;

  g_assert_cmpuint (records->len, <=, TRANSPORT_NAPTR_MAX_RECORDS);
  for (guint i = 0; i < records->len; i++)
    {
      TransportNaptr *record = g_ptr_array_index (records, i);

      g_assert_true (transport_host_is_name (record->name));
      g_assert_cmpuint (record->order, <=, G_MAXUINT16);
      g_assert_cmpuint (record->preference, <=, G_MAXUINT16);
      g_assert_false (plain && transport_way_is_secure (record->way));
      plain = !transport_way_is_secure (record->way);
    }

  return 0;
}
