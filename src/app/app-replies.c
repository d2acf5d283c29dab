/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who declines a call without a word leaves a riddle behind. A sentence that is ready is said with one
 * press; it goes as a message does, and waits as one does where there is no way for it. */

#include "app-replies.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define KEY "decline-replies"

static char **for_one_run; /* where no settings are installed */

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  return schema != NULL && g_settings_schema_has_key (schema, KEY) ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static char **
dup_ready (void)
{
  const char *ready[] = { _("I cannot talk now. I will call you back."), _("What is it about?"),
                          _("I am on my way."), _("Please write to me instead."), NULL };

  return g_strdupv ((char **) ready);
}

/**
 * app_replies_dup:
 *
 * Returns: (transfer full): the sentences that can be said with one press, at least one
 */
char **
app_replies_dup (void)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_auto (GStrv) own = settings != NULL ? g_settings_get_strv (settings, KEY) : g_strdupv (for_one_run);

  return own != NULL && own[0] != NULL ? g_steal_pointer (&own) : dup_ready ();
}

/**
 * app_replies_set:
 * @replies: sentences; empty ones are left out, and what is more than %APP_REPLIES_MAX
 *
 * Keeps what the person says from now on; nothing at all has the sentences of the program back.
 */
void
app_replies_set (const char *const *replies)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;
  guint n = 0;

  for (gsize i = 0; replies[i] != NULL && n < APP_REPLIES_MAX; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (replies[i]));

      if (*text == '\0')
        continue;
      g_strv_builder_add (builder, text);
      n++;
    }
  kept = g_strv_builder_end (builder);
  if (settings != NULL)
    g_settings_set_strv (settings, KEY, (const char *const *) kept);
  else
    {
      g_strfreev (for_one_run);
      for_one_run = g_steal_pointer (&kept);
    }
}

/**
 * app_replies_may:
 * @call: a call
 *
 * Returns: whether there is somebody to write to behind it
 */
gboolean
app_replies_may (PhoneCall *call)
{
  g_return_val_if_fail (PHONE_IS_CALL (call), FALSE);

  return !phone_call_is_anonymous (call) && phone_call_get_remote_address (call) != NULL;
}

/**
 * app_replies_decline:
 * @phone: the phone it rings at
 * @call: a call that comes in
 * @text: what to say; empty: nothing
 *
 * Declines a call and says why. Should the words not go, they stand in the conversation, with the reason.
 */
void
app_replies_decline (Phone      *phone,
                     PhoneCall  *call,
                     const char *text)
{
  PhoneConversation *conversation = NULL;

  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (PHONE_IS_CALL (call));

  if (*text != '\0' && app_replies_may (call))
    conversation = phone_open_conversation (phone, phone_call_get_account (call), phone_call_get_remote_address (call),
                                            NULL);
  phone_call_decline (call);
  if (conversation != NULL)
    phone_conversation_send_async (conversation, text, NULL, NULL, NULL);
}
