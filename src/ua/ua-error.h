/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UA_ERROR (ua_error_quark ())
GQuark ua_error_quark (void);

/* What ended a verb when no final SIP answer did (those are SIP_STATUS_ERROR); CONTRACT U25. */
typedef enum
{
  UA_ERROR_INVALID_TARGET,
  UA_ERROR_CONNECTION,       /* the line is down or broke */
  UA_ERROR_REQUEST_TIMEOUT,  /* nobody answered */
  UA_ERROR_AUTHENTICATION,   /* the secret is wrong, missing, or asked for by a stranger */
  UA_ERROR_CANCELED,         /* we called it off */
  UA_ERROR_NO_ANSWER,
  UA_ERROR_NO_ACK,           /* they never confirmed our answer (Timer H) */
  UA_ERROR_BAD_DESCRIPTION,  /* their description cannot be used */
  UA_ERROR_MEDIA,            /* sound could not be started, or broke */
  UA_ERROR_WRONG_STATE,      /* the verb means nothing now */
  UA_ERROR_DIALOG,           /* the far end does not know this dialog any more */
  UA_ERROR_STOPPED,          /* the agent was stopped */
  UA_ERROR_EXPIRED,          /* nobody said any more that the call is alive (RFC 4028) */
  UA_ERROR_DIGITS,           /* no keys of a telephone */
  UA_ERROR_NO_PRACK,         /* they never confirmed our provisional answer (RFC 3262) */
} UaError;

G_END_DECLS
