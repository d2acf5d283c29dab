/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a call that was answered and stays silent is the worst of all, for nobody says anything about it. What
 * keeps sound from getting through, or from being taken. */

#include "config.h"

#include "phone-why-private.h"

#include <glib/gi18n-lib.h>

#define CALLS (PHONE_WHY_CALL_OUT | PHONE_WHY_CALL_IN)

static gboolean
has_way (PhoneCase    *clues,
         PhoneClueWay  way,
         const char   *kind)
{
  for (guint i = 0; i < phone_case_get_n_clues (clues); i++)
    {
      const PhoneClue *clue = phone_case_get_clue (clues, i);

      if (clue->way == way && phone_clue_has (clue, "", kind))
        return TRUE;
    }
  return FALSE;
}

/* RFC 8839 §5.1. */
static gboolean
is_without_relay (PhoneCase       *clues,
                  const PhoneClue *answer)
{
  return !has_way (clues, PHONE_CLUE_SENT, "typ relay") && !has_way (clues, PHONE_CLUE_CAME, "typ relay");
}

static gboolean
is_without_ways (PhoneCase       *clues,
                 const PhoneClue *answer)
{
  return !has_way (clues, PHONE_CLUE_CAME, "a=candidate:");
}

/* Where they want to hear us (RFC 1918, RFC 6598). */
static gboolean
is_inside_address (PhoneCase       *clues,
                   const PhoneClue *answer)
{
  return has_way (clues, PHONE_CLUE_CAME, "c=IN IP4 10.") || has_way (clues, PHONE_CLUE_CAME, "c=IN IP4 192.168.")
         || has_way (clues, PHONE_CLUE_CAME, "c=IN IP4 172.16.") || has_way (clues, PHONE_CLUE_CAME, "c=IN IP4 100.64.");
}

static gboolean
was_answered (PhoneCase       *clues,
              const PhoneClue *answer)
{
  return answer != NULL && answer->status < 300;
}

const PhoneRule phone_why_sound_rules[] = {
  { .name = "no-microphone", .subjects = CALLS, .note = "sound-failed", .cause = "device", .help = PHONE_HELP_SOUND,
    .sentence = N_("The microphone or the speaker could not be used. Another program may hold it, or it was unplugged.") },
  { .name = "sound-not-installed", .subjects = CALLS, .note = "sound-failed", .cause = "missing",
    .help = PHONE_HELP_NONE,
    .sentence = N_("A part of the sound system that this call needs is not installed.") },
  { .name = "not-private", .subjects = CALLS, .note = "sound-failed", .cause = "security", .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("The two phones could not agree on a key for the sound, so the call was ended.") },
  { .name = "no-way-from-them", .subjects = CALLS, .note = "sound-failed", .cause = "connectivity",
    .is_so = is_without_ways, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("The other side’s phone named no address at which sound could reach it.") },
  { .name = "no-way-without-relay", .subjects = CALLS, .note = "sound-failed", .cause = "connectivity",
    .is_so = is_without_relay, .help = PHONE_HELP_EDIT_MEDIA,
    .sentence = N_("No direct way leads from one network to the other, and neither side has a relay. One that your "
                   "provider names can be entered in the account.") },
  { .name = "no-way-even-by-relay", .subjects = CALLS, .note = "sound-failed", .cause = "connectivity",
    .help = PHONE_HELP_LINE_TEST,
    .sentence = N_("No sound got through, not even by the relay. A firewall may allow web pages alone.") },
  { .name = "their-address-is-inside", .subjects = CALLS, .note = "sound-verdict", .cause = "nothing-arrives",
    .is_so = is_inside_address, .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("You do not hear them: their phone sends from inside a network of its own, and its provider does not "
                   "help it out.") },
  { .name = "nothing-arrives", .subjects = CALLS, .note = "sound-verdict", .cause = "nothing-arrives",
    .help = PHONE_HELP_EDIT_MEDIA,
    .sentence = N_("You did not hear them: nothing of what they said arrived. A router or firewall on your side may be "
                   "the reason.") },
  { .name = "not-heard", .subjects = CALLS, .note = "sound-verdict", .cause = "not-heard", .help = PHONE_HELP_EDIT_MEDIA,
    .sentence = N_("They did not hear you: nothing of what you said arrived there.") },
  { .name = "microphone-silent", .subjects = CALLS, .note = "sound-verdict", .cause = "microphone-silent",
    .help = PHONE_HELP_SOUND,
    .sentence = N_("Your microphone gave no sound at all. It may be switched off at the machine.") },
  { .name = "answer-lost", .subjects = PHONE_WHY_CALL_IN, .note = "call-ended", .cause = "no-ack",
    .help = PHONE_HELP_LINE_TEST,
    .sentence = N_("You answered, but the caller’s phone never got to know it. The way back to it seems to be blocked.") },
  { .name = "gone-in-call", .subjects = CALLS, .note = "call-ended", .cause = "expired", .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("The other side was not heard of for a long time, so the call was taken to be over.") },
  { .name = "forgotten", .subjects = CALLS, .note = "call-ended", .cause = "dialog", .is_so = was_answered,
    .help = PHONE_HELP_CALL_AGAIN,
    .sentence = N_("The server forgot about the call while you talked; it may have been restarted.") },
  { NULL },
};
