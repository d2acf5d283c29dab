/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ua-description-handler.h"

G_BEGIN_DECLS

/* A description handler with somebody who changes what it writes and what it is given (CONTRACT U14). Asynchronous
 * functions are applied one after the other, in the order in which they were added. */
#define UA_TYPE_MODIFIED_HANDLER (ua_modified_handler_get_type ())
G_DECLARE_FINAL_TYPE (UaModifiedHandler, ua_modified_handler, UA, MODIFIED_HANDLER, GObject)

/* Ends with g_task_return_pointer() of the changed description (a string, freed by g_free), or with an error, which the
 * one who asked for the description hears. @task is the function's to unref. */
typedef void (*UaModifierFunc) (const char *description,
                                GTask      *task,
                                gpointer    user_data);

UaDescriptionHandler *ua_modified_handler_new          (UaDescriptionHandler *inner);
void                  ua_modified_handler_add_incoming (UaModifiedHandler    *self,
                                                        UaModifierFunc        modify,
                                                        gpointer              user_data,
                                                        GDestroyNotify        destroy);
void                  ua_modified_handler_add_outgoing (UaModifiedHandler    *self,
                                                        UaModifierFunc        modify,
                                                        gpointer              user_data,
                                                        GDestroyNotify        destroy);

G_END_DECLS
