/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Shows the picture of @person in @avatar, now and when it changes, until g_binding_unbind() (transfer none). */
GBinding *app_portrait_bind (AdwAvatar   *avatar,
                             PhonePeople *people,
                             PhonePerson *person);

G_END_DECLS
