/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The pipeline carries two level elements and a spectrum; these read what they say on the bus. */
#define MEDIA_METER_RATE 48000u
/* Two less than twice as many are a power of two: any other number costs three times as much. */
#define MEDIA_METER_BANDS 1025u

/* dBFS, −100 at least. */
double media_meter_read_level     (const GstStructure *message);
/* Hz of the loudest band, between bands by the shape of the peak; 0 when all is quiet. */
double media_meter_read_frequency (const GstStructure *message);

G_END_DECLS
