/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The practice exchange: a registrar on loopback with an echo line, a chat partner and a line that calls
 * back. In this process, started only on request, never reachable from outside. */
#define DEMO_TYPE_EXCHANGE (demo_exchange_get_type ())
G_DECLARE_FINAL_TYPE (DemoExchange, demo_exchange, DEMO, EXCHANGE, GObject)

typedef struct _MediaEngine MediaEngine;

DemoExchange *demo_exchange_new             (MediaEngine   *engine);
gboolean      demo_exchange_start           (DemoExchange  *self,
                                             guint          port, /* 0: any */
                                             GError       **error);
void          demo_exchange_stop            (DemoExchange  *self);
const char   *demo_exchange_get_server      (DemoExchange  *self); /* ws://127.0.0.1:PORT/ */
const char   *demo_exchange_get_domain      (DemoExchange  *self); /* practice.invalid */
const char   *demo_exchange_get_username    (DemoExchange  *self);
const char   *demo_exchange_get_password    (DemoExchange  *self); /* made anew at each start */
char         *demo_exchange_dup_address     (DemoExchange  *self); /* sip:you@practice.invalid */
/* The lines: echo, partner, callback. */
char         *demo_exchange_dup_line        (DemoExchange  *self,
                                             const char    *name);

G_END_DECLS
