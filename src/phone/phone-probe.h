/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-finding.h"

G_BEGIN_DECLS

typedef struct _Phone Phone;

/* Looking for the server of an address: DNS first, then where such servers usually are. Property: progress-text
 * (notify), a sentence. */
#define PHONE_TYPE_PROBE (phone_probe_get_type ())
G_DECLARE_FINAL_TYPE (PhoneProbe, phone_probe, PHONE, PROBE, GObject)

/* PhoneFinding, the best first: what works, what is secure, what the domain names, what is quick. It grows while the
 * probe runs. */
GListModel   *phone_probe_get_findings      (PhoneProbe           *self);
const char   *phone_probe_get_progress_text (PhoneProbe           *self);
PhoneFinding *phone_probe_get_best          (PhoneProbe           *self); /* NULL: nothing works (yet) */

/* Part of Phone. Looks for the server of @address; nothing that is sent opens an account. */
void          phone_probe_async             (Phone                *self,
                                             const char           *address,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* The best that is secure (transfer full). PHONE_ERROR_ONLY_PLAIN: there is none, but phone_get_probe() has one that
 * is not, for a person to agree to; PHONE_ERROR_NO_SERVER, or why the likeliest place failed. */
PhoneFinding *phone_probe_finish            (Phone                *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* The newest probe, running or not; NULL: there was none. */
PhoneProbe   *phone_get_probe               (Phone                *self);

G_END_DECLS
