/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What strangers may write behind a payload type, and what is left of it. */

#include "media-parameters.h"

static const struct
{
  const char     *text;
  MediaParameters read;
} rows[] = {
  { NULL, { 0 } },
  { "", { 0 } },
  { "minptime=10;useinbandfec=1", { .fec = TRUE } },
  { "minptime=10; useinbandfec=1; maxaveragebitrate=20000", { .fec = TRUE, .bitrate = 20000 } },
  { " UseInbandFEC = 1 ;cbr=1", { .fec = TRUE, .cbr = TRUE } },
  { "useinbandfec=0;useinbandfec", { 0 } },
  { "useinbandfec=2", { 0 } },
  { "stereo=1;sprop-stereo=1;usedtx=1", { 0 } },
  { "maxplaybackrate=16000", { .playback_hz = 16000 } },
  { "maxplaybackrate=96000;maxaveragebitrate=9999999", { .playback_hz = 48000, .bitrate = 510000 } },
  { "maxaveragebitrate=5999;maxplaybackrate=-1", { 0 } },
  { "maxaveragebitrate=99999999999999999999", { 0 } },
  { ";;=;=1;a=b=c;maxaveragebitrate=", { 0 } },
};

/* RFC 7587 6.1 */
static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MediaParameters read = { .bitrate = 1 };

      media_parameters_read (&read, rows[i].text);
      g_test_message ("'%s'", rows[i].text != NULL ? rows[i].text : "");
      g_assert_cmpmem (&read, sizeof read, &rows[i].read, sizeof rows[i].read);
    }
}

static void
test_ms (void)
{
  g_assert_cmpuint (media_parameters_read_ms (NULL), ==, 0);
  g_assert_cmpuint (media_parameters_read_ms ("20"), ==, 20);
  g_assert_cmpuint (media_parameters_read_ms ("2.5"), ==, 2);
  g_assert_cmpuint (media_parameters_read_ms ("-20"), ==, 0);
  g_assert_cmpuint (media_parameters_read_ms ("201"), ==, 0);
  g_assert_cmpuint (media_parameters_read_ms ("nan"), ==, 0);
  g_assert_cmpuint (media_parameters_read_ms ("many"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-parameters/read", test_read);
  g_test_add_func ("/media-parameters/ms", test_ms);

  return g_test_run ();
}
