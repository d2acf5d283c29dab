/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The front of the room: what the phone and the practice exchange hold to get sound. It starts GStreamer,
 * knows which parts a call needs, and remembers which devices the person chose. */

#include "media-engine.h"

#include "media-engine-private.h"
#include "media-error.h"
#include "media-picture.h"
#include "media-session.h"

#include <gst/gst.h>

enum
{
  PROP_MICROPHONE = 1,
  PROP_SPEAKER,
  PROP_STUN_SERVER,
  PROP_CAMERA,
  PROP_RINGER,
  PROP_CLEANING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MediaEngine, media_engine, G_TYPE_OBJECT)

/* Everything a call needs whatever the devices are; by the packages they come in. */
static const char *const required[] = {
  /* gstreamer, plugins-base */
  "fakesink", "queue", "valve", "funnel", "audioconvert", "audioresample", "volume", "audiotestsrc", "appsrc",
  "opusenc", "opusdec",
  /* plugins-good */
  "level", "spectrum", "rtpbin", "rtpopuspay", "rtpopusdepay", "mulawenc", "mulawdec", "alawenc", "alawdec",
  "rtppcmupay", "rtppcmudepay", "rtppcmapay", "rtppcmadepay", "rtpg722pay", "rtpg722depay",
  /* plugins-bad */
  "webrtcbin", "dtlsenc", "dtlsdec", "srtpenc", "srtpdec", "webrtcdsp", "webrtcechoprobe", "errorignore",
  /* libav, libnice */
  "avenc_g722", "avdec_g722", "nicesrc", "nicesink",
};

static void
media_engine_finalize (GObject *object)
{
  MediaEngine *self = MEDIA_ENGINE (object);

  g_free (self->microphone);
  g_free (self->speaker);
  g_free (self->stun_server);
  g_free (self->camera);
  g_free (self->ringer);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->warmth, media_warmth_free);
  g_clear_error (&self->start_error);

  G_OBJECT_CLASS (media_engine_parent_class)->finalize (object);
}

static void
media_engine_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  MediaEngine *self = MEDIA_ENGINE (object);

  switch (property_id)
    {
    case PROP_MICROPHONE:
      g_value_set_string (value, self->microphone);
      break;
    case PROP_SPEAKER:
      g_value_set_string (value, self->speaker);
      break;
    case PROP_STUN_SERVER:
      g_value_set_string (value, self->stun_server);
      break;
    case PROP_CAMERA:
      g_value_set_string (value, self->camera);
      break;
    case PROP_RINGER:
      g_value_set_string (value, self->ringer);
      break;
    case PROP_CLEANING:
      g_value_set_flags (value, self->cleaning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_engine_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  MediaEngine *self = MEDIA_ENGINE (object);

  switch (property_id)
    {
    case PROP_MICROPHONE:
      media_engine_set_microphone (self, g_value_get_string (value));
      break;
    case PROP_SPEAKER:
      media_engine_set_speaker (self, g_value_get_string (value));
      break;
    case PROP_STUN_SERVER:
      media_engine_set_stun_server (self, g_value_get_string (value));
      break;
    case PROP_CAMERA:
      media_engine_set_camera (self, g_value_get_string (value));
      break;
    case PROP_RINGER:
      media_engine_set_ringer (self, g_value_get_string (value));
      break;
    case PROP_CLEANING:
      media_engine_set_cleaning (self, g_value_get_flags (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_engine_class_init (MediaEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = media_engine_finalize;
  object_class->get_property = media_engine_get_property;
  object_class->set_property = media_engine_set_property;

  /**
   * MediaEngine:microphone:
   *
   * What is spoken into: "default", the name of a [class@MediaDevice], "silence", or a test tone as
   * "tone:HZ" or "tone:HZ:DBFS" (RMS).
   */
  properties[PROP_MICROPHONE] = g_param_spec_string ("microphone", NULL, NULL, "default", flags);
  /**
   * MediaEngine:speaker:
   *
   * What is heard from: "default", the name of a [class@MediaDevice], or "none".
   */
  properties[PROP_SPEAKER] = g_param_spec_string ("speaker", NULL, NULL, "default", flags);
  /**
   * MediaEngine:stun-server:
   *
   * Where to ask for our address outside, as "stun://HOST:PORT"; NULL: nowhere.
   */
  properties[PROP_STUN_SERVER] = g_param_spec_string ("stun-server", NULL, NULL, NULL, flags);
  /**
   * MediaEngine:camera:
   *
   * What is filmed with: "default", the name of a [class@MediaDevice], or a picture for tests as "test:PATTERN", the
   * patterns being those of videotestsrc: "red", "ball".
   */
  properties[PROP_CAMERA] = g_param_spec_string ("camera", NULL, NULL, "default", flags);
  /**
   * MediaEngine:ringer:
   *
   * What rings when somebody calls: "default", the name of a [class@MediaDevice], "none", or "all" speakers there are.
   */
  properties[PROP_RINGER] = g_param_spec_string ("ringer", NULL, NULL, "default", flags);
  /**
   * MediaEngine:cleaning:
   *
   * What is done to the sound of a microphone.
   */
  properties[PROP_CLEANING] = g_param_spec_flags ("cleaning", NULL, NULL, MEDIA_TYPE_CLEANING, MEDIA_CLEANING_ALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_engine_init (MediaEngine *self)
{
  self->microphone = g_strdup ("default");
  self->speaker = g_strdup ("default");
  self->camera = g_strdup ("default");
  self->ringer = g_strdup ("default");
  self->cleaning = MEDIA_CLEANING_ALL;
  gst_init_check (NULL, NULL, &self->start_error);
}

/**
 * media_engine_new:
 *
 * Starts GStreamer, if nobody has yet; media_engine_check() says whether that went well.
 *
 * Returns: (transfer full): the engine
 */
MediaEngine *
media_engine_new (void)
{
  return g_object_new (MEDIA_TYPE_ENGINE, NULL);
}

/**
 * media_engine_check:
 * @self: the engine
 * @error: (out): what is missing
 *
 * Looks for everything a call needs.
 *
 * Returns: TRUE when calls are possible
 */
gboolean
media_engine_check (MediaEngine  *self,
                    GError      **error)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), FALSE);

  if (self->start_error != NULL)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "GStreamer does not start: %s",
                   self->start_error->message);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (required[i]);

      if (factory != NULL)
        continue;
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "the GStreamer element %s is not installed",
                   required[i]);
      return FALSE;
    }

  return TRUE;
}

/**
 * media_engine_check_video:
 * @self: the engine
 * @error: (out): what is missing
 *
 * Looks for everything that pictures need, a screen included if media_engine_set_shown() said that there is one.
 *
 * Returns: TRUE when calls with pictures are possible
 */
gboolean
media_engine_check_video (MediaEngine  *self,
                          GError      **error)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), FALSE);

  return media_engine_check (self, error) && media_picture_check (self->shown, error);
}

/**
 * media_engine_warm_up:
 * @self: the engine
 *
 * Reads beforehand, in a thread, what the first call needs; no socket and no device is opened for it. Once is enough.
 */
void
media_engine_warm_up (MediaEngine *self)
{
  g_return_if_fail (MEDIA_IS_ENGINE (self));

  if (self->warmth == NULL && self->start_error == NULL)
    self->warmth = media_warmth_new (required, G_N_ELEMENTS (required));
}

/**
 * media_engine_is_warm:
 * @self: the engine
 *
 * Whether a call would find everything ready.
 *
 * Returns: TRUE when media_engine_warm_up() has done its work
 */
gboolean
media_engine_is_warm (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), FALSE);

  return self->warmth != NULL && media_warmth_is_over (self->warmth);
}

static UaDescriptionHandler *
make_handler (MediaEngine *self,
              gboolean     echo)
{
  g_autoptr (MediaSettings) settings = media_engine_dup_settings (self);

  settings->echo = echo;

  return UA_DESCRIPTION_HANDLER (media_session_new (settings));
}

/**
 * media_engine_dup_settings:
 * @self: the engine
 *
 * Makes what a session is made with, with the devices as they are chosen now. The caller may change it before it makes
 * a session of it.
 *
 * Returns: (transfer full): the settings
 */
MediaSettings *
media_engine_dup_settings (MediaEngine *self)
{
  MediaSettings *settings;

  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  settings = media_settings_new (self->microphone, self->speaker);
  settings->stun_server = g_strdup (self->stun_server);
  settings->camera = g_strdup (self->camera);
  settings->shown = self->shown;
  media_desk_set_cleaning (settings->desk, self->cleaning);

  return settings;
}

/**
 * media_engine_create_handler:
 * @self: the engine
 *
 * Makes the sound of one call, with the devices as they are chosen now. Nothing is opened yet.
 *
 * Returns: (transfer full): a [class@MediaSession]
 */
UaDescriptionHandler *
media_engine_create_handler (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return make_handler (self, FALSE);
}

/**
 * media_engine_create_echo_handler:
 * @self: the engine
 *
 * Makes the sound of a call that sends back what it hears and opens no device.
 *
 * Returns: (transfer full): a [class@MediaSession]
 */
UaDescriptionHandler *
media_engine_create_echo_handler (MediaEngine *self)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (self), NULL);

  return make_handler (self, TRUE);
}
