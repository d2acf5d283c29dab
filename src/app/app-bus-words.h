/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What scripts are told of calls and accounts: plain values, and no secret among them. */

GVariant *app_bus_words_of_call     (PhoneCall *call);  /* a{sv}, floating */
GVariant *app_bus_words_of_calls    (Phone     *phone); /* (aa{sv}), floating */
GVariant *app_bus_words_of_accounts (Phone     *phone); /* (aa{sv}), floating */
gboolean  app_bus_words_reachable   (Phone     *phone);

G_END_DECLS
