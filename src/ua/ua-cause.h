/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

/* Why something ended, in the words of the reference (CONTRACT U25). */
typedef enum
{
  UA_CAUSE_NONE, /* it did not, or as it should */
  UA_CAUSE_INVALID_TARGET,
  UA_CAUSE_CONNECTION_ERROR,
  UA_CAUSE_REQUEST_TIMEOUT,
  UA_CAUSE_SIP_FAILURE_CODE,
  UA_CAUSE_BUSY,
  UA_CAUSE_REJECTED,
  UA_CAUSE_REDIRECTED,
  UA_CAUSE_UNAVAILABLE,
  UA_CAUSE_NOT_FOUND,
  UA_CAUSE_ADDRESS_INCOMPLETE,
  UA_CAUSE_INCOMPATIBLE_SDP,
  UA_CAUSE_AUTHENTICATION_ERROR,
  UA_CAUSE_BYE,
  UA_CAUSE_CANCELED,
  UA_CAUSE_NO_ANSWER,
  UA_CAUSE_EXPIRES,
  UA_CAUSE_NO_ACK,
  UA_CAUSE_NO_PRACK,
  UA_CAUSE_USER_DENIED_MEDIA_ACCESS,
  UA_CAUSE_WEBRTC_NOT_SUPPORTED,
  UA_CAUSE_RTP_TIMEOUT,
  UA_CAUSE_BAD_MEDIA_DESCRIPTION,
  UA_CAUSE_DIALOG_ERROR,
  UA_CAUSE_INTERNAL_ERROR,
} UaCause;

UaCause     ua_cause_from_error   (const GError *error); /* NULL: none */
UaCause     ua_cause_from_status  (guint         status);
UaCause     ua_cause_from_session (UaSession    *session); /* of a call that has ended */
const char *ua_cause_get_name     (UaCause       cause);   /* "BUSY" */

G_END_DECLS
