/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-import-plan.h"

G_BEGIN_DECLS

#define PHONE_PROVISION_ERROR (phone_provision_error_quark ())
GQuark phone_provision_error_quark (void);

typedef enum
{
  PHONE_PROVISION_ERROR_NOT_ACCOUNTS, /* neither a link nor accounts */
  PHONE_PROVISION_ERROR_INSECURE,     /* a link on which anybody could read along */
} PhoneProvisionError;

/* Accounts that somebody offers: @offer is a link, or what stands in a code. Nothing is kept before the plan is carried
 * out. */
void             phone_provision_open_async  (Phone                *phone,
                                              const char           *offer,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
PhoneImportPlan *phone_provision_open_finish (Phone                *phone,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
