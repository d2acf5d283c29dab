/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One server that was looked at for an address. Never changes. Properties (read-only): server, title, secure, works,
 * reason, realm, failure. */
#define PHONE_TYPE_FINDING (phone_finding_get_type ())
G_DECLARE_FINAL_TYPE (PhoneFinding, phone_finding, PHONE, FINDING, GObject)

const char *phone_finding_get_server       (PhoneFinding *self); /* for phone_add_account_async() */
const char *phone_finding_get_place        (PhoneFinding *self); /* the URL it was seen at; NULL: nowhere */
const char *phone_finding_get_title        (PhoneFinding *self); /* "Secure WebSocket" */
gboolean    phone_finding_is_secure        (PhoneFinding *self);
gboolean    phone_finding_works            (PhoneFinding *self);
gboolean    phone_finding_is_by_dns        (PhoneFinding *self);
const char *phone_finding_get_reason       (PhoneFinding *self); /* why it was looked at, a sentence */
const char *phone_finding_get_realm        (PhoneFinding *self); /* what it calls itself; NULL: it asks for nothing */
const char *phone_finding_get_failure      (PhoneFinding *self); /* a sentence; NULL: it works */
/* It is there and could not prove who it is: a person may look at its certificate. */
gboolean    phone_finding_is_untrusted     (PhoneFinding *self);
guint       phone_finding_get_milliseconds (PhoneFinding *self);

G_END_DECLS
