/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two calls become three people. Each call keeps its own association, codec and clock; only its two ends are plugged
 * into one mixer, so who joins or leaves is heard by the others and not felt. */

#include "media-conference.h"

#include "media-hub.h"
#include "media-session-hearing.h"

struct _MediaConference
{
  GObject    parent_instance;

  MediaHub  *hub;
  GPtrArray *calls;
  gboolean   muted;
  gboolean   closed;
  GError    *trouble;
};

enum
{
  PROP_MUTED = 1,
  PROP_LEVEL,
  PROP_N_CALLS,
  PROP_DEVICE_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MediaConference, media_conference, G_TYPE_OBJECT)

static void
hub_trouble_cb (MediaConference *self,
                const GError    *error)
{
  g_clear_error (&self->trouble);
  self->trouble = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE_ERROR]);
}

static void
hub_metered_cb (MediaConference *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

/* Nobody listens to who keeps everybody on hold. */
static void
let_rest (MediaConference *self)
{
  gboolean resting = TRUE;

  for (guint i = 0; i < self->calls->len; i++)
    resting &= media_session_is_held (g_ptr_array_index (self->calls, i));
  media_hub_set_resting (self->hub, resting);
}

/* A call that has ended takes itself out. */
static void
call_state_cb (MediaConference *self,
               GParamSpec      *property,
               MediaSession     *call)
{
  MediaState state = media_session_get_state (call);

  if (state == MEDIA_STATE_FAILED || state == MEDIA_STATE_CLOSED)
    media_conference_remove (self, call);
}

static void
media_conference_dispose (GObject *object)
{
  MediaConference *self = MEDIA_CONFERENCE (object);

  media_conference_close (self);
  g_clear_object (&self->hub);

  G_OBJECT_CLASS (media_conference_parent_class)->dispose (object);
}

static void
media_conference_finalize (GObject *object)
{
  MediaConference *self = MEDIA_CONFERENCE (object);

  g_ptr_array_unref (self->calls);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (media_conference_parent_class)->finalize (object);
}

static void
media_conference_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  MediaConference *self = MEDIA_CONFERENCE (object);

  switch (property_id)
    {
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_LEVEL:
      g_value_set_double (value, media_conference_get_level (self));
      break;
    case PROP_N_CALLS:
      g_value_set_uint (value, self->calls->len);
      break;
    case PROP_DEVICE_ERROR:
      g_value_set_boxed (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_conference_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  MediaConference *self = MEDIA_CONFERENCE (object);

  switch (property_id)
    {
    case PROP_MUTED:
      media_conference_set_muted (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

#define READABLE (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static void
media_conference_class_init (MediaConferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = media_conference_dispose;
  object_class->finalize = media_conference_finalize;
  object_class->get_property = media_conference_get_property;
  object_class->set_property = media_conference_set_property;

  /**
   * MediaConference:muted:
   *
   * Whether nobody hears the microphone.
   */
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, READABLE | G_PARAM_WRITABLE);
  /**
   * MediaConference:level:
   *
   * How loud the microphone is, muted or not, in dBFS (RMS); −100 is silence.
   */
  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, MEDIA_SILENCE_DB,
                                                READABLE);
  /**
   * MediaConference:n-calls:
   *
   * How many calls take part.
   */
  properties[PROP_N_CALLS] = g_param_spec_uint ("n-calls", NULL, NULL, 0, MEDIA_CONFERENCE_MAX_CALLS, 0, READABLE);
  /**
   * MediaConference:device-error:
   *
   * Why the microphone or the speaker is replaced by silence; NULL while all is well.
   */
  properties[PROP_DEVICE_ERROR] = g_param_spec_boxed ("device-error", NULL, NULL, G_TYPE_ERROR, READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_conference_init (MediaConference *self)
{
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * media_conference_new:
 * @engine: whose devices are taken, as they are chosen now
 *
 * Makes a conversation nobody takes part in yet. Nothing is opened (TRUST 3.5).
 *
 * Returns: (transfer full): the conference
 */
MediaConference *
media_conference_new (MediaEngine *engine)
{
  g_autoptr (MediaSettings) settings = NULL;
  MediaConference *self;

  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  self = g_object_new (MEDIA_TYPE_CONFERENCE, NULL);
  settings = media_settings_new (media_engine_get_microphone (engine), media_engine_get_speaker (engine));
  self->hub = media_hub_new (settings);
  g_signal_connect_object (self->hub, "trouble", G_CALLBACK (hub_trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hub, "metered", G_CALLBACK (hub_metered_cb), self, G_CONNECT_SWAPPED);

  return self;
}

static gboolean
may_join (MediaConference *self,
          MediaSession     *call)
{
  MediaState state = media_session_get_state (call);

  return !self->closed && self->calls->len < MEDIA_CONFERENCE_MAX_CALLS && !media_session_has_mixer (call) &&
         state != MEDIA_STATE_FAILED && state != MEDIA_STATE_CLOSED;
}

static gboolean
open_hub (MediaConference *self)
{
  g_autoptr (GError) error = NULL;

  if (media_hub_is_open (self->hub) || media_hub_open (self->hub, &error))
    return TRUE;
  hub_trouble_cb (self, error);

  return FALSE;
}

/**
 * media_conference_add:
 * @self: the conference
 * @call: a call; any codec, any state but ended
 *
 * Lets a call take part. It hears all the others from now on, and they hear it.
 *
 * Returns: FALSE when there are eight already, it is in a conference, it has ended, or it is an echo
 */
gboolean
media_conference_add (MediaConference *self,
                      MediaSession     *call)
{
  g_return_val_if_fail (MEDIA_IS_CONFERENCE (self), FALSE);
  g_return_val_if_fail (MEDIA_IS_SESSION (call), FALSE);

  if (!may_join (self, call) || !open_hub (self))
    return FALSE;
  if (!media_session_set_mixer (call, media_hub_get_mixer (self->hub)))
    {
      if (self->calls->len == 0)
        media_hub_close (self->hub);
      return FALSE;
    }
  g_ptr_array_add (self->calls, g_object_ref (call));
  g_signal_connect_object (call, "notify::media-state", G_CALLBACK (call_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "hold-changed", G_CALLBACK (let_rest), self, G_CONNECT_SWAPPED);
  let_rest (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CALLS]);

  return TRUE;
}

/**
 * media_conference_remove:
 * @self: the conference
 * @call: a call that takes part; another is left alone
 *
 * Lets a call go on by itself, with devices of its own. With the last one the conference gives its devices back.
 */
void
media_conference_remove (MediaConference *self,
                         MediaSession     *call)
{
  g_autoptr (MediaSession) alive = NULL;

  g_return_if_fail (MEDIA_IS_CONFERENCE (self));
  g_return_if_fail (MEDIA_IS_SESSION (call));

  if (!media_conference_has (self, call))
    return;
  alive = g_object_ref (call);
  g_signal_handlers_disconnect_by_data (call, self);
  g_ptr_array_remove (self->calls, call);
  media_session_set_mixer (call, NULL);
  if (self->calls->len == 0)
    media_hub_close (self->hub);
  else
    let_rest (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CALLS]);
}

/**
 * media_conference_has:
 * @self: the conference
 * @call: a call
 *
 * Gets whether a call takes part.
 *
 * Returns: TRUE when it does
 */
gboolean
media_conference_has (MediaConference *self,
                      MediaSession     *call)
{
  g_return_val_if_fail (MEDIA_IS_CONFERENCE (self), FALSE);

  return g_ptr_array_find (self->calls, call, NULL);
}

/**
 * media_conference_get_n_calls:
 * @self: the conference
 *
 * Gets how many calls take part.
 *
 * Returns: 0 to %MEDIA_CONFERENCE_MAX_CALLS
 */
guint
media_conference_get_n_calls (MediaConference *self)
{
  g_return_val_if_fail (MEDIA_IS_CONFERENCE (self), 0);

  return self->calls->len;
}

/**
 * media_conference_is_muted:
 * @self: the conference
 *
 * Gets whether nobody hears the microphone.
 *
 * Returns: TRUE while muted
 */
gboolean
media_conference_is_muted (MediaConference *self)
{
  g_return_val_if_fail (MEDIA_IS_CONFERENCE (self), FALSE);

  return self->muted;
}

/**
 * media_conference_set_muted:
 * @self: the conference
 * @muted: whether nobody is to hear the microphone
 *
 * Mutes the person here; the calls go on hearing each other.
 */
void
media_conference_set_muted (MediaConference *self,
                            gboolean         muted)
{
  g_return_if_fail (MEDIA_IS_CONFERENCE (self));

  if (self->muted == muted)
    return;
  self->muted = muted;
  media_hub_set_muted (self->hub, muted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MUTED]);
}

/**
 * media_conference_get_level:
 * @self: the conference
 *
 * Gets how loud the microphone is, muted or not.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_conference_get_level (MediaConference *self)
{
  g_return_val_if_fail (MEDIA_IS_CONFERENCE (self), MEDIA_SILENCE_DB);

  return media_hub_get_level (self->hub);
}

/**
 * media_conference_get_device_error:
 * @self: the conference
 *
 * Gets why the microphone or the speaker is replaced by silence.
 *
 * Returns: (transfer none) (nullable): the error; NULL while all is well
 */
const GError *
media_conference_get_device_error (MediaConference *self)
{
  g_return_val_if_fail (MEDIA_IS_CONFERENCE (self), NULL);

  return self->trouble;
}

/**
 * media_conference_close:
 * @self: the conference
 *
 * Lets every call go on by itself and gives the devices back.
 */
void
media_conference_close (MediaConference *self)
{
  g_return_if_fail (MEDIA_IS_CONFERENCE (self));

  self->closed = TRUE;
  while (self->calls->len > 0)
    media_conference_remove (self, g_ptr_array_index (self->calls, self->calls->len - 1));
}
