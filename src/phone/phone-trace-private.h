/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-trace.h"

#include "phone-account.h"
#include "phone-trace-read.h"

G_BEGIN_DECLS

PhoneTrace      *phone_trace_new       (void);
/* @text: the sip room has taken the secrets out. */
void             phone_trace_add       (PhoneTrace   *self,
                                        PhoneAccount *account,
                                        gboolean      outgoing,
                                        const char   *text);
void             phone_trace_note      (PhoneTrace   *self,
                                        PhoneAccount *account,
                                        const char   *text);
/* All that is said on its line, and what is noted of it. */
void             phone_trace_follow    (PhoneTrace   *self,
                                        PhoneAccount *account);
PhoneTraceEntry *phone_trace_entry_new_note (PhoneAccount *account,
                                        const char   *text);
PhoneTraceEntry *phone_trace_entry_new (PhoneAccount *account,
                                        gboolean      outgoing,
                                        const char   *text);
PhoneTraceEntry *phone_trace_entry_new_for_words (const PhoneTraceWords *words);

G_END_DECLS
