/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who presses a key wants to hear that it was pressed (ITU-T Q.23); what the far end is told goes another way, as events
 * and not as sound. */

#include "media-keys.h"

#include "media-cadence.h"
#include "media-player.h"

#include <string.h>

#define PEAK 2500.0 /* −22 dBFS: an acknowledgement, not a signal */

struct _MediaKeys
{
  GObject      parent_instance;

  MediaEngine *engine;
  MediaPlayer *player; /* NULL: silent */
};

static const char keys[] = "123A456B789C*0#D";
static const guint rows[] = { 697, 770, 852, 941 };
static const guint columns[] = { 1209, 1336, 1477, 1633 };

G_DEFINE_FINAL_TYPE (MediaKeys, media_keys, G_TYPE_OBJECT)

static void
leave_player (MediaKeys *self)
{
  if (self->player == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->player, self);
  media_player_stop (self->player);
  g_clear_object (&self->player);
}

static void
media_keys_dispose (GObject *object)
{
  MediaKeys *self = MEDIA_KEYS (object);

  leave_player (self);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (media_keys_parent_class)->dispose (object);
}

static void
media_keys_class_init (MediaKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = media_keys_dispose;
}

static void
media_keys_init (MediaKeys *self)
{
}

/**
 * media_keys_new:
 * @engine: whose speaker to use
 *
 * Makes keys that nobody has pressed.
 *
 * Returns: (transfer full): the keys
 */
MediaKeys *
media_keys_new (MediaEngine *engine)
{
  MediaKeys *self;

  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  self = g_object_new (MEDIA_TYPE_KEYS, NULL);
  self->engine = g_object_ref (engine);

  return self;
}

/**
 * media_keys_render:
 * @key: 0-9 * # A-D
 *
 * Computes the two tones of a key.
 *
 * Returns: (transfer full) (nullable): mono samples of 16 bits at 48 kHz; NULL: it is no key
 */
GBytes *
media_keys_render (char key)
{
  const char *place = key != '\0' ? strchr (keys, g_ascii_toupper (key)) : NULL;
  g_autofree char *cadence = NULL;

  if (place == NULL)
    return NULL;
  cadence = g_strdup_printf ("%u+%u/%u", rows[(place - keys) / 4], columns[(place - keys) % 4], MEDIA_KEYS_MS);

  return media_cadence_render (cadence, PEAK);
}

/**
 * media_keys_press:
 * @self: the keys
 * @key: 0-9 * # A-D; anything else, a pause for instance, is silent
 *
 * Lets a key be heard for a moment.
 */
void
media_keys_press (MediaKeys *self,
                  char       key)
{
  g_autoptr (GBytes) round = media_keys_render (key);

  g_return_if_fail (MEDIA_IS_KEYS (self));

  leave_player (self);
  if (round == NULL)
    return;
  self->player = media_player_new (round, 1, media_engine_get_speaker (self->engine));
  g_signal_connect_object (self->player, "finished", G_CALLBACK (leave_player), self, G_CONNECT_SWAPPED);
}

/**
 * media_keys_is_playing:
 * @self: the keys
 *
 * Gets whether a key is heard at this moment.
 *
 * Returns: TRUE for a moment after each press
 */
gboolean
media_keys_is_playing (MediaKeys *self)
{
  g_return_val_if_fail (MEDIA_IS_KEYS (self), FALSE);

  return self->player != NULL;
}
