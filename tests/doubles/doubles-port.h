/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "sip-port.h"

G_BEGIN_DECLS

/* The port contract, keeping what was sent for the test to read. Signal:
 *   sent (GBytes *)   after a message was taken */
#define DOUBLES_TYPE_PORT (doubles_port_get_type ())
G_DECLARE_FINAL_TYPE (DoublesPort, doubles_port, DOUBLES, PORT, GObject)

/* "UDP" when not reliable, else "WSS"; sent-by "test.invalid". */
DoublesPort *doubles_port_new         (gboolean     reliable);
void         doubles_port_set_reliable (DoublesPort *self,
                                       gboolean     reliable);
/* Every send from now on fails, or works again. */
void         doubles_port_set_broken  (DoublesPort *self,
                                       gboolean     broken);
/* How many messages were sent and not yet popped. */
guint        doubles_port_get_n_sent  (DoublesPort *self);
/* The oldest message not yet popped, read back from its octets; NULL: none. Aborts when it is no message. */
SipMessage  *doubles_port_pop         (DoublesPort *self);
/* As pop, for the youngest; drops the older ones. */
SipMessage  *doubles_port_pop_last    (DoublesPort *self);
void         doubles_port_clear       (DoublesPort *self);

G_END_DECLS
