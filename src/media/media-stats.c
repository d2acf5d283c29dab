/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers that somebody can be told something about, out of the many of GStreamer. Both ways of sound have an
 * rtpbin inside, so packets are read from its session; of ICE only webrtcbin knows. */

#include "media-stats-private.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

#define SESSION 0u
/* The clock of all pictures, and of no sound (RFC 3551): with BUNDLE both are in one session. */
#define PICTURE_CLOCK 90000
#define LOST_WHOLE 256.0
#define REPORT_NS ((guint64) 500 * GST_MSECOND)
/* Round trips are told in 1/65536 s (RFC 3550 6.4.1). */
#define NTP_SHORT_PER_MS 65.536

G_DEFINE_BOXED_TYPE (MediaStats, media_stats, media_stats_ref, media_stats_unref)

static void
stats_clear (gpointer data)
{
  MediaStats *self = data;

  g_free (self->codec);
  g_free (self->local_path);
  g_free (self->remote_path);
  g_free (self->local_address);
  g_free (self->remote_address);
  g_free (self->cipher);
}

/* The width of a counter differs between versions of GStreamer; what counts is the number. */
static double
get_number (const GstStructure *structure,
            const char         *field)
{
  const GValue *value = gst_structure_get_value (structure, field);
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_init (&number, G_TYPE_DOUBLE);
  if (value == NULL || !g_value_transform (value, &number))
    return 0;

  return g_value_get_double (&number);
}

static gboolean
is_set (const GstStructure *structure,
        const char         *field)
{
  gboolean set = FALSE;

  return gst_structure_get_boolean (structure, field, &set) && set;
}

static void
read_candidate (const GstStructure  *structure,
                char               **path,
                char               **address)
{
  const char *host = gst_structure_get_string (structure, "address");

  if (*path != NULL || host == NULL)
    return;
  *path = g_strdup (gst_structure_get_string (structure, "candidate-type"));
  *address = g_strdup_printf ("%s %u", host, (guint) get_number (structure, "port"));
}

/* webrtcbin names the two candidates of the pair that is used, and no others. */
static void
read_path (MediaStats         *self,
           const GstStructure *structure)
{
  GstWebRTCStatsType type;

  if (!gst_structure_get_enum (structure, "type", GST_TYPE_WEBRTC_STATS_TYPE, (int *) &type) ||
      g_strcmp0 (gst_structure_get_string (structure, "kind"), "video") == 0)
    return;
  if (type == GST_WEBRTC_STATS_LOCAL_CANDIDATE)
    read_candidate (structure, &self->local_path, &self->local_address);
  else if (type == GST_WEBRTC_STATS_REMOTE_CANDIDATE)
    read_candidate (structure, &self->remote_path, &self->remote_address);
}

/**
 * media_stats_new:
 * @reply: (nullable): what webrtcbin answered; %NULL: there is no ICE
 * @codec: (nullable): the name of the codec
 *
 * Begins with the path and without packets: media_stats_read_rtpbin() adds them.
 *
 * Returns: (transfer full): the statistics
 */
MediaStats *
media_stats_new (const GstStructure *reply,
                 const char         *codec)
{
  MediaStats *self;

  self = g_atomic_rc_box_new0 (MediaStats);
  self->codec = g_strdup (codec);
  for (int i = 0; reply != NULL && i < gst_structure_n_fields (reply); i++)
    {
      const GValue *value = gst_structure_get_value (reply, gst_structure_nth_field_name (reply, i));

      if (GST_VALUE_HOLDS_STRUCTURE (value))
        read_path (self, gst_value_get_structure (value));
    }

  return self;
}

/* What they say of one of our streams. It may come from another source than their sound does, or from both. */
static void
read_report (MediaStats         *self,
             const GstStructure *source)
{
  guint highest = (guint) get_number (source, "rb-exthighestseq");

  self->round_trip_ms = MAX (self->round_trip_ms, get_number (source, "rb-round-trip") / NTP_SHORT_PER_MS);
  self->remote_loss = MAX (self->remote_loss, get_number (source, "rb-fractionlost") / LOST_WHOLE);
  self->remote_highest = MAX (self->remote_highest, highest);
  self->remote_seen += highest;
}

/* No time of arrival is told, but some of these change with every report (RFC 3550 6.4). */
static guint
mark_report (const GstStructure *source)
{
  static const char *const fields[] = { "sr-rtptime", "sr-packet-count", "rb-exthighestseq", "rb-lsr", "rb-dlsr",
                                        "rb-jitter" };
  guint mark = 0;

  if (!is_set (source, "have-sr") && !is_set (source, "have-rb"))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    mark = mark * 31 + (guint) get_number (source, fields[i]);

  return MAX (mark, 1);
}

static void
read_theirs (MediaStats         *self,
             const GstStructure *source)
{
  double clock_rate = get_number (source, "clock-rate");

  self->packets_received += (guint64) get_number (source, "packets-received");
  self->packets_lost += (guint64) MAX (get_number (source, "packets-lost"), 0);
  self->bytes_received += (guint64) get_number (source, "octets-received");
  if (clock_rate > 0)
    self->jitter_ms = MAX (self->jitter_ms, get_number (source, "jitter") * 1000 / clock_rate);
}

static gboolean
is_of_pictures (const GstStructure *source)
{
  return (int) get_number (source, "clock-rate") == PICTURE_CLOCK;
}

static const GstStructure *
get_source (GValueArray *sources,
            guint        index)
{
  const GValue *value = &sources->values[index];

  return GST_VALUE_HOLDS_STRUCTURE (value) ? gst_value_get_structure (value) : NULL;
}

/* Whether the report that @theirs holds is about a stream of our sound. */
static gboolean
is_about_our_sound (GValueArray        *sources,
                    const GstStructure *theirs)
{
  guint about = (guint) get_number (theirs, "rb-ssrc");

  if (!is_set (theirs, "have-rb"))
    return FALSE;
  for (guint i = 0; i < sources->n_values; i++)
    {
      const GstStructure *source = get_source (sources, i);

      if (source != NULL && is_set (source, "internal") && (guint) get_number (source, "ssrc") == about)
        return !is_of_pictures (source);
    }

  return FALSE;
}

static void
read_source (MediaStats         *self,
             GValueArray        *sources,
             const GstStructure *source)
{
  if (is_of_pictures (source))
    return;
  if (is_set (source, "internal"))
    {
      self->packets_sent += (guint64) get_number (source, "packets-sent");
      self->bytes_sent += (guint64) get_number (source, "octets-sent");
      return;
    }
  read_theirs (self, source);
  self->remote_report ^= mark_report (source);
  if (is_about_our_sound (sources, source))
    read_report (self, source);
}

/**
 * media_stats_read_session:
 * @self: statistics that nobody else has yet
 * @session: the property `stats` of an RTPSession
 *
 * Adds what is counted there of our sound and of theirs.
 */
void
media_stats_read_session (MediaStats         *self,
                          const GstStructure *session)
{
  const GValue *value;
  GValueArray *sources;

  g_return_if_fail (self != NULL);
  g_return_if_fail (session != NULL);

  value = gst_structure_get_value (session, "source-stats");
  sources = value != NULL && G_VALUE_HOLDS_BOXED (value) ? g_value_get_boxed (value) : NULL;
  for (guint i = 0; sources != NULL && i < sources->n_values; i++)
    {
      const GstStructure *source = get_source (sources, i);

      if (source != NULL)
        read_source (self, sources, source);
    }
}

/**
 * media_stats_read_buffer:
 * @self: statistics that nobody else has yet
 * @buffer: the property `stats` of an rtpjitterbuffer
 * @latency_ms: how long it keeps a packet, ms
 *
 * Adds what came too late to be heard.
 */
void
media_stats_read_buffer (MediaStats         *self,
                         const GstStructure *buffer,
                         guint               latency_ms)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (buffer != NULL);

  self->packets_late += (guint64) get_number (buffer, "num-late");
  self->buffer_ms = MAX (self->buffer_ms, latency_ms);
}

static gboolean
is_for_pictures (GstElement *buffer)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (buffer, "sink");
  g_autoptr (GstCaps) caps = pad != NULL ? gst_pad_get_current_caps (pad) : NULL;

  return caps != NULL &&
         g_strcmp0 (gst_structure_get_string (gst_caps_get_structure (caps, 0), "media"), "video") == 0;
}

static void
read_buffer_cb (const GValue *value,
                gpointer      user_data)
{
  GstElement *buffer = g_value_get_object (value);
  g_autoptr (GstStructure) stats = NULL;
  guint latency_ms;

  if (is_for_pictures (buffer))
    return;
  g_object_get (buffer, "stats", &stats, "latency", &latency_ms, NULL);
  if (stats != NULL)
    media_stats_read_buffer (user_data, stats, latency_ms);
}

/* A webrtcbin has one inside. */
static GstElement *
dup_rtpbin (GstElement *element)
{
  GstElement *inner = gst_bin_get_by_name (GST_BIN (element), "rtpbin");

  return inner != NULL ? inner : gst_object_ref (element);
}

static GObject *
dup_session (GstElement *element)
{
  g_autoptr (GstElement) rtpbin = dup_rtpbin (element);
  GObject *session = NULL;

  g_signal_emit_by_name (rtpbin, "get-internal-session", SESSION, &session);
  return session;
}

/**
 * media_stats_read_rtpbin:
 * @self: statistics that nobody else has yet
 * @rtpbin: an rtpbin, or a webrtcbin; the sound is in session 0
 *
 * Adds the packets that went either way, and what the far end says of ours.
 */
void
media_stats_read_rtpbin (MediaStats *self,
                         GstElement *rtpbin)
{
  g_autoptr (GstIterator) buffers = NULL;
  g_autoptr (GObject) session = NULL;
  g_autoptr (GstStructure) stats = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (GST_IS_BIN (rtpbin));

  session = dup_session (rtpbin);
  if (session != NULL)
    g_object_get (session, "stats", &stats, NULL);
  if (stats != NULL)
    media_stats_read_session (self, stats);
  buffers = gst_bin_iterate_all_by_element_factory_name (GST_BIN (rtpbin), "rtpjitterbuffer");
  while (gst_iterator_foreach (buffers, read_buffer_cb, self) == GST_ITERATOR_RESYNC)
    {
      self->packets_late = 0;
      gst_iterator_resync (buffers);
    }
}

/**
 * media_stats_hasten_reports:
 * @rtpbin: an rtpbin, or a webrtcbin, whose session 0 is of a profile with feedback, AVPF or SAVPF
 *
 * Lets the far end know sooner what of its sound arrives. Where there is feedback no report has to wait for five seconds
 * (RFC 4585 §3.5.1); the share of the bandwidth stays the limit.
 */
void
media_stats_hasten_reports (GstElement *rtpbin)
{
  g_autoptr (GObject) session = NULL;

  g_return_if_fail (GST_IS_BIN (rtpbin));

  session = dup_session (rtpbin);
  if (session != NULL)
    g_object_set (session, "rtcp-min-interval", REPORT_NS, NULL);
}

/**
 * media_stats_read_dtls:
 * @self: statistics that nobody else has yet
 * @webrtc: a webrtcbin that is connected; of anything else there is nothing to add
 *
 * Adds what DTLS agreed on for the sound. GStreamer 1.26 knows one cipher with two lengths of proof.
 */
void
media_stats_read_dtls (MediaStats *self,
                       GstElement *webrtc)
{
  static const char *const suites[] = { NULL, "AES_CM_128_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_80" };
  g_autoptr (GstIterator) decoders = NULL;
  g_auto (GValue) decoder = G_VALUE_INIT;
  guint cipher, proof;

  g_return_if_fail (self != NULL);
  g_return_if_fail (GST_IS_BIN (webrtc));

  decoders = gst_bin_iterate_all_by_element_factory_name (GST_BIN (webrtc), "dtlsdec");
  if (gst_iterator_next (decoders, &decoder) != GST_ITERATOR_OK)
    return;
  g_object_get (g_value_get_object (&decoder), "srtp-cipher", &cipher, "srtp-auth", &proof, NULL);
  if (cipher == 0 || proof >= G_N_ELEMENTS (suites) || suites[proof] == NULL)
    return;
  self->secrecy = MEDIA_SECRECY_DTLS;
  self->cipher = g_strdup (suites[proof]);
}

/**
 * media_stats_add:
 * @self: the statistics of an association
 * @before: (nullable): those of the call when the association began
 *
 * Counts on, so that a call that moves to another path keeps its numbers.
 *
 * Returns: (transfer full): the statistics of the call
 */
MediaStats *
media_stats_add (const MediaStats *self,
                 const MediaStats *before)
{
  MediaStats *sum;

  g_return_val_if_fail (self != NULL, NULL);

  sum = g_atomic_rc_box_new (MediaStats);
  *sum = *self;
  sum->codec = g_strdup (self->codec);
  sum->local_path = g_strdup (self->local_path);
  sum->remote_path = g_strdup (self->remote_path);
  sum->local_address = g_strdup (self->local_address);
  sum->remote_address = g_strdup (self->remote_address);
  sum->cipher = g_strdup (self->cipher);
  if (before == NULL)
    return sum;
  sum->packets_sent += before->packets_sent;
  sum->packets_received += before->packets_received;
  sum->packets_lost += before->packets_lost;
  sum->packets_late += before->packets_late;
  sum->bytes_sent += before->bytes_sent;
  sum->bytes_received += before->bytes_received;

  return sum;
}

/**
 * media_stats_ref:
 * @self: the statistics
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaStats *
media_stats_ref (MediaStats *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_stats_unref:
 * @self: (transfer full): the statistics
 *
 * Gives a reference back.
 */
void
media_stats_unref (MediaStats *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, stats_clear);
}
