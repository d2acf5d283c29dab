/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Three hundred ways to fail are too many to tell apart. The reference documents know two dozen causes, and each answer and
 * each event of ours has exactly one of them (CONTRACT U25).
 */

#include "ua-cause.h"

#include "ua-error.h"
#include "ua-session-private.h"

static const char *const names[] = {
  [UA_CAUSE_NONE] = "NONE",
  [UA_CAUSE_INVALID_TARGET] = "INVALID_TARGET",
  [UA_CAUSE_CONNECTION_ERROR] = "CONNECTION_ERROR",
  [UA_CAUSE_REQUEST_TIMEOUT] = "REQUEST_TIMEOUT",
  [UA_CAUSE_SIP_FAILURE_CODE] = "SIP_FAILURE_CODE",
  [UA_CAUSE_BUSY] = "BUSY",
  [UA_CAUSE_REJECTED] = "REJECTED",
  [UA_CAUSE_REDIRECTED] = "REDIRECTED",
  [UA_CAUSE_UNAVAILABLE] = "UNAVAILABLE",
  [UA_CAUSE_NOT_FOUND] = "NOT_FOUND",
  [UA_CAUSE_ADDRESS_INCOMPLETE] = "ADDRESS_INCOMPLETE",
  [UA_CAUSE_INCOMPATIBLE_SDP] = "INCOMPATIBLE_SDP",
  [UA_CAUSE_AUTHENTICATION_ERROR] = "AUTHENTICATION_ERROR",
  [UA_CAUSE_BYE] = "BYE",
  [UA_CAUSE_CANCELED] = "CANCELED",
  [UA_CAUSE_NO_ANSWER] = "NO_ANSWER",
  [UA_CAUSE_EXPIRES] = "EXPIRES",
  [UA_CAUSE_NO_ACK] = "NO_ACK",
  [UA_CAUSE_NO_PRACK] = "NO_PRACK",
  [UA_CAUSE_USER_DENIED_MEDIA_ACCESS] = "USER_DENIED_MEDIA_ACCESS",
  [UA_CAUSE_WEBRTC_NOT_SUPPORTED] = "WEBRTC_NOT_SUPPORTED",
  [UA_CAUSE_RTP_TIMEOUT] = "RTP_TIMEOUT",
  [UA_CAUSE_BAD_MEDIA_DESCRIPTION] = "BAD_MEDIA_DESCRIPTION",
  [UA_CAUSE_DIALOG_ERROR] = "DIALOG_ERROR",
  [UA_CAUSE_INTERNAL_ERROR] = "INTERNAL_ERROR",
};

static const UaCause of_errors[] = {
  [UA_ERROR_INVALID_TARGET] = UA_CAUSE_INVALID_TARGET,
  [UA_ERROR_CONNECTION] = UA_CAUSE_CONNECTION_ERROR,
  [UA_ERROR_REQUEST_TIMEOUT] = UA_CAUSE_REQUEST_TIMEOUT,
  [UA_ERROR_AUTHENTICATION] = UA_CAUSE_AUTHENTICATION_ERROR,
  [UA_ERROR_CANCELED] = UA_CAUSE_CANCELED,
  [UA_ERROR_NO_ANSWER] = UA_CAUSE_NO_ANSWER,
  [UA_ERROR_NO_ACK] = UA_CAUSE_NO_ACK,
  [UA_ERROR_BAD_DESCRIPTION] = UA_CAUSE_BAD_MEDIA_DESCRIPTION,
  [UA_ERROR_MEDIA] = UA_CAUSE_INTERNAL_ERROR,
  [UA_ERROR_WRONG_STATE] = UA_CAUSE_INTERNAL_ERROR,
  [UA_ERROR_DIALOG] = UA_CAUSE_DIALOG_ERROR,
  [UA_ERROR_STOPPED] = UA_CAUSE_CANCELED,
  [UA_ERROR_EXPIRED] = UA_CAUSE_EXPIRES,
  [UA_ERROR_NO_PRACK] = UA_CAUSE_NO_PRACK,
  [UA_ERROR_MEDIA_DENIED] = UA_CAUSE_USER_DENIED_MEDIA_ACCESS,
  [UA_ERROR_MEDIA_UNSUPPORTED] = UA_CAUSE_WEBRTC_NOT_SUPPORTED,
  [UA_ERROR_MEDIA_SILENT] = UA_CAUSE_RTP_TIMEOUT,
};

/**
 * ua_cause_from_status:
 * @status: a final answer
 *
 * Names the cause that a final SIP answer comes to.
 *
 * Returns: the cause; %UA_CAUSE_NONE for a 2xx
 */
UaCause
ua_cause_from_status (guint status)
{
  static const struct
  {
    guint   status;
    UaCause cause;
  } known[] = {
    { 300, UA_CAUSE_REDIRECTED },           { 301, UA_CAUSE_REDIRECTED },         { 302, UA_CAUSE_REDIRECTED },
    { 305, UA_CAUSE_REDIRECTED },           { 380, UA_CAUSE_REDIRECTED },         { 401, UA_CAUSE_AUTHENTICATION_ERROR },
    { 403, UA_CAUSE_REJECTED },             { 404, UA_CAUSE_NOT_FOUND },          { 407, UA_CAUSE_AUTHENTICATION_ERROR },
    { 408, UA_CAUSE_UNAVAILABLE },          { 410, UA_CAUSE_UNAVAILABLE },        { 430, UA_CAUSE_UNAVAILABLE },
    { 480, UA_CAUSE_UNAVAILABLE },          { 484, UA_CAUSE_ADDRESS_INCOMPLETE }, { 486, UA_CAUSE_BUSY },
    { 487, UA_CAUSE_CANCELED },             { 488, UA_CAUSE_INCOMPATIBLE_SDP },   { 600, UA_CAUSE_BUSY },
    { 603, UA_CAUSE_REJECTED },             { 604, UA_CAUSE_NOT_FOUND },          { 606, UA_CAUSE_INCOMPATIBLE_SDP },
  };

  if (status < 300)
    return UA_CAUSE_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].status == status)
        return known[i].cause;
    }
  return UA_CAUSE_SIP_FAILURE_CODE;
}

/**
 * ua_cause_from_error:
 * @error: (nullable): what a verb ended in
 *
 * Names the cause that an error comes to: a SIP_STATUS_ERROR by its status, a UA_ERROR by its code.
 *
 * Returns: the cause; %UA_CAUSE_NONE without an error
 */
UaCause
ua_cause_from_error (const GError *error)
{
  if (error == NULL)
    return UA_CAUSE_NONE;
  if (error->domain == SIP_STATUS_ERROR)
    return ua_cause_from_status ((guint) error->code);
  if (error->domain == UA_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (of_errors))
    return of_errors[error->code];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return UA_CAUSE_CANCELED;
  return UA_CAUSE_INTERNAL_ERROR;
}

/* Whether the call had been answered, whatever became of it. */
static gboolean
was_answered (UaSessionPrivate *priv)
{
  return priv->ours ? priv->dialog != NULL : priv->confirmation != NULL;
}

/**
 * ua_cause_from_session:
 * @session: a call
 *
 * Names why a call ended: its error, BYE when it was up and somebody hung up, CANCELED when it was called off before.
 *
 * Returns: the cause; %UA_CAUSE_NONE while the call is not ending
 */
UaCause
ua_cause_from_session (UaSession *session)
{
  g_return_val_if_fail (UA_IS_SESSION (session), UA_CAUSE_NONE);

  UaSessionPrivate *priv = ua_session_get_private (session);

  switch (priv->end)
    {
    case UA_SESSION_END_NONE:
      return UA_CAUSE_NONE;
    case UA_SESSION_END_FAILED:
      return ua_cause_from_error (priv->end_error);
    case UA_SESSION_END_ELSEWHERE:
      return UA_CAUSE_CANCELED;
    case UA_SESSION_END_LOCAL:
    case UA_SESSION_END_REMOTE:
    case UA_SESSION_END_REPLACED:
    default:
      return was_answered (priv) ? UA_CAUSE_BYE : UA_CAUSE_CANCELED;
    }
}

/**
 * ua_cause_get_name:
 * @cause: a cause
 *
 * Names it as the reference does (CONTRACT U25).
 *
 * Returns: (transfer none): the name, in capitals
 */
const char *
ua_cause_get_name (UaCause cause)
{
  g_return_val_if_fail ((guint) cause < G_N_ELEMENTS (names), NULL);

  return names[cause];
}
