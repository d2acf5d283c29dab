/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* How somebody is, beside their name: a dot with a word; nothing for who is not watched. Properties: address, with-note. The phone is
 * that of the list or page around it. */
#define APP_TYPE_PRESENCE_MARK (app_presence_mark_get_type ())
G_DECLARE_FINAL_TYPE (AppPresenceMark, app_presence_mark, APP, PRESENCE_MARK, AdwBin)

G_END_DECLS
