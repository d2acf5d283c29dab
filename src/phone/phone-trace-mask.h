/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A trace for strangers (transfer full): people, numbers, servers and addresses are "person-1@host-2.example" and
 * 192.0.2.3, the same one always by the same name, so that it can still be read, by people and by phone_why_new_for_text();
 * what people wrote to each other is left out. @trace: what phone_trace_dup_text() or phone_ladder_dup_text() wrote. */
char *phone_trace_mask (const char *trace);

G_END_DECLS
