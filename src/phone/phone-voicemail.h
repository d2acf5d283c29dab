/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What waits in the mailbox of an account (RFC 3842). Properties (notify): waiting, n-new, n-old, address. */
#define PHONE_TYPE_VOICEMAIL (phone_voicemail_get_type ())
G_DECLARE_FINAL_TYPE (PhoneVoicemail, phone_voicemail, PHONE, VOICEMAIL, GObject)

gboolean    phone_voicemail_is_waiting  (PhoneVoicemail *self);
guint       phone_voicemail_get_n_new   (PhoneVoicemail *self); /* 0 while waiting: they were not counted */
guint       phone_voicemail_get_n_old   (PhoneVoicemail *self);
const char *phone_voicemail_get_address (PhoneVoicemail *self); /* whom to call; NULL: not told */

G_END_DECLS
