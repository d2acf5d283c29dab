/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said about a call. It is asked of the session and the sound each time, so that it cannot be wrong. */

#include "config.h"

#include "phone-call-private.h"

#include <glib/gi18n-lib.h>

#include "phone-text.h"
#include "phone-words.h"
#include "sip-status.h"
#include "ua-error.h"

static PhoneCallState
derive_established (PhoneCall *self)
{
  if (self->account->ways->is_stranded (self->session))
    return PHONE_CALL_STATE_RECONNECTING;

  switch (self->media != NULL ? media_session_get_state (self->media) : MEDIA_STATE_NEW)
    {
    case MEDIA_STATE_NEW:
    case MEDIA_STATE_GATHERING:
    case MEDIA_STATE_CONNECTING:
      return PHONE_CALL_STATE_CONNECTING;
    case MEDIA_STATE_CONNECTED:
    case MEDIA_STATE_FAILED:
    case MEDIA_STATE_CLOSED:
      break;
    }
  return ua_session_is_held_by_us (self->session) || ua_session_is_held_by_them (self->session)
           ? PHONE_CALL_STATE_HELD
           : PHONE_CALL_STATE_ACTIVE;
}

PhoneCallState
phone_call_derive (PhoneCall *self)
{
  switch (ua_session_get_state (self->session))
    {
    case UA_SESSION_STATE_INITIAL:
      return self->incoming ? PHONE_CALL_STATE_INCOMING : PHONE_CALL_STATE_CALLING;
    case UA_SESSION_STATE_ESTABLISHING:
      if (self->incoming)
        return PHONE_CALL_STATE_CONNECTING;
      return self->progress == SIP_STATUS_RINGING || self->progress == SIP_STATUS_SESSION_PROGRESS
               ? PHONE_CALL_STATE_RINGING
               : PHONE_CALL_STATE_CALLING;
    case UA_SESSION_STATE_ESTABLISHED:
      return derive_established (self);
    case UA_SESSION_STATE_TERMINATING:
      return PHONE_CALL_STATE_ENDING;
    case UA_SESSION_STATE_TERMINATED:
      return PHONE_CALL_STATE_ENDED;
    }
  g_return_val_if_reached (PHONE_CALL_STATE_ENDED);
}

/* What a stranger says of it stands behind our own sentence and in quotes, so that nobody takes it for ours. */
static char *
quote_reason (PhoneCall *self,
              char      *sentence) /* transfer full */
{
  const char *reason = ua_session_get_end_reason (self->session);
  g_autofree char *own = sentence;
  g_autofree char *said = reason != NULL ? phone_text_clean_line (reason) : NULL;

  if (said == NULL || *said == '\0')
    return g_steal_pointer (&own);
  /* Translators: a sentence of ours about how a call ended, and what the other side gave as the reason. */
  return g_strdup_printf (_("%s “%s”"), own, said);
}

char *
phone_call_make_end_text (PhoneCall *self)
{
  const GError *error = phone_call_get_last_error (self);

  if (ua_session_get_state (self->session) != UA_SESSION_STATE_TERMINATED)
    return NULL;
  if (self->sent_to != NULL)
    /* Translators: %s is an address. */
    return g_strdup_printf (_("Sent on to %s."), self->sent_to);
  if (phone_call_was_elsewhere (self))
    return g_strdup (_ ("Answered on another device."));
  if (ua_session_get_end (self->session) == UA_SESSION_END_DECLINED_ELSEWHERE)
    return g_strdup (_ ("Declined on another device."));
  if (error == NULL || (self->incoming && g_error_matches (error, UA_ERROR, UA_ERROR_NO_ANSWER)))
    return NULL;

  return quote_reason (self, phone_words_for_error (error));
}

gboolean
phone_call_is_over (PhoneCall *self)
{
  return ua_session_get_state (self->session) == UA_SESSION_STATE_TERMINATED;
}

gboolean
phone_call_is_up (PhoneCall *self)
{
  return ua_session_get_state (self->session) == UA_SESSION_STATE_ESTABLISHED;
}

gboolean
phone_call_is_waiting (PhoneCall *self)
{
  return ua_session_is_held_by_us (self->session);
}

gboolean
phone_call_is_together (PhoneCall *self,
                        PhoneCall *other)
{
  return self->conference != NULL && self->conference == other->conference;
}

void
phone_call_set_conference (PhoneCall       *self,
                           PhoneConference *conference)
{
  self->conference = conference;
}

gboolean
phone_call_was_talk (PhoneCall *self)
{
  return self->talk_began_us != 0;
}

gboolean
phone_call_was_declined (PhoneCall *self)
{
  return self->declined || ua_session_get_end (self->session) == UA_SESSION_END_DECLINED_ELSEWHERE;
}

gboolean
phone_call_was_elsewhere (PhoneCall *self)
{
  return self->sent_to != NULL || ua_session_get_end (self->session) == UA_SESSION_END_ELSEWHERE;
}

/**
 * phone_call_get_state:
 * @self: a call
 *
 * What is going on; derived from the session and the sound.
 *
 * Returns: the state
 */
PhoneCallState
phone_call_get_state (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), PHONE_CALL_STATE_ENDED);

  return phone_call_derive (self);
}

/**
 * phone_call_get_duration:
 * @self: a call
 *
 * How long the talk has lasted, or did.
 *
 * Returns: whole seconds
 */
guint
phone_call_get_duration (PhoneCall *self)
{
  gint64 end;

  g_return_val_if_fail (PHONE_IS_CALL (self), 0);

  if (self->talk_began_us == 0)
    return 0;

  end = self->talk_ended_us != 0 ? self->talk_ended_us : g_get_monotonic_time ();
  return (guint) ((end - self->talk_began_us) / G_USEC_PER_SEC);
}

/**
 * phone_call_get_last_error:
 * @self: a call
 *
 * Why it failed.
 *
 * Returns: (transfer none) (nullable): the reason; %NULL: it did not
 */
const GError *
phone_call_get_last_error (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->error != NULL ? self->error : ua_session_get_end_error (self->session);
}
