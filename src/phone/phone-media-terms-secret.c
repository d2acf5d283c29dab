/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the relay of an account asks for is not written down with the rest of its terms: it stays in memory, and whoever
 * keeps secrets is told when a person says one. */

#include "config.h"

#include "phone-media-terms-private.h"

#include "ua-credentials.h"

static void
take (PhoneMediaTerms *self,
      const char      *password)
{
  phone_media_terms_wipe_turn_password (self);
  self->turn_password = password != NULL && *password != '\0' ? g_strdup (password) : NULL;
  g_object_notify (G_OBJECT (self), "has-turn-password");
}

void
phone_media_terms_wipe_turn_password (PhoneMediaTerms *self)
{
  ua_credentials_wipe (g_steal_pointer (&self->turn_password));
}

const char *
phone_media_terms_get_turn_password (PhoneMediaTerms *self)
{
  return self->turn_password;
}

void
phone_media_terms_restore_turn_password (PhoneMediaTerms *self,
                                         const char      *password)
{
  if (!self->password_chosen)
    take (self, password);
}

/**
 * phone_media_terms_has_turn_password:
 * @self: the terms
 *
 * Whether it is known what the relay asks for.
 *
 * Returns: %TRUE when there is a password
 */
gboolean
phone_media_terms_has_turn_password (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), FALSE);

  return self->turn_password != NULL;
}

/**
 * phone_media_terms_set_turn_password:
 * @self: the terms
 * @password: (nullable): the secret of the relay's user; %NULL or "": none, the one there was is forgotten
 *
 * Says what the relay asks for, from the next call on. It goes to the keyring and into no file; where there is no keyring
 * it lasts as long as the program.
 */
void
phone_media_terms_set_turn_password (PhoneMediaTerms *self,
                                     const char      *password)
{
  g_return_if_fail (PHONE_IS_MEDIA_TERMS (self));

  self->password_chosen = TRUE;
  take (self, password);
  g_signal_emit_by_name (self, "secret-chosen");
}
