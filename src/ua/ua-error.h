/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-description-handler.h"

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
  UA_ERROR_NO_PRACK,         /* they never confirmed our provisional answer (RFC 3262) */
  UA_ERROR_MEDIA_DENIED,     /* microphone or speaker could not be had */
  UA_ERROR_MEDIA_UNSUPPORTED, /* what sound needs is not installed */
  UA_ERROR_MEDIA_SILENT,     /* no sound comes through */
  UA_ERROR_DIGITS,           /* no keys of a telephone */
} UaError;

/* One of the kinds of UA_ERROR_MEDIA. */
gboolean ua_error_is_media        (const GError         *error);
/* What the handler failed with, as one of them. */
GError  *ua_error_new_from_handler (UaDescriptionHandler *handler,
                                   const GError         *cause);

G_END_DECLS
