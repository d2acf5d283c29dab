/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One microphone and one speaker for several calls. The calls are pipelines of their own and stay so; they meet in a
 * MediaMixer, and this is the pipeline of the person here, who is one more voice and one more ear in it. What makes the
 * mixer tick is a live source of silence, so the system's clock paces it whatever a device does. */

#include "media-hub.h"

#include "media-end.h"
#include "media-ends.h"
#include "media-error.h"
#include "media-meter.h"
#include "media-opening.h"
#include "media-swap.h"

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000"
#define TICK_SAMPLES 480
#define SILENCE_DB (-100.0)
#define LOOK_MS 1000

struct _MediaHub
{
  GObject         parent_instance;

  MediaSettings  *settings;
  MediaMixer     *mixer;
  MediaMixerPort *mouth; /* while it is open, like all below */
  MediaMixerPort *ear;
  GstElement     *pipeline;
  GstElement     *source; /* borrowed, like the two below */
  GstElement     *hearing;
  GstElement     *sink;
  GSource        *bus_source;
  GSource        *look_source;
  MediaReference *tap;
  MediaEnd       *microphone;
  MediaEnd       *speaker;
  gboolean        muted;
  gboolean        resting;
  double          level;
  gint64          level_at; /* monotonic time, µs */
};

enum
{
  TROUBLE,
  METERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaHub, media_hub, G_TYPE_OBJECT)

static void
ticker_handoff_cb (GstElement *ticker,
                   GstBuffer  *buffer,
                   GstPad     *pad,
                   gpointer    user_data)
{
  media_mixer_tick (user_data, TICK_SAMPLES);
}

static void
unref_mixer (gpointer  data,
             GClosure *closure)
{
  media_mixer_unref (data);
}

static GstElement *
add_bin (MediaHub    *self,
         const char  *description,
         GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  GstElement *bin = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                                         &local_error);

  if (bin == NULL)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "%s", local_error->message);
      return NULL;
    }
  gst_bin_add (GST_BIN (self->pipeline), bin);

  return bin;
}

static gboolean
build_ticker (MediaHub  *self,
              GError   **error)
{
  g_autofree char *description =
    g_strdup_printf ("audiotestsrc wave=silence is-live=true samplesperbuffer=%d ! " RAW
                     " ! fakesink name=ticker sync=false async=false signal-handoffs=true", TICK_SAMPLES);
  GstElement *bin = add_bin (self, description, error);
  g_autoptr (GstElement) ticker = bin != NULL ? gst_bin_get_by_name (GST_BIN (bin), "ticker") : NULL;

  if (ticker == NULL)
    return FALSE;
  g_signal_connect_data (ticker, "handoff", G_CALLBACK (ticker_handoff_cb), media_mixer_ref (self->mixer),
                         unref_mixer, 0);

  return TRUE;
}

static void
microphone_exchange_cb (GstElement *fresh,
                        gpointer    user_data)
{
  MediaHub *self = user_data;

  media_swap_source (self->source, fresh);
  self->source = fresh;
}

static void
speaker_exchange_cb (GstElement *fresh,
                     gpointer    user_data)
{
  MediaHub *self = user_data;

  media_swap_sink (self->hearing, self->sink, fresh);
  self->sink = fresh;
}

static void
show_trouble (gpointer user_data)
{
  MediaHub *self = user_data;
  const GError *trouble = media_end_get_trouble (self->speaker);

  if (trouble == NULL && self->microphone != NULL)
    trouble = media_end_get_trouble (self->microphone);
  g_signal_emit (self, signals[TROUBLE], 0, trouble);
}

/* Nobody waits for the person's voice: it goes to the mixer as it comes. */
static gboolean
build_speaking (MediaHub  *self,
                GError   **error)
{
  GstElement *speaking = add_bin (self, QUEUE " ! audioconvert ! audioresample ! " RAW
                                  " ! level name=level interval=100000000", error);
  const MediaEndCalls calls = { microphone_exchange_cb, show_trouble };
  GstElement *voice;

  if (speaking == NULL)
    return FALSE;
  voice = media_ends_make_voice (self->mouth);
  g_object_set (voice, "sync", FALSE, NULL);
  self->microphone = media_end_new (self->settings->desk, MEDIA_DEVICE_KIND_MICROPHONE, self->tap, &calls, self);
  media_end_set_resting (self->microphone, self->resting);
  self->source = media_end_open (self->microphone);
  if (media_end_get_trouble (self->microphone) != NULL)
    show_trouble (self);
  gst_bin_add_many (GST_BIN (self->pipeline), self->source, voice, NULL);
  gst_element_link_many (self->source, speaking, voice, NULL);

  return TRUE;
}

static gboolean
build_hearing (MediaHub  *self,
               GError   **error)
{
  const MediaEndCalls calls = { speaker_exchange_cb, show_trouble };
  GstElement *ear;
  g_autoptr (GstPad) exit = NULL;

  self->hearing = add_bin (self, QUEUE " ! errorignore convert-to=ok ignore-notlinked=true", error);
  if (self->hearing == NULL)
    return FALSE;
  media_swap_prepare (self->hearing);
  exit = gst_element_get_static_pad (self->hearing, "src");
  self->tap = media_reference_new (exit);
  ear = media_ends_make_ear (self->ear);
  self->speaker = media_end_new (self->settings->desk, MEDIA_DEVICE_KIND_SPEAKER, NULL, &calls, self);
  self->sink = media_end_open (self->speaker);
  gst_bin_add_many (GST_BIN (self->pipeline), ear, self->sink, NULL);
  gst_element_link_many (ear, self->hearing, self->sink, NULL);
  if (media_end_get_trouble (self->speaker) != NULL)
    show_trouble (self);

  return TRUE;
}

static gboolean
is_part_of (GstObject  *object,
            GstElement *end)
{
  return object == (GstObject *) end || gst_object_has_as_ancestor (object, GST_OBJECT (end));
}

/* A microphone that is gone leaves the others talking. */
static void
handle_error (MediaHub   *self,
              GstMessage *message)
{
  g_autoptr (GError) error = NULL;
  GstObject *broken = GST_MESSAGE_SRC (message);

  gst_message_parse_error (message, &error, NULL);
  if (!gst_object_has_as_ancestor (broken, GST_OBJECT (self->pipeline)) || media_swap_is_retired (broken))
    return;
  if (is_part_of (broken, self->source))
    media_end_break (self->microphone, error);
  else if (is_part_of (broken, self->sink))
    media_end_break (self->speaker, error);
  else
    g_warning ("%s: %s", GST_OBJECT_NAME (broken), error->message);
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  g_autoptr (MediaHub) self = g_object_ref (user_data);

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ELEMENT:
      if (g_strcmp0 (GST_MESSAGE_SRC_NAME (message), "level") != 0)
        break;
      self->level = media_meter_read_level (gst_message_get_structure (message));
      self->level_at = g_get_monotonic_time ();
      g_signal_emit (self, signals[METERED], 0);
      break;
    case GST_MESSAGE_ERROR:
      handle_error (self, message);
      break;
    case GST_MESSAGE_LATENCY:
      gst_bin_recalculate_latency (GST_BIN (self->pipeline));
      break;
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
look_cb (gpointer user_data)
{
  MediaHub *self = user_data;

  if (self->microphone != NULL)
    media_end_look (self->microphone, self->level_at);

  return G_SOURCE_CONTINUE;
}

static void
watch (MediaHub *self)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));

  self->look_source = g_timeout_source_new (LOOK_MS);
  g_source_set_callback (self->look_source, look_cb, self, NULL);
  g_source_attach (self->look_source, g_main_context_get_thread_default ());

  self->bus_source = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_source, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (self->bus_source, g_main_context_get_thread_default ());
}

static void
media_hub_finalize (GObject *object)
{
  MediaHub *self = MEDIA_HUB (object);

  media_hub_close (self);
  media_settings_unref (self->settings);
  media_mixer_unref (self->mixer);

  G_OBJECT_CLASS (media_hub_parent_class)->finalize (object);
}

static void
media_hub_class_init (MediaHubClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_hub_finalize;

  signals[TROUBLE] = g_signal_new ("trouble", MEDIA_TYPE_HUB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[METERED] = g_signal_new ("metered", MEDIA_TYPE_HUB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
media_hub_init (MediaHub *self)
{
  self->mixer = media_mixer_new ();
  self->level = SILENCE_DB;
}

/**
 * media_hub_new:
 * @settings: which microphone and speaker
 *
 * Makes a hub that has opened nothing (TRUST 3.5).
 *
 * Returns: (transfer full): the hub
 */
MediaHub *
media_hub_new (MediaSettings *settings)
{
  MediaHub *self;

  g_return_val_if_fail (settings != NULL, NULL);

  self = g_object_new (MEDIA_TYPE_HUB, NULL);
  self->settings = media_settings_ref (settings);

  return self;
}

/**
 * media_hub_open:
 * @self: a hub that is not open
 * @error: (out): why not
 *
 * Opens microphone and speaker and begins to tick.
 *
 * Returns: TRUE when it runs, with silence in the place of a device that cannot be opened
 */
gboolean
media_hub_open (MediaHub  *self,
                GError   **error)
{
  g_autoptr (GstClock) clock = NULL;

  g_return_val_if_fail (MEDIA_IS_HUB (self), FALSE);
  g_return_val_if_fail (self->pipeline == NULL, FALSE);

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  /* The clock of all the calls. */
  clock = gst_system_clock_obtain ();
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), clock);
  self->mouth = media_mixer_plug (self->mixer, self);
  self->ear = media_mixer_plug (self->mixer, self);
  media_mixer_port_set_person (self->mouth, TRUE);
  media_mixer_port_set_silent (self->mouth, self->muted);
  watch (self);
  if (!build_ticker (self, error) || !build_hearing (self, error) || !build_speaking (self, error))
    {
      media_hub_close (self);
      return FALSE;
    }
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "the pipeline does not start");
      media_hub_close (self);
      return FALSE;
    }

  return TRUE;
}

/**
 * media_hub_is_open:
 * @self: the hub
 *
 * Gets whether microphone and speaker are open.
 *
 * Returns: TRUE between media_hub_open() and media_hub_close()
 */
gboolean
media_hub_is_open (MediaHub *self)
{
  g_return_val_if_fail (MEDIA_IS_HUB (self), FALSE);

  return self->pipeline != NULL;
}

/**
 * media_hub_get_mixer:
 * @self: the hub
 *
 * Gets where the calls meet.
 *
 * Returns: (transfer none): the mixer, which only ticks while the hub is open
 */
MediaMixer *
media_hub_get_mixer (MediaHub *self)
{
  g_return_val_if_fail (MEDIA_IS_HUB (self), NULL);

  return self->mixer;
}

/**
 * media_hub_set_muted:
 * @self: the hub
 * @muted: whether nobody is to hear the microphone
 *
 * Mutes the person here.
 */
void
media_hub_set_muted (MediaHub *self,
                     gboolean  muted)
{
  g_return_if_fail (MEDIA_IS_HUB (self));

  self->muted = muted;
  if (self->mouth != NULL)
    media_mixer_port_set_silent (self->mouth, muted);
}

/**
 * media_hub_set_resting:
 * @self: the hub
 * @resting: whether nobody listens at the moment
 *
 * Closes the microphone, or opens it again; the speaker and the ticks go on.
 */
void
media_hub_set_resting (MediaHub *self,
                       gboolean  resting)
{
  g_return_if_fail (MEDIA_IS_HUB (self));

  if (self->resting == resting)
    return;
  self->resting = resting;
  if (self->pipeline == NULL)
    return;
  media_end_set_resting (self->microphone, resting);
}

/**
 * media_hub_get_level:
 * @self: the hub
 *
 * Gets how loud the microphone is, muted or not.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_hub_get_level (MediaHub *self)
{
  g_return_val_if_fail (MEDIA_IS_HUB (self), SILENCE_DB);

  return self->level;
}

/**
 * media_hub_close:
 * @self: the hub
 *
 * Gives the devices back. May be called more than once, and opened again.
 */
void
media_hub_close (MediaHub *self)
{
  g_return_if_fail (MEDIA_IS_HUB (self));

  if (self->pipeline == NULL)
    return;
  g_source_destroy (self->bus_source);
  g_clear_pointer (&self->bus_source, g_source_unref);
  g_source_destroy (self->look_source);
  g_clear_pointer (&self->look_source, g_source_unref);
  g_clear_pointer (&self->microphone, media_end_free);
  g_clear_pointer (&self->speaker, media_end_free);
  media_mixer_port_unplug (self->mouth);
  media_mixer_port_unplug (self->ear);
  media_opening_close (g_steal_pointer (&self->pipeline));
  g_clear_pointer (&self->mouth, media_mixer_port_unref);
  g_clear_pointer (&self->ear, media_mixer_port_unref);
  g_clear_pointer (&self->tap, media_reference_unref);
  self->source = NULL;
  self->hearing = NULL;
  self->sink = NULL;
  self->level = SILENCE_DB;
}
