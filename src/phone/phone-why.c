/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: "408" helps nobody. What was said on the line before something failed says far more than the last word
 * of it: that nothing ever came back, that a router rewrote what we said, that there was no way round a firewall. The
 * rules stand in three tables, from the line up to the answer, and the first that fits is told. */

#include "config.h"

#include "phone-why-private.h"

#include <glib/gi18n-lib.h>

struct _PhoneWhy
{
  const PhoneRule *rule;
  char            *sentence;
};

G_DEFINE_BOXED_TYPE (PhoneWhy, phone_why, phone_why_ref, phone_why_unref)

G_DEFINE_ENUM_TYPE (PhoneHelp, phone_help,
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_TRY_AGAIN, "try-again"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_CALL_AGAIN, "call-again"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_EDIT_ACCOUNT, "edit-account"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_EDIT_MEDIA, "edit-media"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_EDIT_POLICY, "edit-policy"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_SOUND, "sound"),
                    G_DEFINE_ENUM_VALUE (PHONE_HELP_LINE_TEST, "line-test"))

static void
why_clear (gpointer data)
{
  g_free (((PhoneWhy *) data)->sentence);
}

static const char *
get_method (PhoneWhySubject subject)
{
  switch (subject)
    {
    case PHONE_WHY_REGISTRATION:
      return "REGISTER";
    case PHONE_WHY_MESSAGE:
      return "MESSAGE";
    case PHONE_WHY_CALL_OUT:
    case PHONE_WHY_CALL_IN:
      return "INVITE";
    }
  g_return_val_if_reached ("INVITE");
}

static gboolean
has_note (PhoneCase       *clues,
          const PhoneRule *rule)
{
  const PhoneClue *note = phone_case_get_note (clues, rule->note);
  g_autofree char *cause = phone_clue_dup_value (note, "cause");

  return note != NULL && (rule->cause == NULL || g_strcmp0 (cause, rule->cause) == 0);
}

static gboolean
fits (const PhoneRule *rule,
      PhoneCase       *clues,
      PhoneWhySubject  subject,
      const PhoneClue *answer)
{
  return (rule->subjects & subject) != 0 && (rule->status == 0 || (answer != NULL && answer->status == rule->status))
         && (rule->header == NULL || phone_clue_has (answer, rule->header, rule->part))
         && (rule->note == NULL || has_note (clues, rule)) && (rule->is_so == NULL || rule->is_so (clues, answer));
}

/*< private >
 * Looks for the first rule that fits.
 */
PhoneWhy *
phone_why_new (PhoneCase       *clues,
               PhoneWhySubject  subject)
{
  const PhoneRule *const tables[] = { phone_why_line_rules, phone_why_sound_rules, phone_why_answer_rules };
  const PhoneClue *answer = phone_case_get_answer (clues, get_method (subject));

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const PhoneRule *rule = tables[i]; rule->name != NULL; rule++)
        {
          PhoneWhy *self;

          if (!fits (rule, clues, subject, answer))
            continue;
          self = g_atomic_rc_box_new0 (PhoneWhy);
          self->rule = rule;
          self->sentence = g_strdup (gettext (rule->sentence));
          return self;
        }
    }
  return NULL;
}

/**
 * phone_why_new_for_text:
 * @trace: what phone_trace_dup_text() wrote, here or on another machine
 * @subject: what failed
 *
 * Finds out why.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL: no rule knows
 */
PhoneWhy *
phone_why_new_for_text (const char      *trace,
                        PhoneWhySubject  subject)
{
  g_autoptr (PhoneCase) clues = NULL;

  g_return_val_if_fail (trace != NULL, NULL);

  clues = phone_case_new_from_text (trace);
  return phone_why_new (clues, subject);
}

/**
 * phone_why_ref:
 * @self: a reason
 *
 * Returns: (transfer full): the same
 */
PhoneWhy *
phone_why_ref (PhoneWhy *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * phone_why_unref:
 * @self: (transfer full): a reason
 */
void
phone_why_unref (PhoneWhy *self)
{
  g_atomic_rc_box_release_full (self, why_clear);
}

/**
 * phone_why_get_rule:
 * @self: a reason
 *
 * Returns: (transfer none): the name of the rule that found it, for programs
 */
const char *
phone_why_get_rule (PhoneWhy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rule->name;
}

/**
 * phone_why_get_sentence:
 * @self: a reason
 *
 * Returns: (transfer none): it in a sentence or two
 */
const char *
phone_why_get_sentence (PhoneWhy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sentence;
}

/**
 * phone_why_get_help:
 * @self: a reason
 *
 * Returns: what is worth doing about it
 */
PhoneHelp
phone_why_get_help (PhoneWhy *self)
{
  g_return_val_if_fail (self != NULL, PHONE_HELP_NONE);

  return self->rule->help;
}
