/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-media-terms.h"

#include "media-settings.h"
#include "store-accounts.h"

G_BEGIN_DECLS

/* Private to the room. */
PhoneMediaTerms  *phone_media_terms_new        (const StoreMedia *record);
const StoreMedia *phone_media_terms_get_record (PhoneMediaTerms  *self);
/* What a call of these terms is made with, beside its devices. */
void              phone_media_terms_fill_in    (PhoneMediaTerms  *self,
                                                MediaSettings    *settings);

G_END_DECLS
