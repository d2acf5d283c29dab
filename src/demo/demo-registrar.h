/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-message.h"
#include "sip-tokens.h"

G_BEGIN_DECLS

/* The practice exchange's registrar: one user, digest, bindings that expire (RFC 3261 §10.3). */
#define DEMO_TYPE_REGISTRAR (demo_registrar_get_type ())
G_DECLARE_FINAL_TYPE (DemoRegistrar, demo_registrar, DEMO, REGISTRAR, GObject)

#define DEMO_REGISTRAR_MIN_EXPIRES 10
#define DEMO_REGISTRAR_MAX_EXPIRES 3600

DemoRegistrar *demo_registrar_new          (const char     *domain,
                                            const char     *username,
                                            SipClock       *clock,
                                            SipTokens      *tokens);
const char    *demo_registrar_get_password (DemoRegistrar  *self);
/* The status for a REGISTER and the header lines its answer must carry. */
guint          demo_registrar_answer       (DemoRegistrar  *self,
                                            SipMessage     *request,
                                            char         ***headers);
guint          demo_registrar_count        (DemoRegistrar  *self);
/* Whether @contact is bound, and not expired. */
gboolean       demo_registrar_is_bound     (DemoRegistrar  *self,
                                            SipUri         *contact);

G_END_DECLS
