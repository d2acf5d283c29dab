/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Other devices in the middle of a call. All pipelines of the call sit at one desk, so that is where it is told. */

#include "media-session-private.h"

/**
 * media_session_choose_devices:
 * @self: the handler
 * @microphone: as [property@MediaEngine:microphone]
 * @speaker: as [property@MediaEngine:speaker]
 *
 * Chooses other devices, at any time; what was chosen before is let go.
 */
void
media_session_choose_devices (MediaSession *self,
                              const char   *microphone,
                              const char   *speaker)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));
  g_return_if_fail (microphone != NULL && speaker != NULL);

  media_desk_choose (self->settings->desk, MEDIA_DEVICE_KIND_MICROPHONE, microphone);
  media_desk_choose (self->settings->desk, MEDIA_DEVICE_KIND_SPEAKER, speaker);
}

/**
 * media_session_set_cleaning:
 * @self: the handler
 * @cleaning: as [property@MediaEngine:cleaning]
 *
 * Switches what is done to the microphone, at any time.
 */
void
media_session_set_cleaning (MediaSession  *self,
                            MediaCleaning  cleaning)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  media_desk_set_cleaning (self->settings->desk, cleaning);
}
