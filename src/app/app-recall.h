/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What one last had to do with somebody: "Yesterday · Incoming call · 12 min"; NULL: nothing that is known (transfer full). */
char *app_recall_dup_text (Phone      *phone,
                           const char *address);

G_END_DECLS
