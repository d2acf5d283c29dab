/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Contract: the owner of the account is asked for its secret when a challenge of the account's own realm
 * came over the account's own connection. */
#define UA_TYPE_CREDENTIALS (ua_credentials_get_type ())
G_DECLARE_INTERFACE (UaCredentials, ua_credentials, UA, CREDENTIALS, GObject)

struct _UaCredentialsInterface
{
  GTypeInterface g_iface;

  gboolean (*lookup) (UaCredentials *self, const char *realm, char **username, char **password);
};

/* FALSE: this realm is a stranger. Free *password with ua_credentials_wipe(). */
gboolean ua_credentials_lookup (UaCredentials  *self,
                                const char     *realm,
                                char          **username,
                                char          **password);
void     ua_credentials_wipe   (char           *password);

G_END_DECLS
