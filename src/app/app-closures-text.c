/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: times, lengths and addresses as a person writes them; the second half of the pure
 * functions, those that know nothing of calls. */

#include "app-closures.h"

#include "app-clock.h"
#include "app-quality-words.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/**
 * app_closures_duration:
 * @owner: (nullable): the widget that asks
 * @seconds: a length of time
 *
 * A length as minutes and seconds, with hours where there are any.
 *
 * Returns: (transfer full): such as "4:05" or "1:04:05"
 */
char *
app_closures_duration (gpointer owner,
                       guint    seconds)
{
  if (seconds >= 3600)
    return g_strdup_printf ("%u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return g_strdup_printf ("%u:%02u", seconds / 60, seconds % 60);
}

/**
 * app_closures_length:
 * @owner: (nullable): the widget that asks
 * @seconds: a length of time
 *
 * A length as one remembers it, without the seconds of what was long.
 *
 * Returns: (transfer full): such as "40 s", "12 min" or "1 h 5 min"
 */
char *
app_closures_length (gpointer owner,
                     guint    seconds)
{
  if (seconds < 60)
    /* Translators: a length in seconds. */
    return g_strdup_printf (_("%u s"), seconds);
  if (seconds < 3600)
    /* Translators: a length in minutes. */
    return g_strdup_printf (_("%u min"), seconds / 60);
  /* Translators: a length in hours and minutes. */
  return g_strdup_printf (_("%u h %u min"), seconds / 3600, seconds / 60 % 60);
}

/**
 * app_closures_span:
 * @owner: (nullable): the widget that asks
 * @seconds: how far back a drawing goes
 *
 * Returns: (transfer full): such as "The last 5 minutes"
 */
char *
app_closures_span (gpointer owner,
                   guint    seconds)
{
  return app_quality_words_for_span (seconds);
}

/**
 * app_closures_clock:
 * @owner: (nullable): the widget that asks
 * @time: (nullable): a moment
 *
 * The time of day, in the local zone.
 *
 * Returns: (transfer full) (nullable): such as "14:05"
 */
char *
app_closures_clock (gpointer   owner,
                    GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? app_clock_write_time (local) : NULL;
}

static int
days_ago (GDateTime *local)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate then_date;
  GDate now_date;

  g_date_set_dmy (&then_date, g_date_time_get_day_of_month (local), g_date_time_get_month (local),
                  g_date_time_get_year (local));
  g_date_set_dmy (&now_date, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  return g_date_days_between (&then_date, &now_date);
}

static char *
older_day (GDateTime *local)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return app_clock_write_day (local, g_date_time_get_year (local) != g_date_time_get_year (now));
}

/**
 * app_closures_day:
 * @owner: (nullable): the widget that asks
 * @time: (nullable): a moment
 *
 * The day of a moment, as one says it today.
 *
 * Returns: (transfer full) (nullable): such as "Today", "Tuesday" or "3 Nov"
 */
char *
app_closures_day (gpointer   owner,
                  GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  int days = local != NULL ? days_ago (local) : 0;

  if (local == NULL)
    return NULL;
  if (days == 0)
    return g_strdup (_("Today"));
  if (days == 1)
    return g_strdup (_("Yesterday"));
  if (days > 1 && days < 7)
    return g_date_time_format (local, "%A");
  return older_day (local);
}

/**
 * app_closures_moment:
 * @owner: (nullable): the widget that asks
 * @time: (nullable): a moment
 *
 * A moment short enough for the end of a row.
 *
 * Returns: (transfer full) (nullable): the time of day for today, the day otherwise
 */
char *
app_closures_moment (gpointer   owner,
                     GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  int days = local != NULL ? days_ago (local) : 0;

  if (local == NULL)
    return NULL;
  if (days == 0)
    return app_closures_clock (owner, local);
  if (days == 1)
    return g_strdup (_("Yesterday"));
  if (days > 1 && days < 7)
    return g_date_time_format (local, "%a");
  return older_day (local);
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

/**
 * app_closures_name:
 * @owner: (nullable): the widget that asks
 * @name: (nullable): a name, an address or a number
 *
 * The name as it is to be shown. A number runs from left to right also where the writing does not.
 *
 * Returns: (transfer full): a text for a label
 */
char *
app_closures_name (gpointer    owner,
                   const char *name)
{
  if (name == NULL || *name == '\0' || has_letters (name))
    return g_strdup (name != NULL ? name : "");
  return g_strconcat ("\u2066", name, "\u2069", NULL);
}

/**
 * app_closures_first_line:
 * @owner: (nullable): the widget that asks
 * @text: (nullable): a text of any length
 *
 * The text on one line, for a label that ends it with an ellipsis.
 *
 * Returns: (transfer full): one line, at most 200 characters
 */
char *
app_closures_first_line (gpointer    owner,
                         const char *text)
{
  g_autofree char *line = g_utf8_substring (text != NULL ? text : "", 0, MIN (200, g_utf8_strlen (text ? text : "", -1)));

  return g_strdup (g_strstrip (g_strdelimit (line, "\n\r\t", ' ')));
}

/**
 * app_closures_text:
 * @owner: (nullable): the widget that asks
 * @text: (nullable): a text
 *
 * The text for a property that cannot be without one.
 *
 * Returns: (transfer full): @text, or ""
 */
char *
app_closures_text (gpointer    owner,
                   const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/**
 * app_closures_voicemail:
 * @owner: (nullable): the widget that asks
 * @n_new: how many messages were not heard; 0: they were not counted
 *
 * That somebody spoke to the machine.
 *
 * Returns: (transfer full): a few words
 */
char *
app_closures_voicemail (gpointer owner,
                        guint    n_new)
{
  if (n_new == 0)
    return g_strdup (_ ("New voicemail"));

  return g_strdup_printf (ngettext ("%u new voicemail", "%u new voicemails", n_new), n_new);
}

/**
 * app_closures_count:
 * @owner: (nullable): the widget that asks
 * @count: a number
 *
 * A number for a badge.
 *
 * Returns: (transfer full): the number, "99+" above 99
 */
char *
app_closures_count (gpointer owner,
                    guint    count)
{
  return count > 99 ? g_strdup ("99+") : g_strdup_printf ("%u", count);
}

/**
 * app_closures_is_set:
 * @owner: (nullable): the widget that asks
 * @text: (nullable): a text
 *
 * Returns: whether there is anything to read in @text
 */
gboolean
app_closures_is_set (gpointer    owner,
                     const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * app_closures_is_positive:
 * @owner: (nullable): the widget that asks
 * @number: a number
 *
 * Returns: whether @number is above zero
 */
gboolean
app_closures_is_positive (gpointer owner,
                          guint    number)
{
  return number > 0;
}

/**
 * app_closures_plain_address:
 * @uri: an address as a link or a header has it
 *
 * The part of an address that a person would write down: no scheme, no parameters.
 *
 * Returns: (transfer full): such as "bob@example.org"
 */
char *
app_closures_plain_address (const char *uri)
{
  static const char *const schemes[] = { "sip:", "sips:", "tel:" };
  const char *start = uri;

  g_return_val_if_fail (uri != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
        start = uri + strlen (schemes[i]);
    }
  return g_strndup (start, strcspn (start, ";?"));
}
