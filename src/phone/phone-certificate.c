/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever runs a telephone exchange at home knows its key, and nobody else can vouch for it. So a person sees what
 * the server showed, next to what was trusted before, and decides about exactly that key (WISHES 28). */

#include "config.h"

#include "phone-certificate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY_PREFIX "sha256:"
#define GROUP 4

G_DEFINE_BOXED_TYPE (PhoneCertificate, phone_certificate, phone_certificate_copy, phone_certificate_free)

/**
 * phone_certificate_copy:
 * @self: a certificate
 *
 * Copies it.
 *
 * Returns: (transfer full): the copy
 */
PhoneCertificate *
phone_certificate_copy (const PhoneCertificate *self)
{
  PhoneCertificate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->key = g_strdup (self->key);
  copy->subject = g_strdup (self->subject);
  copy->issuer = g_strdup (self->issuer);
  copy->valid_from = self->valid_from != NULL ? g_date_time_ref (self->valid_from) : NULL;
  copy->valid_until = self->valid_until != NULL ? g_date_time_ref (self->valid_until) : NULL;
  copy->faults = self->faults != NULL ? g_strdupv (self->faults) : g_new0 (char *, 1);
  copy->trusted_key = g_strdup (self->trusted_key);
  return copy;
}

/**
 * phone_certificate_free:
 * @self: (transfer full): a certificate
 *
 * Frees it.
 */
void
phone_certificate_free (PhoneCertificate *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->key);
  g_free (self->subject);
  g_free (self->issuer);
  g_clear_pointer (&self->valid_from, g_date_time_unref);
  g_clear_pointer (&self->valid_until, g_date_time_unref);
  g_strfreev (self->faults);
  g_free (self->trusted_key);
  g_free (self);
}

/**
 * phone_certificate_is_changed:
 * @self: a certificate
 *
 * Whether another key was trusted for this server.
 *
 * Returns: %TRUE when it was
 */
gboolean
phone_certificate_is_changed (const PhoneCertificate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->trusted_key != NULL && g_strcmp0 (self->trusted_key, self->key) != 0;
}

/**
 * phone_certificate_get_summary:
 * @self: a certificate
 *
 * What it is about.
 *
 * Returns: (transfer none): one or two sentences
 */
const char *
phone_certificate_get_summary (const PhoneCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (phone_certificate_is_changed (self))
    return _ ("The key of this server has changed. If nobody has set it up anew, somebody may be pretending to be it: "
              "do not trust it before you have compared the keys.");
  if (g_strcmp0 (self->subject, self->issuer) == 0)
    return _ ("Nobody but the server itself vouches for its key. Trust it only if the key is the one that whoever runs "
              "the server tells you.");
  return _ ("This server could not prove who it is. Trust it only if its key is the one that whoever runs it tells you.");
}

/**
 * phone_certificate_dup_key_text:
 * @key: "sha256:" and hexadecimal digits
 *
 * Writes a key so that two can be compared by eye.
 *
 * Returns: (transfer full): "3F2A 09C1 …"
 */
char *
phone_certificate_dup_key_text (const char *key)
{
  g_autoptr (GString) text = NULL;
  const char *digits;

  g_return_val_if_fail (key != NULL, NULL);

  digits = g_str_has_prefix (key, KEY_PREFIX) ? key + strlen (KEY_PREFIX) : key;
  text = g_string_new (NULL);
  for (gsize n = 0; digits[n] != '\0'; n++)
    {
      if (n > 0 && n % GROUP == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, g_ascii_toupper (digits[n]));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
