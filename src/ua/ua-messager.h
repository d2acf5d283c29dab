/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

G_BEGIN_DECLS

/* One instant message (RFC 3428; CONTRACT U10). */
void     ua_messager_send_async  (UaAgent              *agent,
                                  SipUri               *target,
                                  const char           *content_type, /* NULL: text/plain */
                                  GBytes               *body,
                                  UaOptions            *options,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/* TRUE: a 2xx came. A final refusal is SIP_STATUS_ERROR. */
gboolean ua_messager_send_finish (UaAgent              *agent,
                                  GAsyncResult         *result,
                                  GError              **error);

/* What an answer says beside yes and no. */
typedef struct
{
  guint status;        /* 200: a telephone took it; 202: a server did, and will try; 0: there was no answer */
  guint retry_after_s; /* of a refusal; 0: not said */
  char *accept;        /* what bodies are taken; NULL: not said */
} UaMessageAnswer;

void     ua_message_answer_clear     (UaMessageAnswer      *self);
/* The same as ua_messager_send_finish(), with @answer filled whether it is TRUE or FALSE. */
gboolean ua_messager_send_finish_full (UaAgent             *agent,
                                       GAsyncResult        *result,
                                       UaMessageAnswer     *answer,
                                       GError             **error);
/* Asks what bodies @target takes (OPTIONS, RFC 3261 §11); ends with ua_messager_send_finish_full(). */
void     ua_messager_ask_async   (UaAgent              *agent,
                                  SipUri               *target,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);

G_END_DECLS
