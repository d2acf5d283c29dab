/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows a text to be given to a provider; nothing is sent. */
AdwDialog *app_report_dialog_new (const char *text);

G_END_DECLS
