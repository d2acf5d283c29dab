/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The numeric addresses a peer may reach us at; loopback when asked for or when there is nothing else. */
GStrv    media_interfaces_list (gboolean    with_loopback);
/* Whether @address, numeric, still belongs to an interface that is up. */
gboolean media_interfaces_have (const char *address);

G_END_DECLS
