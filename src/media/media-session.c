/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sound of one call as the session sees it: a description handler that can be watched. What it says to
 * the far end is in media-session-exchange.c, what its pipeline measures in media-session-pipeline.c. */

#include "media-session-private.h"

#include "media-error.h"

enum
{
  PROP_MEDIA_STATE = 1,
  PROP_MUTED,
  PROP_LOCAL_LEVEL,
  PROP_REMOTE_LEVEL,
  PROP_REMOTE_FREQUENCY,
  PROP_STATS,
  PROP_DEVICE_ERROR,
  PROP_HEARS_SOUND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (MediaState, media_state,
                    G_DEFINE_ENUM_VALUE (MEDIA_STATE_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (MEDIA_STATE_GATHERING, "gathering"),
                    G_DEFINE_ENUM_VALUE (MEDIA_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (MEDIA_STATE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (MEDIA_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (MEDIA_STATE_CLOSED, "closed"))

G_DEFINE_FINAL_TYPE_WITH_CODE (MediaSession, media_session, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_DESCRIPTION_HANDLER,
                                                      media_session_handler_interface_init))

/* Which state may follow which. */
#define TO(state) (1u << MEDIA_STATE_##state)
static const guint edges[] = {
  [MEDIA_STATE_NEW] = TO (GATHERING) | TO (CLOSED),
  [MEDIA_STATE_GATHERING] = TO (NEW) | TO (CONNECTING) | TO (FAILED) | TO (CLOSED),
  [MEDIA_STATE_CONNECTING] = TO (NEW) | TO (CONNECTED) | TO (FAILED) | TO (CLOSED),
  [MEDIA_STATE_CONNECTED] = TO (CONNECTING) | TO (FAILED) | TO (CLOSED),
  [MEDIA_STATE_FAILED] = TO (CLOSED),
  [MEDIA_STATE_CLOSED] = 0,
};
#undef TO

void
media_session_set_state (MediaSession *self,
                         MediaState   state)
{
  if ((edges[self->state] & (1u << state)) == 0)
    {
      g_critical ("media cannot go from state %d to %d", self->state, state);
      return;
    }
  self->state = state;
  media_session_apply_recording (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEDIA_STATE]);
}

/* The one who waits is told by its own answer; nobody waiting, the session is. */
void
media_session_fail (MediaSession  *self,
                    const GError *error)
{
  g_autoptr (MediaSession) alive = g_object_ref (self);

  media_session_drop_pipelines (self);
  if (self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    return;
  media_session_set_state (self, MEDIA_STATE_FAILED);
  if (self->task != NULL)
    media_session_abandon_task (self, g_error_copy (error));
  else
    ua_description_handler_emit_failed (UA_DESCRIPTION_HANDLER (self), error);
}

void
media_session_apply_direction (MediaSession *self)
{
  MediaPipeline *const agreed_on[] = { self->former, self->pipeline };

  for (guint i = 0; i < G_N_ELEMENTS (agreed_on); i++)
    {
      if (agreed_on[i] == NULL)
        continue;
      /* A browser sends where it was sent to last, so what went on the old way would keep it there. */
      media_pipeline_set_direction (agreed_on[i], agreed_on[i] == self->former
                                                    ? self->agreed & MEDIA_DIRECTION_RECEIVE : self->agreed);
      /* Somebody on hold hears silence, not the room (RFC 3264 8.4 leaves the sound to us). */
      media_session_apply_ends (self, agreed_on[i]);
    }
  media_session_apply_recording (self);
}

static void
media_session_dispose (GObject *object)
{
  MediaSession *self = MEDIA_SESSION (object);

  if (self->state != MEDIA_STATE_CLOSED)
    ua_description_handler_close (UA_DESCRIPTION_HANDLER (self));

  G_OBJECT_CLASS (media_session_parent_class)->dispose (object);
}

static void
media_session_finalize (GObject *object)
{
  MediaSession *self = MEDIA_SESSION (object);

  media_settings_unref (self->settings);
  g_clear_pointer (&self->waiting, g_free);
  g_clear_pointer (&self->local, media_sdp_unref);
  g_clear_pointer (&self->remote, media_sdp_unref);
  g_clear_pointer (&self->proposed, media_sdp_unref);
  g_clear_pointer (&self->offered, media_sdp_unref);
  g_clear_pointer (&self->stats, media_stats_unref);
  g_clear_pointer (&self->stats_before, media_stats_unref);
  g_clear_error (&self->trouble);
  g_clear_object (&self->truth);
  g_clear_pointer (&self->mixer, media_mixer_unref);
  g_clear_object (&self->recorder);

  G_OBJECT_CLASS (media_session_parent_class)->finalize (object);
}

static void
media_session_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  MediaSession *self = MEDIA_SESSION (object);

  switch (property_id)
    {
    case PROP_MEDIA_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_LOCAL_LEVEL:
      g_value_set_double (value, self->local_level);
      break;
    case PROP_REMOTE_LEVEL:
      g_value_set_double (value, self->remote_level);
      break;
    case PROP_REMOTE_FREQUENCY:
      g_value_set_double (value, self->remote_frequency);
      break;
    case PROP_STATS:
      g_value_set_boxed (value, self->stats);
      break;
    case PROP_DEVICE_ERROR:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_HEARS_SOUND:
      g_value_set_boolean (value, self->hears_sound);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_session_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  MediaSession *self = MEDIA_SESSION (object);

  switch (property_id)
    {
    case PROP_MUTED:
      media_session_set_muted (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

#define READABLE (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static GParamSpec *
new_level (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, MEDIA_SILENCE_DB, READABLE);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * MediaSession:media-state:
   *
   * How far the sound has come.
   */
  properties[PROP_MEDIA_STATE] = g_param_spec_enum ("media-state", NULL, NULL, MEDIA_TYPE_STATE,
                                                    MEDIA_STATE_NEW, READABLE);
  /**
   * MediaSession:muted:
   *
   * Whether silence is sent in place of the microphone.
   */
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, READABLE | G_PARAM_WRITABLE);
  /**
   * MediaSession:local-level:
   *
   * How loud the microphone is, muted or not, in dBFS (RMS); −100 is silence.
   */
  properties[PROP_LOCAL_LEVEL] = new_level ("local-level");
  /**
   * MediaSession:remote-level:
   *
   * How loud the far end is, in dBFS (RMS); −100 is silence.
   */
  properties[PROP_REMOTE_LEVEL] = new_level ("remote-level");
  /**
   * MediaSession:remote-frequency:
   *
   * The loudest tone heard from the far end, in Hz; 0 when there is none.
   */
  properties[PROP_REMOTE_FREQUENCY] = g_param_spec_double ("remote-frequency", NULL, NULL, 0, G_MAXDOUBLE, 0,
                                                           READABLE);
  /**
   * MediaSession:stats:
   *
   * How well the sound travels, anew every second.
   */
  properties[PROP_STATS] = g_param_spec_boxed ("stats", NULL, NULL, MEDIA_TYPE_STATS, READABLE);
  /**
   * MediaSession:device-error:
   *
   * Why the microphone or the speaker is replaced by silence; NULL while all is well.
   */
  properties[PROP_DEVICE_ERROR] = g_param_spec_boxed ("device-error", NULL, NULL, G_TYPE_ERROR, READABLE);
  /**
   * MediaSession:hears-sound:
   *
   * Whether something louder than −60 dBFS has come from the far end in the last six seconds.
   */
  properties[PROP_HEARS_SOUND] = g_param_spec_boolean ("hears-sound", NULL, NULL, FALSE, READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_session_class_init (MediaSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = media_session_dispose;
  object_class->finalize = media_session_finalize;
  object_class->get_property = media_session_get_property;
  object_class->set_property = media_session_set_property;
  install_properties (object_class);

  /**
   * MediaSession::tone-received:
   * @self: the handler
   * @digit: one of 0-9 * # A-D
   *
   * Somebody at the far end pressed a key (RFC 4733).
   */
  g_signal_new ("tone-received", MEDIA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * MediaSession::hold-changed:
   * @self: the handler
   *
   * The far end is put on hold by us, or is not any more. For a conference.
   */
  g_signal_new ("hold-changed", MEDIA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  media_session_install_picture_signals (MEDIA_TYPE_SESSION);
}

static void
media_session_init (MediaSession *self)
{
  self->agreed = MEDIA_DIRECTION_BOTH;
  self->patience_ms = MEDIA_PATIENCE_MS;
  self->trickle = UA_DESCRIPTION_TRICKLE_HALF;
  self->local_level = MEDIA_SILENCE_DB;
  self->remote_level = MEDIA_SILENCE_DB;
  self->truth = media_truth_new ();
}

/**
 * media_session_new:
 * @settings: which devices to use
 *
 * Makes a handler that has opened nothing: no pipeline, no device, no socket (TRUST 3.5).
 *
 * Returns: (transfer full): the handler
 */
MediaSession *
media_session_new (MediaSettings *settings)
{
  MediaSession *self;

  g_return_val_if_fail (settings != NULL, NULL);

  self = g_object_new (MEDIA_TYPE_SESSION, NULL);
  self->settings = media_settings_ref (settings);
  self->pictures.wanted = settings->video;

  return self;
}

/**
 * media_session_get_state:
 * @self: the handler
 *
 * Gets how far the sound has come.
 *
 * Returns: the state
 */
MediaState
media_session_get_state (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), MEDIA_STATE_CLOSED);

  return self->state;
}

/**
 * media_session_is_muted:
 * @self: the handler
 *
 * Gets whether silence is sent in place of the microphone.
 *
 * Returns: TRUE while muted
 */
gboolean
media_session_is_muted (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return self->muted;
}

/**
 * media_session_set_muted:
 * @self: the handler
 * @muted: whether silence is sent in place of the microphone
 *
 * Mutes or unmutes; in any state.
 */
void
media_session_set_muted (MediaSession *self,
                         gboolean     muted)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  if (self->muted == muted)
    return;
  self->muted = muted;
  media_session_apply_direction (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MUTED]);
}

/**
 * media_session_get_local_level:
 * @self: the handler
 *
 * Gets how loud the microphone is, muted or not.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_session_get_local_level (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), MEDIA_SILENCE_DB);

  return self->local_level;
}

/**
 * media_session_get_remote_level:
 * @self: the handler
 *
 * Gets how loud the far end is.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_session_get_remote_level (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), MEDIA_SILENCE_DB);

  return self->remote_level;
}

/**
 * media_session_get_remote_frequency:
 * @self: the handler
 *
 * Gets the loudest tone heard from the far end.
 *
 * Returns: Hz; 0: none
 */
double
media_session_get_remote_frequency (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), 0);

  return self->remote_frequency;
}

/**
 * media_session_get_stats:
 * @self: the handler
 *
 * Gets how well the sound travels, as of the last second.
 *
 * Returns: (transfer none) (nullable): the statistics
 */
MediaStats *
media_session_get_stats (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->stats;
}

/**
 * media_session_get_codec:
 * @self: the handler
 *
 * Gets what is talked in.
 *
 * Returns: (transfer none) (nullable): "opus", "G722", "PCMU" or "PCMA"; NULL before it is agreed on
 */
const char *
media_session_get_codec (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->remote != NULL ? media_sdp_choose_format (self->remote)->codec->name : NULL;
}

/**
 * media_session_get_device_error:
 * @self: the handler
 *
 * Gets why the microphone or the speaker is replaced by silence.
 *
 * Returns: (transfer none) (nullable): the error; NULL while all is well
 */
const GError *
media_session_get_device_error (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->trouble;
}
