/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-ladders.h"
#include "phone-trace.h"

G_BEGIN_DECLS

/* All that was said on the line: a list of what it was about, with filters, beside it the ladder of one of them and the words
 * of one arrow; copied and saved with or without names. Property: trace (construct only). */
#define APP_TYPE_TRACE_PAGE (app_trace_page_get_type ())
G_DECLARE_FINAL_TYPE (AppTracePage, app_trace_page, APP, TRACE_PAGE, AdwBin)

/* What is copied or saved now (transfer full). */
char *app_trace_page_dup_text (AppTracePage *self);
/* Writes that to a file, and says so. */
void  app_trace_page_save     (AppTracePage *self,
                               GFile        *file);

G_END_DECLS
