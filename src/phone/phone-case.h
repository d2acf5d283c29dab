/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-trace-entry.h"

G_BEGIN_DECLS

typedef enum
{
  PHONE_CLUE_SENT,
  PHONE_CLUE_CAME,
  PHONE_CLUE_NOTED, /* something of ours that no message tells: a name, and key=value pairs */
} PhoneClueWay;

/* One thing that is known. Borrowed from its case. */
typedef struct
{
  PhoneClueWay  way;
  gint64        time_us;  /* since midnight */
  const char   *scheme;   /* "wss", "udp"…; "": no line */
  const char   *text;
  const char   *method;   /* of a response: that of its CSeq; of a note: its name */
  guint         status;   /* 0: not a response */
} PhoneClue;

/* All that is known of something that failed, in order. */
typedef struct _PhoneCase PhoneCase;

PhoneCase       *phone_case_new             (void);
/* From what phone_trace_dup_text() writes; what is no trace is left out. */
PhoneCase       *phone_case_new_from_text   (const char      *trace);
void             phone_case_free            (PhoneCase       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneCase, phone_case_free)
void             phone_case_add             (PhoneCase       *self,
                                             PhoneClueWay     way,
                                             gint64           time_us,
                                             const char      *scheme,
                                             const char      *text);
void             phone_case_take           (PhoneCase       *self,
                                             PhoneTraceEntry *entry);

guint            phone_case_get_n_clues     (PhoneCase       *self);
const PhoneClue *phone_case_get_clue        (PhoneCase       *self,
                                             guint            position);
/* The last final response that came to @method (NULL: to any), and the last request of ours; NULL: none. */
const PhoneClue *phone_case_get_answer      (PhoneCase       *self,
                                             const char      *method);
const PhoneClue *phone_case_get_request     (PhoneCase       *self,
                                             const char      *method);
const PhoneClue *phone_case_get_note        (PhoneCase       *self,
                                             const char      *name);
/* How many of that kind there are: requests of ours (status 0), or responses of that status that came. */
guint            phone_case_count           (PhoneCase       *self,
                                             const char      *method,
                                             guint            status);

/* A header field by its long name, in long or compact form, unfolded; NULL: none. */
char            *phone_clue_dup_header      (const PhoneClue *clue,
                                             const char      *name);
char            *phone_clue_dup_address     (const PhoneClue *clue,
                                             const char      *name);
/* Whether a header field has @part in it, in any case; a body is asked for by the name "". */
gboolean         phone_clue_has             (const PhoneClue *clue,
                                             const char      *name,
                                             const char      *part);
/* A value of a note; NULL: none. */
char            *phone_clue_dup_value       (const PhoneClue *clue,
                                             const char      *key);

G_END_DECLS
