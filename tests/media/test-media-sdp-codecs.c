/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whose order of codecs holds, and how much sound goes into a packet. */

#include "media-error.h"
#include "media-sdp-codecs.h"

static MediaSdp *
make_sdp (const char *names)
{
  g_auto (GStrv) words = g_strsplit (names, " ", -1);
  MediaSdp *sdp = media_sdp_new ();
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  for (guint i = 0; words[i] != NULL; i++)
    {
      for (guint n = 0; n < n_codecs; n++)
        {
          MediaFormat format = { .payload = codecs[n].payload, .codec = &codecs[n] };

          if (g_str_equal (codecs[n].name, words[i]) && !codecs[n].is_only_taken)
            g_array_append_val (sdp->formats, format);
        }
    }

  return sdp;
}

static const struct
{
  const char *theirs;
  const char *wanted;
  gboolean    is_answer;
  const char *chosen; /* NULL: none */
  guint       left;   /* of the formats */
} rows[] = {
  { "PCMU opus", NULL, FALSE, "opus", 2 },
  { "PCMU PCMA", NULL, FALSE, "PCMU", 2 },
  { "PCMU opus", NULL, TRUE, "PCMU", 2 },
  { "PCMU PCMA opus", "PCMA opus", FALSE, "PCMA", 2 },
  { "opus PCMU PCMA CN", "PCMA pcmu", FALSE, "PCMA", 3 },
  { "CN opus PCMU PCMA", "PCMA PCMU", TRUE, "PCMU", 3 },
  { "opus G722", "PCMA", FALSE, NULL, 0 },
  { "opus CN", "PCMA", TRUE, NULL, 0 },
  { "PCMU opus", "speex", FALSE, "opus", 2 },
};

/* RFC 3264 6.1, and that what a person has put into an order is kept to. */
static void
test_prefer (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MediaSdp) sdp = make_sdp (rows[i].theirs);
      g_auto (GStrv) names = rows[i].wanted != NULL ? g_strsplit (rows[i].wanted, " ", -1) : NULL;
      g_autoptr (GError) error = NULL;
      gboolean agreed = media_sdp_prefer (sdp, (const char *const *) names, rows[i].is_answer, &error);

      g_test_message ("%s: %s", rows[i].theirs, rows[i].wanted != NULL ? rows[i].wanted : "");
      if (rows[i].chosen == NULL)
        {
          g_assert_false (agreed);
          g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (agreed);
      g_assert_cmpstr (media_sdp_choose_format (sdp)->codec->name, ==, rows[i].chosen);
      g_assert_cmpuint (sdp->formats->len, ==, rows[i].left);
    }
}

/* RFC 3389 4: noise of 8 kHz beside sound of 8 kHz alone. */
static void
test_noise (void)
{
  g_autoptr (MediaSdp) ours = media_sdp_new ();
  g_autoptr (MediaSdp) narrow = make_sdp ("PCMU CN");
  g_autoptr (MediaSdp) wide = make_sdp ("opus CN");

  media_sdp_agree (ours, narrow);
  g_assert_cmpuint (ours->formats->len, ==, 2);
  media_sdp_agree (ours, wide);
  g_assert_cmpuint (ours->formats->len, ==, 1);
}

static void
test_ptime (void)
{
  const struct { guint ptime, max_ptime, chosen; } lengths[] = {
    { 0, 0, 20 }, { 20, 0, 20 }, { 30, 0, 20 }, { 40, 0, 40 }, { 60, 0, 60 }, { 120, 0, 60 },
    { 10, 0, 10 }, { 5, 0, 10 }, { 0, 10, 10 }, { 60, 40, 40 }, { 0, 200, 20 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (MediaSdp) sdp = media_sdp_new ();

      sdp->ptime = lengths[i].ptime;
      sdp->max_ptime = lengths[i].max_ptime;
      g_assert_cmpuint (media_sdp_choose_ptime (sdp), ==, lengths[i].chosen);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-sdp-codecs/prefer", test_prefer);
  g_test_add_func ("/media-sdp-codecs/noise", test_noise);
  g_test_add_func ("/media-sdp-codecs/ptime", test_ptime);

  return g_test_run ();
}
