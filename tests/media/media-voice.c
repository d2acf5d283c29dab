/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Syllables of a fifth of a second, each of other vowels and of another pitch: what a decoder makes up for a packet it
 * misses is then seldom what was said, while what is corrected is. */

#include "media-voice.h"

#include "media-pipeline-private.h"
#include "media-session-private.h"

#include <math.h>

#define RATE 48000
#define COARSE 6 /* compared at 8 kHz */
#define COARSE_RATE (RATE / COARSE)
#define BLOCK (COARSE_RATE / 50)
/* How far the far end may be behind, and how much that may change: 800 ms, 60 ms, and more when the machine stood still
 * and neither side could help it. */
#define MOST_LAG (COARSE_RATE * 4 / 5)
#define DRIFT (COARSE_RATE * 60 / 1000)
#define LEAP (COARSE_RATE / 2)
#define LOST_AFTER 3
#define SYLLABLE (RATE / 5)
#define PHONE (SYLLABLE / 2)

struct _MediaVoice
{
  GMutex  mutex;
  GArray *said;  /* of gint16, at COARSE_RATE, like the next */
  GArray *heard;
  guint   n_said;
  double  phase;
  gint64  said_sum;
  gint64  heard_sum;
  guint   n_heard;
  GstClockTime expected;
  GstPad *mouth;
  gulong  mouth_probe;
  GstPad *ear;
  gulong  ear_probe;
};

static void
append (GArray *coarse,
        gint64 *sum,
        guint   n,
        gint16  sample)
{
  *sum += sample;
  if (n % COARSE == COARSE - 1)
    {
      gint16 mean = (gint16) (*sum / COARSE);

      g_array_append_val (coarse, mean);
      *sum = 0;
    }
}

/* A number between 0 and 1 that looks like chance and is always the same. */
static double
choose (guint which)
{
  return ((which * 2654435761u) >> 8 & 0xffff) / 65536.0;
}

/* Two formants of a vowel, as weights of the harmonics. */
static double
weigh (double hz,
       guint  phone)
{
  double first = 300 + 500 * choose (phone * 2 + 1000), second = 900 + 1300 * choose (phone * 2 + 1001);

  return exp (-pow ((hz - first) / 150, 2)) + 0.6 * exp (-pow ((hz - second) / 250, 2)) + 0.02;
}

static gint16
utter (MediaVoice *voice)
{
  guint n = voice->n_said, syllable = n / SYLLABLE;
  double within = (double) (n % SYLLABLE) / SYLLABLE;
  double hz = (100 + 120 * choose (syllable)) * (1 + 0.15 * within);
  double loudness = within < 0.85 ? pow (sin (G_PI * within / 0.85), 0.5) : 0;
  double sum = 0;

  voice->phase += 2 * G_PI * hz / RATE;
  for (guint harmonic = 1; harmonic * hz < 2600 && loudness > 0; harmonic++)
    sum += weigh (harmonic * hz, n / PHONE) * sin (harmonic * voice->phase);

  return (gint16) CLAMP (4000 * loudness * sum, -30000, 30000);
}

static GstPadProbeReturn
mouth_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  MediaVoice *voice = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&voice->mutex);
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READWRITE);
  for (gsize i = 0; i < map.size / sizeof (gint16); i++)
    {
      gint16 sample = utter (voice);

      ((gint16 *) map.data)[i] = sample;
      append (voice->said, &voice->said_sum, voice->n_said, sample);
      voice->n_said++;
    }
  gst_buffer_unmap (buffer, &map);
  GST_PAD_PROBE_INFO_DATA (info) = buffer;

  return GST_PAD_PROBE_OK;
}

static void
hear (MediaVoice *voice,
      gint16      sample)
{
  append (voice->heard, &voice->heard_sum, voice->n_heard, sample);
  voice->n_heard++;
}

/* A hole in the time stamps is silence. */
static GstPadProbeReturn
ear_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  MediaVoice *voice = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&voice->mutex);
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  GstClockTime begin = GST_BUFFER_PTS (buffer);
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READ);
  for (; GST_CLOCK_TIME_IS_VALID (voice->expected) && begin > voice->expected + 2 * GST_MSECOND;
       voice->expected += GST_SECOND / RATE)
    hear (voice, 0);
  for (gsize i = 0; i < map.size / sizeof (gint16); i++)
    hear (voice, ((const gint16 *) map.data)[i]);
  voice->expected = begin + gst_util_uint64_scale (map.size / sizeof (gint16), GST_SECOND, RATE);
  gst_buffer_unmap (buffer, &map);

  return GST_PAD_PROBE_OK;
}

static GstPad *
dup_pad (MediaSession *session,
         const char   *name)
{
  g_autoptr (GstElement) element = gst_bin_get_by_name (GST_BIN (session->pipeline->pipeline), name);

  return gst_element_get_static_pad (element, "src");
}

static void
voice_clear (gpointer data)
{
  MediaVoice *voice = data;

  g_mutex_clear (&voice->mutex);
  gst_object_unref (voice->mouth);
  gst_object_unref (voice->ear);
  g_array_unref (voice->said);
  g_array_unref (voice->heard);
}

static void
voice_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, voice_clear);
}

MediaVoice *
voice_new (MediaSession *from,
           MediaSession *to)
{
  MediaVoice *voice = g_atomic_rc_box_new0 (MediaVoice);

  g_mutex_init (&voice->mutex);
  voice->said = g_array_new (FALSE, FALSE, sizeof (gint16));
  voice->heard = g_array_new (FALSE, FALSE, sizeof (gint16));
  voice->expected = GST_CLOCK_TIME_NONE;
  voice->mouth = dup_pad (from, "mute");
  voice->ear = dup_pad (to, "hearing");
  voice->ear_probe = gst_pad_add_probe (voice->ear, GST_PAD_PROBE_TYPE_BUFFER, ear_cb, g_atomic_rc_box_acquire (voice),
                                        voice_unref);
  voice->mouth_probe = gst_pad_add_probe (voice->mouth, GST_PAD_PROBE_TYPE_BUFFER, mouth_cb, g_atomic_rc_box_acquire (voice),
                                          voice_unref);

  return voice;
}

double
voice_get_seconds (MediaVoice *voice)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&voice->mutex);

  return (double) voice->heard->len / COARSE_RATE;
}

static double
measure (const gint16 *samples)
{
  double power = 0;

  for (guint i = 0; i < BLOCK; i++)
    power += (double) samples[i] * samples[i];

  return sqrt (power / BLOCK);
}

static double
correlate (const gint16 *a,
           const gint16 *b)
{
  double both = 0;

  for (guint i = 0; i < BLOCK; i++)
    both += (double) a[i] * b[i];

  return both / BLOCK / (measure (a) * measure (b) + 1);
}

/* The best likeness of a block of what was said around @lag; moves @lag there if it is good. */
static double
look_around (MediaVoice *voice,
             guint       at,
             int         reach,
             int        *lag)
{
  const gint16 *said = (const gint16 *) voice->said->data, *heard = (const gint16 *) voice->heard->data;
  int centre = *lag;
  double best = 0;

  for (int now = centre - reach; now <= centre + reach; now++)
    {
      double alike;

      if ((int) at + now < 0 || at + now + BLOCK > voice->heard->len)
        continue;
      alike = correlate (said + at, heard + at + now);
      if (alike <= best)
        continue;
      best = alike;
      if (alike > (reach > DRIFT ? 0.95 : 0.9))
        *lag = now;
    }

  return best;
}

/* The lag at which most blocks of the first seconds are alike. */
static int
find_lag (MediaVoice *voice)
{
  int best = 0;
  double most = 0;

  for (int lag = -MOST_LAG; lag < MOST_LAG; lag += 2)
    {
      double sum = 0;

      for (guint at = COARSE_RATE; at < COARSE_RATE * 5 / 2; at += BLOCK * 3)
        {
          if ((int) at + lag >= 0 && at + lag + BLOCK <= voice->heard->len)
            sum += correlate ((const gint16 *) voice->said->data + at,
                              (const gint16 *) voice->heard->data + at + lag);
        }
      if (sum > most)
        {
          most = sum;
          best = lag;
        }
    }

  return best;
}

/* Of a copy, so that sound flows on meanwhile. */
MediaHeard
voice_compare (MediaVoice *live)
{
  g_autoptr (GArray) said_so_far = NULL;
  g_autoptr (GArray) heard_so_far = NULL;
  MediaVoice copy = { 0 }, *voice = &copy;
  MediaHeard result = { 0 };
  double n_blocks = 0;
  guint n_strange = 0;
  int lag;

  g_mutex_lock (&live->mutex);
  copy.said = said_so_far = g_array_copy (live->said);
  copy.heard = heard_so_far = g_array_copy (live->heard);
  g_mutex_unlock (&live->mutex);
  lag = find_lag (voice);

  for (guint at = COARSE_RATE; at + BLOCK + MAX (lag, 0) + LEAP < MIN (voice->said->len, voice->heard->len); at += BLOCK)
    {
      double said = measure ((const gint16 *) voice->said->data + at);
      double heard = measure ((const gint16 *) voice->heard->data + at + lag);

      if (said < 300)
        continue;
      n_blocks++;
      n_strange = look_around (voice, at, n_strange == LOST_AFTER ? LEAP : DRIFT, &lag) > 0.8 ? 0 : n_strange + 1;
      /* −14 dB */
      if (n_strange == 0)
        result.right++;
      else if (heard > said * 0.2)
        result.made_up++;
      else
        result.missing++;
    }
  g_assert_cmpfloat (n_blocks, >, 50);
  result.right /= n_blocks;
  result.made_up /= n_blocks;
  result.missing /= n_blocks;

  return result;
}

void
voice_free (MediaVoice *voice)
{
  gst_pad_remove_probe (voice->mouth, voice->mouth_probe);
  gst_pad_remove_probe (voice->ear, voice->ear_probe);
  voice_unref (voice);
}
