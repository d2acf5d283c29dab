/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A QR code is read, dark on light, at two sizes; a picture without one, and one that is noise, say nothing. */

#include "media-barcode.h"

#include <gst/gst.h>
#include <string.h>

#define QUIET 4 /* modules of white around a code */

/* What a well-known program drew for %TEXT. */
#define TEXT "https://example.org/set-up?id=17"
static const char *const code[] = {
  "#######.##..####...##.#######",
  "#.....#.#.####..###...#.....#",
  "#.###.#..##.#...#..##.#.###.#",
  "#.###.#.##.#..##.##...#.###.#",
  "#.###.#...###.#.#..#..#.###.#",
  "#.....#...#..#.##.###.#.....#",
  "#######.#.#.#.#.#.#.#.#######",
  "........#.###..######........",
  "#.##.###.#..##.#.####.#..#.##",
  "#..#.#...#.#####...##.###...#",
  "#..#.####.#..#..###.......##.",
  ".##....##..#....#.#.#.###...#",
  ".###..##.#..#.##.#.#.....##..",
  "##.....##.#.#.#.#####.#...###",
  ".#..#.####..##.##..###.#..###",
  ".......#.##...#.#.####..#..#.",
  "#..####.##..#.##....##.###.#.",
  ".#.....#..#...#.###.#..#.###.",
  "#.##.##.##.#.#####......#.#..",
  "....#.....############.##.#..",
  ".###..##.....##..##########..",
  "........#..##....####...#####",
  "#######.#..##.#.##.##.#.##.#.",
  "#.....#.#.#..##.#.#.#...##..#",
  "#.###.#..####..###..#####.##.",
  "#.###.#.#..#...#.#.#....##..#",
  "#.###.#.#...###...#.#..#..#.#",
  "#.....#...##.#.##.#.#.####.#.",
  "#######.###.#####..##.#....#.",
};

/* @module: pixels a module. The rows are not a multiple of four octets long. */
static GBytes *
draw_code (guint  module,
           guint *size)
{
  guint n = G_N_ELEMENTS (code) + 2 * QUIET;
  guint8 *pixels;

  *size = n * module;
  pixels = g_malloc ((gsize) *size * *size);
  for (guint y = 0; y < *size; y++)
    for (guint x = 0; x < *size; x++)
      {
        guint row = y / module - QUIET;
        guint column = x / module - QUIET;
        gboolean dark = row < G_N_ELEMENTS (code) && column < G_N_ELEMENTS (code) && code[row][column] == '#';

        pixels[(gsize) y * *size + x] = dark ? 0 : 255;
      }
  return g_bytes_new_take (pixels, (gsize) *size * *size);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static char *
read_code (GBytes *pixels,
           guint   width,
           guint   height)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  media_barcode_read_async (pixels, width, height, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE); /* meson ends a test that waits in vain */
  text = media_barcode_read_finish (result, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_code (void)
{
  static const guint modules[] = { 3, 11 };

  g_assert_true (media_barcode_is_available ());
  for (guint n = 0; n < G_N_ELEMENTS (modules); n++)
    {
      guint size;
      g_autoptr (GBytes) pixels = draw_code (modules[n], &size);
      g_autofree char *text = read_code (pixels, size, size);

      g_assert_cmpstr (text, ==, TEXT);
    }
}

static void
test_no_code (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (17);
  guint8 *noise = g_malloc (301 * 203);
  g_autoptr (GBytes) dot = g_bytes_new_static ("", 1);
  g_autoptr (GBytes) snow = NULL;
  g_autofree char *of_dot = NULL;
  g_autofree char *of_snow = NULL;

  for (guint n = 0; n < 301 * 203; n++)
    noise[n] = (guint8) g_rand_int (chance);
  snow = g_bytes_new_take (noise, 301 * 203);
  of_dot = read_code (dot, 1, 1);
  of_snow = read_code (snow, 301, 203);
  g_assert_null (of_dot);
  g_assert_null (of_snow);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  g_test_add_func ("/media/barcode/code", test_code);
  g_test_add_func ("/media/barcode/no-code", test_no_code);
  return g_test_run ();
}
