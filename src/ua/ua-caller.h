/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-diversion.h"

G_BEGIN_DECLS

/* Who calls, as an INVITE or UPDATE tells it (RFC 3323, 3325, 5373, 5806, 7044). Immutable. Nothing of it is proven but
 * what our own server asserts, and that is no more than the server's word. */
typedef struct _UaCaller UaCaller;

#define UA_TYPE_CALLER (ua_caller_get_type ())
GType        ua_caller_get_type           (void) G_GNUC_CONST;

/* Whether the call asks to be answered by itself (RFC 5373; Call-Info and Alert-Info as desk telephones write them). */
typedef enum
{
  UA_ANSWER_MODE_MANUAL,
  UA_ANSWER_MODE_AUTO,
  UA_ANSWER_MODE_AUTO_REQUIRED, /* or else it is to be refused with 403 */
} UaAnswerMode;

#define UA_CALLER_MAX_ANSWER_AFTER_S 60

/* @trusted: P-Asserted-Identity comes from a server whose word we take (RFC 3325 §5). */
UaCaller    *ua_caller_new                (SipMessage  *request,
                                           gboolean     trusted);
UaCaller    *ua_caller_ref                (UaCaller    *self);
void         ua_caller_unref              (UaCaller    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaCaller, ua_caller_unref)

SipAddress  *ua_caller_get_identity       (UaCaller    *self); /* the asserted one when trusted, else From */
gboolean     ua_caller_is_asserted        (UaCaller    *self);
gboolean     ua_caller_is_anonymous       (UaCaller    *self); /* wishes to stay unnamed; who it is may be known */
GPtrArray   *ua_caller_get_diversions     (UaCaller    *self); /* of UaDiversion; the last first; never NULL */
const char  *ua_caller_get_alert          (UaCaller    *self); /* Alert-Info, a URI or URN, never fetched; NULL: none */
const char  *ua_caller_get_icon           (UaCaller    *self); /* Call-Info, likewise */
UaAnswerMode ua_caller_get_answer_mode    (UaCaller    *self);
guint        ua_caller_get_answer_after_s (UaCaller    *self); /* 0: at once */

G_END_DECLS
