/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-report.h"

G_BEGIN_DECLS

/* Inside of CliReport: cli-report.c tells accounts, calls and messages, cli-report-server.c what is known of servers. */

JsonObject *cli_report_new_event  (const char   *name);
void        cli_report_set_error  (JsonObject   *event,
                                   const GError *error);
/* Adds the line of @account. */
void        cli_report_set_line   (JsonObject   *event,
                                   PhoneAccount *account);
/* Eats @event. @sentence NULL: nothing to say in words. */
void        cli_report_send       (CliReport    *self,
                                   JsonObject   *event,
                                   const char   *sentence);

G_END_DECLS
