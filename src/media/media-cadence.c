/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person knows the sound of "busy" since childhood, and it is another one in every country. The numbers are those of the
 * list "Various tones used in national networks" that the ITU publishes beside its recommendation E.180; where a country
 * names none, E.180 itself gives one. */

#include "media-cadence.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define EDGE_MS 8u /* a note that begins or ends at once clicks */
#define MAX_NOTES 16u
#define MAX_NOTE_MS 20000u
#define MAX_HERTZ 4000.0
#define DEPTH 0.9 /* of a swelling note */
#define RISING "950/330,1400/330,1800/330,0/1000"

typedef struct
{
  double hertz; /* 0: silence */
  double other; /* 0: none */
  char   sign;  /* '+' or '*' */
  guint  ms;
} Note;

static const MediaCadence cadences[] = {
  { "", "425/1000,0/4000", "425/500,0/500", "425/250,0/250", "425/200,0/600,425/200,0/9000", RISING },
  { "AT", "420/1000,0/5000", "420/400,0/400", "420/200,0/200", "420/40,0/1960", "950/330,1450/330,1850/330,0/1000" },
  { "AU", "413+438/400,0/200,413+438/400,0/2000", "425/375,0/375", "425/375,0/375", "425/200,0/200,425/200,0/4400",
    "425/2500,0/500" },
  { "BE", "425/1000,0/3000", "425/500,0/500", "425/167,0/167", "1400/175,0/175,1400/175,0/3500",
    "900/330,1400/330,1800/330,0/1000" },
  { "BG", "425/1000,0/4000", "425/500,0/500", "425/250,0/250", "425/150,0/150,425/150,0/4000", RISING },
  { "BR", "425/1000,0/4000", "425/250,0/250", "425/250,0/250,425/750,0/250", "425/50,0/1000", RISING },
  { "CA", "440+480/2000,0/4000", "480+620/500,0/500", "480+620/250,0/250", "440/300,0/10000", RISING },
  { "CH", "425/1000,0/4000", "425/500,0/500", "425/200,0/200", "425/200,0/200,425/200,0/4000", RISING },
  { "CL", "400/1000,0/3000", "400/500,0/500", "400/200,0/200", "400/250,0/8750", "950/333,1400/333,1800/333,0/1000" },
  { "CN", "450/1000,0/4000", "450/350,0/350", "450/700,0/700", "450/400,0/4000",
    "450/100,0/100,450/100,0/100,450/100,0/100,450/400,0/400" },
  { "CZ", "425/1000,0/4000", "425/330,0/330", "425/165,0/165", "425/330,0/9000",
    "950/330,0/30,1400/330,0/30,1800/330,0/1000" },
  { "DE", "425/1000,0/4000", "425/480,0/480", "425/240,0/240", "425/200,0/200,425/200,0/5000", RISING },
  { "DK", "425/1000,0/4000", "425/500,0/500", "425/200,0/200", "425/200,0/600,425/200,0/3000", RISING },
  { "EE", "425/1000,0/4000", "425/300,0/300", "425/200,0/200", "425/200,0/600,425/200,0/9000", RISING },
  { "ES", "425/1500,0/3000", "425/200,0/200", "425/200,0/200,425/200,0/200,425/200,0/600",
    "425/175,0/175,425/175,0/3500", RISING },
  { "FI", "425/1000,0/4000", "425/300,0/300", "425/200,0/200", "425/150,0/150,425/150,0/8000", RISING },
  { "FR", "440/1500,0/3500", "440/500,0/500", "440/250,0/250", "440/300,0/10000", RISING },
  { "GB", "400+450/400,0/200,400+450/400,0/2000", "400/375,0/375", "400/400,0/350,400/225,0/525", "400/100,0/4000",
    "950/330,0/15,1400/330,0/15,1800/330,0/1000" },
  { "GR", "425/1000,0/4000", "425/300,0/300", "425/200,0/200", "425/150,0/150,425/150,0/8000", RISING },
  { "HU", "425/1250,0/3750", "425/300,0/300", "425/300,0/300", "425/40,0/1960", RISING },
  { "IE", "400+450/400,0/200,400+450/400,0/2000", "425/500,0/500", "425/250,0/250", "425/180,0/200,425/200,0/4500",
    RISING },
  { "IL", "414/1000,0/3000", "414/500,0/500", "414/250,0/250", "414/100,0/100,414/100,0/100,414/600,0/3000",
    "1000/330,1400/330,1800/330,0/1000" },
  { "IN", "400*25/400,0/200,400*25/400,0/2000", "400/750,0/750", "400/250,0/250", "400/200,0/100,400/200,0/7500", RISING },
  { "IT", "425/1000,0/4000", "425/500,0/500", "425/200,0/200", "425/400,0/100,425/250,0/100,425/150,0/14000", RISING },
  { "JP", "400*16/1000,0/2000", "400/500,0/500", "400/500,0/500", "400*16/500,0/8000", RISING },
  { "KR", "440+480/1000,0/2000", "480+620/500,0/500", "480+620/300,0/200", "350+440/250,0/250,350+440/250,0/3250", RISING },
  { "LT", "425/1000,0/4000", "425/350,0/350", "425/200,0/200", "425/150,0/150,425/150,0/4000", RISING },
  { "MX", "425/1000,0/4000", "425/250,0/250", "425/250,0/250", "425/200,0/600,425/200,0/10000",
    "950/330,0/30,1400/330,0/30,1800/330,0/1000" },
  { "NL", "425/1000,0/4000", "425/500,0/500", "425/250,0/250", "425/500,0/9500", RISING },
  { "NO", "425/1000,0/4000", "425/500,0/500", "425/200,0/200", "425/200,0/600,425/200,0/10000", RISING },
  { "NZ", "400+450/400,0/200,400+450/400,0/2000", "400/500,0/500", "400/250,0/250", "400/200,0/3000",
    "400/750,0/100,400/750,0/100,400/750,0/100,400/750,0/400" },
  { "PL", "425/1000,0/4000", "425/500,0/500", "425/500,0/500", "425/150,0/150,425/150,0/4000", RISING },
  { "PT", "425/1000,0/5000", "425/500,0/500", "425/200,0/200", "440/300,0/10000", RISING },
  { "RO", "425/1850,0/4150", "425/500,0/500", "425/200,0/200", "425/250,0/2250", RISING },
  { "RU", "425/1000,0/4000", "425/350,0/350", "425/175,0/175", "425/200,0/5000", RISING },
  { "SE", "425/1000,0/5000", "425/250,0/250", "425/250,0/750", "425/200,0/500,425/200,0/9100",
    "950/332,0/24,1400/332,0/24,1800/332,0/2024" },
  { "SG", "425*24/400,0/200,425*24/400,0/2000", "425/750,0/750", "425/250,0/250", "425*24/300,0/200,425*24/300,0/3200",
    RISING },
  { "TR", "450/2000,0/4000", "450/500,0/500", "450/200,0/200,450/200,0/200,450/200,0/200,450/600,0/200",
    "450/200,0/600,450/200,0/8000", RISING },
  { "US", "440+480/2000,0/4000", "480+620/500,0/500", "480+620/250,0/250", "440/300,0/10000", RISING },
  { "ZA", "400*33/400,0/200,400*33/400,0/2000", "400/500,0/500", "400/250,0/250", "400*33/400,0/4000", RISING },
};

/**
 * media_cadence_list:
 * @n_cadences: (out): how many there are
 *
 * Lists every country that is known; the first row is of none.
 *
 * Returns: (transfer none) (array length=n_cadences): a table
 */
const MediaCadence *
media_cadence_list (guint *n_cadences)
{
  g_return_val_if_fail (n_cadences != NULL, NULL);

  *n_cadences = G_N_ELEMENTS (cadences);

  return cadences;
}

/**
 * media_cadence_read_territory:
 * @locale: (nullable): as setlocale() names it
 *
 * Reads the country out of the name of a locale.
 *
 * Returns: (transfer full) (nullable): two letters; NULL: it names no country
 */
char *
media_cadence_read_territory (const char *locale)
{
  const char *line = locale != NULL ? strchr (locale, '_') : NULL;

  if (line == NULL || !g_ascii_isalpha (line[1]) || !g_ascii_isalpha (line[2]) || g_ascii_isalnum (line[3]))
    return NULL;

  return g_ascii_strup (line + 1, 2);
}

/* How a telephone is spoken of where the person lives need not be the language they read. */
static char *
read_own_territory (void)
{
#ifdef LC_TELEPHONE
  g_autofree char *territory = media_cadence_read_territory (setlocale (LC_TELEPHONE, NULL));

  if (territory != NULL)
    return g_steal_pointer (&territory);
#endif
  return media_cadence_read_territory (setlocale (LC_MESSAGES, NULL));
}

/**
 * media_cadence_find:
 * @territory: (nullable): two letters; NULL or "": the country of the locale
 *
 * Finds the tones of a country.
 *
 * Returns: (transfer none): its row, or that of no country in particular
 */
const MediaCadence *
media_cadence_find (const char *territory)
{
  g_autofree char *own = territory == NULL || *territory == '\0' ? read_own_territory () : NULL;
  const char *wanted = own != NULL ? own : territory;

  for (guint i = 0; wanted != NULL && i < G_N_ELEMENTS (cadences); i++)
    {
      if (g_ascii_strcasecmp (cadences[i].territory, wanted) == 0)
        return &cadences[i];
    }

  return &cadences[0];
}

/* "440+480/2000" */
static gboolean
read_note (const char *text,
           Note       *note)
{
  char *end = NULL;
  guint64 ms;

  *note = (Note) { g_ascii_strtod (text, &end), 0, '+', 0 };
  if (end == text || !(note->hertz >= 0 && note->hertz <= MAX_HERTZ)) /* nor not a number */
    return FALSE;
  if (*end == '+' || *end == '*')
    {
      note->sign = *end;
      text = end + 1;
      note->other = g_ascii_strtod (text, &end);
      if (end == text || !(note->other > 0 && note->other <= MAX_HERTZ))
        return FALSE;
    }
  if (*end != '/' || !g_ascii_string_to_unsigned (end + 1, 10, 1, MAX_NOTE_MS, &ms, NULL))
    return FALSE;
  note->ms = (guint) ms;

  return TRUE;
}

static double
sound (const Note *note,
       guint       sample)
{
  double angle = 2 * G_PI * sample / MEDIA_CADENCE_RATE;
  double first = sin (angle * note->hertz);

  if (note->other <= 0)
    return first;
  if (note->sign == '*')
    return first * (1 + DEPTH * sin (angle * note->other)) / (1 + DEPTH);

  return (first + sin (angle * note->other)) / 2;
}

static void
render_note (const Note *note,
             double      peak,
             GArray     *samples)
{
  guint length = note->ms * (MEDIA_CADENCE_RATE / 1000);
  guint edge = EDGE_MS * (MEDIA_CADENCE_RATE / 1000);

  for (guint i = 0; i < length; i++)
    {
      double fade = MIN (1.0, (double) MIN (i, length - i) / edge);
      gint16 sample = (gint16) (peak * fade * sound (note, i));

      g_array_append_val (samples, sample);
    }
}

/**
 * media_cadence_render:
 * @cadence: as in [struct@MediaCadence]
 * @peak: the largest sample
 *
 * Computes one round of a tone, its pause included.
 *
 * Returns: (transfer full) (nullable): mono samples of 16 bits in the machine's order at 48 kHz; NULL: it is no cadence
 */
GBytes *
media_cadence_render (const char *cadence,
                      double      peak)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint16));

  g_return_val_if_fail (cadence != NULL, NULL);

  parts = g_strsplit (cadence, ",", MAX_NOTES + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      Note note;

      if (i == MAX_NOTES || !read_note (parts[i], &note))
        return NULL;
      render_note (&note, peak, samples);
    }

  return samples->len > 0 ? g_bytes_new (samples->data, samples->len * sizeof (gint16)) : NULL;
}
