/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Hello? Hello?" is the second most common sentence on the telephone. Whoever is not heard learns it here within three
 * seconds, from facts alone: what is counted at both ends, and how loud the microphone is. Whatever may have an innocent
 * reason (hold, early media, a far end that never reports) yields nothing. */

#include "media-verdict.h"

/* One step of a 16-bit sample. */
#define DIGITAL_SILENCE_DB (-90.0)
#define TALK_DB (-45.0)
#define TALK_MAX_S 2.0
/* A gap in the feed is not a long silence. */
#define STEP_MAX_S 0.5
#define STALE 2
/* Comfort noise is sent now and then only (RFC 3389 4). */
#define STALE_WITH_PAUSES 12
#define BEGUN 100
/* We look once a second, at the last report and at the one before it. */
#define REPORT_AGE_S 1.5
#define FEW_PACKETS 25
/* So many in a second cannot all be on their way still. Who is silent sends fewer (RFC 7587 3.1.3). */
#define TELLING 10
#define BAD_LOSS 0.10
#define WEAK_LOSS 0.03
#define WEAK_ROUND_TRIP_MS 600
/* Of the loss so far, how much the new second counts. */
#define FRESH 0.4
#define S G_USEC_PER_SEC

typedef gboolean (*Condition) (const MediaJudge *self);

typedef struct
{
  MediaVerdict verdict;
  Condition    holds;
  gint64       patience_us; /* so long it must hold */
  gint64       linger_us;   /* so long it is still shown */
} Row;

G_DEFINE_ENUM_TYPE (MediaVerdict, media_verdict,
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_NOT_HEARD, "not-heard"),
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_NOTHING_ARRIVES, "nothing-arrives"),
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_MICROPHONE_SILENT, "microphone-silent"),
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_MUTED_TALKING, "muted-talking"),
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_BAD_LINE, "bad-line"),
                    G_DEFINE_ENUM_VALUE (MEDIA_VERDICT_WEAK_LINE, "weak-line"))

static guint
get_stale (const MediaJudge *self)
{
  return self->situation.pauses ? STALE_WITH_PAUSES : STALE;
}

static gboolean
is_not_heard (const MediaJudge *self)
{
  return self->situation.sending && (self->unheard > 0 || self->unsent >= get_stale (self));
}

static gboolean
does_nothing_arrive (const MediaJudge *self)
{
  return self->situation.receiving && self->unarrived >= get_stale (self);
}

static gboolean
is_silent (const MediaJudge *self)
{
  const MediaSituation *now = &self->situation;

  return now->person && now->sending && !now->muted && now->local_level <= DIGITAL_SILENCE_DB;
}

static gboolean
is_broken (const MediaJudge *self)
{
  return is_silent (self) && self->situation.device_failed;
}

static gboolean
does_talk_muted (const MediaJudge *self)
{
  return self->talk_s >= 1;
}

static gboolean
is_bad (const MediaJudge *self)
{
  return self->loss > BAD_LOSS;
}

static gboolean
is_weak (const MediaJudge *self)
{
  return self->loss > WEAK_LOSS || (self->stats != NULL && self->stats->round_trip_ms > WEAK_ROUND_TRIP_MS);
}

/* In the order of what is worth saying. */
static const Row rows[MEDIA_VERDICT_ROWS] = {
  { MEDIA_VERDICT_NOT_HEARD, is_not_heard, 0, 0 },
  { MEDIA_VERDICT_NOTHING_ARRIVES, does_nothing_arrive, 0, 0 },
  { MEDIA_VERDICT_MICROPHONE_SILENT, is_broken, S / 2, 0 },
  { MEDIA_VERDICT_MICROPHONE_SILENT, is_silent, 5 * S / 2, 0 },
  { MEDIA_VERDICT_MUTED_TALKING, does_talk_muted, 0, 2 * S },
  { MEDIA_VERDICT_BAD_LINE, is_bad, S, 3 * S },
  { MEDIA_VERDICT_WEAK_LINE, is_weak, 2 * S, 3 * S },
};


static void
judge (MediaJudge *self)
{
  gint64 now = self->situation.now_us;

  self->verdict = MEDIA_VERDICT_NONE;
  for (guint i = 0; i < MEDIA_VERDICT_ROWS; i++)
    {
      if (!rows[i].holds (self))
        self->rows[i].since_us = 0;
      else if (self->rows[i].since_us == 0)
        self->rows[i].since_us = now;
      if (self->rows[i].since_us != 0 && now - self->rows[i].since_us >= rows[i].patience_us)
        self->rows[i].until_us = now + rows[i].linger_us;
      else if (now >= self->rows[i].until_us)
        self->rows[i].until_us = 0;
      if (self->rows[i].until_us != 0 && self->verdict == MEDIA_VERDICT_NONE)
        self->verdict = rows[i].verdict;
    }
}

/* Speech is as much pause as sound; what counts is that there was enough of it lately. */
static void
weigh_talk (MediaJudge           *self,
            const MediaSituation *situation)
{
  double step_s = CLAMP ((double) (situation->now_us - self->situation.now_us) / S, 0, STEP_MAX_S);

  if (!situation->muted || !situation->person || !situation->sending || self->situation.now_us == 0)
    self->talk_s = 0;
  else if (situation->local_level > TALK_DB)
    self->talk_s = MIN (self->talk_s + step_s, TALK_MAX_S);
  else
    self->talk_s = MAX (self->talk_s - step_s / 2, 0);
}

/**
 * media_judge_take_situation:
 * @self: the judge
 * @situation: how the call is now
 *
 * Judges by what is heard from the microphone.
 *
 * Returns: the verdict
 */
MediaVerdict
media_judge_take_situation (MediaJudge           *self,
                            const MediaSituation *situation)
{
  g_return_val_if_fail (self != NULL, MEDIA_VERDICT_NONE);
  g_return_val_if_fail (situation != NULL, MEDIA_VERDICT_NONE);

  if (!situation->up)
    {
      /* A call that is not up starts from nothing when it is again. */
      media_judge_clear (self);
      return MEDIA_VERDICT_NONE;
    }
  weigh_talk (self, situation);
  if (!situation->sending)
    self->unsent = self->unheard = 0;
  if (!situation->receiving)
    self->unarrived = 0;
  self->situation = *situation;
  judge (self);

  return self->verdict;
}

/* The last packet they know of moves as ours go out, whatever is lost among them. If it has fallen behind by more than
 * a report's age and a round trip, those after it did not arrive. */
static gboolean
fell_behind (const MediaJudge *self,
             const MediaStats *stats)
{
  guint64 sent_in_second = stats->packets_sent - MIN (self->stats->packets_sent, stats->packets_sent);
  double age_s = REPORT_AGE_S + stats->round_trip_ms / 1000;
  gint64 sent = (gint64) (stats->packets_sent - self->highest_sent);
  gint64 known = (gint64) stats->remote_highest - self->highest;

  return self->highest != 0 && (double) (sent - known) > age_s * (double) MAX (sent_in_second, FEW_PACKETS);
}

/* A report that knows no packet more than the one before it, though we went on sending; or knows none at all of two
 * seconds. No report says nothing: there are telephones that never send one. */
static void
weigh_reports (MediaJudge       *self,
               const MediaStats *stats)
{
  const MediaStats *before = self->stats;

  if (stats->remote_seen != before->remote_seen)
    self->unheard = fell_behind (self, stats) ? self->unheard + 1 : 0;
  else if (stats->remote_report != before->remote_report && before->remote_report != 0 &&
           before->packets_sent >= BEGUN && stats->packets_sent >= before->packets_sent + TELLING)
    self->unheard++;
  if (stats->remote_highest != self->highest)
    self->highest_sent = stats->packets_sent;
  self->highest = stats->remote_highest;
}

/* What a counter grew by; one that was lost on the way starts again. */
static double
get_growth (guint64 now,
            guint64 before)
{
  return now > before ? (double) (now - before) : 0;
}

static double
get_loss (const MediaStats *stats,
          const MediaStats *before)
{
  double received = get_growth (stats->packets_received, before->packets_received);
  double lost = get_growth (stats->packets_lost, before->packets_lost);
  double late = get_growth (stats->packets_late, before->packets_late);

  return received + lost > 0 ? MIN ((lost + late) / (received + lost), 1) : 0;
}

/* A second in which the stream broke off almost at once counts as the first without any. */
static guint
count_empty (guint  n_empty,
             double growth,
             double before)
{
  if (growth <= 0)
    return n_empty + 1;

  return growth * 10 <= before ? 1 : 0;
}

static void
weigh_stats (MediaJudge *self,
             MediaStats *stats)
{
  const MediaStats *before = self->stats;
  double loss = MAX (get_loss (stats, before), self->situation.sending ? stats->remote_loss : 0);

  double sent = get_growth (stats->packets_sent, before->packets_sent);
  double arrived = get_growth (stats->packets_received, before->packets_received);

  self->unsent = count_empty (self->unsent, sent, self->sent);
  self->unarrived = count_empty (self->unarrived, arrived, self->arrived);
  self->sent = sent;
  self->arrived = arrived;
  self->loss += FRESH * (loss - self->loss);
  weigh_reports (self, stats);
}

/**
 * media_judge_take_stats:
 * @self: the judge
 * @situation: how the call is now
 * @stats: what is counted so far
 *
 * Judges by what went either way in the last second.
 *
 * Returns: the verdict
 */
MediaVerdict
media_judge_take_stats (MediaJudge           *self,
                        const MediaSituation *situation,
                        MediaStats           *stats)
{
  g_return_val_if_fail (self != NULL && situation != NULL, MEDIA_VERDICT_NONE);
  g_return_val_if_fail (stats != NULL, MEDIA_VERDICT_NONE);

  if (situation->up && self->stats != NULL)
    weigh_stats (self, stats);
  if (situation->up)
    {
      g_clear_pointer (&self->stats, media_stats_unref);
      self->stats = media_stats_ref (stats);
    }

  return media_judge_take_situation (self, situation);
}

/**
 * media_judge_clear:
 * @self: the judge
 *
 * Forgets everything.
 */
void
media_judge_clear (MediaJudge *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->stats, media_stats_unref);
  *self = (MediaJudge) { 0 };
}
