/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "hook-address.h"

G_BEGIN_DECLS

/* Tells other programs of calls. Nobody waits for it: what fails is said by the signal failed (const GError *), what arrived by
 * the signal told (). */
#define HOOK_TYPE_POSTER (hook_poster_get_type ())
G_DECLARE_FINAL_TYPE (HookPoster, hook_poster, HOOK, POSTER, GObject)

HookPoster *hook_poster_new  (void);
/* @address has passed hook_address_check(). */
void        hook_poster_tell (HookPoster     *self,
                              const char     *address,
                              const HookCall *call);

G_END_DECLS
