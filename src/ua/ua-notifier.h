/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

G_BEGIN_DECLS

/* What a phone says to those who want to be told, and to those who tell without being asked (RFC 6665 §4.2.1, §7.2).
 * Nobody may watch us: what we want to be known is published. Signal:
 *   notified (const char *event, const char *content_type, GBytes *body)
 *       an unsolicited NOTIFY that was agreed to */
#define UA_TYPE_NOTIFIER (ua_notifier_get_type ())
G_DECLARE_FINAL_TYPE (UaNotifier, ua_notifier, UA, NOTIFIER, GObject)

UaNotifier *ua_notifier_new             (UaAgent     *agent);
/* TRUE: message-summary is taken without a subscription, when it is sent to our own contact (INTEROP: Asterisk).
 * FALSE by default: 481. */
void        ua_notifier_set_unsolicited (UaNotifier  *self,
                                         gboolean     unsolicited);

G_END_DECLS
