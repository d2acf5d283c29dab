/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Tells what happens on standard output: as JSON, one object a line, or in words. */
typedef struct _CliReport CliReport;

CliReport *cli_report_new     (gboolean      json);
void       cli_report_free    (CliReport    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliReport, cli_report_free)

void       cli_report_account (CliReport    *self,
                               PhoneAccount *account);
void       cli_report_certificate (CliReport              *self,
                                   const PhoneCertificate *certificate);
void       cli_report_finding (CliReport    *self,
                               PhoneFinding *finding);
void       cli_report_probe   (CliReport    *self,
                               PhoneFinding *best,
                               const GError *error); /* one of the two */
void       cli_report_call    (CliReport    *self,
                               PhoneCall    *call);
void       cli_report_levels  (CliReport    *self,
                               PhoneCall    *call); /* JSON alone */
void       cli_report_message (CliReport    *self,
                               const char   *from,
                               const char   *text);
void       cli_report_sent    (CliReport    *self,
                               const char   *to,
                               const GError *error); /* NULL: it was taken */
void       cli_report_digits  (CliReport    *self,
                               const char   *digits);
void       cli_report_error   (CliReport    *self,
                               const GError *error);

G_END_DECLS
