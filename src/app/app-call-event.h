/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A call between two messages. Property: entry. */
#define APP_TYPE_CALL_EVENT (app_call_event_get_type ())
G_DECLARE_FINAL_TYPE (AppCallEvent, app_call_event, APP, CALL_EVENT, AdwBin)


G_END_DECLS
