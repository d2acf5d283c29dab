/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why a script was refused; over the bus each has a name that begins with app.earshot.Earshot.Phone1.Error. */
#define APP_BUS_ERROR (app_bus_error_quark ())
GQuark app_bus_error_quark (void);

typedef enum
{
  APP_BUS_ERROR_BAD_ADDRESS,
  APP_BUS_ERROR_BAD_TEXT,
  APP_BUS_ERROR_NO_SUCH_CALL,
  APP_BUS_ERROR_NO_SUCH_ACCOUNT,
  APP_BUS_ERROR_WRONG_STATE,
  APP_BUS_ERROR_TOO_MANY,
  APP_BUS_ERROR_FAILED,
} AppBusError;

/* How often a script may have something done that others notice. */
typedef struct
{
  gint64 times[10]; /* µs of the monotonic clock; 0: free */
} AppBusPace;

/* Whether @address may be handed on: a number or an address, without anything that a link may not say either. */
gboolean app_bus_guard_address (const char  *address,
                                GError     **error);
gboolean app_bus_guard_text    (const char  *text,
                                GError     **error);
/* FALSE: ten within a minute before @now are enough. */
gboolean app_bus_guard_pace    (AppBusPace  *pace,
                                gint64       now,
                                GError     **error);

G_END_DECLS
