/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-machine.h"

#include "transport.h"

G_BEGIN_DECLS

/* The one machine of every transport (CONTRACT T7–T9, T16): seven edges and no eighth. */
typedef enum
{
  TRANSPORT_EVENT_CONNECT,    /* the user asks */
  TRANSPORT_EVENT_OPENED,     /* the subclass is through */
  TRANSPORT_EVENT_DROPPED,    /* the subclass failed, lost it, or has closed as asked */
  TRANSPORT_EVENT_TIMED_OUT,  /* opening or closing took too long */
  TRANSPORT_EVENT_MISSED,     /* a keep-alive was not answered */
  TRANSPORT_EVENT_DISCONNECT, /* the user asks */
} TransportEvent;

enum
{
  TRANSPORT_EFFECT_ARM = 1 << 0,              /* start the time-out of opening and closing */
  TRANSPORT_EFFECT_DISARM = 1 << 1,           /* stop it */
  TRANSPORT_EFFECT_OPEN = 1 << 2,             /* subclass: open() */
  TRANSPORT_EFFECT_CLOSE = 1 << 3,            /* subclass: close() */
  TRANSPORT_EFFECT_BEGIN_KEEP_ALIVE = 1 << 4,
  TRANSPORT_EFFECT_END_KEEP_ALIVE = 1 << 5,
  TRANSPORT_EFFECT_FORGET = 1 << 6,           /* last-error and close code: a new attempt */
  TRANSPORT_EFFECT_BLAME = 1 << 7,            /* last-error becomes what happened */
  TRANSPORT_EFFECT_TELL_CONNECTING = 1 << 8,  /* those who wait for the line */
  TRANSPORT_EFFECT_TELL_CLOSING = 1 << 9,     /* those who wait for its end */
};

const SipMachine *transport_get_machine     (void);
/* Is this state the one? @force, for tests alone: yes, with a warning (CONTRACT W43, A.6 item 4). */
gboolean          transport_machine_is_at   (TransportState state,
                                             TransportState wanted,
                                             gboolean       force);
/* May the one follow the other? The table says so, or @force with a warning (CONTRACT W44). */
gboolean          transport_machine_allows  (TransportState from,
                                             TransportState to,
                                             gboolean       force);

G_END_DECLS
