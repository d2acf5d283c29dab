/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a handler is made with, as a value; only the devices may be chosen anew during the call, at its desk. */

#include "media-settings.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (MediaSettings, media_settings, media_settings_ref, media_settings_unref)

static void
settings_clear (gpointer data)
{
  MediaSettings *self = data;

  g_free (self->microphone);
  g_free (self->speaker);
  g_clear_object (&self->desk);
  g_free (self->stun_server);
  g_strfreev (self->codecs);
  g_free (self->camera);
  g_free (self->turn_server);
  g_free (self->turn_user);
  if (self->turn_password != NULL)
    explicit_bzero (self->turn_password, strlen (self->turn_password));
  g_free (self->turn_password);
}

/**
 * media_settings_new:
 * @microphone: as [property@MediaEngine:microphone]
 * @speaker: as [property@MediaEngine:speaker]
 *
 * Makes a value whose other fields are as they are for a call to a browser; its maker may set them.
 *
 * Returns: (transfer full): the settings
 */
MediaSettings *
media_settings_new (const char *microphone,
                    const char *speaker)
{
  MediaSettings *self;

  g_return_val_if_fail (microphone != NULL, NULL);
  g_return_val_if_fail (speaker != NULL, NULL);

  self = g_atomic_rc_box_new0 (MediaSettings);
  self->microphone = g_strdup (microphone);
  self->speaker = g_strdup (speaker);
  self->desk = media_desk_new (microphone, speaker);

  return self;
}

/**
 * media_settings_ref:
 * @self: the settings
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaSettings *
media_settings_ref (MediaSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_settings_unref:
 * @self: (transfer full): the settings
 *
 * Gives a reference back.
 */
void
media_settings_unref (MediaSettings *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, settings_clear);
}
