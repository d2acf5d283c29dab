/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* "default", a device's name, "test:PATTERN"; @shown: GTK is there to paint what is seen. */
void     phone_set_pictures   (Phone       *self,
                               const char  *camera,
                               gboolean     shown);
/* Whether everything that pictures need is installed. */
gboolean phone_check_pictures (Phone       *self,
                               GError     **error);

G_END_DECLS
