/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where what is measured becomes what can be said: readings with an opinion, a verdict, a padlock. It opens nothing and
 * asks nobody; its owner tells it what is counted. */

#include "media-truth.h"

/* What is between microphone and network, and between jitter buffer and ear: 20 ms of a packet, 20 ms of a decoder,
 * 40 ms of a sound server. */
#define OWN_DELAY_MS 80
/* An opinion is about some seconds, not about one. */
#define WINDOW 8u

struct _MediaTruth
{
  GObject       parent_instance;

  MediaHistory *history;
  MediaJudge    judge;
  MediaVerdict  verdict; /* as notified last */
  MediaSecrecy *secrecy;
  gboolean      answered;
  MediaStats   *before;  /* those of the last second; nullable */
  gint64        before_us;
  guint         losses[WINDOW]; /* a ring: packets lost in each of the last seconds */
  guint         arrivals[WINDOW];
  guint         n_seconds;
  MediaSummary  summary;
};

G_DEFINE_FINAL_TYPE (MediaTruth, media_truth, G_TYPE_OBJECT)

enum
{
  PROP_VERDICT = 1,
  PROP_SECRECY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_verdict (MediaTruth   *self,
              MediaVerdict  verdict)
{
  if (self->verdict == verdict)
    return;
  self->verdict = verdict;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}

static guint
get_growth (guint64 now,
            guint64 before)
{
  return now > before ? (guint) MIN (now - before, G_MAXUINT / 2) : 0;
}

static double
get_share (double part,
           double rest)
{
  return part + rest > 0 ? MIN (part / (part + rest), 1) : 0;
}

static void
count_second (MediaTruth       *self,
              const MediaStats *stats)
{
  guint slot = self->n_seconds++ % WINDOW;

  self->losses[slot] = get_growth (stats->packets_lost, self->before->packets_lost) +
                       get_growth (stats->packets_late, self->before->packets_late);
  self->arrivals[slot] = get_growth (stats->packets_received, self->before->packets_received);
}

static double
rate (MediaTruth       *self,
      const MediaStats *stats)
{
  guint n = MIN (self->n_seconds, WINDOW), lost = 0, arrived = 0;
  /* By media-stretch, in every call. */
  MediaQualityInput input = { .codec = stats->codec, .conceals = TRUE };

  for (guint i = 0; i < n; i++)
    {
      lost += self->losses[i];
      arrived += self->arrivals[i];
    }
  if (arrived + lost == 0)
    return 1;
  input.delay_ms = stats->round_trip_ms / 2 + stats->buffer_ms + OWN_DELAY_MS;
  input.loss = get_share (lost, arrived);
  input.burst_ratio = media_quality_get_burst_ratio (self->losses, n, (arrived + lost) / n);

  return media_quality_get_mos (media_quality_get_rating (&input));
}

static void
sum_up (MediaTruth         *self,
        const MediaNumbers *numbers)
{
  MediaSummary *sum = &self->summary;

  sum->loss = numbers->loss_overall;
  if (numbers->mos <= 0)
    return;
  sum->worst_mos = sum->n_seconds == 0 ? numbers->mos : MIN (sum->worst_mos, numbers->mos);
  sum->mos = (sum->mos * sum->n_seconds + numbers->mos) / (sum->n_seconds + 1);
  sum->n_seconds++;
}

static void
measure (MediaTruth           *self,
         const MediaSituation *situation,
         MediaNumbers         *numbers)
{
  const MediaStats *stats = numbers->stats;
  double seconds = (double) (situation->now_us - self->before_us) / G_USEC_PER_SEC;
  guint slot;

  if (self->before == NULL || seconds <= 0)
    return;
  count_second (self, stats);
  slot = (self->n_seconds - 1) % WINDOW;
  numbers->sent_rate = get_growth (stats->bytes_sent, self->before->bytes_sent) * 8 / seconds;
  numbers->received_rate = get_growth (stats->bytes_received, self->before->bytes_received) * 8 / seconds;
  numbers->loss = get_share (self->losses[slot], self->arrivals[slot]);
  if (situation->up && situation->receiving)
    numbers->mos = rate (self, stats);
}

static void
media_truth_dispose (GObject *object)
{
  MediaTruth *self = MEDIA_TRUTH (object);

  media_judge_clear (&self->judge);
  g_clear_pointer (&self->before, media_stats_unref);
  g_clear_pointer (&self->secrecy, media_secrecy_unref);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (media_truth_parent_class)->dispose (object);
}

static void
media_truth_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  MediaTruth *self = MEDIA_TRUTH (object);

  switch (property_id)
    {
    case PROP_VERDICT:
      g_value_set_enum (value, self->verdict);
      break;
    case PROP_SECRECY:
      g_value_set_boxed (value, self->secrecy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_truth_class_init (MediaTruthClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = media_truth_dispose;
  object_class->get_property = media_truth_get_property;

  /**
   * MediaTruth:verdict:
   *
   * What is wrong with the call.
   */
  properties[PROP_VERDICT] = g_param_spec_enum ("verdict", NULL, NULL, MEDIA_TYPE_VERDICT, MEDIA_VERDICT_NONE, readable);
  /**
   * MediaTruth:secrecy:
   *
   * How the sound is kept from others; NULL before it is known.
   */
  properties[PROP_SECRECY] = g_param_spec_boxed ("secrecy", NULL, NULL, MEDIA_TYPE_SECRECY, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_truth_init (MediaTruth *self)
{
  self->history = media_history_new ();
}

/**
 * media_truth_new:
 *
 * Begins to listen for a call of which nothing is known yet.
 *
 * Returns: (transfer full): the truth
 */
MediaTruth *
media_truth_new (void)
{
  return g_object_new (MEDIA_TYPE_TRUTH, NULL);
}

/**
 * media_truth_get_verdict:
 * @self: the truth
 *
 * Gets what is wrong with the call.
 *
 * Returns: the verdict
 */
MediaVerdict
media_truth_get_verdict (MediaTruth *self)
{
  g_return_val_if_fail (MEDIA_IS_TRUTH (self), MEDIA_VERDICT_NONE);

  return self->verdict;
}

/**
 * media_truth_get_history:
 * @self: the truth
 *
 * Gets what was measured in the last ten minutes.
 *
 * Returns: (transfer none): a list of MediaReading, the newest last
 */
MediaHistory *
media_truth_get_history (MediaTruth *self)
{
  g_return_val_if_fail (MEDIA_IS_TRUTH (self), NULL);

  return self->history;
}

/**
 * media_truth_get_secrecy:
 * @self: the truth
 *
 * Gets how the sound is kept from others.
 *
 * Returns: (transfer none) (nullable): the facts; %NULL before they are known
 */
MediaSecrecy *
media_truth_get_secrecy (MediaTruth *self)
{
  g_return_val_if_fail (MEDIA_IS_TRUTH (self), NULL);

  return self->secrecy;
}

/**
 * media_truth_get_summary:
 * @self: the truth
 * @summary: (out caller-allocates): the whole call
 *
 * Sums the call up.
 */
void
media_truth_get_summary (MediaTruth   *self,
                         MediaSummary *summary)
{
  g_return_if_fail (MEDIA_IS_TRUTH (self));
  g_return_if_fail (summary != NULL);

  *summary = self->summary;
}

/**
 * media_truth_set_answered:
 * @self: the truth
 * @answered: whether both sides have agreed to talk
 *
 * Sets whether silence means anything.
 */
void
media_truth_set_answered (MediaTruth *self,
                          gboolean    answered)
{
  g_return_if_fail (MEDIA_IS_TRUTH (self));

  self->answered = answered;
}

/**
 * media_truth_is_answered:
 * @self: the truth
 *
 * Gets whether silence means anything.
 *
 * Returns: TRUE once both sides have agreed to talk
 */
gboolean
media_truth_is_answered (MediaTruth *self)
{
  g_return_val_if_fail (MEDIA_IS_TRUTH (self), FALSE);

  return self->answered;
}

/**
 * media_truth_take_situation:
 * @self: the truth
 * @situation: how the call is now
 *
 * Looks at the microphone, some ten times a second.
 */
void
media_truth_take_situation (MediaTruth           *self,
                            const MediaSituation *situation)
{
  g_return_if_fail (MEDIA_IS_TRUTH (self));
  g_return_if_fail (situation != NULL);

  show_verdict (self, media_judge_take_situation (&self->judge, situation));
}

/**
 * media_truth_take_stats:
 * @self: the truth
 * @situation: how the call is now
 * @stats: what is counted since the call began
 * @remote_level: dBFS
 *
 * Adds a reading, once a second.
 */
void
media_truth_take_stats (MediaTruth           *self,
                        const MediaSituation *situation,
                        MediaStats           *stats,
                        double                remote_level)
{
  g_autoptr (MediaReading) reading = NULL;
  MediaNumbers numbers = { .stats = stats, .remote_level = remote_level };

  g_return_if_fail (MEDIA_IS_TRUTH (self));
  g_return_if_fail (situation != NULL && stats != NULL);

  numbers.time_us = g_get_real_time ();
  numbers.local_level = situation->local_level;
  numbers.loss_overall = get_share (stats->packets_lost + stats->packets_late, stats->packets_received);
  measure (self, situation, &numbers);
  sum_up (self, &numbers);
  g_clear_pointer (&self->before, media_stats_unref);
  self->before = media_stats_ref (stats);
  self->before_us = situation->now_us;
  reading = media_reading_new (&numbers);
  media_history_append (self->history, reading);
  show_verdict (self, media_judge_take_stats (&self->judge, situation, stats));
}

/**
 * media_truth_take_secrecy:
 * @self: the truth
 * @secrecy: (transfer full): the facts
 *
 * Sets how the sound is kept from others.
 */
void
media_truth_take_secrecy (MediaTruth   *self,
                          MediaSecrecy *secrecy)
{
  g_autoptr (MediaSecrecy) taken = secrecy;

  g_return_if_fail (MEDIA_IS_TRUTH (self));
  g_return_if_fail (secrecy != NULL);

  if (media_secrecy_equal (self->secrecy, taken))
    return;
  g_clear_pointer (&self->secrecy, media_secrecy_unref);
  self->secrecy = g_steal_pointer (&taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRECY]);
}

/**
 * media_truth_turn:
 * @self: the truth
 *
 * The sound goes another way: what the far end counted so far means nothing for what follows.
 */
void
media_truth_turn (MediaTruth *self)
{
  g_return_if_fail (MEDIA_IS_TRUTH (self));

  media_judge_clear (&self->judge);
}
