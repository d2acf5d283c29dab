/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: faces are found faster than names. They are read when they are first shown, and a picture that cannot
 * be drawn is nothing worse than initials. */

#include "app-portrait.h"

static gboolean
draw (GBinding     *binding,
      const GValue *from,
      GValue       *to,
      gpointer      user_data)
{
  GBytes *picture = g_value_get_boxed (from);
  GdkTexture *texture = picture != NULL ? gdk_texture_new_from_bytes (picture, NULL) : NULL;

  g_value_take_object (to, texture);
  return TRUE;
}

/**
 * app_portrait_bind:
 * @avatar: where to show it
 * @people: whom one knows
 * @person: one of them
 *
 * Shows a picture, now and when it changes.
 *
 * Returns: (transfer none): what ends it
 */
GBinding *
app_portrait_bind (AdwAvatar   *avatar,
                   PhonePeople *people,
                   PhonePerson *person)
{
  g_return_val_if_fail (ADW_IS_AVATAR (avatar), NULL);
  g_return_val_if_fail (PHONE_IS_PEOPLE (people), NULL);
  g_return_val_if_fail (PHONE_IS_PERSON (person), NULL);

  phone_people_load_picture (people, person);
  return g_object_bind_property_full (person, "picture", avatar, "custom-image", G_BINDING_SYNC_CREATE, draw, NULL, NULL,
                                      NULL);
}
