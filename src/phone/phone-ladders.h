/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-ladder.h"

G_BEGIN_DECLS

/* A trace put in order: a GListModel of PhoneLadder, the newest first. Follows the trace as it grows, is cut off at its
 * beginning, and is cleared. */
#define PHONE_TYPE_LADDERS (phone_ladders_get_type ())
G_DECLARE_FINAL_TYPE (PhoneLadders, phone_ladders, PHONE, LADDERS, GObject)

/* @trace: of PhoneTraceEntry, the oldest first. */
PhoneLadders *phone_ladders_new      (GListModel   *trace);
/* The call with @peer that began nearest to @time; NULL: none that began within a minute of it (transfer none). */
PhoneLadder  *phone_ladders_find_call (PhoneLadders *self,
                                      const char   *peer,
                                      GDateTime    *time);

G_END_DECLS
