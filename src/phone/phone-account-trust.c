/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom an account believes beside the authorities: one key, of one name and port, that a person has compared (TRUST
 * 3.7). Another key at the same place is refused again, and louder. */

#include "config.h"

#include "phone-account-parts-private.h"

#include "phone.h"
#include "phone-why-private.h"
#include "transport.h"

/* "pbx.example.org:5061=sha256:…"; FALSE: it is nothing of the kind. */
static gboolean
read_trusted (const char  *text,
              char       **name,
              guint       *port,
              const char **key)
{
  const char *equals = text != NULL ? strchr (text, '=') : NULL;
  g_autofree char *place = equals != NULL ? g_strndup (text, equals - text) : NULL;
  char *colon = place != NULL ? strrchr (place, ':') : NULL;
  guint64 number;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;

  *colon = '\0';
  *name = g_steal_pointer (&place);
  *port = (guint) number;
  *key = equals + 1;
  return TRUE;
}

TransportTrust *
phone_account_make_trust (PhoneAccount *self)
{
  TransportTrust *trust = NULL;
  g_autofree char *name = NULL;
  const char *key;
  guint port;

  if (!read_trusted (self->trusted_key, &name, &port, &key))
    return NULL;

  trust = transport_trust_new ();
  transport_trust_set (trust, name, port, key);
  return trust;
}

/* The transport is gone a moment later, and what it saw with it. */
void
phone_account_note_failure (PhoneAccount *self,
                            const GError *error)
{
  g_clear_pointer (&self->offered, phone_certificate_free);
  if (g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE))
    self->offered = self->ways->dup_certificate (self->connection);
  if (error == self->noted)
    return;
  self->noted = error;
  phone_account_note (self, self->offered != NULL
                              ? phone_why_note_certificate (self->offered->flags,
                                                            phone_certificate_is_changed (self->offered))
                              : phone_why_note (error));
}

/**
 * phone_account_dup_offered_certificate:
 * @self: an account
 *
 * What the server showed when it could not prove who it is.
 *
 * Returns: (transfer full) (nullable): it, for a person to compare; %NULL: that is not what is wrong
 */
PhoneCertificate *
phone_account_dup_offered_certificate (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->offered != NULL ? phone_certificate_copy (self->offered) : NULL;
}

static void
connect_anew (PhoneAccount *self)
{
  if (self->line != PHONE_LINE_UP)
    return; /* the next line, if there is to be one, is made with the new key */

  phone_account_go_offline_async (self, NULL, NULL, NULL);
  phone_account_go_online (self);
}

/**
 * phone_account_trust_certificate_async:
 * @self: an account
 * @key: "sha256:…", as it stood in phone_account_dup_offered_certificate()
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the key is trusted
 * @user_data: for @callback
 *
 * Trusts a key at the place where it was shown, and forgets the one before. The account connects anew.
 */
void
phone_account_trust_certificate_async (PhoneAccount        *self,
                                       const char          *key,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PHONE_IS_ACCOUNT (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_account_trust_certificate_async);
  if (self->offered == NULL || g_strcmp0 (self->offered->key, key) != 0)
    {
      g_task_return_new_error (task, PHONE_ERROR, PHONE_ERROR_BAD_CERTIFICATE, "%s was not shown", key);
      return;
    }

  g_free (self->trusted_key);
  self->trusted_key = g_strdup_printf ("%s:%u=%s", self->offered->name, self->offered->port, key);
  g_clear_pointer (&self->offered, phone_certificate_free);
  g_signal_emit_by_name (self, "trusted");
  connect_anew (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * phone_account_trust_certificate_finish:
 * @self: an account
 * @result: what the callback was given
 * @error: return location for %PHONE_ERROR_BAD_CERTIFICATE: the server did not show this key
 *
 * Ends phone_account_trust_certificate_async(). Whether it could be written down is told by
 * #Phone:store-error-text.
 *
 * Returns: %TRUE when the key is trusted
 */
gboolean
phone_account_trust_certificate_finish (PhoneAccount  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
