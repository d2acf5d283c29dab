/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-credentials.h"

G_BEGIN_DECLS

/* The owner of an account who knows one realm, and counts how often it was asked for anything. */
#define DOUBLES_TYPE_CREDENTIALS (doubles_credentials_get_type ())
G_DECLARE_FINAL_TYPE (DoublesCredentials, doubles_credentials, DOUBLES, CREDENTIALS, GObject)

DoublesCredentials *doubles_credentials_new          (const char         *realm,
                                                      const char         *username,
                                                      const char         *password);
void                doubles_credentials_set_password (DoublesCredentials *self,
                                                      const char         *password);
guint               doubles_credentials_get_n_asked  (DoublesCredentials *self);

G_END_DECLS
