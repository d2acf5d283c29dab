/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: with a second call a person can bring people together, and others can ask for that. These questions are
 * put where the person looks, and nothing is done before they are answered. */

#include "app-several.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-conference.h"
#include "app-failure.h"

/* What a transfer dialog is about. */
typedef struct
{
  GtkWidget *parent; /* held */
  PhoneCall *call;
  PhoneCall *other;  /* NULL: there is none */
  GtkEditable *entry;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->parent);
  g_object_unref (question->call);
  g_clear_object (&question->other);
  g_free (question);
}

PhoneCall *
app_several_find_other (Phone     *phone,
                        PhoneCall *call)
{
  GListModel *calls = phone_get_calls (phone);
  PhoneConference *together = app_conference_of (phone, call);

  for (guint i = g_list_model_get_n_items (calls); i > 0; i--)
    {
      g_autoptr (PhoneCall) other = g_list_model_get_item (calls, i - 1); /* the list holds it */

      if (other != call && app_closures_call_has_sound (NULL, phone_call_get_state (other))
          && (together == NULL || !phone_conference_has (together, other)))
        return other;
    }
  return NULL;
}

PhoneCall *
app_several_find_talk (Phone     *phone,
                       PhoneCall *except)
{
  GListModel *calls = phone_get_calls (phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i); /* the list holds it */
      PhoneCallState state = phone_call_get_state (call);

      if (call != except
          && (app_closures_call_is_active (NULL, state) || state == PHONE_CALL_STATE_CALLING
              || state == PHONE_CALL_STATE_RINGING || state == PHONE_CALL_STATE_CONNECTING))
        return call;
    }
  return NULL;
}

static void
transferred_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GtkWidget) parent = data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_transfer_finish (PHONE_CALL (source), result, &error))
    app_failure_show (parent, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GtkWidget) parent = data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_transfer_to_call_finish (PHONE_CALL (source), result, &error))
    app_failure_show (parent, error);
}

static void
transfer_response_cb (AdwAlertDialog *dialog,
                      const char     *response,
                      gpointer        data)
{
  Question *question = data;
  const char *target = gtk_editable_get_text (question->entry);

  if (g_str_equal (response, "connect"))
    phone_call_transfer_to_call_async (question->call, question->other, NULL, connected_cb,
                                       g_object_ref (question->parent));
  else if (g_str_equal (response, "now") && *target != '\0')
    phone_call_transfer_async (question->call, target, NULL, transferred_cb, g_object_ref (question->parent));
  else if (g_str_equal (response, "ask") && *target != '\0')
    gtk_widget_activate_action (question->parent, "win.call", "s", target);
}

static GtkWidget *
create_entry (Question *question)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name, Number or Address"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_add_css_class (list, "boxed-list");
  question->entry = GTK_EDITABLE (row);
  return list;
}

/* Names are as long as they are, and a button is not: they stand in the sentence above. */
static void
add_connect (Question       *question,
             AdwAlertDialog *dialog)
{
  g_autofree char *one = app_closures_name (NULL, phone_call_get_remote_name (question->call));
  g_autofree char *two = app_closures_name (NULL, phone_call_get_remote_name (question->other));

  /* Translators: both are people one is talking to, the second with the other call. */
  adw_alert_dialog_format_body (dialog, _("You can connect %1$s with %2$s. With anybody else, %1$s waits until they answer."),
                                one, two);
  adw_alert_dialog_add_response (dialog, "connect", _("_Connect Both"));
  adw_alert_dialog_set_response_appearance (dialog, "connect", ADW_RESPONSE_SUGGESTED);
}

void
app_several_ask_transfer (GtkWidget *parent,
                          Phone     *phone,
                          PhoneCall *call)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *name = app_closures_name (NULL, phone_call_get_remote_name (call));
  /* Translators: %s is a person one is talking to. */
  g_autofree char *body = g_strdup_printf (_("%s will wait until somebody answers. If nobody does, the call comes back."), name);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Transfer?"), body));
  PhoneCall *other = app_several_find_other (phone, call);

  question->parent = g_object_ref (parent);
  question->call = g_object_ref (call);
  g_set_object (&question->other, other);
  adw_alert_dialog_set_extra_child (dialog, create_entry (question));
  adw_alert_dialog_set_prefer_wide_layout (dialog, other == NULL);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "ask", _("_Ask First"), "now", _("_Transfer Now"),
                                  NULL);
  adw_alert_dialog_set_default_response (dialog, "now");
  if (other != NULL)
    add_connect (question, dialog);
  else
    adw_alert_dialog_set_response_appearance (dialog, "now", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (transfer_response_cb), question, question_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static void
request_response_cb (AdwAlertDialog *dialog,
                     const char     *response,
                     PhoneRequest   *request)
{
  if (g_str_equal (response, "accept"))
    phone_request_accept (request);
  else
    phone_request_decline (request);
}

static void
present_request (GtkWidget    *parent,
                 PhoneRequest *request)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Call Now?"), phone_request_get_text (request)));

  adw_alert_dialog_add_responses (dialog, "decline", _("_Decline"), "accept", phone_request_get_label (request), NULL);
  adw_alert_dialog_set_close_response (dialog, "decline");
  g_signal_connect_object (dialog, "response", G_CALLBACK (request_response_cb), request, G_CONNECT_DEFAULT);
  g_signal_connect_object (request, "closed", G_CALLBACK (adw_dialog_force_close), dialog, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static void
requests_changed_cb (GListModel *requests,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GtkWidget  *parent)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PhoneRequest) request = g_list_model_get_item (requests, i);

      present_request (parent, request);
    }
}

void
app_several_follow_requests (GtkWidget *parent,
                             Phone     *phone)
{
  g_signal_connect_object (phone_get_requests (phone), "items-changed", G_CALLBACK (requests_changed_cb), parent,
                           G_CONNECT_DEFAULT);
}

char *
app_several_dup_note (PhoneCall *call)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  const char *handover = phone_handover_get_text (phone_call_get_handover (call));
  g_auto (GStrv) all = NULL;

  if (phone_call_answers_itself (call))
    g_strv_builder_add (lines, _("Answered automatically. Your microphone was off at the start."));
  if (handover != NULL)
    g_strv_builder_add (lines, handover);
  all = g_strv_builder_end (lines);
  return all[0] != NULL ? g_strjoinv ("\n", all) : NULL;
}
