/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the sound of an account's calls travels, as the real phone keeps it but for the file and the keyring; and which codecs
 * there are. */

#include "scripted-phone.h"

#include <string.h>

#include "phone-codecs.h"
#include "phone-media-terms-private.h"
#include "ua-credentials.h"

void
store_media_copy_into (const StoreMedia *media,
                       StoreMedia       *copy)
{
  *copy = (StoreMedia) {
    .protection = g_strdup (media->protection),
    .codecs = g_strdupv (media->codecs),
    .stun_server = g_strdup (media->stun_server),
    .turn_server = g_strdup (media->turn_server),
    .turn_user = g_strdup (media->turn_user),
    .relay_only = media->relay_only,
  };
}

void
store_media_clear (StoreMedia *media)
{
  g_free (media->protection);
  g_strfreev (media->codecs);
  g_free (media->stun_server);
  g_free (media->turn_server);
  g_free (media->turn_user);
  memset (media, 0, sizeof *media);
}

void
ua_credentials_wipe (char *password)
{
  g_free (password);
}

PhoneMediaTerms *
phone_account_get_media_terms (PhoneAccount *self)
{
  const StoreMedia untouched = { 0 };
  PhoneMediaTerms *terms = g_object_get_data (G_OBJECT (self), "scripted-media");

  if (terms == NULL)
    {
      terms = phone_media_terms_new (&untouched);
      g_object_set_data_full (G_OBJECT (self), "scripted-media", terms, g_object_unref);
    }
  return terms;
}

char **
phone_codecs_list (void)
{
  return g_strdupv ((char *[]) { (char *) "opus", (char *) "G722", (char *) "PCMU", (char *) "PCMA", NULL });
}

const char *
phone_codecs_get_title (const char *name)
{
  if (g_str_equal (name, "opus"))
    return "Opus, 48 kHz";
  if (g_str_equal (name, "G722"))
    return "G.722, 16 kHz";
  return g_str_equal (name, "PCMU") ? "G.711 µ-law, 8 kHz" : "G.711 A-law, 8 kHz";
}
