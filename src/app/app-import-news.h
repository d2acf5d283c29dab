/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone-import-outcome.h"

G_BEGIN_DECLS

/* "2 accounts, 12 people and 340 calls came along". */
char *app_import_news_write (PhoneImportOutcome *outcome);
/* Says so over the window of @widget, where it can be taken back. */
void  app_import_news_tell  (GtkWidget          *widget,
                             PhoneImportOutcome *outcome);

G_END_DECLS
