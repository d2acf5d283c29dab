/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scripted-phone.h"

G_BEGIN_DECLS

void scripted_people_fill (Phone *phone);

G_END_DECLS
