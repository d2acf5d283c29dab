/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-address.h"

G_BEGIN_DECLS

typedef struct _SipMessage SipMessage;

/* Why a call was sent on (RFC 5806 §9). */
typedef enum
{
  UA_DIVERSION_REASON_UNKNOWN,
  UA_DIVERSION_REASON_USER_BUSY,
  UA_DIVERSION_REASON_NO_ANSWER,
  UA_DIVERSION_REASON_UNAVAILABLE,
  UA_DIVERSION_REASON_UNCONDITIONAL,
  UA_DIVERSION_REASON_TIME_OF_DAY,
  UA_DIVERSION_REASON_DO_NOT_DISTURB,
  UA_DIVERSION_REASON_DEFLECTION,
  UA_DIVERSION_REASON_FOLLOW_ME,
  UA_DIVERSION_REASON_OUT_OF_SERVICE,
  UA_DIVERSION_REASON_AWAY,
} UaDiversionReason;

/* Somebody who was called before us and sent the call on. Immutable; anybody on the way may have written it. */
typedef struct
{
  SipAddress       *who;
  UaDiversionReason reason;
} UaDiversion;

#define UA_DIVERSION_MAX 16

UaDiversion *ua_diversion_new         (SipAddress        *who,
                                       UaDiversionReason  reason);
UaDiversion *ua_diversion_ref         (UaDiversion       *self);
void         ua_diversion_unref       (UaDiversion       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDiversion, ua_diversion_unref)

/* What Diversion says, or else History-Info (RFC 7044); the last who sent it on comes first. */
GPtrArray   *ua_diversion_list        (SipMessage        *request);
/* As a value of Diversion. */
SipAddress  *ua_diversion_to_address  (UaDiversion       *self);
gboolean     ua_diversion_is_private  (UaDiversion       *self);
const char  *ua_diversion_reason_name (UaDiversionReason  reason);

G_END_DECLS
