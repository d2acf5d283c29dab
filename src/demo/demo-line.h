/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-registrar.h"
#include "media-engine.h"
#include "transport.h"

G_BEGIN_DECLS

/* One connection to the practice exchange and everything behind it: the registrar, the echo line, the chat
 * partner, the line that calls back. Signal: closed () */
#define DEMO_TYPE_LINE (demo_line_get_type ())
G_DECLARE_FINAL_TYPE (DemoLine, demo_line, DEMO, LINE, GObject)

#define DEMO_LINE_REPLY_MS 900
#define DEMO_LINE_CALL_BACK_MS 3000

DemoLine *demo_line_new   (Transport     *transport,
                           DemoRegistrar *registrar,
                           MediaEngine   *engine,
                           SipTokens     *tokens,
                           const char    *domain);
void      demo_line_close (DemoLine      *self);

G_END_DECLS
