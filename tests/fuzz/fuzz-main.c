/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a fuzz target without libFuzzer, as an ordinary test: first every seed as it is, then seeds that were
 * changed a little, always the same changes in the same order. A longer search, guided by coverage, is `./dev
 * fuzz`. */

#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

#define ROUNDS     20000
#define DEADLINE_S 3
#define LONGEST    4096

static GPtrArray *seeds; /* of GBytes */

static void
read_folder (const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  /* The order of a folder is chance. */
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, names->pdata[i], NULL);
      char *octets;
      gsize size;

      if (g_file_get_contents (file, &octets, &size, NULL))
        g_ptr_array_add (seeds, g_bytes_new_take (octets, size));
    }
}

/* In a block of exactly its size, so that a look past the end is seen. */
static void
run_one (const guint8 *data,
         gsize         size)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
test_seeds (void)
{
  run_one ((const guint8 *) "", 0);
  for (guint i = 0; i < seeds->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (seeds->pdata[i], &size);

      run_one (data, size);
    }
}

static guint
below (GRand *rand,
       guint  limit)
{
  return limit > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) limit) : 0;
}

static void
insert_some (GRand      *rand,
             GByteArray *input)
{
  static const char pieces[] = "\0\r\n \t\"\\;,<>:@%[]/=?&*(){}09aZ\x7f\x80\xff-+.";
  guint at = below (rand, input->len + 1);
  guint n = 1 + below (rand, 4);
  guint8 octets[4];
  guint tail = input->len - at;

  for (guint i = 0; i < n; i++)
    octets[i] = (guint8) pieces[below (rand, sizeof pieces - 1)];
  g_byte_array_set_size (input, input->len + n);
  memmove (input->data + at + n, input->data + at, tail);
  memcpy (input->data + at, octets, n);
}

static void
remove_some (GRand      *rand,
             GByteArray *input)
{
  guint at = below (rand, input->len);

  if (input->len > 0)
    g_byte_array_remove_range (input, at, 1 + below (rand, MIN (16, input->len - at)));
}

static void
repeat_some (GRand      *rand,
             GByteArray *input)
{
  guint at = below (rand, input->len);
  guint n = below (rand, MIN (64, input->len - at));
  g_autofree guint8 *piece = g_memdup2 (input->data + at, n);

  if (n > 0)
    g_byte_array_append (input, piece, n);
}

static void
splice_some (GRand      *rand,
             GByteArray *input)
{
  gsize size;
  const guint8 *data;

  if (seeds->len == 0)
    return;
  data = g_bytes_get_data (seeds->pdata[below (rand, seeds->len)], &size);
  g_byte_array_set_size (input, below (rand, input->len + 1));
  if (size > 0)
    {
      guint at = below (rand, (guint) size);

      g_byte_array_append (input, data + at, (guint) size - at);
    }
}

static void
change (GRand      *rand,
        GByteArray *input)
{
  switch (below (rand, 6))
    {
    case 0:
      insert_some (rand, input);
      break;
    case 1:
      remove_some (rand, input);
      break;
    case 2:
      repeat_some (rand, input);
      break;
    case 3:
      splice_some (rand, input);
      break;
    default:
      if (input->len > 0)
        input->data[below (rand, input->len)] ^= (guint8) (1u << below (rand, 8));
      break;
    }
}

static void
test_changes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  gint64 end = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  guint round = 0;

  for (; round < ROUNDS && g_get_monotonic_time () < end; round++)
    {
      g_autoptr (GByteArray) input = g_byte_array_new ();

      if (seeds->len > 0)
        {
          gsize size;
          const guint8 *data = g_bytes_get_data (seeds->pdata[below (rand, seeds->len)], &size);

          g_byte_array_append (input, data, (guint) MIN (size, LONGEST));
        }
      else
        for (guint n = below (rand, 256); n > 0; n--)
          g_byte_array_append (input, &(guint8) { (guint8) below (rand, 256) }, 1);
      for (guint n = below (rand, 8); n > 0; n--)
        change (rand, input);
      run_one (input->data, input->len);
    }
  g_test_message ("%u inputs", round);
}

int
main (int    argc,
      char **argv)
{
  g_auto (GStrv) folders = g_strsplit (FUZZ_SEEDS, ":", -1);

  g_test_init (&argc, &argv, NULL);
  seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (char **folder = folders; *folder != NULL; folder++)
    read_folder (*folder);

  g_test_add_func ("/fuzz/" FUZZ_NAME "/seeds", test_seeds);
  g_test_add_func ("/fuzz/" FUZZ_NAME "/changes", test_changes);
  int result = g_test_run ();
  g_ptr_array_unref (seeds);
  return result;
}
