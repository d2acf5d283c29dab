/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-connection-private.h"

G_BEGIN_DECLS

/* Inside of UaConnection: which place is next, when, and the way back to a better one. */

/* -wire */
void              ua_connection_open_line        (UaConnection      *self);
Transport        *ua_connection_make_transport   (UaConnection      *self,
                                                  TransportTarget   *target,
                                                  GError           **error);
void              ua_connection_take_transport   (UaConnection      *self,
                                                  Transport         *transport);
void              ua_connection_release          (UaConnection      *self,
                                                  Transport         *transport);
void              ua_connection_drop_line        (UaConnection      *self);
void              ua_connection_fall             (UaConnection      *self,
                                                  UaConnectionEvent  event,
                                                  const GError      *why);

/* -targets */
gboolean          ua_connection_choose_server    (UaConnection      *self);
gboolean          ua_connection_pass_server      (UaConnection      *self);
void              ua_connection_take_found       (UaConnection      *self,
                                                  const char        *server,
                                                  GPtrArray         *targets); /* NULL: it was not found */
gboolean          ua_connection_is_usable        (UaConnection      *self,
                                                  const char        *server,
                                                  TransportTarget   *target);
TransportTarget  *ua_connection_peek_target      (UaConnection      *self);
TransportTarget  *ua_connection_pick_target      (UaConnection      *self);
gboolean          ua_connection_has_other_target (UaConnection      *self);
gboolean          ua_connection_has_other_place  (UaConnection      *self);
gboolean          ua_connection_is_hopeless      (UaConnection      *self,
                                                  const char        *server); /* NULL: all of them */
gint64            ua_connection_get_barred_ms    (UaConnection      *self);
void              ua_connection_bar              (UaConnection      *self,
                                                  TransportTarget   *target,
                                                  guint              seconds);
void              ua_connection_blame            (UaConnection      *self,
                                                  const GError      *error);
void              ua_connection_praise           (UaConnection      *self);
void              ua_connection_forgive          (UaConnection      *self,
                                                  gboolean           asked);

/* -recovery */
void              ua_connection_begin_round      (UaConnection      *self,
                                                  gboolean           anew);
UaConnectionEvent ua_connection_judge_failure    (UaConnection      *self);
void              ua_connection_settle           (UaConnection      *self);
guint             ua_connection_get_pause_ms     (UaConnection      *self);
guint             ua_connection_get_recovery_ms  (UaConnection      *self);

/* -return */
void              ua_connection_begin_return     (UaConnection      *self);
void              ua_connection_look             (UaConnection      *self);
void              ua_connection_move             (UaConnection      *self);
void              ua_connection_end_return       (UaConnection      *self);

G_END_DECLS
