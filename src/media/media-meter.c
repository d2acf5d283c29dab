/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers out of what GStreamer's level and spectrum say ten times a second. */

#include "media-meter.h"

#define FLOOR_DB (-100.0)
/* Below this a band is noise of the codec, not a tone. */
#define QUIET_DB (-70.0f)

/**
 * media_meter_read_level:
 * @message: what an element `level` posted
 *
 * Reads the mean power.
 *
 * Returns: dBFS (RMS), not below −100
 */
double
media_meter_read_level (const GstStructure *message)
{
  const GValue *value;
  const GValueArray *channels;

  g_return_val_if_fail (message != NULL, FLOOR_DB);

  value = gst_structure_get_value (message, "rms");
  g_return_val_if_fail (value != NULL, FLOOR_DB);
  channels = g_value_get_boxed (value);
  g_return_val_if_fail (channels != NULL && channels->n_values > 0, FLOOR_DB);

  return MAX (g_value_get_double (&channels->values[0]), FLOOR_DB);
}

static float
get_band (const GValue *magnitudes,
          guint         index)
{
  return g_value_get_float (gst_value_list_get_value (magnitudes, index));
}

/* A pure tone between two bands shows in both; a parabola through the peak and its neighbours finds it. */
static double
interpolate (const GValue *magnitudes,
             guint         peak)
{
  float left = get_band (magnitudes, peak - 1);
  float centre = get_band (magnitudes, peak);
  float right = get_band (magnitudes, peak + 1);
  float curvature = left - 2 * centre + right;

  if (curvature > -0.01f)
    return peak;

  return peak + 0.5 * (left - right) / curvature;
}

/**
 * media_meter_read_frequency:
 * @message: what an element `spectrum` with %MEDIA_METER_BANDS bands posted
 *
 * Finds the loudest tone.
 *
 * Returns: Hz, or 0 when all is quiet
 */
double
media_meter_read_frequency (const GstStructure *message)
{
  const GValue *magnitudes;
  guint n_bands, peak = 1;

  g_return_val_if_fail (message != NULL, 0);

  magnitudes = gst_structure_get_value (message, "magnitude");
  g_return_val_if_fail (magnitudes != NULL, 0);
  n_bands = gst_value_list_get_size (magnitudes);
  g_return_val_if_fail (n_bands == MEDIA_METER_BANDS, 0);

  for (guint i = 2; i + 1 < n_bands; i++)
    {
      if (get_band (magnitudes, i) > get_band (magnitudes, peak))
        peak = i;
    }
  if (get_band (magnitudes, peak) < QUIET_DB)
    return 0;

  return interpolate (magnitudes, peak) * MEDIA_METER_RATE / (2 * MEDIA_METER_BANDS - 2);
}
