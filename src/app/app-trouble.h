/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Which of several accounts to look at first. */
int           app_trouble_rank       (PhoneAccountState state);
PhoneAccount *app_trouble_find_worst (GListModel       *accounts); /* transfer full; NULL: there is none */

G_END_DECLS
