/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MEDIA_REACH_NETWORK,      /* everywhere but this machine, unless there is nothing else */
  MEDIA_REACH_EVERYWHERE,   /* this machine too */
  MEDIA_REACH_THIS_MACHINE, /* nobody outside */
} MediaReach;

/* The numeric addresses a peer may reach us at. */
GStrv media_interfaces_list (MediaReach reach);

G_END_DECLS
