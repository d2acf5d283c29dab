/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of “watch” for what becomes of the account's calls, and what they ask of the far end. */

#include "cli-commands-policy.h"

#include "phone-terms.h"

#include <string.h>

static PhonePolicy *
get_policy (const CliCommandContext *context)
{
  return phone_account_get_policy (context->account);
}

static PhoneMediaTerms *
get_media_terms (const CliCommandContext *context)
{
  return phone_account_get_media_terms (context->account);
}

static gboolean
refuse (GError     **error,
        const char  *argument)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is none of what is possible", argument);
  return FALSE;
}

/* "on" or "off". */
static gboolean
set_switch (const CliCommandContext  *context,
            const char               *property,
            const char               *argument,
            GError                  **error)
{
  gboolean on = g_strcmp0 (argument, "on") == 0;

  if (!on && g_strcmp0 (argument, "off") != 0)
    return refuse (error, argument);

  g_object_set (get_policy (context), property, on, NULL);
  return TRUE;
}

static gboolean
run_dnd (const CliCommandContext *context,
         const char              *argument,
         GError                 **error)
{
  return set_switch (context, "do-not-disturb", argument, error);
}

static gboolean
run_anonymous (const CliCommandContext *context,
               const char              *argument,
               GError                 **error)
{
  return set_switch (context, "anonymous", argument, error);
}

static gboolean
run_refuse_anonymous (const CliCommandContext *context,
                      const char              *argument,
                      GError                 **error)
{
  return set_switch (context, "refuse-anonymous", argument, error);
}

static gboolean
run_trust (const CliCommandContext *context,
           const char              *argument,
           GError                 **error)
{
  return set_switch (context, "trust-identity", argument, error);
}

/* "always TARGET", "busy off", "noanswer TARGET 12" */
static gboolean
run_forward (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  static const char *const occasions[] = { "always", "busy", "noanswer" }; /* in the order of PhoneForward */
  g_auto (GStrv) parts = g_strsplit (argument, " ", 3);
  gboolean timed = parts[0] != NULL && parts[1] != NULL && parts[2] != NULL;
  guint64 seconds = 0;

  if (timed && !g_ascii_string_to_unsigned (parts[2], 10, 1, PHONE_POLICY_MAX_NO_ANSWER_S, &seconds, error))
    return FALSE;
  for (guint n = 0; parts[1] != NULL && n < G_N_ELEMENTS (occasions); n++)
    {
      if (g_strcmp0 (parts[0], occasions[n]) != 0)
        continue;
      phone_policy_set_forward (get_policy (context), (PhoneForward) n,
                                g_strcmp0 (parts[1], "off") == 0 ? NULL : parts[1]);
      if (timed)
        phone_policy_set_no_answer_s (get_policy (context), (guint) seconds);
      return TRUE;
    }
  return refuse (error, argument);
}

static gboolean
run_auto_answer (const CliCommandContext *context,
                 const char              *argument,
                 GError                 **error)
{
  g_auto (GStrv) addresses = g_strcmp0 (argument, "off") == 0 ? NULL : g_strsplit (argument, " ", -1);

  phone_policy_set_auto_answer (get_policy (context), (const char *const *) addresses);
  return TRUE;
}

static gboolean
run_rel100 (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  static const char *const words[] = { "supported", "off", "required" }; /* in the order of PhoneRel100 */

  for (guint n = 0; n < G_N_ELEMENTS (words); n++)
    {
      if (g_strcmp0 (words[n], argument) != 0)
        continue;
      phone_account_set_rel100 (context->account, (PhoneRel100) n);
      return TRUE;
    }
  return refuse (error, argument);
}

/* "90", "off" */
static gboolean
run_timer (const CliCommandContext *context,
           const char              *argument,
           GError                 **error)
{
  guint64 seconds = 0;

  if (g_strcmp0 (argument, "off") != 0 && !g_ascii_string_to_unsigned (argument, 10, 1, G_MAXINT, &seconds, NULL))
    return refuse (error, argument);

  phone_account_set_session_timer (context->account, (guint) seconds);
  return TRUE;
}

/* "automatic", "dtls", "sdes", "optional", "none" */
static gboolean
run_protection (const CliCommandContext *context,
                const char              *argument,
                GError                 **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (PHONE_TYPE_PROTECTION);
  const GEnumValue *value = argument != NULL ? g_enum_get_value_by_nick (klass, argument) : NULL;

  if (value == NULL)
    return refuse (error, argument);
  phone_media_terms_set_protection (get_media_terms (context), (PhoneProtection) value->value);
  return TRUE;
}

/* "PCMA opus", "all" */
static gboolean
run_codecs (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  g_auto (GStrv) names = g_strcmp0 (argument, "all") == 0 ? NULL : g_strsplit (argument, " ", 16);

  phone_media_terms_set_codecs (get_media_terms (context), (const char *const *) names);
  return TRUE;
}

static const CliCommand commands[] = {
  { "dnd", TRUE, run_dnd },
  { "forward", TRUE, run_forward },
  { "autoanswer", TRUE, run_auto_answer },
  { "anonymous", TRUE, run_anonymous },
  { "refuse-anonymous", TRUE, run_refuse_anonymous },
  { "trust-identity", TRUE, run_trust },
  { "rel100", TRUE, run_rel100 },
  { "timer", TRUE, run_timer },
  { "protection", TRUE, run_protection },
  { "codecs", TRUE, run_codecs },
};

/**
 * cli_commands_policy_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): a table
 */
const CliCommand *
cli_commands_policy_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
