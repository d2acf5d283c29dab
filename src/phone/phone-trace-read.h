/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-trace-entry.h"

G_BEGIN_DECLS

/* What phone_trace_dup_text() wrote, here or on another machine, as a list of PhoneTraceEntry again (transfer full). What
 * stands before the first heading is left out; who says so many things is cut off. */
GListModel *phone_trace_read (const char *text);

#define PHONE_TRACE_READ_MAX 20000

/* The same for who wants no objects: called for each entry in order; borrowed values. */
typedef struct
{
  const char *time;    /* "12:34:56.123456" */
  gint64      time_us; /* the same, since midnight */
  gboolean    outgoing;
  gboolean    note;
  const char *scheme;
  const char *account;
  const char *text;
} PhoneTraceWords;

typedef void (*PhoneTraceReadFunc) (const PhoneTraceWords *words,
                                    gpointer               user_data);

void        phone_trace_read_each (const char         *text,
                                   PhoneTraceReadFunc  func,
                                   gpointer            user_data);

G_END_DECLS
