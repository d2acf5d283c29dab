/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the room below found out about a call, in sentences: all of them, for who translates or improves the wording. */

#include "config.h"

#include "phone-call-quality-private.h"

#include <glib/gi18n-lib.h>

const char *
phone_quality_words_for_verdict (MediaVerdict verdict)
{
  switch (verdict)
    {
    case MEDIA_VERDICT_NOT_HEARD:
      return _("They cannot hear you: nothing you send arrives.");
    case MEDIA_VERDICT_NOTHING_ARRIVES:
      return _("Nothing arrives from them.");
    case MEDIA_VERDICT_MICROPHONE_SILENT:
      return _("Your microphone is silent.");
    case MEDIA_VERDICT_MUTED_TALKING:
      return _("You are muted and talking.");
    case MEDIA_VERDICT_BAD_LINE:
      return _("The connection is bad: much of what is said gets lost.");
    case MEDIA_VERDICT_WEAK_LINE:
      return _("The connection is weak.");
    case MEDIA_VERDICT_NONE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

const char *
phone_quality_words_get_nick (MediaVerdict verdict)
{
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (MEDIA_TYPE_VERDICT);

  return g_enum_get_value (verdicts, (int) verdict)->value_nick;
}

const char *
phone_quality_words_for_grade (MediaGrade grade)
{
  switch (grade)
    {
    case MEDIA_GRADE_EXCELLENT:
      return _("Excellent");
    case MEDIA_GRADE_GOOD:
      return _("Good");
    case MEDIA_GRADE_FAIR:
      return _("Fair");
    case MEDIA_GRADE_POOR:
      return _("Poor");
    case MEDIA_GRADE_BAD:
      return _("Bad");
    case MEDIA_GRADE_UNKNOWN:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

/* Whoever carries the descriptions could put another fingerprint into them, and has read the key if there was one. */
const char *
phone_quality_words_for_secrecy (MediaSecrecyKind kind,
                                 gboolean         line)
{
  switch (kind)
    {
    case MEDIA_SECRECY_NONE:
      return _("Not encrypted: whoever is on the way can listen.");
    case MEDIA_SECRECY_SDES:
      return line ? _("Encrypted, but the servers on the way know the key.")
                  : _("Encrypted, but the key was sent in the open: whoever is on the way can listen.");
    case MEDIA_SECRECY_DTLS:
      return line ? _("Encrypted to whoever answered. Compare the words with them to know that nobody sits in between.")
                  : _("Encrypted, but the connection to your server is open: only the words, compared with them, "
                      "prove that nobody sits in between.");
    }
  g_return_val_if_reached (NULL);
}

/* Names of their own, in every language. */
const char *
phone_quality_words_for_codec (const char *codec)
{
  static const struct { const char *codec, *name; } names[] = {
    { "opus", "Opus" }, { "G722", "G.722" }, { "PCMU", "G.711 µ-law" }, { "PCMA", "G.711 A-law" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i].codec, codec) == 0)
        return names[i].name;
    }
  return NULL;
}

const char *
phone_quality_words_for_path (const MediaStats *stats)
{
  if (stats->local_path == NULL || stats->remote_path == NULL)
    return NULL;
  if (g_str_equal (stats->local_path, "relay") || g_str_equal (stats->remote_path, "relay"))
    return _("Through a relay");
  if (g_str_equal (stats->local_path, "host") && g_str_equal (stats->remote_path, "host"))
    return _("Straight to them");
  return _("Straight to them, through a router");
}
