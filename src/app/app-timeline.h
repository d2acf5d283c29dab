/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Messages and calls with one address in the order they happened, in sections by day. */
GListModel *app_timeline_new      (PhoneConversation *conversation,
                                   PhoneHistory      *history);
GDateTime  *app_timeline_get_time (gpointer           item);

G_END_DECLS
