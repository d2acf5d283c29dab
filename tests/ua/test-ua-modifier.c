/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Functions that see each description on its way, at once or later (CONTRACT U14). */

#include "ua-modifier.h"

#include "doubles-description-handler.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesDescriptionHandler *inner;
  UaDescriptionHandler      *handler;
  DoublesAnswer              answer;
  GTask                     *waiting; /* of a function that takes its time */
  char                      *seen;
  guint                      n_failed;
  guint                      n_changed;
  guint                      n_destroyed;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->inner = doubles_description_handler_new ();
  self->handler = ua_modified_handler_new (UA_DESCRIPTION_HANDLER (self->inner));
  doubles_description_handler_say (self->inner, "v=0");
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_answer_clear (&self->answer);
  g_clear_object (&self->waiting);
  g_free (self->seen);
  g_assert_finalize_object (self->handler);
  g_assert_finalize_object (self->inner);
}

static void
append_x (const char *description,
          GTask      *task,
          gpointer    user_data)
{
  g_task_return_pointer (task, g_strconcat (description, "x", NULL), g_free);
  g_object_unref (task);
}

static void
append_y (const char *description,
          GTask      *task,
          gpointer    user_data)
{
  g_task_return_pointer (task, g_strconcat (description, "y", NULL), g_free);
  g_object_unref (task);
}

static void
refuse (const char *description,
        GTask      *task,
        gpointer    user_data)
{
  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no");
  g_object_unref (task);
}

static void
say_nothing (const char *description,
             GTask      *task,
             gpointer    user_data)
{
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

static void
take_time (const char *description,
           GTask      *task,
           gpointer    user_data)
{
  Fixture *self = user_data;

  self->seen = g_strdup (description);
  self->waiting = task;
}

static void
count_destroyed (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static char *
get_description (Fixture  *self,
                 GError  **error)
{
  doubles_answer_clear (&self->answer);
  ua_description_handler_get_description_async (self->handler, NULL, doubles_answer_cb, &self->answer);
  return ua_description_handler_get_description_finish (self->handler, doubles_answer_wait (&self->answer), error);
}

static gboolean
set_description (Fixture     *self,
                 const char  *description,
                 GError     **error)
{
  doubles_answer_clear (&self->answer);
  ua_description_handler_set_description_async (self->handler, description, NULL, doubles_answer_cb, &self->answer);
  return ua_description_handler_set_description_finish (self->handler, doubles_answer_wait (&self->answer), error);
}

/* U14: both ways, in their order. */
static void
test_applied (Fixture      *self,
              gconstpointer data)
{
  UaModifiedHandler *modified = UA_MODIFIED_HANDLER (self->handler);
  g_autoptr (GError) error = NULL;

  ua_modified_handler_add_outgoing (modified, append_x, NULL, NULL);
  ua_modified_handler_add_outgoing (modified, append_y, NULL, NULL);
  ua_modified_handler_add_incoming (modified, append_y, NULL, NULL);
  ua_modified_handler_add_incoming (modified, append_x, &self->n_destroyed, count_destroyed);

  g_autofree char *ours = get_description (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ours, ==, "v=0xy");
  g_assert_true (set_description (self, "theirs", &error));
  g_assert_cmpstr (doubles_description_handler_get_read (self->inner), ==, "theirsyx");
}

/* U14: they are asynchronous. */
static void
test_later (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ua_modified_handler_add_outgoing (UA_MODIFIED_HANDLER (self->handler), take_time, self, NULL);
  ua_description_handler_get_description_async (self->handler, NULL, doubles_answer_cb, &self->answer);
  doubles_wait_settle ();
  g_assert_cmpstr (self->seen, ==, "v=0");
  g_assert_null (self->answer.result);
  g_task_return_pointer (self->waiting, g_strdup ("late"), g_free);

  g_autofree char *ours =
    ua_description_handler_get_description_finish (self->handler, doubles_answer_wait (&self->answer), &error);

  g_assert_cmpstr (ours, ==, "late");
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GError) ours = NULL;
  g_autoptr (GError) theirs = NULL;

  ua_modified_handler_add_outgoing (UA_MODIFIED_HANDLER (self->handler), refuse, NULL, NULL);
  ua_modified_handler_add_incoming (UA_MODIFIED_HANDLER (self->handler), say_nothing, NULL, NULL);
  g_assert_null (get_description (self, &ours));
  g_assert_error (ours, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_false (set_description (self, "theirs", &theirs));
  g_assert_error (theirs, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_null (doubles_description_handler_get_read (self->inner));
}

static void
test_inner_fails (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (GError) ours = NULL;
  g_autoptr (GError) theirs = NULL;

  ua_modified_handler_add_outgoing (UA_MODIFIED_HANDLER (self->handler), append_x, NULL, NULL);
  doubles_description_handler_set_mood (self->inner, DOUBLES_HANDLER_CANNOT_WRITE);
  g_assert_null (get_description (self, &ours));
  g_assert_nonnull (ours);
  doubles_description_handler_set_mood (self->inner, DOUBLES_HANDLER_CANNOT_READ);
  g_assert_false (set_description (self, "theirs", &theirs));
  g_assert_nonnull (theirs);
}

/* Nobody waits any more: the functions that are left are not asked. */
static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ua_modified_handler_add_outgoing (UA_MODIFIED_HANDLER (self->handler), take_time, self, NULL);
  ua_modified_handler_add_outgoing (UA_MODIFIED_HANDLER (self->handler), refuse, NULL, NULL);
  ua_description_handler_get_description_async (self->handler, cancellable, doubles_answer_cb, &self->answer);
  doubles_wait_settle ();
  g_cancellable_cancel (cancellable);
  g_task_return_pointer (self->waiting, g_strdup ("late"), g_free);
  g_assert_null (ua_description_handler_get_description_finish (self->handler, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
handler_failed_cb (UaDescriptionHandler *handler,
                   const GError         *error,
                   Fixture              *self)
{
  self->n_failed++;
}

static void
handler_changed_cb (UaDescriptionHandler *handler,
                    Fixture              *self)
{
  self->n_changed++;
}

/* Everything else is the inner one's. */
static void
test_passed_on (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) any = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "any");

  g_signal_connect (self->handler, "failed", G_CALLBACK (handler_failed_cb), self);
  g_signal_connect (self->handler, "changed", G_CALLBACK (handler_changed_cb), self);
  ua_description_handler_set_hold (self->handler, TRUE);
  ua_description_handler_renew (self->handler);
  g_assert_true (ua_description_handler_send_dtmf (self->handler, "1", 100, 50, &error));
  g_assert_true (ua_description_handler_can_send_dtmf (self->handler));
  doubles_description_handler_set_toneless (self->inner, TRUE);
  g_assert_false (ua_description_handler_can_send_dtmf (self->handler));
  ua_description_handler_rollback (self->handler);
  doubles_description_handler_judge_as (self->inner, UA_DESCRIPTION_FAULT_SILENT);
  g_assert_cmpint (ua_description_handler_judge (self->handler, any), ==, UA_DESCRIPTION_FAULT_SILENT);
  g_signal_emit_by_name (self->inner, "changed");
  doubles_description_handler_break (self->inner);
  ua_description_handler_close (self->handler);
  doubles_description_handler_expect (self->inner, "hold, renew, digits 1, rollback, close");
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpuint (self->n_changed, ==, 1);
}

/* RFC 3264 §4: another telephone that answers says its own, by way of the same functions. */
static void
test_forked (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ua_modified_handler_add_incoming (UA_MODIFIED_HANDLER (self->handler), refuse, NULL, NULL);
  g_assert_null (ua_description_handler_fork (self->handler));
  doubles_description_handler_set_forks (self->inner, TRUE);

  g_autoptr (UaDescriptionHandler) fork = ua_description_handler_fork (self->handler);

  g_assert_nonnull (fork);
  ua_description_handler_set_description_async (fork, "theirs", NULL, doubles_answer_cb, &self->answer);
  g_assert_false (ua_description_handler_set_description_finish (fork, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  doubles_answer_clear (&self->answer);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/ua/modifier/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("applied", test_applied);
  ADD ("later", test_later);
  ADD ("refused", test_refused);
  ADD ("inner-fails", test_inner_fails);
  ADD ("cancelled", test_cancelled);
  ADD ("passed-on", test_passed_on);
  ADD ("forked", test_forked);
#undef ADD

  return g_test_run ();
}
