/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A mark between 1 and 4.5 says nothing to a person. The window says "good", "fair" or "poor", while one talks and in the
 * list of past calls, and must mean the same by it everywhere. */

#include "config.h"

#include "phone-grade.h"

/**
 * phone_grade_for_mos:
 * @mos: a mark, 1–4.5; 0: nothing was measured
 *
 * What a mark means (ITU-T G.109, the upper two and the lower two of its steps taken together).
 *
 * Returns: the grade
 */
PhoneGrade
phone_grade_for_mos (double mos)
{
  if (!(mos >= 1))
    return PHONE_GRADE_UNKNOWN;
  if (mos >= PHONE_GRADE_GOOD_MOS)
    return PHONE_GRADE_GOOD;
  return mos >= PHONE_GRADE_FAIR_MOS ? PHONE_GRADE_FAIR : PHONE_GRADE_POOR;
}
