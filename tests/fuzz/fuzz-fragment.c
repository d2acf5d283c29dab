/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a stranger sends after a description: whatever is accepted keeps the limits, and each candidate of it can be
 * written and read again. */

#include "media-fragment.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaFragment) fragment = media_fragment_parse (text, "1", &error);

  g_assert_true ((fragment == NULL) == (error != NULL));
  if (fragment == NULL)
    return 0;
  g_assert_nonnull (fragment->ufrag);
  g_assert_nonnull (fragment->pwd);
  g_assert_cmpuint (fragment->candidates->len, <=, MEDIA_SDP_MAX_CANDIDATES);
  for (guint i = 0; i < fragment->candidates->len; i++)
    {
      g_autofree char *value = media_candidate_write (g_ptr_array_index (fragment->candidates, i));
      g_autoptr (MediaCandidate) again = media_candidate_parse (value);

      g_assert_nonnull (again);
    }

  return 0;
}
