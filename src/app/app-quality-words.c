/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a call has numbers every second, and a person wants to know whether it is good, what is wrong with it,
 * and how it went. The drawing says it to the eye, and these words to everybody. */

#include "app-quality-words.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* So many seconds are one impression. */
#define CALM 5

typedef struct
{
  double mos;   /* sum */
  double worst;
  double loss;  /* sum */
  guint n_judged;
  guint n;
} Sums;

static Sums
add_up (GListModel *readings,
        guint       first)
{
  guint n = g_list_model_get_n_items (readings);
  Sums sums = { 0 };

  for (guint i = first; i < n; i++)
    {
      g_autoptr (PhoneReading) reading = g_list_model_get_item (readings, i);
      double mos = phone_reading_get_mos (reading);

      sums.n++;
      sums.loss += phone_reading_get_loss (reading);
      if (mos <= 0)
        continue;
      sums.mos += mos;
      sums.worst = sums.n_judged == 0 ? mos : MIN (sums.worst, mos);
      sums.n_judged++;
    }
  return sums;
}

static Sums
add_up_last (GListModel *readings)
{
  guint n = g_list_model_get_n_items (readings);

  return add_up (readings, n > CALM ? n - CALM : 0);
}

/**
 * app_quality_words_get_grade:
 * @readings: a list of PhoneReading
 *
 * How the last seconds sounded.
 *
 * Returns: the grade
 */
PhoneGrade
app_quality_words_get_grade (GListModel *readings)
{
  Sums sums = add_up_last (readings);

  return phone_grade_for_mos (sums.n_judged > 0 ? sums.mos / sums.n_judged : 0);
}

/**
 * app_quality_words_get_loss:
 * @readings: a list of PhoneReading
 *
 * How much of the last seconds got lost.
 *
 * Returns: 0–1
 */
double
app_quality_words_get_loss (GListModel *readings)
{
  Sums sums = add_up_last (readings);

  return sums.n > 0 ? sums.loss / sums.n : 0;
}

/**
 * app_quality_words_for_grade:
 * @grade: a grade
 *
 * How it sounds now, in a word.
 *
 * Returns: (transfer none) (nullable): the word; %NULL: it is not known
 */
const char *
app_quality_words_for_grade (PhoneGrade grade)
{
  switch (grade)
    {
    case PHONE_GRADE_GOOD:
      /* Translators: how a call sounds. */
      return C_("quality", "Good");
    case PHONE_GRADE_FAIR:
      /* Translators: how a call sounds: between good and poor. */
      return C_("quality", "Fair");
    case PHONE_GRADE_POOR:
      return C_("quality", "Poor");
    case PHONE_GRADE_UNKNOWN:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_quality_words_for_past:
 * @grade: a grade
 *
 * How it sounded, behind the length of a past call.
 *
 * Returns: (transfer none) (nullable): the words; %NULL: it is not known
 */
const char *
app_quality_words_for_past (PhoneGrade grade)
{
  switch (grade)
    {
    case PHONE_GRADE_GOOD:
      /* Translators: behind the length of a past call. */
      return _("sounded good");
    case PHONE_GRADE_FAIR:
      return _("sounded fair");
    case PHONE_GRADE_POOR:
      return _("sounded poor");
    case PHONE_GRADE_UNKNOWN:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_quality_words_get_icon:
 * @grade: a grade
 *
 * Returns: (transfer none): the name of an icon
 */
const char *
app_quality_words_get_icon (PhoneGrade grade)
{
  switch (grade)
    {
    case PHONE_GRADE_GOOD:
      return "network-cellular-signal-excellent-symbolic";
    case PHONE_GRADE_FAIR:
      return "network-cellular-signal-ok-symbolic";
    case PHONE_GRADE_POOR:
      return "network-cellular-signal-weak-symbolic";
    case PHONE_GRADE_UNKNOWN:
    default:
      return "network-cellular-signal-none-symbolic";
    }
}

/**
 * app_quality_words_for_delay:
 * @ms: milliseconds there and back; 0: not known
 *
 * A delay as it is felt (ITU-T G.114: up to 150 ms one way is hardly felt, 400 ms is the limit).
 *
 * Returns: (transfer full) (nullable): the words; %NULL: it is not known
 */
char *
app_quality_words_for_delay (double ms)
{
  if (!(ms > 0))
    return NULL;
  if (ms < 300)
    /* Translators: a delay that is hardly felt; ms: milliseconds. */
    return g_strdup_printf (_("Short, %.0f ms"), MAX (ms, 1));
  if (ms < 800)
    /* Translators: a delay that is felt; ms: milliseconds. */
    return g_strdup_printf (_("Noticeable, %.0f ms"), ms);
  /* Translators: a delay; s: seconds. */
  return g_strdup_printf (_("Long, %.1f s"), ms / 1000);
}

/**
 * app_quality_words_for_share:
 * @share: 0–1
 *
 * A share in percent; what is small is not called nothing.
 *
 * Returns: (transfer full): the words
 */
char *
app_quality_words_for_share (double share)
{
  if (!(share > 0))
    return g_strdup (C_("share", "Nothing"));
  if (share < 0.01)
    return g_strdup (C_("share", "Less than 1 %"));
  /* Translators: a share in percent. */
  return g_strdup_printf (C_("share", "%.0f %%"), MIN (share, 1) * 100);
}

/* Whole sentences, for in other languages "good" is another word in each of them. */
static const char *
get_sentence (PhoneGrade mean,
              PhoneGrade worst)
{
  if (mean == PHONE_GRADE_GOOD && worst == PHONE_GRADE_GOOD)
    return _("Good all the time.");
  if (mean == PHONE_GRADE_GOOD)
    return worst == PHONE_GRADE_FAIR ? _("Mostly good, fair at worst.") : _("Mostly good, poor at worst.");
  if (mean == PHONE_GRADE_FAIR)
    return worst == PHONE_GRADE_FAIR ? _("Fair all the time.") : _("Mostly fair, poor at worst.");
  return _("Mostly poor.");
}

/**
 * app_quality_words_summarize:
 * @readings: a list of PhoneReading
 * @first: where to begin
 *
 * What the drawing shows, for who does not see it.
 *
 * Returns: (transfer full) (nullable): sentences; %NULL: nothing was measured
 */
char *
app_quality_words_summarize (GListModel *readings,
                             guint       first)
{
  Sums sums = add_up (readings, first);
  const char *sentence = NULL;
  g_autofree char *share = NULL;

  if (sums.n_judged == 0)
    return NULL;
  sentence = get_sentence (phone_grade_for_mos (sums.mos / sums.n_judged), phone_grade_for_mos (sums.worst));
  if (sums.loss <= 0)
    /* Translators: %s is a sentence such as “Good all the time.” */
    return g_strdup_printf (_("%s Nothing got lost."), sentence);
  share = app_quality_words_for_share (sums.loss / sums.n);
  /* Translators: the first %s is a sentence such as “Good all the time.”, the second a share such as “3 %”. */
  return g_strdup_printf (_("%s Got lost: %s."), sentence, share);
}

/**
 * app_quality_words_for_span:
 * @seconds: a length of time
 *
 * Returns: (transfer full): such as "The last 5 minutes"
 */
char *
app_quality_words_for_span (guint seconds)
{
  guint minutes = MAX ((seconds + 30) / 60, 1);

  return g_strdup_printf (ngettext ("The last minute", "The last %u minutes", minutes), minutes);
}
