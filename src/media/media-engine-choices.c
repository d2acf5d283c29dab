/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person has chosen to speak into, hear from, be filmed with and be rung by. */

#include "media-engine-private.h"

/**
 * media_engine_get_camera:
 * @self: the engine
 *
 * Gets what is filmed with.
 *
 * Returns: (transfer none): as [property@MediaEngine:camera]
 */
const char *
media_engine_get_camera (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return self->camera;
}

/**
 * media_engine_set_camera:
 * @self: the engine
 * @camera: as [property@MediaEngine:camera]
 *
 * Sets what is filmed with, for the handlers made from now on.
 */
void
media_engine_set_camera (MediaEngine *self,
                         const char  *camera)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));
  g_return_if_fail (camera != NULL);

  if (g_set_str (&self->camera, camera))
    g_object_notify (G_OBJECT (self), "camera");
}

/**
 * media_engine_get_microphone:
 * @self: the engine
 *
 * Gets what is spoken into.
 *
 * Returns: (transfer none): as [property@MediaEngine:microphone]
 */
const char *
media_engine_get_microphone (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return self->microphone;
}

/**
 * media_engine_set_microphone:
 * @self: the engine
 * @microphone: as [property@MediaEngine:microphone]
 *
 * Sets what is spoken into, for the handlers made from now on.
 */
void
media_engine_set_microphone (MediaEngine *self,
                             const char  *microphone)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));
  g_return_if_fail (microphone != NULL);

  if (g_set_str (&self->microphone, microphone))
    g_object_notify (G_OBJECT (self), "microphone");
}

/**
 * media_engine_get_speaker:
 * @self: the engine
 *
 * Gets what is heard from.
 *
 * Returns: (transfer none): as [property@MediaEngine:speaker]
 */
const char *
media_engine_get_speaker (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return self->speaker;
}

/**
 * media_engine_set_speaker:
 * @self: the engine
 * @speaker: as [property@MediaEngine:speaker]
 *
 * Sets what is heard from, for the handlers and tones made from now on.
 */
void
media_engine_set_speaker (MediaEngine *self,
                          const char  *speaker)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));
  g_return_if_fail (speaker != NULL);

  if (g_set_str (&self->speaker, speaker))
    g_object_notify (G_OBJECT (self), "speaker");
}

/**
 * media_engine_get_stun_server:
 * @self: the engine
 *
 * Gets where our address outside is asked for.
 *
 * Returns: (transfer none) (nullable): as [property@MediaEngine:stun-server]
 */
const char *
media_engine_get_stun_server (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return self->stun_server;
}

/**
 * media_engine_set_stun_server:
 * @self: the engine
 * @stun_server: (nullable): as [property@MediaEngine:stun-server]
 *
 * Sets where our address outside is asked for, for the handlers made from now on.
 */
void
media_engine_set_stun_server (MediaEngine *self,
                              const char  *stun_server)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));

  if (g_set_str (&self->stun_server, stun_server))
    g_object_notify (G_OBJECT (self), "stun-server");
}

/**
 * media_engine_get_ringer:
 * @self: the engine
 *
 * Gets what rings when somebody calls.
 *
 * Returns: (transfer none): as [property@MediaEngine:ringer]
 */
const char *
media_engine_get_ringer (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return self->ringer;
}

/**
 * media_engine_set_ringer:
 * @self: the engine
 * @ringer: as [property@MediaEngine:ringer]
 *
 * Sets what rings when somebody calls next.
 */
void
media_engine_set_ringer (MediaEngine *self,
                         const char  *ringer)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));
  g_return_if_fail (ringer != NULL);

  if (!g_set_str (&self->ringer, ringer))
    return;
  g_clear_object (&self->watch);
  if (!g_str_equal (ringer, "default") && !g_str_equal (ringer, "none") && self->start_error == NULL)
    self->watch = media_device_watch_dup_shared ();
  g_object_notify (G_OBJECT (self), "ringer");
}

/**
 * media_engine_get_cleaning:
 * @self: the engine
 *
 * Gets what is done to the sound of a microphone.
 *
 * Returns: as [property@MediaEngine:cleaning]
 */
MediaCleaning
media_engine_get_cleaning (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), MEDIA_CLEANING_NONE);

  return self->cleaning;
}

/**
 * media_engine_set_cleaning:
 * @self: the engine
 * @cleaning: as [property@MediaEngine:cleaning]
 *
 * Sets what is done to the sound of a microphone, for the handlers made from now on; for those there are it is
 * media_session_set_cleaning().
 */
void
media_engine_set_cleaning (MediaEngine   *self,
                           MediaCleaning  cleaning)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));

  if (self->cleaning == cleaning)
    return;
  self->cleaning = cleaning;
  g_object_notify (G_OBJECT (self), "cleaning");
}

/**
 * media_engine_set_shown:
 * @self: the engine
 * @shown: whether there is a screen, and GTK is running
 *
 * Has pictures painted rather than measured, in the handlers made from now on.
 */
void
media_engine_set_shown (MediaEngine *self,
                        gboolean     shown)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));

  self->shown = shown;
}

MediaDeviceWatch *
media_engine_dup_watch (MediaEngine *self)
{
  return self->watch != NULL ? g_object_ref (self->watch) : NULL;
}
