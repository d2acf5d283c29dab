/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Recording a call as a person does: who is asked what before, what is seen meanwhile, and what is said at the end. */

#include "app-call-record.h"

#include "app-call-page.h"
#include "app-record-mark.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-recording.h"

/* The desktop's own question where a file goes, and its folders: they stand in for GTK's, which would open windows of
 * another program or load whole folders. */
static GTask *question;
static char *proposed;
static char *shown;

void
gtk_file_dialog_save (GtkFileDialog       *dialog,
                      GtkWindow           *parent,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  g_assert_nonnull (parent);
  g_assert_null (question);
  question = g_task_new (dialog, cancellable, callback, data);
  g_set_str (&proposed, gtk_file_dialog_get_initial_name (dialog));
}

GFile *
gtk_file_dialog_save_finish (GtkFileDialog  *dialog,
                             GAsyncResult   *result,
                             GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gtk_file_launcher_open_containing_folder (GtkFileLauncher     *launcher,
                                          GtkWindow           *parent,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (launcher, cancellable, callback, data);

  g_assert_nonnull (parent);
  g_free (shown);
  shown = g_file_get_path (gtk_file_launcher_get_file (launcher));
  g_task_return_new_error_literal (task, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED, "no folders here");
}

gboolean
gtk_file_launcher_open_containing_folder_finish (GtkFileLauncher  *launcher,
                                                 GAsyncResult     *result,
                                                 GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* @path NULL: none after all. */
static void
answer_where (const char *path)
{
  g_autoptr (GTask) task = g_steal_pointer (&question);

  g_assert_nonnull (task);
  if (path != NULL)
    g_task_return_pointer (task, g_file_new_for_path (path), g_object_unref);
  else
    g_task_return_new_error_literal (task, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED, "dismissed");
  app_test_settle ();
}

typedef struct
{
  Phone *phone;
  PhoneCall *call;
  AppTest test;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->phone = phone_new (NULL, NULL);
  scripted_people_fill (f->phone);
  f->call = scripted_call_new (phone_get_default_account (f->phone), "Sam", "sam@example.org", TRUE);
  app_test_open (&f->test, f->phone);
  scripted_phone_add_call (f->phone, f->call);
  app_test_settle ();
  app_test_press (f->test.window, "Answer");
  app_test_settle ();
  f->page = app_test_find (f->test.window, APP_TYPE_CALL_PAGE);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  scripted_phone_remove_call (f->phone, f->call);
  g_clear_object (&f->phone);
  app_test_close (&f->test);
  g_assert_finalize_object (f->call);
  g_clear_pointer (&proposed, g_free);
  g_clear_pointer (&shown, g_free);
}

static PhoneRecordingState
get_state (Fixture *f)
{
  return phone_recording_get_state (phone_call_get_recording (f->call));
}

static void
choose_place (Fixture *f)
{
  g_assert_true (g_str_has_prefix (proposed, "Sam 20"));
  g_assert_true (g_str_has_suffix (proposed, ".opus"));
  answer_where ("/recordings/Sam.opus");
  g_assert_cmpint (get_state (f), ==, PHONE_RECORDING_STATE_RECORDING);
}

static void
start (Fixture *f)
{
  phone_recording_set_agreed (phone_call_get_recording (f->call), TRUE);
  app_test_press (f->page, "Record");
  choose_place (f);
}

/* W34 */
static void
test_asks (Fixture      *f,
           gconstpointer data)
{
  app_test_press (f->page, "Record");
  g_assert_true (app_test_reads (f->test.window, "All Agree?"));
  g_assert_true (app_test_reads (f->test.window, "Ask Sam and everybody else"));
  app_test_audit (f->test.window);
  app_test_press (f->test.window, "Cancel");
  g_assert_false (phone_recording_get_agreed (phone_call_get_recording (f->call)));
  g_assert_null (question);
  g_assert_cmpint (get_state (f), ==, PHONE_RECORDING_STATE_OFF);

  app_test_press (f->page, "Record");
  app_test_press (f->test.window, "All Agree");
  choose_place (f);
  g_assert_true (phone_recording_get_agreed (phone_call_get_recording (f->call)));
}

static void
test_rules (Fixture      *f,
            gconstpointer data)
{
  PhoneRecordingRules *rules = phone_get_recording_rules (f->phone);

  phone_recording_rules_set_consent (rules, PHONE_RECORDING_CONSENT_NEVER);
  app_test_press (f->page, "Record");
  g_assert_null (question);
  g_assert_false (app_test_reads (f->test.window, "All Agree?"));
  g_assert_true (app_test_reads (f->test.window, "the rule is never to record"));

  phone_recording_rules_set_consent (rules, PHONE_RECORDING_CONSENT_ALLOWED);
  app_test_press (f->page, "Record");
  choose_place (f);
}

static void
test_dismissed (Fixture      *f,
                gconstpointer data)
{
  phone_recording_set_agreed (phone_call_get_recording (f->call), TRUE);
  app_test_press (f->page, "Record");
  answer_where (NULL);
  g_assert_cmpint (get_state (f), ==, PHONE_RECORDING_STATE_OFF);
}

/* It is seen as long as it lasts, with its time, and stops by either button. */
static void
test_mark (Fixture      *f,
           gconstpointer data)
{
  PhoneRecording *recording = phone_call_get_recording (f->call);

  g_assert_null (app_test_find (f->page, APP_TYPE_RECORD_MARK));
  start (f);
  g_assert_true (app_test_reads (f->page, "Recording · 0:00"));
  scripted_recording_pass (recording, 75);
  g_assert_true (app_test_reads (f->page, "Recording · 1:15"));
  g_assert_null (app_test_named (f->page, "Record"));
  app_test_audit (f->test.window);
  app_test_press (app_test_find (f->page, APP_TYPE_CALL_RECORD), "Stop Recording");
  g_assert_true (app_test_reads (f->page, "Saving the recording…"));
  g_assert_false (gtk_widget_is_sensitive (app_test_named (f->page, "Record")));
  scripted_recording_end (recording, NULL);
  app_test_settle ();
  g_assert_null (app_test_find (f->page, APP_TYPE_RECORD_MARK));
  g_assert_true (app_test_reads (f->test.window, "Recorded to “Sam.opus”"));
  app_test_press (f->test.window, "Show");
  g_assert_cmpstr (shown, ==, "/recordings/Sam.opus");
  g_assert_true (app_test_reads (f->test.window, "The folder cannot be shown."));

  start (f);
  app_test_press (app_test_find (f->page, APP_TYPE_RECORD_MARK), "Stop Recording");
  g_assert_cmpint (get_state (f), ==, PHONE_RECORDING_STATE_FINISHING);
}

/* Whoever has left the page is told, too. */
static void
test_page_left (Fixture      *f,
                gconstpointer data)
{
  start (f);
  phone_call_hang_up (f->call);
  scripted_recording_stop (phone_call_get_recording (f->call));
  app_test_settle ();
  app_test_press (f->page, "Done");
  scripted_recording_end (phone_call_get_recording (f->call), NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (f->test.window, "Recorded to “Sam.opus”"));
}

static void
test_failure (Fixture      *f,
              gconstpointer data)
{
  start (f);
  scripted_recording_end (phone_call_get_recording (f->call), "There is no room left for the recording.");
  app_test_settle ();
  g_assert_null (app_test_find (f->page, APP_TYPE_RECORD_MARK));
  g_assert_true (app_test_reads (f->test.window, "There is no room left for the recording."));
}

/* The talk may end while one looks for a place. */
static void
test_too_late (Fixture      *f,
               gconstpointer data)
{
  phone_recording_set_agreed (phone_call_get_recording (f->call), TRUE);
  app_test_press (f->page, "Record");
  phone_call_hang_up (f->call);
  answer_where ("/recordings/Sam.opus");
  g_assert_cmpint (get_state (f), ==, PHONE_RECORDING_STATE_OFF);
  g_assert_true (app_test_reads (f->test.window, "This call cannot be recorded at the moment."));
}

static void
test_names (void)
{
  static const struct { const char *name, *expected; } rows[] = {
    { "Anna", "Anna 2026-11-21 14.05.opus" },
    { "../../etc/passwd", "_._.._etc_passwd 2026-11-21 14.05.opus" },
    { ".hidden", "_hidden 2026-11-21 14.05.opus" },
    { "a:b*c?\n", "a_b_c__ 2026-11-21 14.05.opus" },
    { "", "2026-11-21 14.05.opus" },
    { NULL, "2026-11-21 14.05.opus" },
    { "Amélie Fournier", "Amélie Fournier 2026-11-21 14.05.opus" },
  };
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 21, 14, 5, 33);
  g_autofree char *flood = g_strnfill (5000, 'x');
  g_autofree char *bounded = app_call_record_dup_file_name (flood, time);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = app_call_record_dup_file_name (rows[i].name, time);

      g_assert_cmpstr (name, ==, rows[i].expected);
    }
  g_assert_cmpuint (strlen (bounded), <, 100);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/call-record/asks", Fixture, NULL, set_up, test_asks, tear_down);
  g_test_add ("/app/call-record/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add ("/app/call-record/dismissed", Fixture, NULL, set_up, test_dismissed, tear_down);
  g_test_add ("/app/call-record/mark", Fixture, NULL, set_up, test_mark, tear_down);
  g_test_add ("/app/call-record/page-left", Fixture, NULL, set_up, test_page_left, tear_down);
  g_test_add ("/app/call-record/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/app/call-record/too-late", Fixture, NULL, set_up, test_too_late, tear_down);
  g_test_add_func ("/app/call-record/names", test_names);
  return g_test_run ();
}
