/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone.h"

G_BEGIN_DECLS

/* Somebody one may mean. Properties: name, address. */
#define APP_TYPE_SUGGESTION (app_suggestion_get_type ())
G_DECLARE_FINAL_TYPE (AppSuggestion, app_suggestion, APP, SUGGESTION, GObject)

const char *app_suggestion_get_name    (AppSuggestion *self);
const char *app_suggestion_get_address (AppSuggestion *self);

/* The few people from messages and past calls that fit what was typed; fills @store with them. */
void        app_suggestions_find       (Phone         *phone,
                                        const char    *text,
                                        GListStore    *store);

G_END_DECLS
