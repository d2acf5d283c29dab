/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The three words of the window must not contradict the five that are said elsewhere. */

#include "phone-grade.h"

#include "media-quality.h"

static PhoneGrade
get_expected (double mos)
{
  switch (media_quality_get_grade (mos))
    {
    case MEDIA_GRADE_EXCELLENT:
    case MEDIA_GRADE_GOOD:
      return PHONE_GRADE_GOOD;
    case MEDIA_GRADE_FAIR:
      return PHONE_GRADE_FAIR;
    case MEDIA_GRADE_POOR:
    case MEDIA_GRADE_BAD:
      return PHONE_GRADE_POOR;
    case MEDIA_GRADE_UNKNOWN:
      return PHONE_GRADE_UNKNOWN;
    }
  g_assert_not_reached ();
}

static void
test_agrees (void)
{
  for (guint hundredths = 0; hundredths <= 450; hundredths++)
    {
      double mos = hundredths / 100.0 + 0.005;

      g_assert_cmpint (phone_grade_for_mos (mos), ==, get_expected (mos));
    }
  g_assert_cmpint (phone_grade_for_mos (0), ==, PHONE_GRADE_UNKNOWN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/grade/agrees", test_agrees);
  return g_test_run ();
}
