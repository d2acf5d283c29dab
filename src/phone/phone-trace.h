/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-trace-entry.h"

G_BEGIN_DECLS

/* The last of what was said on every line, in memory alone and always: when something goes wrong it is too late to
 * turn it on. A GListModel of PhoneTraceEntry, the oldest first; no secret is in it. */
#define PHONE_TYPE_TRACE (phone_trace_get_type ())
G_DECLARE_FINAL_TYPE (PhoneTrace, phone_trace, PHONE, TRACE, GObject)

#define PHONE_TRACE_MAX_ENTRIES 512
#define PHONE_TRACE_MAX_OCTETS  (4 * 1024 * 1024)

void     phone_trace_clear     (PhoneTrace *self);
/* Whether each message goes to the log too (CONTRACT W12); not to begin with. */
void     phone_trace_set_logged (PhoneTrace *self,
                                gboolean    logged);
gboolean phone_trace_is_logged (PhoneTrace *self);
/* All of it for a file or a letter. */
char    *phone_trace_dup_text  (PhoneTrace *self);

G_END_DECLS
