/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-report.h"

G_BEGIN_DECLS

/* What is told about calls beyond their state. */
void cli_report_transfer (CliReport    *self,
                          PhoneCall    *call,
                          const char   *result); /* NULL: it goes on */
void cli_report_caller   (CliReport    *self,
                          PhoneCall    *call); /* JSON alone */
void cli_report_digit    (CliReport    *self,
                          PhoneCall    *call,
                          const char   *digit);
/* How far its recording is. */
void cli_report_recording (CliReport   *self,
                          PhoneCall    *call);
void cli_report_conference (CliReport  *self,
                          Phone        *phone);
void cli_report_request  (CliReport    *self,
                          PhoneRequest *request);
void cli_report_quality  (CliReport    *self,
                          PhoneCall    *call);

G_END_DECLS
