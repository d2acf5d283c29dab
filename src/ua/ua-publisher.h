/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Telling others of us by way of a server (RFC 3903): published, renewed, changed, taken back. Once asked, it stays
 * published: it publishes again whenever the line comes back or the server forgot. Signals:
 *   published ()                    the server has it, for the first time, changed, or renewed
 *   unpublished (const GError *)    it has it no more, or never took it; NULL error: as asked
 * Errors: a refusal as SIP_STATUS_ERROR, or a UA_ERROR.
 * Properties: state (notify), last-error. */
#define UA_TYPE_PUBLISHER (ua_publisher_get_type ())
G_DECLARE_FINAL_TYPE (UaPublisher, ua_publisher, UA, PUBLISHER, GObject)

#define UA_TYPE_PUBLISHER_STATE (ua_publisher_state_get_type ())
GType ua_publisher_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  UA_PUBLISHER_STATE_INITIAL,
  UA_PUBLISHER_STATE_PUBLISHED,
  UA_PUBLISHER_STATE_UNPUBLISHED,
  UA_PUBLISHER_STATE_TERMINATED,
} UaPublisherState;

/* @target: whose state it is, our address; @options NULL: none. */
UaPublisher     *ua_publisher_new            (UaAgent       *agent,
                                              SipUri        *target,
                                              const char    *event,
                                              UaOptions     *options);
void             ua_publisher_set_expires    (UaPublisher   *self,
                                              guint          seconds); /* default 3600 */
/* Publishes only while registered. NULL, the default: while the line is up. Held weakly. */
void             ua_publisher_set_registerer (UaPublisher   *self,
                                              UaRegisterer  *registerer);
UaPublisherState ua_publisher_get_state      (UaPublisher   *self);
const GError    *ua_publisher_get_last_error (UaPublisher   *self);

/* For the first time, or instead of what was published before. */
void             ua_publisher_publish        (UaPublisher   *self,
                                              const char    *content_type,
                                              GBytes        *body);
void             ua_publisher_remove         (UaPublisher   *self);
/* Says nothing to anybody; what was published runs out by itself. */
void             ua_publisher_terminate      (UaPublisher   *self);

G_END_DECLS
