/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call as two tracks, whatever becomes of the call meanwhile: it is held, it moves to another path, it becomes a
 * conference. Ears lay what they hear down where its time says; ten times a second what lies half a second back is
 * written, silence where nobody spoke. So both tracks are as long as the time that has passed, and the call never waits
 * for a disk. */

#include "media-recorder-private.h"

#include "media-tap.h"

#define FEED_MS 100u
/* What is heard later than it comes in must lie there when it is written. */
#define LAG_NS ((gint64) (500 * GST_MSECOND))
#define BEEP_EVERY_US (15 * G_USEC_PER_SEC)
#define CHUNK (MEDIA_TRACK_RATE / 10)

struct _MediaRecorder
{
  GObject             parent_instance;

  MediaRecorderState  state;
  MediaWriter        *writer;
  GSource            *feed_source;
  MediaTrack         *ours;
  MediaTrack         *theirs;
  GPtrArray          *taps;
  gint64              begin_ns; /* on the clock of all pipelines */
  gboolean            announced;
  gint64              beep_at;  /* monotonic time, µs */
  GError             *error;
};

enum
{
  PROP_STATE = 1,
  PROP_DURATION,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (MediaRecorderState, media_recorder_state,
                    G_DEFINE_ENUM_VALUE (MEDIA_RECORDER_STATE_RECORDING, "recording"),
                    G_DEFINE_ENUM_VALUE (MEDIA_RECORDER_STATE_FINISHING, "finishing"),
                    G_DEFINE_ENUM_VALUE (MEDIA_RECORDER_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (MEDIA_RECORDER_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (MediaRecorder, media_recorder, G_TYPE_OBJECT)

static gint64
get_now_ns (void)
{
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();

  return (gint64) gst_clock_get_time (clock);
}

static void
set_state (MediaRecorder      *self,
           MediaRecorderState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Nobody is listened to any more. */
static void
leave (MediaRecorder *self)
{
  if (self->feed_source != NULL)
    g_source_destroy (self->feed_source);
  g_clear_pointer (&self->feed_source, g_source_unref);
  g_ptr_array_set_size (self->taps, 0);
}

static void
writer_ended_cb (MediaRecorder *self,
                 const GError  *error)
{
  g_autoptr (MediaRecorder) alive = g_object_ref (self);
  gboolean kept = self->state == MEDIA_RECORDER_STATE_FINISHING;

  leave (self);
  if (error != NULL)
    {
      self->error = g_error_copy (error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  set_state (self, error != NULL ? MEDIA_RECORDER_STATE_FAILED : MEDIA_RECORDER_STATE_DONE);
  if (kept)
    g_object_unref (self);
}

static void
push_chunk (MediaRecorder *self,
            guint          n_samples)
{
  gint16 ours[CHUNK], theirs[CHUNK];

  media_track_take (self->ours, ours, n_samples);
  media_track_take (self->theirs, theirs, n_samples);
  media_writer_push (self->writer, ours, theirs, n_samples);
}

static guint64
count_due (MediaRecorder *self,
           gint64         until_ns)
{
  guint64 all = gst_util_uint64_scale ((guint64) MAX (until_ns - self->begin_ns, 0), MEDIA_TRACK_RATE, GST_SECOND);
  guint64 written = media_writer_get_n_samples (self->writer);

  return all > written ? all - written : 0;
}

/* Everything that was heard before @until_ns, unless the writer takes no more. */
static void
feed (MediaRecorder *self,
      gint64         until_ns)
{
  g_autoptr (MediaRecorder) alive = g_object_ref (self);
  guint seconds = media_recorder_get_duration (self);
  guint64 due = count_due (self, until_ns);
  guint64 before = 0;

  while (self->state == MEDIA_RECORDER_STATE_RECORDING && due > 0 && due != before)
    {
      push_chunk (self, (guint) MIN (due, CHUNK));
      before = due;
      due = count_due (self, until_ns);
    }
  if (media_recorder_get_duration (self) == seconds)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
  media_writer_look (self->writer);
}

static void
beep_if_due (MediaRecorder *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->announced || now < self->beep_at)
    return;
  self->beep_at = now + BEEP_EVERY_US;
  for (guint i = 0; i < self->taps->len; i++)
    media_tap_beep (g_ptr_array_index (self->taps, i));
}

static gboolean
feed_cb (gpointer user_data)
{
  g_autoptr (MediaRecorder) self = g_object_ref (user_data);

  for (guint i = 0; i < self->taps->len; i++)
    media_tap_refresh (g_ptr_array_index (self->taps, i));
  beep_if_due (self);
  feed (self, get_now_ns () - LAG_NS);

  return G_SOURCE_CONTINUE;
}

static void
media_recorder_dispose (GObject *object)
{
  MediaRecorder *self = MEDIA_RECORDER (object);

  leave (self);
  g_clear_object (&self->writer);

  G_OBJECT_CLASS (media_recorder_parent_class)->dispose (object);
}

static void
media_recorder_finalize (GObject *object)
{
  MediaRecorder *self = MEDIA_RECORDER (object);

  g_ptr_array_unref (self->taps);
  g_clear_pointer (&self->ours, media_track_unref);
  g_clear_pointer (&self->theirs, media_track_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (media_recorder_parent_class)->finalize (object);
}

static void
media_recorder_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  MediaRecorder *self = MEDIA_RECORDER (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_DURATION:
      g_value_set_uint (value, media_recorder_get_duration (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_recorder_class_init (MediaRecorderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = media_recorder_dispose;
  object_class->finalize = media_recorder_finalize;
  object_class->get_property = media_recorder_get_property;

  /**
   * MediaRecorder:state:
   *
   * How far it is.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, MEDIA_TYPE_RECORDER_STATE,
                                              MEDIA_RECORDER_STATE_RECORDING, flags);
  /**
   * MediaRecorder:duration:
   *
   * How long the recording is, in whole seconds.
   */
  properties[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * MediaRecorder:error:
   *
   * Why it has failed; NULL while it has not.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
free_tap (gpointer tap)
{
  media_tap_free (tap);
}

static void
media_recorder_init (MediaRecorder *self)
{
  self->taps = g_ptr_array_new_with_free_func (free_tap);
}

/**
 * media_recorder_new:
 * @file: what the recording is to be called; replaced at the end if it exists
 * @format: what is written
 * @error: (out): why nothing can be written there
 *
 * Begins a recording of nobody yet: media_recorder_follow() says whom.
 *
 * Returns: (transfer full) (nullable): the recorder
 */
MediaRecorder *
media_recorder_new (GFile              *file,
                    MediaWriterFormat   format,
                    GError            **error)
{
  g_autoptr (MediaWriter) writer = NULL;
  MediaRecorder *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  writer = media_writer_new (file, format, error);
  if (writer == NULL)
    return NULL;
  self = g_object_new (MEDIA_TYPE_RECORDER, NULL);
  self->writer = g_steal_pointer (&writer);
  g_signal_connect_object (self->writer, "ended", G_CALLBACK (writer_ended_cb), self, G_CONNECT_SWAPPED);
  self->begin_ns = get_now_ns ();
  self->ours = media_track_new (self->begin_ns);
  self->theirs = media_track_new (self->begin_ns);
  self->feed_source = g_timeout_source_new (FEED_MS);
  g_source_set_callback (self->feed_source, feed_cb, self, NULL);
  g_source_attach (self->feed_source, g_main_context_get_thread_default ());

  return self;
}

/**
 * media_recorder_get_state:
 * @self: the recorder
 *
 * Gets how far it is.
 *
 * Returns: the state
 */
MediaRecorderState
media_recorder_get_state (MediaRecorder *self)
{
  g_return_val_if_fail (MEDIA_IS_RECORDER (self), MEDIA_RECORDER_STATE_FAILED);

  return self->state;
}

/**
 * media_recorder_get_duration:
 * @self: the recorder
 *
 * Gets how long the recording is.
 *
 * Returns: whole seconds
 */
guint
media_recorder_get_duration (MediaRecorder *self)
{
  g_return_val_if_fail (MEDIA_IS_RECORDER (self), 0);

  return self->writer != NULL ? (guint) (media_writer_get_n_samples (self->writer) / MEDIA_TRACK_RATE) : 0;
}

/**
 * media_recorder_get_error:
 * @self: the recorder
 *
 * Gets why it has failed.
 *
 * Returns: (transfer none) (nullable): the error; NULL while it has not
 */
const GError *
media_recorder_get_error (MediaRecorder *self)
{
  g_return_val_if_fail (MEDIA_IS_RECORDER (self), NULL);

  return self->error;
}

/**
 * media_recorder_get_unfinished:
 * @self: the recorder
 *
 * Gets where it is written to while it is not done, and what is left of it if it fails.
 *
 * Returns: (transfer none): a file beside the one that was chosen
 */
GFile *
media_recorder_get_unfinished (MediaRecorder *self)
{
  g_return_val_if_fail (MEDIA_IS_RECORDER (self), NULL);

  return media_writer_get_unfinished (self->writer);
}

/**
 * media_recorder_set_announced:
 * @self: the recorder
 * @announced: whether both sides are to hear that they are recorded
 *
 * Sounds a short tone in the call, the next moment and every 15 seconds.
 */
void
media_recorder_set_announced (MediaRecorder *self,
                              gboolean       announced)
{
  g_return_if_fail (MEDIA_IS_RECORDER (self));

  self->announced = announced;
}

static MediaTap *
find_tap (MediaRecorder *self,
          gconstpointer  place)
{
  for (guint i = 0; i < self->taps->len; i++)
    {
      MediaTap *tap = g_ptr_array_index (self->taps, i);

      if (media_tap_is_at (tap, place))
        return tap;
    }

  return NULL;
}

static gboolean
is_one_of (MediaTap          *tap,
           GstElement *const *pipelines,
           guint              n_pipelines,
           MediaMixer        *mixer)
{
  gboolean found = media_tap_is_at (tap, mixer);

  for (guint i = 0; i < n_pipelines; i++)
    found = found || media_tap_is_at (tap, pipelines[i]);

  return found;
}

/**
 * media_recorder_follow:
 * @self: the recorder
 * @pipelines: (array length=n_pipelines): the paths of a call; NULL ones are left out
 * @n_pipelines: how many there are
 * @mixer: (nullable): of the conference it is part of: then their track is the sum of all others
 *
 * Says whom it records from now on. Where it listened already it goes on without a break.
 */
void
media_recorder_follow (MediaRecorder     *self,
                       GstElement *const *pipelines,
                       guint              n_pipelines,
                       MediaMixer        *mixer)
{
  g_return_if_fail (MEDIA_IS_RECORDER (self));

  if (self->state != MEDIA_RECORDER_STATE_RECORDING)
    return;
  for (guint i = self->taps->len; i > 0; i--)
    {
      if (!is_one_of (g_ptr_array_index (self->taps, i - 1), pipelines, n_pipelines, mixer))
        g_ptr_array_remove_index (self->taps, i - 1);
    }
  for (guint i = 0; i < n_pipelines; i++)
    {
      if (pipelines[i] == NULL)
        continue;
      if (find_tap (self, pipelines[i]) == NULL)
        g_ptr_array_add (self->taps, media_tap_new_at_pipeline (pipelines[i], self->ours, self->theirs));
      media_tap_set_recording (find_tap (self, pipelines[i]), mixer == NULL);
    }
  if (mixer != NULL && find_tap (self, mixer) == NULL)
    g_ptr_array_add (self->taps, media_tap_new_at_mixer (mixer, self->ours, self->theirs));
}

/**
 * media_recorder_stop:
 * @self: the recorder
 *
 * Ends the recording: what was heard up to now is written, then the file gets its name. It lives until then.
 */
void
media_recorder_stop (MediaRecorder *self)
{
  g_return_if_fail (MEDIA_IS_RECORDER (self));

  if (self->state != MEDIA_RECORDER_STATE_RECORDING)
    return;
  leave (self);
  feed (self, get_now_ns ());
  if (self->state != MEDIA_RECORDER_STATE_RECORDING)
    return;
  g_object_ref (self);
  media_writer_end (self->writer);
  set_state (self, MEDIA_RECORDER_STATE_FINISHING);
}

/**
 * media_recorder_stop_and_wait:
 * @self: the recorder
 *
 * Ends the recording, and blocks until it has its name, for two seconds at most. Only for a program that is about to end.
 */
void
media_recorder_stop_and_wait (MediaRecorder *self)
{
  g_return_if_fail (MEDIA_IS_RECORDER (self));

  media_recorder_stop (self);
  if (self->state == MEDIA_RECORDER_STATE_FINISHING)
    media_writer_end_and_wait (self->writer);
}
