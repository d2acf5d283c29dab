/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"
#include "sip-clock.h"
#include "ua-invitation.h"

G_BEGIN_DECLS

/* One call that is answered and sends back what it hears. */
#define DEMO_TYPE_ECHO (demo_echo_get_type ())
G_DECLARE_FINAL_TYPE (DemoEcho, demo_echo, DEMO, ECHO, GObject)

#define DEMO_ECHO_RING_MS 700

/* Rings, answers after DEMO_ECHO_RING_MS, and lives as long as the reference that is returned. */
DemoEcho     *demo_echo_new            (UaInvitation *invitation,
                                        MediaEngine  *engine,
                                        SipClock     *clock);
UaInvitation *demo_echo_get_invitation (DemoEcho     *self);

G_END_DECLS
