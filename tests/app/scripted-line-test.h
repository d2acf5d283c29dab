/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-line-test.h"

G_BEGIN_DECLS

void        scripted_line_test_set      (PhoneLineTest      *self,
                                         PhoneLineStepKind   kind,
                                         PhoneLineStepState  state,
                                         const char         *sentence);
/* Whom it was to call; NULL: nobody. */
const char *scripted_line_test_get_echo (PhoneLineTest      *self);

G_END_DECLS
