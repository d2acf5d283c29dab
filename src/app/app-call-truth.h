/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What is wrong with a call, if anything, and who may listen to it; empty as long as there is nothing to say.
 * Property: call. */
#define APP_TYPE_CALL_TRUTH (app_call_truth_get_type ())
G_DECLARE_FINAL_TYPE (AppCallTruth, app_call_truth, APP, CALL_TRUTH, AdwBin)

G_END_DECLS
