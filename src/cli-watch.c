/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one watches, how one is, and whether messages wait: as words of “watch”, and as what is told. */

#include "cli-watch.h"

#include "cli-report-private.h"

static const char *
get_nick (GType type,
          int   value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (class, value);

  return found != NULL ? found->value_nick : "?";
}

static void
set_string (JsonObject *event,
            const char *name,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (event, name, value);
}

static CliReport *
get_report (gpointer object)
{
  return g_object_get_data (object, "cli-report");
}

static void
report_presence (PhoneContactState *contact,
                 CliReport         *report)
{
  JsonObject *event = cli_report_new_event ("presence");
  const char *note = phone_contact_state_get_note (contact);
  g_autofree char *sentence =
    g_strdup_printf ("%s: %s%s%s", phone_contact_state_get_name (contact), phone_contact_state_get_text (contact),
                     note != NULL ? ", " : "", note != NULL ? note : "");

  json_object_set_string_member (event, "address", phone_contact_state_get_address (contact));
  json_object_set_string_member (event, "name", phone_contact_state_get_name (contact));
  json_object_set_string_member (event, "state",
                                 get_nick (PHONE_TYPE_PRESENCE_STATE, phone_contact_state_get_state (contact)));
  set_string (event, "note", note);
  cli_report_send (report, event, sentence);
}

static void
report_lamp (PhoneContactState *contact,
             CliReport         *report)
{
  JsonObject *event = cli_report_new_event ("lamp");
  PhoneLamp *lamp = phone_contact_state_get_lamp (contact);
  const char *call_id = NULL, *local_tag = NULL, *remote_tag = NULL;
  const char *state = get_nick (PHONE_TYPE_LAMP_STATE, phone_lamp_get_state (lamp));
  const char *with = phone_lamp_get_with (lamp);
  g_autofree char *sentence = g_strdup_printf ("%s: %s%s%s", phone_contact_state_get_name (contact), state,
                                               with != NULL ? ", " : "", with != NULL ? with : "");

  json_object_set_string_member (event, "address", phone_contact_state_get_address (contact));
  json_object_set_string_member (event, "state", state);
  set_string (event, "with", with);
  if (phone_lamp_get_replaces (lamp, &call_id, &local_tag, &remote_tag))
    {
      json_object_set_string_member (event, "call_id", call_id);
      json_object_set_string_member (event, "local_tag", local_tag);
      json_object_set_string_member (event, "remote_tag", remote_tag);
      set_string (event, "target", phone_lamp_get_target (lamp));
    }
  cli_report_send (report, event, sentence);
}

/* Who is watched for the lamp alone says nothing of presence. */
static void
contact_notify_cb (PhoneContactState *contact)
{
  if (phone_contact_state_get_kinds (contact) != PHONE_WATCH_LAMP)
    report_presence (contact, get_report (contact));
}

static void
lamp_notify_cb (PhoneLamp         *lamp,
                GParamSpec        *pspec,
                PhoneContactState *contact)
{
  if (phone_contact_state_get_lamp (contact) == lamp)
    report_lamp (contact, get_report (contact));
}

static void
follow_lamp (PhoneContactState *contact)
{
  PhoneLamp *lamp = phone_contact_state_get_lamp (contact);

  if (lamp == NULL)
    return;
  g_signal_connect_object (lamp, "notify::state", G_CALLBACK (lamp_notify_cb), contact, G_CONNECT_DEFAULT);
  g_signal_connect_object (lamp, "notify::with", G_CALLBACK (lamp_notify_cb), contact, G_CONNECT_DEFAULT);
}

static void
watched_changed_cb (GListModel *watched,
                    guint       position,
                    guint       n_removed,
                    guint       n_added,
                    Phone      *phone)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneContactState) contact = g_list_model_get_item (watched, n);

      g_object_set_data (G_OBJECT (contact), "cli-report", get_report (phone));
      g_signal_connect (contact, "notify::state", G_CALLBACK (contact_notify_cb), NULL);
      g_signal_connect (contact, "notify::note", G_CALLBACK (contact_notify_cb), NULL);
      g_signal_connect (contact, "notify::lamp", G_CALLBACK (follow_lamp), NULL);
      follow_lamp (contact);
    }
}

static void
voicemail_notify_cb (PhoneVoicemail *voicemail,
                     GParamSpec     *pspec,
                     PhoneAccount   *account)
{
  JsonObject *event = cli_report_new_event ("voicemail");
  g_autofree char *sentence = g_strdup_printf ("voicemail: %u new, %u old", phone_account_get_n_voicemails (account),
                                               phone_voicemail_get_n_old (voicemail));

  json_object_set_string_member (event, "account", phone_account_get_address (account));
  json_object_set_boolean_member (event, "waiting", phone_voicemail_is_waiting (voicemail));
  json_object_set_int_member (event, "new", phone_voicemail_get_n_new (voicemail));
  json_object_set_int_member (event, "old", phone_voicemail_get_n_old (voicemail));
  set_string (event, "address", phone_voicemail_get_address (voicemail));
  cli_report_send (get_report (account), event, sentence);
}

static void
accounts_changed_cb (GListModel *accounts,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     Phone      *phone)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      g_object_set_data (G_OBJECT (account), "cli-report", get_report (phone));
      g_signal_connect_object (phone_account_get_voicemail (account), "notify", G_CALLBACK (voicemail_notify_cb),
                               account, G_CONNECT_DEFAULT);
    }
}

static void
participants_changed_cb (GListModel *participants,
                         guint       position,
                         guint       n_removed,
                         guint       n_added,
                         PhoneCall  *call)
{
  JsonObject *event = cli_report_new_event ("participants");
  JsonArray *all = json_array_new ();
  g_autofree char *sentence = g_strdup_printf ("%s: %u in the conference", phone_call_get_remote_name (call),
                                               g_list_model_get_n_items (participants));

  for (guint n = 0; n < g_list_model_get_n_items (participants); n++)
    {
      g_autoptr (PhoneParticipant) participant = g_list_model_get_item (participants, n);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "name", phone_participant_get_name (participant));
      set_string (one, "address", phone_participant_get_address (participant));
      json_object_set_string_member (one, "state", get_nick (PHONE_TYPE_PARTICIPANT_STATE,
                                                             phone_participant_get_state (participant)));
      json_array_add_object_element (all, one);
    }
  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_array_member (event, "participants", all);
  cli_report_send (get_report (call), event, sentence);
}

static void
calls_changed_cb (GListModel *calls,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  Phone      *phone)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);

      g_object_set_data (G_OBJECT (call), "cli-report", get_report (phone));
      g_signal_connect_object (phone_call_get_participants (call), "items-changed", G_CALLBACK (participants_changed_cb),
                               call, G_CONNECT_DEFAULT);
    }
}

/**
 * cli_watch_follow:
 * @phone: whose people and mailboxes
 * @report: who is told; it outlives @phone
 *
 * Begins to tell of them.
 */
void
cli_watch_follow (Phone     *phone,
                  CliReport *report)
{
  g_return_if_fail (PHONE_IS_PHONE (phone) && report != NULL);

  g_object_set_data (G_OBJECT (phone), "cli-report", report);
  g_signal_connect_object (phone_get_watched (phone), "items-changed", G_CALLBACK (watched_changed_cb), phone,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_get_calls (phone), "items-changed", G_CALLBACK (calls_changed_cb), phone,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (accounts_changed_cb), phone,
                           G_CONNECT_DEFAULT);
}

static gboolean
run_watch_presence (const CliCommandContext *context,
                    const char              *argument,
                    GError                 **error)
{
  PhoneContactState *contact = phone_watch (context->phone, context->account, argument, PHONE_WATCH_PRESENCE, error);

  if (contact != NULL)
    report_presence (contact, context->report);
  return contact != NULL;
}

static gboolean
run_watch_lamp (const CliCommandContext *context,
                const char              *argument,
                GError                 **error)
{
  PhoneContactState *contact = phone_watch (context->phone, context->account, argument, PHONE_WATCH_LAMP, error);

  if (contact != NULL)
    report_lamp (contact, context->report);
  return contact != NULL;
}

static gboolean
run_unwatch (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  return phone_unwatch (context->phone, context->account, argument, error);
}

static gboolean
run_watch_list (const CliCommandContext *context,
                const char              *argument,
                GError                 **error)
{
  return phone_account_set_watch_list (context->account, g_str_equal (argument, "off") ? NULL : argument, error);
}

static gboolean
run_unasked (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  phone_account_set_unasked (context->account, g_str_equal (argument, "on"));
  return TRUE;
}

static gboolean
run_presence (const CliCommandContext *context,
              const char              *argument,
              GError                 **error)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (PHONE_TYPE_PRESENCE_STATE);
  g_auto (GStrv) parts = g_strsplit (argument, " ", 2);
  GEnumValue *found = g_enum_get_value_by_nick (class, parts[0]);

  if (found == NULL || found->value == PHONE_PRESENCE_STATE_ON_THE_PHONE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no such presence: “%s”", parts[0]);
      return FALSE;
    }
  phone_set_presence (context->phone, found->value, parts[1]);
  return TRUE;
}

static const struct
{
  const char *word;
  gboolean (*run) (const CliCommandContext *context, const char *argument, GError **error);
} words[] = {
  { "watch-presence", run_watch_presence },
  { "watch-lamp", run_watch_lamp },
  { "watch-list", run_watch_list },
  { "unwatch", run_unwatch },
  { "unasked", run_unasked },
  { "presence", run_presence },
};

/**
 * cli_watch_knows:
 * @word: the first of a line
 *
 * Tells whether it is a word about people.
 *
 * Returns: %TRUE for cli_watch_run()
 */
gboolean
cli_watch_knows (const char *word)
{
  for (guint n = 0; n < G_N_ELEMENTS (words); n++)
    {
      if (g_strcmp0 (words[n].word, word) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * cli_watch_run:
 * @context: what to work on
 * @word: one that is known
 * @argument: the rest of the line
 * @error: what was wrong with it
 *
 * Does what the word says.
 *
 * Returns: %FALSE with @error set when it cannot
 */
gboolean
cli_watch_run (const CliCommandContext *context,
               const char              *word,
               const char              *argument,
               GError                 **error)
{
  if (*argument == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” wants to know more", word);
      return FALSE;
    }
  for (guint n = 0; n < G_N_ELEMENTS (words); n++)
    {
      if (g_strcmp0 (words[n].word, word) == 0)
        return words[n].run (context, argument, error);
    }
  g_return_val_if_reached (FALSE);
}
