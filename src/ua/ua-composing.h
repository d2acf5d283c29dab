/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_COMPOSING_TYPE          "application/im-iscomposing+xml"
#define UA_COMPOSING_MIN_REFRESH_S 60  /* RFC 3994 §3.2 */
#define UA_COMPOSING_MAX_REFRESH_S 300 /* nobody writes that long without a word */
#define UA_COMPOSING_REFRESH_S     120 /* when nothing is said (RFC 3994 §3.2) */

/* Whether somebody is writing: @refresh_s is for how long that is to be believed. */
typedef struct
{
  gboolean active;
  guint    refresh_s;
} UaComposing;

/* FALSE with G_IO_ERROR_INVALID_DATA: it is no such body. */
gboolean ua_composing_parse (GBytes             *body,
                             UaComposing        *composing,
                             GError            **error);
GBytes  *ua_composing_build (const UaComposing  *composing);

G_END_DECLS
