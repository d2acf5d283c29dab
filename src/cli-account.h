/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-options.h"
#include "phone.h"

G_BEGIN_DECLS

/* Which account a run uses: practice, one of the command line, whose server may have to be looked for, or the
 * person's own. */
void          cli_account_choose_async  (Phone               *phone,
                                         const CliOptions    *options,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
PhoneAccount *cli_account_choose_finish (Phone               *phone,
                                         GAsyncResult        *result,
                                         GError             **error); /* transfer full */
/* What the exit status says about an error of choosing. */
CliExit       cli_account_get_exit      (const GError        *error);
PhoneRecovery cli_account_get_recovery  (const CliOptions    *options);

G_END_DECLS
