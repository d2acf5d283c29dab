/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What there is to say after a talk: how it sounded, and what may be done about whom one talked to. It leaves the page by
 * itself, unless a person looks at it. Properties (notify): phone, call. */
#define APP_TYPE_CALL_AFTER (app_call_after_get_type ())
G_DECLARE_FINAL_TYPE (AppCallAfter, app_call_after, APP, CALL_AFTER, AdwBin)

#define APP_CALL_AFTER_S 10

/* Whether something is said after @call, so that its page stays for a while. */
gboolean app_call_after_holds       (PhoneCall    *call);
/* One second less. */
void     app_call_after_pass_second (AppCallAfter *self);

G_END_DECLS
