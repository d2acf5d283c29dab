/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes every library do the same work on the same messages:
 *
 *   sip-readers time FILE…                        seconds of each, as "reader work file seconds"
 *   sip-readers repeat READER WORK COUNT FILE…    one work, COUNT times a file, for those who count instructions
 */

#include "sip-reader.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define TURNS 25 /* of measuring each; the best counts, for a disturbance only ever makes it slower */
#define GOES  200

typedef struct
{
  char  *name;
  char  *octets;
  gsize  length;
} Letter;

static const SipReader *const readers[] = {
  &sip_reader_scan, &sip_reader_earshot, &sip_reader_sofia, &sip_reader_osip, &sip_reader_re,
};
static const char *const works[] = { "index", "full", "write" };

static volatile gsize sink;

static gboolean
can (const SipReader *reader,
     const char      *work)
{
  if (g_str_equal (work, "index"))
    return reader->index != NULL;
  return g_str_equal (work, "full") ? reader->full != NULL : reader->write != NULL;
}

static void
go (const SipReader *reader,
    const char      *work,
    const Letter    *letter,
    guint            count)
{
  for (guint i = 0; i < count; i++)
    {
      gsize read = *work == 'w'   ? reader->write ()
                   : *work == 'i' ? reader->index (letter->octets, letter->length)
                                  : reader->full (letter->octets, letter->length);

      if (read == 0)
        g_error ("%s refuses %s", reader->name, letter->name);
      sink = read;
    }
}

/* Processor time: what else runs on the machine does not count. */
static double
busy_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
measure (const SipReader *reader,
         const char      *work,
         const Letter    *letter)
{
  double best_s = G_MAXDOUBLE;

  for (guint i = 0; i < TURNS; i++)
    {
      double start_s = busy_s ();

      go (reader, work, letter, GOES);
      best_s = MIN (best_s, (busy_s () - start_s) / GOES);
    }
  printf ("%s\t%s\t%s\t%.1f\n", reader->name, work, letter->name, best_s * 1e9);
}

static void
measure_all (GArray *letters)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers) * G_N_ELEMENTS (works); i++)
    {
      const SipReader *reader = readers[i / G_N_ELEMENTS (works)];
      const char *work = works[i % G_N_ELEMENTS (works)];
      guint most = *work == 'w' ? 1 : letters->len;

      for (guint j = 0; can (reader, work) && j < most; j++)
        measure (reader, work, &g_array_index (letters, Letter, j));
    }
}

static int
repeat (char   **words,
        GArray  *letters)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i]->name, words[0]) && can (readers[i], words[1]))
      {
        for (guint j = 0; j < letters->len; j++)
          go (readers[i], words[1], &g_array_index (letters, Letter, j), (guint) g_ascii_strtoull (words[2], NULL, 10));
        return 0;
      }
  fprintf (stderr, "%s does not know %s\n", words[0], words[1]);
  return 2;
}

static void
letter_clear (gpointer data)
{
  Letter *letter = data;

  g_free (letter->name);
  g_free (letter->octets);
}

static GArray *
open_letters (char **paths)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  g_array_set_clear_func (letters, letter_clear);
  for (; *paths != NULL; paths++)
    {
      g_autoptr (GError) error = NULL;
      Letter letter = { 0 };

      if (!g_file_get_contents (*paths, &letter.octets, &letter.length, &error))
        g_error ("%s", error->message);
      letter.name = g_path_get_basename (*paths);
      g_array_append_val (letters, letter);
    }
  return letters;
}

int
main (int   argc,
      char *argv[])
{
  gboolean times = argc > 2 && g_str_equal (argv[1], "time");
  g_autoptr (GArray) letters = NULL;

  if (!times && (argc < 6 || !g_str_equal (argv[1], "repeat")))
    {
      fprintf (stderr, "sip-readers time FILE…, or: sip-readers repeat READER WORK COUNT FILE…\n");
      return 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i]->begin != NULL)
      readers[i]->begin ();
  letters = open_letters (argv + (times ? 2 : 5));
  if (!times)
    return repeat (argv + 2, letters);
  measure_all (letters);
  return 0;
}
