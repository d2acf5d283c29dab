/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: one language has many countries. In English a clock has twelve hours in America and twenty-four in
 * Ireland, and the third of November is written in another order; a catalogue cannot know, but the locale does. */

#include "app-clock.h"

#include "config.h"

#include <glib/gi18n.h>
#include <langinfo.h>

static gboolean
has_twelve_hours (void)
{
  static const char *const marks[] = { "%r", "%p", "%P", "%I", "%l" };
  const char *format = nl_langinfo (T_FMT);
  gboolean found = FALSE;

  for (guint n = 0; n < G_N_ELEMENTS (marks) && !found; n++)
    found = strstr (format, marks[n]) != NULL;
  return found;
}

/* The locale C begins with the month, too, but has a year of two digits, and is nobody's country. */
static gboolean
has_month_first (void)
{
  return g_str_has_prefix (nl_langinfo (D_FMT), "%m/%d/%Y");
}

/**
 * app_clock_write_time:
 * @local: a moment, in the local zone
 *
 * The time of day, with as many hours as clocks have where the person is.
 *
 * Returns: (transfer full) (nullable): such as "14:05" or "2:05 PM"
 */
char *
app_clock_write_time (GDateTime *local)
{
  g_return_val_if_fail (local != NULL, NULL);

  if (has_twelve_hours ())
    /* Translators: a time of day where clocks have twelve hours; see g_date_time_format. */
    /* xgettext:no-c-format */
    return g_date_time_format (local, _("%-I:%M %p"));
  /* Translators: a time of day; see g_date_time_format. */
  return g_date_time_format (local, _("%-H:%M"));
}

/**
 * app_clock_write_day:
 * @local: a moment, in the local zone
 * @with_year: whether it is in another year than this one
 *
 * The day, in the order that days have where the person is.
 *
 * Returns: (transfer full) (nullable): such as "3 Nov 2024" or "Nov 3, 2024"
 */
char *
app_clock_write_day (GDateTime *local,
                     gboolean   with_year)
{
  g_return_val_if_fail (local != NULL, NULL);

  if (has_month_first () && with_year)
    /* Translators: a day of another year where dates begin with the month, as in America. */
    /* xgettext:no-c-format */
    return g_date_time_format (local, _("%b %-d, %Y"));
  if (has_month_first ())
    /* Translators: a day of this year where dates begin with the month, as in America. */
    /* xgettext:no-c-format */
    return g_date_time_format (local, _("%b %-d"));
  if (with_year)
    /* Translators: a day of another year; see g_date_time_format. */
    /* xgettext:no-c-format */
    return g_date_time_format (local, _("%-d %b %Y"));
  /* Translators: a day of this year; see g_date_time_format. */
  /* xgettext:no-c-format */
  return g_date_time_format (local, _("%-d %b"));
}
