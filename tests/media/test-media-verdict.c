/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The judge alone, with calls made of numbers and a clock moved by hand. */

#include "media-verdict.h"

#include "media-stats-private.h"

#define HZ 10

typedef struct
{
  MediaJudge     judge;
  MediaSituation now;
  MediaStats    *counters;
  guint          sent, received, lost; /* in each second from now on */
  gboolean       reports;              /* they tell of what arrives, each second */
  guint          known;                /* of ours arrive there in each second */
} Call;

static void
begin (Call *call)
{
  *call = (Call) {
    .now = { .now_us = G_USEC_PER_SEC, .up = TRUE, .sending = TRUE, .receiving = TRUE, .person = TRUE, .local_level = -30 },
    .counters = media_stats_new (NULL, "opus"),
    .sent = 50, .received = 50, .reports = TRUE, .known = 50,
  };
  call->counters->remote_highest = 1000;
}

static void
end (Call *call)
{
  media_judge_clear (&call->judge);
  media_stats_unref (call->counters);
}

static void
count (Call *call)
{
  MediaStats *next = media_stats_add (call->counters, NULL);

  next->packets_sent += call->sent;
  next->packets_received += call->received;
  next->packets_lost += call->lost;
  if (call->reports)
    {
      next->remote_report++;
      next->remote_highest += call->known;
      next->remote_seen = next->remote_highest;
    }
  media_stats_unref (call->counters);
  call->counters = next;
}

/* Runs the call until it has @verdict or @limit_s are over; the time it took. */
static double
run_until (Call         *call,
           MediaVerdict  verdict,
           double        limit_s)
{
  gint64 begun = call->now.now_us;

  for (guint i = 1; call->judge.verdict != verdict && i <= limit_s * HZ; i++)
    {
      call->now.now_us += G_USEC_PER_SEC / HZ;
      media_judge_take_situation (&call->judge, &call->now);
      if (call->now.now_us % G_USEC_PER_SEC == 0)
        {
          count (call);
          media_judge_take_stats (&call->judge, &call->now, call->counters);
        }
    }

  return (double) (call->now.now_us - begun) / G_USEC_PER_SEC;
}

static void
expect (Call         *call,
        MediaVerdict  verdict)
{
  g_assert_cmpfloat (run_until (call, verdict, 10), <=, 3.0);
  g_assert_cmpint (call->judge.verdict, ==, verdict);
}

/* Runs for @limit_s and finds nothing to say at any moment. */
static void
expect_silence (Call   *call,
                double  limit_s)
{
  for (guint i = 0; i < limit_s * HZ; i++)
    {
      run_until (call, MEDIA_VERDICT_WEAK_LINE, 1.0 / HZ);
      g_assert_cmpint (call->judge.verdict, ==, MEDIA_VERDICT_NONE);
    }
}

static void
test_good (void)
{
  Call call;

  begin (&call);
  expect_silence (&call, 60);
  end (&call);
}

static void
test_no_reports (void)
{
  Call call;

  begin (&call);
  call.reports = FALSE;
  call.counters->remote_highest = 0;
  expect_silence (&call, 60);
  end (&call);
}

static void
test_not_heard (void)
{
  Call call;

  begin (&call);
  expect_silence (&call, 5);
  call.known = 0;
  expect (&call, MEDIA_VERDICT_NOT_HEARD);
  call.known = 50;
  expect (&call, MEDIA_VERDICT_NONE);
  call.sent = 0;
  expect (&call, MEDIA_VERDICT_NOT_HEARD);
  end (&call);
}

/* Between the words hardly anything is sent, and a report may come just before the next of it. */
static void
test_between_words (void)
{
  Call call;

  begin (&call);
  expect_silence (&call, 5);
  call.sent = 2;
  call.known = 0;
  expect_silence (&call, 1);
  call.known = 4;
  expect_silence (&call, 1);
  end (&call);
}

/* A telephone that reports every five seconds, as plain RTP does: the first report that has fallen behind is enough. */
static void
test_rare_reports (void)
{
  Call call;

  begin (&call);
  for (guint i = 0; i < 30; i++)
    {
      call.reports = i % 5 == 4;
      call.known = 250 - i % 3; /* and some are lost */
      expect_silence (&call, 1);
    }
  call.reports = FALSE;
  expect_silence (&call, 3);
  call.reports = TRUE;
  call.known = 20;
  expect (&call, MEDIA_VERDICT_NOT_HEARD);
  end (&call);
}

/* They hear of nothing from the first moment on. */
static void
test_never_heard (void)
{
  Call call;

  begin (&call);
  call.counters->remote_highest = 0;
  call.known = 0;
  run_until (&call, MEDIA_VERDICT_NOT_HEARD, 5);
  g_assert_cmpint (call.judge.verdict, ==, MEDIA_VERDICT_NOT_HEARD);
  end (&call);
}

static void
test_nothing_arrives (void)
{
  Call call;

  begin (&call);
  expect_silence (&call, 5);
  call.received = 0;
  expect (&call, MEDIA_VERDICT_NOTHING_ARRIVES);
  call.known = 0;
  expect (&call, MEDIA_VERDICT_NOT_HEARD);
  end (&call);
}

static void
test_pauses (void)
{
  Call call;

  begin (&call);
  call.now.pauses = TRUE;
  expect_silence (&call, 5);
  call.received = 0;
  expect_silence (&call, 9);
  run_until (&call, MEDIA_VERDICT_NOTHING_ARRIVES, 10);
  g_assert_cmpint (call.judge.verdict, ==, MEDIA_VERDICT_NOTHING_ARRIVES);
  end (&call);
}

static void
test_microphone (void)
{
  Call call;

  begin (&call);
  call.now.local_level = -100;
  g_assert_cmpfloat (run_until (&call, MEDIA_VERDICT_MICROPHONE_SILENT, 10), >, 2);
  expect (&call, MEDIA_VERDICT_MICROPHONE_SILENT);
  call.now.local_level = -70;
  expect (&call, MEDIA_VERDICT_NONE);
  expect_silence (&call, 10);
  call.now.device_failed = TRUE;
  call.now.local_level = -100;
  g_assert_cmpfloat (run_until (&call, MEDIA_VERDICT_MICROPHONE_SILENT, 10), <, 1);
  call.now.muted = TRUE;
  expect (&call, MEDIA_VERDICT_NONE);
  end (&call);
}

static void
test_muted_talking (void)
{
  Call call;

  begin (&call);
  call.now.muted = TRUE;
  call.now.local_level = -60;
  expect_silence (&call, 20);
  call.now.local_level = -25;
  g_assert_cmpfloat (run_until (&call, MEDIA_VERDICT_MUTED_TALKING, 10), >, 0.5);
  expect (&call, MEDIA_VERDICT_MUTED_TALKING);
  call.now.muted = FALSE;
  expect (&call, MEDIA_VERDICT_NONE);
  expect_silence (&call, 5);
  end (&call);
}

/* A cough, a door: no talk. */
static void
test_noise_while_muted (void)
{
  Call call;

  begin (&call);
  call.now.muted = TRUE;
  for (guint i = 0; i < 20; i++)
    {
      call.now.local_level = -20;
      expect_silence (&call, 0.3);
      call.now.local_level = -70;
      expect_silence (&call, 2);
    }
  end (&call);
}

/* In a conference what goes in is the voices of others, too. */
static void
test_conference (void)
{
  Call call;

  begin (&call);
  call.now.person = FALSE;
  call.now.muted = TRUE;
  expect_silence (&call, 10);
  call.now.muted = FALSE;
  call.now.local_level = -100;
  expect_silence (&call, 10);
  end (&call);
}

static void
test_hold (void)
{
  Call call;

  begin (&call);
  expect_silence (&call, 5);
  call.now.up = FALSE;
  call.sent = call.received = call.known = 0;
  call.now.local_level = -100;
  expect_silence (&call, 30);
  call.now.up = TRUE;
  call.sent = call.received = call.known = 50;
  call.now.local_level = -30;
  expect_silence (&call, 5);
  /* By them. */
  call.now.sending = call.now.receiving = FALSE;
  call.sent = call.received = call.known = 0;
  call.now.muted = TRUE;
  expect_silence (&call, 30);
  call.now.muted = FALSE;
  call.now.sending = call.now.receiving = TRUE;
  call.sent = call.received = call.known = 50;
  expect_silence (&call, 5);
  end (&call);
}

static void
test_line (void)
{
  Call call;

  begin (&call);
  expect_silence (&call, 5);
  call.received = 42;
  call.lost = 8;
  run_until (&call, MEDIA_VERDICT_BAD_LINE, 10);
  g_assert_cmpint (call.judge.verdict, ==, MEDIA_VERDICT_BAD_LINE);
  call.received = 48;
  call.lost = 2;
  run_until (&call, MEDIA_VERDICT_WEAK_LINE, 30);
  g_assert_cmpint (call.judge.verdict, ==, MEDIA_VERDICT_WEAK_LINE);
  call.received = 50;
  call.lost = 0;
  run_until (&call, MEDIA_VERDICT_NONE, 30);
  g_assert_cmpint (call.judge.verdict, ==, MEDIA_VERDICT_NONE);
  end (&call);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-verdict/between-words", test_between_words);
  g_test_add_func ("/media-verdict/good", test_good);
  g_test_add_func ("/media-verdict/no-reports", test_no_reports);
  g_test_add_func ("/media-verdict/not-heard", test_not_heard);
  g_test_add_func ("/media-verdict/rare-reports", test_rare_reports);
  g_test_add_func ("/media-verdict/never-heard", test_never_heard);
  g_test_add_func ("/media-verdict/nothing-arrives", test_nothing_arrives);
  g_test_add_func ("/media-verdict/pauses", test_pauses);
  g_test_add_func ("/media-verdict/microphone", test_microphone);
  g_test_add_func ("/media-verdict/muted-talking", test_muted_talking);
  g_test_add_func ("/media-verdict/noise-while-muted", test_noise_while_muted);
  g_test_add_func ("/media-verdict/conference", test_conference);
  g_test_add_func ("/media-verdict/hold", test_hold);
  g_test_add_func ("/media-verdict/line", test_line);

  return g_test_run ();
}
