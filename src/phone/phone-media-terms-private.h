/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-media-terms.h"

#include "media-settings.h"
#include "store-accounts.h"

G_BEGIN_DECLS

/* Private to the room: phone-media-terms.c is what is written down, phone-media-terms-secret.c what is not. Signal:
 *   secret-chosen ()   a person said what the relay asks for, or that it is to be forgotten */
struct _PhoneMediaTerms
{
  GObject parent_instance;

  StoreMedia record;
  char *turn_password;      /* NULL: none */
  gboolean password_chosen; /* since the program was started: the keyring comes too late */
};

PhoneMediaTerms  *phone_media_terms_new        (const StoreMedia *record);
const StoreMedia *phone_media_terms_get_record (PhoneMediaTerms  *self);
/* What a call of these terms is made with, beside its devices. */
void              phone_media_terms_fill_in    (PhoneMediaTerms  *self,
                                                MediaSettings    *settings);
const char       *phone_media_terms_get_turn_password (PhoneMediaTerms *self); /* nullable */
/* From the keyring; what a person said meanwhile stays. */
void              phone_media_terms_restore_turn_password (PhoneMediaTerms *self,
                                              const char       *password);
void              phone_media_terms_wipe_turn_password (PhoneMediaTerms *self);

G_END_DECLS
