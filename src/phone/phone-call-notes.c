/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what went wrong with a call is looked for in the trace afterwards, and a silent call leaves no message
 * there. */

#include "config.h"

#include "phone-call-notes.h"

#include "phone-account-parts-private.h"
#include "phone-call-private.h"
#include "phone-why-private.h"

static void
quality_changed_cb (PhoneCallQuality *quality,
                    GParamSpec       *pspec,
                    PhoneCall        *self)
{
  g_autofree char *note = g_strconcat ("sound-verdict cause=", phone_call_quality_get_verdict (quality), NULL);

  if (phone_call_quality_get_verdict_text (quality) != NULL)
    phone_call_note (self, note);
}

static void
session_ended_cb (UaSession  *session,
                  GParamSpec *pspec,
                  PhoneCall  *self)
{
  if (ua_session_get_state (session) == UA_SESSION_STATE_TERMINATED)
    phone_call_note (self, phone_why_note (ua_session_get_end_error (session)));
}

/* By MediaState; what ends the sound is noted as the end of the call. */
static const char *const media_notes[] = {
  [MEDIA_STATE_GATHERING] = "sound cause=looking-for-ways",
  [MEDIA_STATE_CONNECTING] = "sound cause=connecting",
  [MEDIA_STATE_CONNECTED] = "sound cause=connected",
};

static void
media_state_cb (MediaSession *media,
                GParamSpec   *pspec,
                PhoneCall    *self)
{
  MediaState state = media_session_get_state (media);

  phone_call_note (self, state < G_N_ELEMENTS (media_notes) ? media_notes[state] : NULL);
}

/*< private >
 * Beside what is said stands how far its sound is.
 */
void
phone_call_note_media (PhoneCall    *self,
                       MediaSession *media)
{
  g_signal_connect_object (media, "notify::media-state", G_CALLBACK (media_state_cb), self, G_CONNECT_DEFAULT);
}

/*< private >
 * From now on what no message tells is noted; before anybody is told that the call is over.
 */
void
phone_call_begin_notes (PhoneCall *self)
{
  g_signal_connect_object (self->quality, "notify::verdict-text", G_CALLBACK (quality_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (session_ended_cb), self, G_CONNECT_DEFAULT);
}

/*< private >
 * A note about this call in the trace; @note NULL: there is nothing to add.
 */
void
phone_call_note (PhoneCall  *self,
                 const char *note)
{
  g_autofree char *text = NULL;

  if (note == NULL)
    return;
  text = g_strdup_printf ("%s call=%s", note, ua_session_get_call_id (self->session));
  phone_account_note (self->account, text);
}
