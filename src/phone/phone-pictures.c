/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What all calls with pictures have in common: the camera, the screen, and whether this machine can do it at all. */

#include "config.h"

#include "phone-pictures.h"

#include "phone-private.h"

/**
 * phone_set_pictures:
 * @self: the phone
 * @camera: (nullable): "default", a device's name, or "test:PATTERN"; %NULL: as it is
 * @shown: whether there is a screen to show them on
 *
 * Chooses how calls show and see pictures: the camera of those that go on, too, the screen of those made from now on.
 */
void
phone_set_pictures (Phone      *self,
                    const char *camera,
                    gboolean    shown)
{
  g_return_if_fail (PHONE_IS_PHONE (self));

  if (camera != NULL)
    media_engine_set_camera (self->engine, camera);
  media_engine_set_shown (self->engine, shown);
}

/**
 * phone_check_pictures:
 * @self: the phone
 * @error: return location for what is missing
 *
 * Whether calls with pictures are possible on this machine.
 *
 * Returns: %TRUE when they are
 */
gboolean
phone_check_pictures (Phone   *self,
                      GError **error)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), FALSE);

  return media_engine_check_video (self->engine, error);
}
