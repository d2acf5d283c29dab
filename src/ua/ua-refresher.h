/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"

G_BEGIN_DECLS

/* Internal: anything that expires and must be renewed, on the clock. Signal:
 *   due ()   renew it now */
#define UA_TYPE_REFRESHER (ua_refresher_get_type ())
G_DECLARE_FINAL_TYPE (UaRefresher, ua_refresher, UA, REFRESHER, GObject)

#define UA_REFRESHER_FLOOR_S       10   /* never more often than this (TRUST 3) */
#define UA_REFRESHER_RETRY_FIRST_S 2
#define UA_REFRESHER_RETRY_LAST_S  120
#define UA_REFRESHER_RETRY_AFTER_LAST_S 3600

UaRefresher *ua_refresher_new         (SipClock    *clock,
                                       SipTokens   *tokens);
/* The wire is one that loses things silently: renew at half of what is granted. */
void         ua_refresher_set_wary    (UaRefresher *self,
                                       gboolean     wary);
/* It was granted: due well before @granted_s are over. */
void         ua_refresher_granted     (UaRefresher *self,
                                       guint        granted_s);
/* It was refused for now: due after @retry_after_s, or, when that is 0, after a back-off that doubles. */
void         ua_refresher_refused     (UaRefresher *self,
                                       guint        retry_after_s);
void         ua_refresher_stop        (UaRefresher *self);
gboolean     ua_refresher_is_running  (UaRefresher *self);

/* How long to wait before renewing what was granted for @granted_s. */
guint        ua_refresher_delay_ms    (guint        granted_s);

G_END_DECLS
