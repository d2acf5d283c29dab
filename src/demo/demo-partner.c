/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The chat partner of the practice exchange: somebody who always answers. A pure function, so that what it
 * says can be tested word by word.
 */

#include "demo-partner.h"

typedef char *(*ReplyFunc) (const char *text, GDateTime *now);

typedef struct
{
  const char *const *words; /* lower case; any one of them brings this reply */
  ReplyFunc          reply;
} Topic;

static char *
greet (const char *text,
       GDateTime  *now)
{
  return g_strdup ("Hello! I answer everything you write. Try “time”, “count” or “help”.");
}

static char *
tell_time (const char *text,
           GDateTime  *now)
{
  return g_date_time_format (now, "It is %H:%M here, the same as with you.");
}

static char *
count (const char *text,
       GDateTime  *now)
{
  return g_strdup_printf ("Your message has %ld characters.", g_utf8_strlen (text, -1));
}

static char *
help (const char *text,
      GDateTime  *now)
{
  return g_strdup ("Write “time” for the time or “count” to have your letters counted. "
                   "Anything else I send back, whatever script it is in. 👋");
}

static char *
thank (const char *text,
       GDateTime  *now)
{
  return g_strdup ("You are welcome. 🙂");
}

static char *
repeat (const char *text,
        GDateTime  *now)
{
  return g_strdup_printf ("You wrote: %s", text);
}

static gboolean
mentions (const char *const *words,
          char             **said)
{
  for (char **word = said; *word != NULL; word++)
    if (g_strv_contains (words, *word))
      return TRUE;
  return FALSE;
}

/**
 * demo_partner_reply:
 * @text: what the person wrote, UTF-8
 * @now: the time to tell
 *
 * Finds something to say.
 *
 * Returns: (transfer full): the reply
 */
char *
demo_partner_reply (const char *text,
                    GDateTime  *now)
{
  static const char *const greetings[] = { "hello", "hi", "hey", "hallo", NULL };
  static const char *const times[] = { "time", "clock", NULL };
  static const char *const counts[] = { "count", NULL };
  static const char *const helps[] = { "help", "?", NULL };
  static const char *const thanks[] = { "thanks", "thank", NULL };
  static const Topic topics[] = {
    { times, tell_time }, { counts, count }, { helps, help }, { thanks, thank }, { greetings, greet },
  };

  g_return_val_if_fail (text != NULL && now != NULL, NULL);

  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) said = g_strsplit_set (g_strstrip (lower), " ,.!\t\n", -1);

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (mentions (topics[i].words, said))
      return topics[i].reply (text, now);
  return repeat (text, now);
}
