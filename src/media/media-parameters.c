/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The wishes in a=fmtp and a=ptime as numbers within their bounds, so that nothing else has to look at text from
 * strangers again. A wish we cannot read is no reason to refuse a call: it is passed over. */

#include "media-parameters.h"

/* RFC 7587 6.1. */
#define MIN_BITRATE 6000
#define MAX_BITRATE 510000
#define MIN_HZ 8000
#define MAX_HZ 48000
/* Longer packets than this nobody makes (RFC 7587 4.2: 120 ms), and a=ptime says 200 at most in practice. */
#define MAX_MS 200

static guint
read_number (const char *text,
             guint       least,
             guint       most)
{
  guint64 number;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL) && number >= least
           ? MIN ((guint) number, most) : 0;
}

static void
read_one (MediaParameters *self,
          const char      *name,
          const char      *value)
{
  if (g_ascii_strcasecmp (name, "useinbandfec") == 0)
    self->fec = g_str_equal (value, "1");
  else if (g_ascii_strcasecmp (name, "cbr") == 0)
    self->cbr = g_str_equal (value, "1");
  else if (g_ascii_strcasecmp (name, "maxaveragebitrate") == 0)
    self->bitrate = read_number (value, MIN_BITRATE, MAX_BITRATE);
  else if (g_ascii_strcasecmp (name, "maxplaybackrate") == 0)
    self->playback_hz = read_number (value, MIN_HZ, MAX_HZ);
}

/**
 * media_parameters_read:
 * @self: (out): where to
 * @text: (nullable): "useinbandfec=1; maxaveragebitrate=20000", or NULL
 *
 * Reads the parameters of Opus (RFC 7587 §6.1). Of one that stands there twice the last holds; what is unknown,
 * malformed or out of its bounds is passed over.
 */
void
media_parameters_read (MediaParameters *self,
                       const char      *text)
{
  g_auto (GStrv) parts = NULL;

  g_return_if_fail (self != NULL);

  *self = (MediaParameters) { 0 };
  parts = g_strsplit (text != NULL ? text : "", ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      read_one (self, g_strstrip (parts[i]), g_strstrip (equals + 1));
    }
}

/**
 * media_parameters_read_ms:
 * @text: (nullable): the value of a=ptime or a=maxptime (RFC 8866 §6.4)
 *
 * Reads how long a packet is to be.
 *
 * Returns: ms, 1 to 200; 0: not said, or nonsense
 */
guint
media_parameters_read_ms (const char *text)
{
  double ms = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return ms >= 1 && ms <= MAX_MS ? (guint) ms : 0;
}
