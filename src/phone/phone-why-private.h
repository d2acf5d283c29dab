/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-case.h"
#include "phone-why.h"

G_BEGIN_DECLS

/* One thing that goes wrong. What is NULL or 0 says nothing; the rest must all be so. */
typedef struct
{
  const char      *name;
  PhoneWhySubject  subjects;
  guint            status;   /* of the last final response to what failed */
  const char      *header;   /* of that response; "": its body… */
  const char      *part;     /* …has this in it, in any case */
  const char      *note;     /* there is a note of that name… */
  const char      *cause;    /* …with this cause */
  gboolean       (*is_so) (PhoneCase       *clues,
                           const PhoneClue *answer); /* nullable */
  PhoneHelp        help;
  const char      *sentence;
} PhoneRule;

/* The first that fits is the reason; a table ends with a rule without a name. */
extern const PhoneRule phone_why_line_rules[];
extern const PhoneRule phone_why_sound_rules[];
extern const PhoneRule phone_why_answer_rules[];

/* What no message tells, as notes for the trace. %NULL: nothing to add. */
const char *phone_why_note             (const GError         *error);
const char *phone_why_note_certificate (GTlsCertificateFlags  faults,
                                        gboolean              changed);

/* %NULL: no rule fits. */
PhoneWhy   *phone_why_new              (PhoneCase            *clues,
                                        PhoneWhySubject       subject);

G_END_DECLS
