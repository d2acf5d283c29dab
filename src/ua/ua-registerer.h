/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

G_BEGIN_DECLS

/* Register, refresh, unregister (RFC 3261 §10; CONTRACT U6–U8, U19–U21). Once asked, it stays registered:
 * it registers again whenever the connection comes back. Signals:
 *   registered ()
 *   unregistered (guint status, const GError *)   NULL error: as asked; UA_ERROR_CONNECTION when the line fell (U20, T13)
 *   registration-failed (guint status, const GError *)
 *   removed (const char *event)   the registrar says (RFC 3680) that our binding is gone: "deactivated", "rejected",
 *                                 "unregistered", "probation", "expired"…; unregistered follows when it is for good
 * Properties: state (notify), last-error. */
#define UA_TYPE_REGISTERER (ua_registerer_get_type ())
G_DECLARE_FINAL_TYPE (UaRegisterer, ua_registerer, UA, REGISTERER, GObject)

#define UA_TYPE_REGISTERER_STATE (ua_registerer_state_get_type ())
GType ua_registerer_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  UA_REGISTERER_STATE_INITIAL,
  UA_REGISTERER_STATE_REGISTERED,
  UA_REGISTERER_STATE_UNREGISTERED,
  UA_REGISTERER_STATE_TERMINATED,
} UaRegistererState;

UaRegisterer     *ua_registerer_new               (UaAgent              *agent,
                                                   const char           *instance_id); /* urn:uuid of the device; NULL: none */
void              ua_registerer_set_expires       (UaRegisterer         *self,
                                                   guint                 seconds); /* default 600 (U26) */
UaRegistererState ua_registerer_get_state         (UaRegisterer         *self);
gboolean          ua_registerer_is_busy           (UaRegisterer         *self); /* a REGISTER is in flight */
guint             ua_registerer_get_granted       (UaRegisterer         *self); /* seconds; 0 unless registered */
const GError     *ua_registerer_get_last_error    (UaRegisterer         *self);
/* Our address at this telephone alone, from anywhere (RFC 5627); NULL: none was granted. */
SipUri           *ua_registerer_get_public_gruu   (UaRegisterer         *self);
/* Asks to be told who removes our binding (RFC 3680). By default where the registrar names "reg" in Allow-Events. */
void              ua_registerer_set_watching      (UaRegisterer         *self,
                                                   gboolean              watching);
void              ua_registerer_register_async    (UaRegisterer         *self,
                                                   UaOptions            *options,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean          ua_registerer_register_finish   (UaRegisterer         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void              ua_registerer_unregister_async  (UaRegisterer         *self,
                                                   gboolean              all, /* Contact: * (U7) */
                                                   UaOptions            *options,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean          ua_registerer_unregister_finish (UaRegisterer         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void              ua_registerer_terminate         (UaRegisterer         *self);

G_END_DECLS
