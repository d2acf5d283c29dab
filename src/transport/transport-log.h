/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport.h"

G_BEGIN_DECLS

/* What goes over the wire, for G_MESSAGES_DEBUG=wire, secrets blotted out (CONTRACT W12; TRUST, redaction). */
void transport_log_message (Transport  *self,
                            gboolean    outgoing,
                            GBytes     *message);
void transport_log_state   (Transport  *self,
                            const char *state_name);

G_END_DECLS
