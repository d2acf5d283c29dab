/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One message that was sent or came, or a note about what no message tells. Never changes. */
#define PHONE_TYPE_TRACE_ENTRY (phone_trace_entry_get_type ())
G_DECLARE_FINAL_TYPE (PhoneTraceEntry, phone_trace_entry, PHONE, TRACE_ENTRY, GObject)

GDateTime  *phone_trace_entry_get_time    (PhoneTraceEntry *self); /* on the wall, local */
gboolean    phone_trace_entry_is_outgoing (PhoneTraceEntry *self);
gboolean    phone_trace_entry_is_note     (PhoneTraceEntry *self);
const char *phone_trace_entry_get_account (PhoneTraceEntry *self); /* its address */
const char *phone_trace_entry_get_scheme  (PhoneTraceEntry *self); /* "wss", "udp"…; "": the line is gone */
const char *phone_trace_entry_get_text    (PhoneTraceEntry *self); /* UTF-8, secrets blotted out */
/* With a first line that says the rest. */
char       *phone_trace_entry_dup_text    (PhoneTraceEntry *self);

G_END_DECLS
