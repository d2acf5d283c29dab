/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Anything may be plugged in: whatever it says of itself keeps the limits, and so do all its reports. */

#include "headset-layout.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static const gboolean lit[HEADSET_N_PARTS] = {
    [HEADSET_PART_LIGHT_OFF_HOOK] = TRUE, [HEADSET_PART_LIGHT_RING] = TRUE, [HEADSET_PART_LIGHT_HOLD] = TRUE
  };
  g_autoptr (GError) error = NULL;
  HeadsetLayout layout;
  gboolean parsed = headset_layout_parse (&layout, data, size, &error);

  g_assert_true (parsed == (error == NULL));
  /* What it describes is read from its own octets: as good a report as any. */
  for (HeadsetPart part = 0; parsed && part < HEADSET_N_PARTS; part++)
    {
      g_autoptr (GBytes) report = headset_layout_write (&layout, part, lit);
      gboolean on;

      g_assert_true (report == NULL || g_bytes_get_size (report) <= HEADSET_REPORT_MAX);
      headset_layout_read (&layout, part, data, size, &on);
      headset_layout_read (&layout, part, data, size / 2, &on);
    }
  return 0;
}
