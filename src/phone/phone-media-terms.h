/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How the sound of an account's calls travels. Changed here it takes effect with the next call and is written down.
 * Properties (read-write, notify): protection (PhoneProtection); codecs (strv: names in the order of preference, only these;
 * NULL: all, the best first); stun-server, turn-server, turn-user (NULL: none); relay-only (the far end never sees our
 * address); has-turn-password (read-only). */
#define PHONE_TYPE_MEDIA_TERMS (phone_media_terms_get_type ())
G_DECLARE_FINAL_TYPE (PhoneMediaTerms, phone_media_terms, PHONE, MEDIA_TERMS, GObject)

#define PHONE_TYPE_PROTECTION (phone_protection_get_type ())
GType phone_protection_get_type (void) G_GNUC_CONST;

/* What is offered, and what is taken when others offer. */
typedef enum
{
  PHONE_PROTECTION_AUTOMATIC, /* as browsers do it (DTLS-SRTP); who refuses that is offered the next but one; all is taken */
  PHONE_PROTECTION_DTLS,      /* as browsers do it, or not at all */
  PHONE_PROTECTION_SDES,      /* as telephone exchanges do it, with the key in the description; DTLS is taken as well */
  PHONE_PROTECTION_OPTIONAL,  /* the same where the far end can, else in the clear (RFC 8643); all is taken */
  PHONE_PROTECTION_NONE,      /* offered in the clear; all is taken */
} PhoneProtection;

PhoneProtection    phone_media_terms_get_protection  (PhoneMediaTerms   *self);
void               phone_media_terms_set_protection  (PhoneMediaTerms   *self,
                                                      PhoneProtection    protection);
const char *const *phone_media_terms_get_codecs      (PhoneMediaTerms   *self); /* nullable */
void               phone_media_terms_set_codecs      (PhoneMediaTerms   *self,
                                                      const char *const *codecs);
/* HOST or HOST:PORT; the check is the one that the setter makes, for who asks as one types. */
gboolean           phone_media_terms_check_stun_server (const char       *server,
                                                      GError           **error);
const char        *phone_media_terms_get_stun_server (PhoneMediaTerms   *self);
gboolean           phone_media_terms_set_stun_server (PhoneMediaTerms   *self,
                                                      const char        *server,
                                                      GError           **error);
/* turn:HOST[:PORT][?transport=udp|tcp] or turns:HOST[:PORT] (RFC 7065). */
gboolean           phone_media_terms_check_turn_server (const char       *server,
                                                      GError           **error);
const char        *phone_media_terms_get_turn_server (PhoneMediaTerms   *self);
const char        *phone_media_terms_get_turn_user   (PhoneMediaTerms   *self);
gboolean           phone_media_terms_set_turn_server (PhoneMediaTerms   *self,
                                                      const char        *server,
                                                      const char        *user,
                                                      GError           **error);
/* Kept in the keyring, in memory alone where there is none, and given to nobody but that server. */
gboolean           phone_media_terms_has_turn_password (PhoneMediaTerms *self);
void               phone_media_terms_set_turn_password (PhoneMediaTerms *self,
                                                        const char      *password);
gboolean           phone_media_terms_is_relay_only   (PhoneMediaTerms   *self);
void               phone_media_terms_set_relay_only  (PhoneMediaTerms   *self,
                                                      gboolean           relay_only);

G_END_DECLS
