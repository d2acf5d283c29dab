/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-options.h"
#include "ua-replaces.h"

G_BEGIN_DECLS

/* For a call that somebody asked us to make. @replaces: transfer full. @required: whoever cannot is to refuse, instead
 * of ringing. */
void ua_options_take_replaces (UaOptions  *self,
                               UaReplaces *replaces,
                               gboolean    required);

G_END_DECLS
