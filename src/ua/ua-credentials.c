/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The account's secret stays with its owner. The agent asks for it at the moment a challenge of the
 * account's realm is to be answered, and wipes the copy at once (TRUST 3.6).
 */

#include "ua-credentials.h"

#include <string.h>

G_DEFINE_INTERFACE (UaCredentials, ua_credentials, G_TYPE_OBJECT)

static void
ua_credentials_default_init (UaCredentialsInterface *iface)
{
}

/**
 * ua_credentials_lookup:
 * @self: the owner of the account
 * @realm: the realm that was named in a challenge
 * @username: (out) (transfer full): the user name for this realm
 * @password: (out) (transfer full): the secret; free it with ua_credentials_wipe()
 *
 * Asks whether @realm is the account's, and for its secret.
 *
 * Returns: %FALSE when this realm is a stranger
 */
gboolean
ua_credentials_lookup (UaCredentials  *self,
                       const char     *realm,
                       char          **username,
                       char          **password)
{
  g_return_val_if_fail (UA_IS_CREDENTIALS (self), FALSE);
  g_return_val_if_fail (realm != NULL && username != NULL && password != NULL, FALSE);

  return UA_CREDENTIALS_GET_IFACE (self)->lookup (self, realm, username, password);
}

/**
 * ua_credentials_wipe:
 * @password: (nullable) (transfer full): a secret
 *
 * Overwrites a secret and frees it.
 */
void
ua_credentials_wipe (char *password)
{
  if (password == NULL)
    return;

  explicit_bzero (password, strlen (password));
  g_free (password);
}
