/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-machine.h"
#include "ua-description-handler.h"

G_BEGIN_DECLS

/* Internal: offer and answer of one session as one table (RFC 3264 §4, RFC 6337 §2). */
#define UA_TYPE_NEGOTIATION (ua_negotiation_get_type ())
G_DECLARE_FINAL_TYPE (UaNegotiation, ua_negotiation, UA, NEGOTIATION, GObject)

typedef enum
{
  UA_NEGOTIATION_STATE_STABLE,          /* nothing pending: either side may offer */
  UA_NEGOTIATION_STATE_OFFERED_BY_US,   /* our offer is being written or is under way */
  UA_NEGOTIATION_STATE_SETTLING,        /* their answer is taking effect */
  UA_NEGOTIATION_STATE_OFFERED_BY_THEM, /* their offer is being answered */
  UA_NEGOTIATION_STATE_CLOSED,
} UaNegotiationState;

UaNegotiation     *ua_negotiation_new               (UaDescriptionHandler *handler);
UaNegotiationState ua_negotiation_get_state         (UaNegotiation        *self);
const SipMachine  *ua_negotiation_get_machine       (void);

/* Only when STABLE: our offer, to be sent. */
void               ua_negotiation_offer_async       (UaNegotiation        *self,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
char              *ua_negotiation_offer_finish      (UaNegotiation        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
/* Only when STABLE: our answer to their offer; STABLE again when it is there. */
void               ua_negotiation_answer_async      (UaNegotiation        *self,
                                                     const char           *offer,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
char              *ua_negotiation_answer_finish     (UaNegotiation        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
/* Their answer to our offer. The first counts: a repetition joins it or is done at once (RFC 6337 §3.1.1). */
void               ua_negotiation_settle_async      (UaNegotiation        *self,
                                                     const char           *answer,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean           ua_negotiation_settle_finish     (UaNegotiation        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
/* The pending offer came to nothing. */
void               ua_negotiation_rollback          (UaNegotiation        *self);
void               ua_negotiation_close             (UaNegotiation        *self);

/* Does this description keep us waiting: is no medium of it to be received from us (RFC 3264 §8.4)? */
gboolean           ua_negotiation_reads_as_hold     (const char           *description);

G_END_DECLS
