/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a headset says of itself, and whatever else may be plugged in. WISHES 16, D8. */

#include "headset-layout.h"

#include <string.h>

#include "headset-descriptors.h"

static void
assert_reads (const HeadsetLayout *layout,
              HeadsetPart          part,
              const char          *report,
              gsize                size,
              gboolean             expected)
{
  gboolean on = !expected;

  g_assert_true (headset_layout_read (layout, part, (const guint8 *) report, size, &on));
  g_assert_cmpint (on, ==, expected);
}

static void
assert_writes (const HeadsetLayout *layout,
               HeadsetPart          part,
               const gboolean       on[HEADSET_N_PARTS],
               const char          *expected,
               gsize                size)
{
  g_autoptr (GBytes) report = headset_layout_write (layout, part, on);

  g_assert_nonnull (report);
  g_assert_cmpmem (g_bytes_get_data (report, NULL), g_bytes_get_size (report), expected, size);
}

static void
test_corded (void)
{
  HeadsetLayout layout;
  g_autoptr (GError) error = NULL;
  const gboolean lit[HEADSET_N_PARTS] = { [HEADSET_PART_LIGHT_OFF_HOOK] = TRUE, [HEADSET_PART_LIGHT_MUTE] = TRUE };
  gboolean on;

  headset_layout_parse (&layout, descriptor_corded, sizeof descriptor_corded, &error);
  g_assert_no_error (error);
  assert_reads (&layout, HEADSET_PART_HOOK, "\x03\x01", 2, TRUE);
  assert_reads (&layout, HEADSET_PART_HOOK, "\x03\x0e", 2, FALSE);
  assert_reads (&layout, HEADSET_PART_MUTE, "\x03\x02", 2, TRUE);
  assert_reads (&layout, HEADSET_PART_DROP, "\x03\x08", 2, TRUE);
  g_assert_false (layout.fields[HEADSET_PART_HOOK].relative);
  g_assert_true (layout.fields[HEADSET_PART_MUTE].relative);
  /* Another report, none at all, one that is cut off, and a light is nothing that could be read. */
  g_assert_false (headset_layout_read (&layout, HEADSET_PART_HOOK, (const guint8 *) "\x01\x01", 2, &on));
  g_assert_false (headset_layout_read (&layout, HEADSET_PART_HOOK, (const guint8 *) "", 0, &on));
  g_assert_false (headset_layout_read (&layout, HEADSET_PART_HOOK, (const guint8 *) "\x03", 1, &on));
  g_assert_false (headset_layout_read (&layout, HEADSET_PART_LIGHT_RING, (const guint8 *) "\x03\xff", 2, &on));
  assert_writes (&layout, HEADSET_PART_LIGHT_MUTE, lit, "\x03\x05", 2);
  g_assert_null (headset_layout_write (&layout, HEADSET_PART_HOOK, lit));
}

static void
test_wireless (void)
{
  HeadsetLayout layout;
  const gboolean lit[HEADSET_N_PARTS] = { [HEADSET_PART_LIGHT_RING] = TRUE, [HEADSET_PART_LIGHT_MUTE] = TRUE };
  g_autoptr (GError) error = NULL;

  headset_layout_parse (&layout, descriptor_wireless, sizeof descriptor_wireless, &error);
  g_assert_no_error (error);
  assert_reads (&layout, HEADSET_PART_HOOK, "\x01", 1, TRUE);
  assert_reads (&layout, HEADSET_PART_HOOK, "\x02", 1, FALSE);
  assert_reads (&layout, HEADSET_PART_MUTE, "\x21", 1, TRUE);
  assert_reads (&layout, HEADSET_PART_HOOK, "\x21", 1, TRUE);
  assert_reads (&layout, HEADSET_PART_DROP, "\x03", 1, TRUE);
  assert_writes (&layout, HEADSET_PART_LIGHT_RING, lit, "\x00\x02\x01", 3);
  g_assert_null (headset_layout_write (&layout, HEADSET_PART_LIGHT_HOLD, lit));
}

static void
test_no_headset (void)
{
  HeadsetLayout layout;
  g_autoptr (GError) error = NULL;

  g_assert_false (headset_layout_parse (&layout, descriptor_keyboard, sizeof descriptor_keyboard, &error));
  g_assert_error (error, HEADSET_ERROR, HEADSET_ERROR_NO_HEADSET);
  g_clear_error (&error);
  g_assert_false (headset_layout_parse (&layout, (const guint8 *) "", 0, &error));
  g_assert_error (error, HEADSET_ERROR, HEADSET_ERROR_NO_HEADSET);
}

/* Refused as a whole, without a look past the end. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *octets;
    gsize size;
  } hostile[] = {
    { "\x05", 1 },                                             /* cut off */
    { "\x27\x00\x00", 3 },                                     /* in four octets */
    { "\xfe", 1 },                                             /* a long item without its length */
    { "\xfe\xff\x00", 3 },                                     /* and one longer than all there is */
    { "\x85\x00", 2 },                                         /* report 0 */
    { "\x86\x00\x01", 3 },                                     /* report 256 */
    { "\xb4", 1 },                                             /* pop before push */
    { "\xc0", 1 },                                             /* end before beginning */
    { "\xa4\xa4\xa4\xa4\xa4\xa4\xa4\xa4\xa4", 9 },             /* nine put aside */
    { "\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0", 17 },
    { "\x75\x01\x97\xff\xff\xff\xff\x81\x02", 9 },             /* four thousand million buttons */
    { "\x77\xff\xff\xff\xff\x95\x02\x81\x02", 9 },             /* of as many bits */
    { "\x77\x00\x00\x01\x00\x97\x00\x00\x01\x00\x81\x02", 12 }, /* whose product is nothing in 32 bits */
    { "\x75\x20\x95\x7f\x91\x02\x95\x7f\x91\x02\x91\x02", 12 }, /* too long bit by bit */
  };
  g_autofree guint8 *endless = g_malloc0 (HEADSET_DESCRIPTOR_MAX + 1);
  HeadsetLayout layout;

  for (gsize n = 0; n < G_N_ELEMENTS (hostile); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *copy = g_memdup2 (hostile[n].octets, hostile[n].size);

      g_assert_false (headset_layout_parse (&layout, copy, hostile[n].size, &error));
      g_assert_error (error, HEADSET_ERROR, HEADSET_ERROR_BAD_DESCRIPTOR);
    }
  g_assert_false (headset_layout_parse (&layout, endless, HEADSET_DESCRIPTOR_MAX + 1, NULL));
}

/* Wherever it is cut off, it is a headset or it is not, and nothing worse. */
static void
test_cut (void)
{
  for (gsize size = 0; size < sizeof descriptor_wireless; size++)
    {
      g_autofree guint8 *copy = g_memdup2 (descriptor_wireless, MAX (size, 1));
      g_autoptr (GError) error = NULL;
      HeadsetLayout layout;

      g_assert_true (headset_layout_parse (&layout, copy, size, &error) == (error == NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/headset/layout/corded", test_corded);
  g_test_add_func ("/headset/layout/wireless", test_wireless);
  g_test_add_func ("/headset/layout/no-headset", test_no_headset);
  g_test_add_func ("/headset/layout/hostile", test_hostile);
  g_test_add_func ("/headset/layout/cut", test_cut);
  return g_test_run ();
}
