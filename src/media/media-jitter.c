/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long to wait for a packet is a bet between a gap and a delay. Here the bet is made from the last ten seconds: as
 * long as all packets but the latest one of them would have needed. It rises at once, because gaps are heard at once;
 * it falls by a hundredth of real time, which nobody hears. */

#include "media-jitter.h"

#define BUCKET_US G_USEC_PER_SEC
/* On top of the latest: for the next one that is a bit later. */
#define MARGIN_US 20000
#define FALL_US 100000 /* a millisecond in this time */
/* A stream that jumps so far has begun anew. */
#define JUMP_US (2 * G_USEC_PER_SEC)

static void
begin_bucket (MediaJitter *self,
              gint64       difference)
{
  self->buckets[self->newest].earliest = difference;
  self->buckets[self->newest].latest = difference;
  self->buckets[self->newest].second = G_MININT64;
  self->buckets[self->newest].n = 1;
}

static void
begin_anew (MediaJitter *self,
            gint64       arrival_us,
            gint64       difference)
{
  guint delay_ms = MAX (self->delay_ms, MEDIA_JITTER_MIN_MS);

  *self = (MediaJitter) { .bucket_at = arrival_us, .fallen_at = arrival_us, .delay_ms = delay_ms };
  begin_bucket (self, difference);
}

static void
note (MediaJitter *self,
      gint64       arrival_us,
      gint64       difference)
{
  if (arrival_us - self->bucket_at >= BUCKET_US)
    {
      self->bucket_at = arrival_us;
      self->newest = (self->newest + 1) % MEDIA_JITTER_BUCKETS;
      begin_bucket (self, difference);
      return;
    }
  self->buckets[self->newest].n++;
  self->buckets[self->newest].earliest = MIN (self->buckets[self->newest].earliest, difference);
  if (difference > self->buckets[self->newest].latest)
    {
      self->buckets[self->newest].second = self->buckets[self->newest].latest;
      self->buckets[self->newest].latest = difference;
    }
  else
    {
      self->buckets[self->newest].second = MAX (self->buckets[self->newest].second, difference);
    }
}

/* The lateness of the latest packet but one of them all. */
static gint64
find_lateness (const MediaJitter *self)
{
  gint64 earliest = G_MAXINT64, latest = G_MININT64, second = G_MININT64;

  for (guint i = 0; i < MEDIA_JITTER_BUCKETS; i++)
    {
      if (self->buckets[i].n == 0)
        continue;
      earliest = MIN (earliest, self->buckets[i].earliest);
      second = MAX (second, MIN (latest, self->buckets[i].latest));
      second = MAX (second, self->buckets[i].second);
      latest = MAX (latest, self->buckets[i].latest);
    }

  return second == G_MININT64 ? 0 : MAX (second - earliest, 0);
}

/**
 * media_jitter_feed:
 * @self: what was learnt so far
 * @arrival_us: when the packet came, in µs of any clock that does not jump
 * @sound_us: when its sound was made, in µs of the sender's clock
 *
 * Learns from the arrival of a packet. One late packet in ten seconds changes nothing; two do. A sender whose clock
 * is a little fast or slow is followed; one whose clock jumps by more than two seconds begins anew.
 *
 * Returns: the delay wanted, %MEDIA_JITTER_MIN_MS to %MEDIA_JITTER_MAX_MS
 */
guint
media_jitter_feed (MediaJitter *self,
                   gint64       arrival_us,
                   gint64       sound_us)
{
  gint64 difference = arrival_us - sound_us;
  guint wanted_ms;

  g_return_val_if_fail (self != NULL, MEDIA_JITTER_MIN_MS);

  if (self->delay_ms == 0 || ABS (difference - self->last) > JUMP_US)
    begin_anew (self, arrival_us, difference);
  else
    note (self, arrival_us, difference);
  self->last = difference;

  wanted_ms = (guint) CLAMP ((find_lateness (self) + MARGIN_US) / 1000, MEDIA_JITTER_MIN_MS, MEDIA_JITTER_MAX_MS);
  if (wanted_ms >= self->delay_ms)
    {
      self->delay_ms = wanted_ms;
      self->fallen_at = arrival_us;
    }
  else if (arrival_us - self->fallen_at >= FALL_US)
    {
      gint64 steps = (arrival_us - self->fallen_at) / FALL_US;

      self->delay_ms = MAX (wanted_ms, self->delay_ms - (guint) MIN (steps, self->delay_ms));
      self->fallen_at = arrival_us;
    }

  return self->delay_ms;
}
