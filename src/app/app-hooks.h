/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Tells web addresses of calls, once a person wrote some down. Properties (notify): page (read-write), a page that is opened;
 * page-when (read-write), "ringing" or "answered"; tell (read-write), an address that is posted to; all "" or with words in
 * braces (hook-address.h); trouble, why telling failed last, NULL: it did not. Signal: open (const char *): that page is to be
 * shown. */
#define APP_TYPE_HOOKS (app_hooks_get_type ())
G_DECLARE_FINAL_TYPE (AppHooks, app_hooks, APP, HOOKS, GObject)

AppHooks   *app_hooks_new         (Phone      *phone);
const char *app_hooks_get_trouble (AppHooks   *self);
/* Why an address cannot be used, for people (transfer full); NULL: it can, or is empty. */
char       *app_hooks_dup_fault   (const char *address);

G_END_DECLS
