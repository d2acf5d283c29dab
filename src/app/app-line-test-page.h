/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-line-test.h"

G_BEGIN_DECLS

/* A test of a line in one click: each step with its result, and all of it as a text. Leaving it ends it. Property: test
 * (construct only). */
#define APP_TYPE_LINE_TEST_PAGE (app_line_test_page_get_type ())
G_DECLARE_FINAL_TYPE (AppLineTestPage, app_line_test_page, APP, LINE_TEST_PAGE, AdwDialog)

AppLineTestPage *app_line_test_page_new (Phone        *phone,
                                         PhoneAccount *account);

G_END_DECLS
