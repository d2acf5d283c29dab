/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An account's password: kept in memory while the program runs, given to nobody but the account's own server. */

#include "config.h"

#include "phone-account-parts-private.h"

/* TRUST 3.6: the secret is for the account's own realm. Many servers do not call their realm as their domain,
 * so the first realm that challenges over our own line is learnt, and no other after it. */
static gboolean
is_own_realm (PhoneAccount *self,
              const char   *realm)
{
  if (g_ascii_strcasecmp (realm, sip_uri_get_host (self->aor)) == 0)
    return TRUE;
  if (self->realm == NULL)
    self->realm = g_strdup (realm);
  return g_str_equal (self->realm, realm);
}

static gboolean
phone_account_lookup (UaCredentials  *credentials,
                      const char     *realm,
                      char          **username,
                      char          **password)
{
  PhoneAccount *self = PHONE_ACCOUNT (credentials);

  if (self->password == NULL || !is_own_realm (self, realm))
    return FALSE;

  *username = sip_uri_dup_user_decoded (self->aor);
  *password = g_strdup (self->password);
  return TRUE;
}

void
phone_account_credentials_iface_init (UaCredentialsInterface *iface)
{
  iface->lookup = phone_account_lookup;
}

void
phone_account_set_password (PhoneAccount *self,
                            const char   *password)
{
  ua_credentials_wipe (g_steal_pointer (&self->password));
  self->password = g_strdup (password);
  phone_account_refresh (self);
}
