/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed: every page and dialog, empty and full, in good days and bad. */

#include "shots-scenes.h"

#include "app-account-dialog.h"
#include "app-call-page.h"
#include "app-history-row.h"
#include "app-incoming-dialog.h"
#include "app-sidebar.h"
#include "phone-trace-private.h"
#include "scripted-people.h"
#include "scripted-several.h"
#include "shots-elsewhere.h"
#include "shots-calls.h"
#include "shots-history.h"
#include "shots-line.h"
#include "shots-media.h"
#include "shots-messages.h"
#include "shots-people.h"
#include "shots-policy.h"
#include "shots-several.h"
#include "shots-shell.h"
#include "shots-setup.h"
#include "shots-sound.h"
#include "shots-trace.h"
#include "shots-truth.h"

static gboolean
time_is_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
shots_spin (guint ms)
{
  gboolean up = FALSE;

  g_timeout_add (ms, time_is_up_cb, &up);
  while (!up)
    g_main_context_iteration (NULL, TRUE);
}

static void
act (ShotsScene *scene,
     const char *action,
     const char *target)
{
  if (target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (scene->window), action, "s", target);
  else
    gtk_widget_activate_action (GTK_WIDGET (scene->window), action, NULL);
}

gpointer
shots_find (GtkWidget *widget,
            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = gtk_widget_get_visible (child) ? shots_find (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

PhoneAccount *
shots_account (ShotsScene *scene)
{
  return phone_get_default_account (scene->phone);
}

PhoneCall *
shots_start_call (ShotsScene     *scene,
                  PhoneCallState  state)
{
  g_autoptr (PhoneCall) call = scripted_call_new (shots_account (scene), "Amélie Fournier", "amelie@example.org", FALSE);

  scripted_phone_add_call (scene->phone, call);
  app_window_show_call (scene->window, call);
  scripted_call_set_state (call, state);
  if (state == PHONE_CALL_STATE_ACTIVE || state == PHONE_CALL_STATE_HELD)
    {
      scripted_call_set_duration (call, 754);
      scripted_call_set_levels (call, 0.42, 0.68);
    }
  return call;
}

static void
nothing (ShotsScene *scene)
{
}

void
shots_people (ShotsScene *scene)
{
  scripted_people_fill (scene->phone);
  app_sidebar_show_section (shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR), "messages");
}

static void
practice (ShotsScene *scene)
{
  act (scene, "win.practice", NULL);
}

static void
calls (ShotsScene *scene)
{
  shots_people (scene);
  app_sidebar_show_calls (shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR));
}

/* Everybody is somehow, and somebody spoke to the machine. */
static void
presence (ShotsScene *scene)
{
  shots_people (scene);
  scripted_phone_set_presence (scene->phone, "amelie@example.org", PHONE_PRESENCE_STATE_AVAILABLE, NULL);
  scripted_phone_set_presence (scene->phone, "jonas@example.org", PHONE_PRESENCE_STATE_ON_THE_PHONE, NULL);
  scripted_phone_set_presence (scene->phone, "zeynep@example.net", PHONE_PRESENCE_STATE_AWAY, "Back at three");
  scripted_phone_set_presence (scene->phone, "shira@example.com", PHONE_PRESENCE_STATE_OFFLINE, NULL);
  scripted_account_set_voicemail (shots_account (scene), TRUE, 3, "*97@example.org");
}

static void
presence_calls (ShotsScene *scene)
{
  presence (scene);
  scripted_phone_set_ringing (scene->phone, "jonas@example.org", "Dora");
  app_sidebar_show_calls (shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR));
}

static void
row_menu (ShotsScene *scene)
{
  calls (scene);
  shots_spin (100);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_HISTORY_ROW), "row.menu", NULL);
}

static void
empty (ShotsScene *scene)
{
  g_autoptr (PhoneAccount) fresh = scripted_account_new ("robin@example.org", FALSE);

  scripted_account_set_state (fresh, PHONE_ACCOUNT_STATE_REGISTERED, "Calls and messages reach you");
  scripted_phone_add_account (scene->phone, fresh);
}

void
shots_dial (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.new-call", NULL);
}

static void
conversation (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.message", "amelie@example.org");
}

static void
conversation_empty (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.message", "nina@example.org");
}

static void
conversation_not_sent (ShotsScene *scene)
{
  PhoneConversation *with = NULL;

  shots_people (scene);
  with = phone_open_conversation (scene->phone, NULL, "amelie@example.org", NULL);
  scripted_conversation_add (with, "They are all here.", NULL, PHONE_MESSAGE_STATE_SENDING);
  scripted_message_set_error (scripted_conversation_add (with, "Shall we begin?", NULL, PHONE_MESSAGE_STATE_SENDING),
                              "The server cannot be reached.");
  act (scene, "win.message", "amelie@example.org");
}

static void
call_ringing (ShotsScene *scene)
{
  shots_people (scene);
  shots_start_call (scene, PHONE_CALL_STATE_RINGING);
}

static void
call_active (ShotsScene *scene)
{
  shots_people (scene);
  shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
}

static void
call_reconnecting (ShotsScene *scene)
{
  shots_people (scene);
  scripted_call_set_duration (shots_start_call (scene, PHONE_CALL_STATE_RECONNECTING), 754);
  scripted_account_set_waiting (shots_account (scene), 2, 3);
  scripted_account_set_state (shots_account (scene), PHONE_ACCOUNT_STATE_WAITING, "The line was cut.");
}

static void
call_held (ShotsScene *scene)
{
  shots_people (scene);
  phone_call_set_muted (shots_start_call (scene, PHONE_CALL_STATE_HELD), TRUE);
}

static void
call_failed (ShotsScene *scene)
{
  static const char refusal[] = "SIP/2.0 408 Request Timeout\nCSeq: 1 INVITE\n\n";

  shots_people (scene);
  phone_trace_add (phone_get_trace (scene->phone), shots_account (scene), FALSE, refusal);
  scripted_call_set_end_text (shots_start_call (scene, PHONE_CALL_STATE_ENDED),
                              "Nobody answered.");
}

static void
call_beside (ShotsScene *scene)
{
  shots_people (scene);
  shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
  act (scene, "win.message", "zeynep@example.net");
}

static void
account_add (ShotsScene *scene)
{
  act (scene, "win.add-account", NULL);
}

static void
account_error (ShotsScene *scene)
{
  GtkWidget *dialog;
  GtkWidget *row;

  shots_people (scene);
  act (scene, "win.add-account", NULL);
  shots_spin (100);
  dialog = shots_find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_DIALOG);
  row = shots_find (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "robin at example");
  gtk_editable_set_text (shots_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), "secret");
  gtk_widget_activate_action (dialog, "account.save", NULL);
}

static PhoneProbe *
account_search (ShotsScene *scene)
{
  GtkWidget *dialog;

  shots_people (scene);
  act (scene, "win.add-account", NULL);
  shots_spin (100);
  dialog = shots_find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_DIALOG);
  gtk_editable_set_text (shots_find (dialog, ADW_TYPE_ENTRY_ROW), "robin@example.org");
  gtk_editable_set_text (shots_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), "secret");
  gtk_widget_activate_action (dialog, "account.search", NULL);
  return phone_get_probe (scene->phone);
}

static void
account_searching (ShotsScene *scene)
{
  PhoneProbe *probe = account_search (scene);

  scripted_probe_add (probe, "wss://sip.example.org/ws", "The domain’s own directory names it.", NULL);
  scripted_probe_add (probe, "udp://sip.example.org", "Answers at a usual place.", NULL);
}

static void
account_found (ShotsScene *scene)
{
  PhoneProbe *probe = account_search (scene);

  scripted_probe_add (probe, "wss://sip.example.org/ws", "The domain’s own directory names it.", NULL);
  scripted_probe_add (probe, "tls://sip.example.org", "The domain’s own directory names it.", NULL);
  scripted_probe_add (probe, "udp://sip.example.org", "Answers at a usual place.", NULL);
  scripted_probe_add (probe, "wss://example.org:8443/", "A usual place.", "The server does not answer.");
  scripted_probe_end (probe);
}

static void
account_plain (ShotsScene *scene)
{
  PhoneProbe *probe = account_search (scene);

  scripted_probe_add (probe, "udp://sip.example.org", "The domain’s own directory names it.", NULL);
  scripted_probe_end (probe);
}

static void
account_edit (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.edit-account", "robin@example.org");
}

static void
preferences (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.preferences", NULL);
}

static void
shortcuts (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.shortcuts", NULL);
}

static void
diagnostics (ShotsScene *scene)
{
  shots_people (scene);
  scripted_phone_trace (scene->phone, TRUE,
                        "REGISTER sip:example.org SIP/2.0\nFrom: <sip:robin@example.org>;tag=a7c1\n"
                        "To: <sip:robin@example.org>\nAuthorization: …\nContent-Length: 0\n");
  scripted_phone_trace (scene->phone, FALSE, "SIP/2.0 200 OK\nCSeq: 2 REGISTER\nContent-Length: 0\n");
  act (scene, "win.diagnostics", NULL);
}

static void
link_confirm (ShotsScene *scene)
{
  shots_people (scene);
  app_window_confirm_call (scene->window, "sip:helpline@example.com;transport=ws");
}

static void
store_error (ShotsScene *scene)
{
  shots_people (scene);
  scripted_phone_set_store_error (scene->phone, "Calls and messages cannot be kept: the disk is full.");
}

const ShotsSetting shots_settings[] = {
  { "welcome", nothing },
  { "import", shots_setup_sources },
  { "import-nothing", shots_setup_nothing },
  { "import-preview", shots_setup_preview },
  { "import-not-all", shots_setup_not_all },
  { "import-done", shots_setup_done },
  { "set-up", shots_setup_link },
  { "set-up-wrong", shots_setup_wrong },
  { "set-up-offer", shots_setup_offer },
  { "practice", practice },
  { "messages", shots_people },
  { "calls", calls },
  { "people-home", shots_shell_people_home },
  { "calls-home", shots_shell_calls_home },
  { "accounts", shots_shell_accounts },
  { "account-calls", shots_shell_account_calls },
  { "account-list", shots_shell_account_list },
  { "account-colour", shots_shell_account_colour },
  { "calls-folded", shots_history_folded },
  { "calls-opened", shots_history_opened },
  { "calls-filtered", shots_history_filtered },
  { "calls-deleted", shots_history_deleted },
  { "search", shots_history_search },
  { "search-found", shots_history_found },
  { "presence", presence },
  { "presence-calls", presence_calls },
  { "dial-favourites", shots_people_favourites },
  { "people", shots_people_list },
  { "people-empty", shots_people_empty },
  { "people-person", shots_people_person },
  { "people-long-name", shots_people_long_name },
  { "people-new", shots_people_new },
  { "people-edit", shots_people_edit },
  { "row-menu", row_menu },
  { "empty", empty },
  { "nothing-found", shots_history_nothing_found },
  { "dial", shots_dial },
  { "dial-name", shots_shell_dial_name },
  { "dial-number", shots_shell_dial_number },
  { "conversation", conversation },
  { "conversation-empty", conversation_empty },
  { "conversation-not-sent", conversation_not_sent },
  { "message-states", shots_messages_states },
  { "message-files", shots_messages_files },
  { "message-joined", shots_messages_joined },
  { "message-join", shots_messages_join },
  { "message-typing", shots_messages_typing },
  { "message-requests", shots_messages_requests },
  { "message-request", shots_messages_request },
  { "message-blocked", shots_messages_blocked },
  { "message-report", shots_messages_report },
  { "preferences-messages", shots_messages_preferences },
  { "preferences-messages-empty", shots_messages_preferences_empty },
  { "call-ringing", call_ringing },
  { "call-active", call_active },
  { "call-reconnecting", call_reconnecting },
  { "call-held", call_held },
  { "call-two", shots_several_two },
  { "call-conference", shots_several_conference },
  { "call-participants", shots_several_participants },
  { "call-transfer", shots_several_transfer },
  { "call-request", shots_several_request },
  { "call-sounds-good", shots_truth_good },
  { "call-sounds-bad", shots_truth_bad },
  { "call-padlock", shots_truth_padlock },
  { "call-padlock-open", shots_truth_padlock_open },
  { "call-recording", shots_truth_recording },
  { "call-record-consent", shots_truth_consent },
  { "call-recorded", shots_truth_recorded },
  { "call-failed", call_failed },
  { "call-beside", call_beside },
  { "incoming", shots_several_incoming },
  { "incoming-video", shots_media_incoming },
  { "incoming-words", shots_calls_words },
  { "incoming-second", shots_calls_second },
  { "call-waiting", shots_calls_waiting },
  { "call-after", shots_calls_after },
  { "mood", shots_calls_mood },
  { "presence-note", shots_calls_note },
  { "call-after-bad", shots_calls_after_bad },
  { "incoming-forwarded", shots_several_incoming_forwarded },
  { "incoming-anonymous", shots_several_incoming_anonymous },
  { "account-add", account_add },
  { "account-error", account_error },
  { "account-searching", account_searching },
  { "account-found", account_found },
  { "account-plain", account_plain },
  { "account-edit", account_edit },
  { "account-media", shots_media_terms },
  { "account-media-codecs", shots_media_codecs },
  { "account-media-relay", shots_media_relay },
  { "preferences", preferences },
  { "preferences-calls", shots_policy_calls },
  { "preferences-wrong", shots_policy_wrong },
  { "preferences-people", shots_elsewhere_none },
  { "preferences-people-there", shots_elsewhere_there },
  { "preferences-people-trouble", shots_elsewhere_trouble },
  { "preferences-sound", shots_sound_page },
  { "preferences-sound-many", shots_sound_many },
  { "preferences-sound-list", shots_sound_list },
  { "preferences-sound-rings", shots_sound_rings },
  { "call-sound", shots_sound_call },
  { "quiet", shots_policy_quiet },
  { "quiet-dial", shots_policy_quiet_dial },
  { "forwarded", shots_policy_forwarded },
  { "shortcuts", shortcuts },
  { "diagnostics", diagnostics },
  { "trace-list", shots_trace_list },
  { "trace-ladder", shots_trace_ladder },
  { "trace-empty", shots_trace_empty },
  { "trace-none", shots_trace_none },
  { "line-test", shots_trace_test },
  { "line-tested", shots_trace_tested },
  { "message-why", shots_trace_message },
  { "link-confirm", link_confirm },
  { "connecting", shots_line_connecting },
  { "waiting", shots_line_waiting },
  { "line-up", shots_line_up },
  { "line-down", shots_line_down },
  { "certificate", shots_line_certificate },
  { "certificate-changed", shots_line_certificate_changed },
  { "refused", shots_line_refused },
  { "offline", shots_line_offline },
  { "store-error", store_error },
};

const guint shots_n_settings = G_N_ELEMENTS (shots_settings);
