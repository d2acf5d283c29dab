/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a mark of PhoneReading or PhoneHistoryEntry means to a person, in three steps. */
typedef enum
{
  PHONE_GRADE_UNKNOWN, /* nothing was measured */
  PHONE_GRADE_POOR,    /* nearly everybody would complain */
  PHONE_GRADE_FAIR,    /* many would */
  PHONE_GRADE_GOOD,
} PhoneGrade;

/* The lowest marks of two of them, for a drawing. */
#define PHONE_GRADE_GOOD_MOS 3.597
#define PHONE_GRADE_FAIR_MOS 3.10

PhoneGrade phone_grade_for_mos (double mos);

G_END_DECLS
