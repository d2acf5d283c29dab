/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which sound of the telephone is heard at this moment. How it is played is MediaPlayer's business, and what it is made of
 * that of the melodies, of the country's exchange and of the person's own file. */

#include "media-tones.h"

#include "media-melody.h"
#include "media-player.h"
#include "media-ringer.h"
#include "media-ringtone.h"

#define SILENCE_DB (-100.0)
#define FILE_SCHEME "file:"

struct _MediaTones
{
  GObject       parent_instance;

  MediaEngine  *engine;
  MediaTone     tone;
  MediaPlayer  *player; /* NULL: silent */
  char         *territory; /* NULL: that of the locale */
  char         *ringtone;  /* NULL: the first of our own */
  GHashTable   *files;     /* URI → GBytes; NULL: it is being read, or cannot be */
  GCancellable *reading;
};

enum
{
  PROP_TONE = 1,
  PROP_LEVEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (MediaTone, media_tone,
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_RINGTONE, "ringtone"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_RINGBACK, "ringback"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_CONGESTION, "congestion"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_INFORMATION, "information"))

G_DEFINE_FINAL_TYPE (MediaTones, media_tones, G_TYPE_OBJECT)

static void
player_metered_cb (MediaTones *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

static void
stop (MediaTones *self)
{
  if (self->player == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->player, self);
  media_player_stop (self->player);
  g_clear_object (&self->player);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

/* A file that is not read yet, or cannot be, must not keep the telephone from ringing. */
static GBytes *
render (MediaTones *self)
{
  GBytes *file = self->ringtone != NULL ? g_hash_table_lookup (self->files, self->ringtone) : NULL;

  if (self->tone != MEDIA_TONE_RINGTONE)
    return media_melody_render (self->tone, self->territory);

  return file != NULL ? g_bytes_ref (file) : media_melody_render_ringtone (self->ringtone);
}

static void
start (MediaTones *self)
{
  g_autoptr (GBytes) round = render (self);
  g_autoptr (GError) error = NULL;
  GstElement *sink = media_ringer_make_sink (self->engine, self->tone, &error);

  if (error != NULL)
    g_info ("%s", error->message);

  self->player = media_player_new_with_sink (round, 0, sink);
  g_signal_connect_object (self->player, "metered", G_CALLBACK (player_metered_cb), self, G_CONNECT_SWAPPED);
}

static void
media_tones_dispose (GObject *object)
{
  MediaTones *self = MEDIA_TONES (object);

  media_tones_stop (self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (media_tones_parent_class)->dispose (object);
}

static void
media_tones_finalize (GObject *object)
{
  MediaTones *self = MEDIA_TONES (object);

  g_free (self->territory);
  g_free (self->ringtone);
  g_hash_table_unref (self->files);
  g_object_unref (self->reading);

  G_OBJECT_CLASS (media_tones_parent_class)->finalize (object);
}

static void
media_tones_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  MediaTones *self = MEDIA_TONES (object);

  switch (property_id)
    {
    case PROP_TONE:
      g_value_set_enum (value, self->tone);
      break;
    case PROP_LEVEL:
      g_value_set_double (value, media_tones_get_level (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_tones_class_init (MediaTonesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = media_tones_dispose;
  object_class->finalize = media_tones_finalize;
  object_class->get_property = media_tones_get_property;

  /**
   * MediaTones:tone:
   *
   * What is being played.
   */
  properties[PROP_TONE] = g_param_spec_enum ("tone", NULL, NULL, MEDIA_TYPE_TONE, MEDIA_TONE_NONE, flags);
  /**
   * MediaTones:level:
   *
   * How loud it is at this moment, in dBFS (RMS); −100 is silence.
   */
  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, SILENCE_DB,
                                                flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
free_samples (gpointer samples)
{
  g_clear_pointer ((GBytes **) &samples, g_bytes_unref);
}

static void
media_tones_init (MediaTones *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_samples);
  self->reading = g_cancellable_new ();
}

/**
 * media_tones_new:
 * @engine: whose speaker to use
 *
 * Makes a silent player.
 *
 * Returns: (transfer full): the player
 */
MediaTones *
media_tones_new (MediaEngine *engine)
{
  MediaTones *self;

  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  self = g_object_new (MEDIA_TYPE_TONES, NULL);
  self->engine = g_object_ref (engine);

  return self;
}

/**
 * media_tones_get_engine:
 * @self: the player
 *
 * Gets whose speaker is used.
 *
 * Returns: (transfer none): the engine
 */
MediaEngine *
media_tones_get_engine (MediaTones *self)
{
  g_return_val_if_fail (MEDIA_IS_TONES (self), NULL);

  return self->engine;
}

/**
 * media_tones_get_tone:
 * @self: the player
 *
 * Gets what is being played.
 *
 * Returns: the tone
 */
MediaTone
media_tones_get_tone (MediaTones *self)
{
  g_return_val_if_fail (MEDIA_IS_TONES (self), MEDIA_TONE_NONE);

  return self->tone;
}

/**
 * media_tones_get_level:
 * @self: the player
 *
 * Gets how loud it is at this moment.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_tones_get_level (MediaTones *self)
{
  g_return_val_if_fail (MEDIA_IS_TONES (self), SILENCE_DB);

  return self->player != NULL ? media_player_get_level (self->player) : SILENCE_DB;
}

/**
 * media_tones_play:
 * @self: the player
 * @tone: what to play; %MEDIA_TONE_NONE is media_tones_stop()
 *
 * Plays a sound until it is stopped or another is asked for; the same sound again goes on without a break.
 */
void
media_tones_play (MediaTones *self,
                  MediaTone   tone)
{
  g_return_if_fail (MEDIA_IS_TONES (self));

  if (self->tone == tone)
    return;
  stop (self);
  self->tone = tone;
  if (tone != MEDIA_TONE_NONE)
    start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TONE]);
}

/**
 * media_tones_stop:
 * @self: the player
 *
 * Makes it silent at once.
 */
void
media_tones_stop (MediaTones *self)
{
  g_return_if_fail (MEDIA_IS_TONES (self));

  media_tones_play (self, MEDIA_TONE_NONE);
}

/**
 * media_tones_set_territory:
 * @self: the player
 * @territory: (nullable): ISO 3166, two letters; NULL: that of the locale
 *
 * Chooses the country whose exchange the next tones sound like.
 */
void
media_tones_set_territory (MediaTones *self,
                           const char *territory)
{
  g_return_if_fail (MEDIA_IS_TONES (self));

  g_set_str (&self->territory, territory);
}

typedef struct
{
  MediaTones *tones; /* borrowed: it cancels the reading before it goes */
  char       *uri;
} Reading;

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autofree char *uri = reading->uri;
  g_autoptr (GError) error = NULL;
  GBytes *samples = media_ringtone_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (samples == NULL)
    g_info ("%s: %s", uri, error->message);
  else
    g_hash_table_replace (reading->tones->files, g_steal_pointer (&uri), samples);
}

/**
 * media_tones_prepare_ringtone:
 * @self: the player
 * @ringtone: (nullable): as with media_tones_set_ringtone()
 *
 * Reads the file of a ringtone, if it is one and was not read before, so that it is there when it is needed.
 */
void
media_tones_prepare_ringtone (MediaTones *self,
                              const char *ringtone)
{
  g_autoptr (GFile) file = NULL;
  Reading *reading;

  g_return_if_fail (MEDIA_IS_TONES (self));

  if (ringtone == NULL || !g_str_has_prefix (ringtone, FILE_SCHEME) || g_hash_table_contains (self->files, ringtone))
    return;
  g_hash_table_insert (self->files, g_strdup (ringtone), NULL);
  reading = g_new (Reading, 1);
  reading->tones = self;
  reading->uri = g_strdup (ringtone);
  file = g_file_new_for_uri (ringtone);
  media_ringtone_load_async (file, self->reading, file_read_cb, reading);
}

/**
 * media_tones_has_ringtone:
 * @self: the player
 * @ringtone: as with media_tones_set_ringtone()
 *
 * Gets whether a ringtone can be rung with at this moment.
 *
 * Returns: FALSE while its file is being read, and if that failed
 */
gboolean
media_tones_has_ringtone (MediaTones *self,
                          const char *ringtone)
{
  g_return_val_if_fail (MEDIA_IS_TONES (self), FALSE);
  g_return_val_if_fail (ringtone != NULL, FALSE);

  return !g_str_has_prefix (ringtone, FILE_SCHEME) || g_hash_table_lookup (self->files, ringtone) != NULL;
}

/**
 * media_tones_set_ringtone:
 * @self: the player
 * @ringtone: (nullable): one of media_tones_list_ringtones(), or the URI of a file; NULL: the first of our own
 *
 * Chooses what rings the next time. Until a file has been read, and if it cannot be, the first of our own rings.
 */
void
media_tones_set_ringtone (MediaTones *self,
                          const char *ringtone)
{
  g_return_if_fail (MEDIA_IS_TONES (self));

  g_set_str (&self->ringtone, ringtone);
  media_tones_prepare_ringtone (self, ringtone);
}
