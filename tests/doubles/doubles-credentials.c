/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a secret was shown to a stranger can only be tested when there is one. */

#include "doubles-credentials.h"

struct _DoublesCredentials
{
  GObject parent_instance;
  char   *realm;
  char   *username;
  char   *password;
  guint   n_asked;
};

static gboolean
doubles_credentials_lookup (UaCredentials  *credentials,
                            const char     *realm,
                            char          **username,
                            char          **password)
{
  DoublesCredentials *self = DOUBLES_CREDENTIALS (credentials);

  self->n_asked++;
  if (g_strcmp0 (realm, self->realm) != 0)
    return FALSE;

  *username = g_strdup (self->username);
  *password = g_strdup (self->password);
  return TRUE;
}

static void
credentials_iface_init (UaCredentialsInterface *iface)
{
  iface->lookup = doubles_credentials_lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesCredentials, doubles_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_CREDENTIALS, credentials_iface_init))

static void
doubles_credentials_finalize (GObject *object)
{
  DoublesCredentials *self = DOUBLES_CREDENTIALS (object);

  g_free (self->realm);
  g_free (self->username);
  g_free (self->password);
  G_OBJECT_CLASS (doubles_credentials_parent_class)->finalize (object);
}

static void
doubles_credentials_class_init (DoublesCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubles_credentials_finalize;
}

static void
doubles_credentials_init (DoublesCredentials *self)
{
}

DoublesCredentials *
doubles_credentials_new (const char *realm,
                         const char *username,
                         const char *password)
{
  DoublesCredentials *self = g_object_new (DOUBLES_TYPE_CREDENTIALS, NULL);

  self->realm = g_strdup (realm);
  self->username = g_strdup (username);
  self->password = g_strdup (password);
  return self;
}

void
doubles_credentials_set_password (DoublesCredentials *self,
                                  const char         *password)
{
  g_set_str (&self->password, password);
}

guint
doubles_credentials_get_n_asked (DoublesCredentials *self)
{
  return self->n_asked;
}
