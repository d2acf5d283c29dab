/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-line-step.h"
#include "phone.h"

G_BEGIN_DECLS

/* A line tried from the network to the speaker, one step after the other, each with an end by the clock. A GListModel of
 * PhoneLineStep, always the same ones. Nothing is opened before it is started, and all is closed when it ends, is cancelled or
 * disposed of. Property (read-only, notifies): running. */
#define PHONE_TYPE_LINE_TEST (phone_line_test_get_type ())
G_DECLARE_FINAL_TYPE (PhoneLineTest, phone_line_test, PHONE, LINE_TEST, GObject)

PhoneLineTest *phone_line_test_new        (Phone         *phone,
                                           PhoneAccount  *account);
PhoneAccount  *phone_line_test_get_account (PhoneLineTest *self);
/* What sends back what it hears at this account, known without being told: the practice line (transfer full); NULL: none. */
char          *phone_line_test_dup_echo   (PhoneLineTest *self);
/* From the beginning. @echo: whom to call for it; NULL: nobody. */
void           phone_line_test_start      (PhoneLineTest *self,
                                           const char    *echo);
void           phone_line_test_cancel     (PhoneLineTest *self);
gboolean       phone_line_test_is_running (PhoneLineTest *self);
/* The answer to the step that is asking. */
void           phone_line_test_tell_heard (PhoneLineTest *self,
                                           gboolean       heard);

G_END_DECLS
