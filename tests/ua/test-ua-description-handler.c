/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The door between calls and sound, tried on the double that stands in for sound everywhere else. */

#include "ua-description-handler.h"

#include "doubles-description-handler.h"
#include "doubles-wait.h"

#include <string.h>

typedef struct
{
  DoublesDescriptionHandler *handler;
  DoublesAnswer              answer;
  guint                      n_failed;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->handler = doubles_description_handler_new ();
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_answer_clear (&self->answer);
  g_assert_finalize_object (self->handler);
}

static char *
get_description (Fixture  *self,
                 GError  **error)
{
  UaDescriptionHandler *handler = UA_DESCRIPTION_HANDLER (self->handler);

  doubles_answer_clear (&self->answer);
  ua_description_handler_get_description_async (handler, NULL, doubles_answer_cb, &self->answer);
  return ua_description_handler_get_description_finish (handler, doubles_answer_wait (&self->answer), error);
}

static gboolean
set_description (Fixture  *self,
                 GError  **error)
{
  UaDescriptionHandler *handler = UA_DESCRIPTION_HANDLER (self->handler);

  doubles_answer_clear (&self->answer);
  ua_description_handler_set_description_async (handler, "v=0", NULL, doubles_answer_cb, &self->answer);
  return ua_description_handler_set_description_finish (handler, doubles_answer_wait (&self->answer), error);
}

static void
test_descriptions (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = get_description (self, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (offer, "a=sendrecv"));
  g_assert_true (set_description (self, &error));
  g_assert_cmpstr (doubles_description_handler_get_read (self->handler), ==, "v=0");

  doubles_description_handler_say (self->handler, "mine");
  g_autofree char *mine = get_description (self, &error);
  g_assert_cmpstr (mine, ==, "mine");
}

static void
test_errors (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GError) writing = NULL;
  g_autoptr (GError) reading = NULL;

  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_WRITE);
  g_assert_null (get_description (self, &writing));
  g_assert_error (writing, G_IO_ERROR, G_IO_ERROR_FAILED);
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_READ);
  g_assert_false (set_description (self, &reading));
  g_assert_error (reading, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_verbs (Fixture      *self,
            gconstpointer data)
{
  UaDescriptionHandler *handler = UA_DESCRIPTION_HANDLER (self->handler);

  ua_description_handler_set_hold (handler, TRUE);
  g_autofree char *offer = get_description (self, NULL);
  g_assert_nonnull (strstr (offer, "a=sendonly"));
  ua_description_handler_rollback (handler);
  g_assert_true (ua_description_handler_can_send_dtmf (handler));
  g_assert_true (ua_description_handler_send_dtmf (handler, "1#", 100, 50, NULL));
  doubles_description_handler_set_toneless (self->handler, TRUE);
  g_assert_false (ua_description_handler_can_send_dtmf (handler));
  ua_description_handler_close (handler);
  doubles_description_handler_expect (self->handler, "hold, write, rollback, digits 1#, close");
  g_assert_true (doubles_description_handler_is_closed (self->handler));
}

static void
handler_failed_cb (UaDescriptionHandler *handler,
                   const GError         *error,
                   Fixture              *self)
{
  g_assert_error ((GError *) error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  self->n_failed++;
}

static void
test_failed (Fixture      *self,
             gconstpointer data)
{
  g_signal_connect (self->handler, "failed", G_CALLBACK (handler_failed_cb), self);
  doubles_description_handler_break (self->handler);
  g_assert_cmpuint (self->n_failed, ==, 1);
}

/* TRUST 3.5: the double itself aborts when it is touched before a person accepts. */
static void
test_gate (void)
{
  g_autoptr (DoublesDescriptionHandler) handler = doubles_description_handler_new ();

  if (g_test_subprocess ())
    {
      doubles_description_handler_shut_gate (handler, TRUE);
      ua_description_handler_set_hold (UA_DESCRIPTION_HANDLER (handler), TRUE);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*accept gate*");
}

static void
test_fork (Fixture      *self,
           gconstpointer data)
{
  UaDescriptionHandler *handler = UA_DESCRIPTION_HANDLER (self->handler);

  g_assert_null (ua_description_handler_fork (handler));
  doubles_description_handler_set_forks (self->handler, TRUE);

  UaDescriptionHandler *fork = ua_description_handler_fork (handler);

  g_assert_nonnull (fork);
  ua_description_handler_close (fork);
  doubles_description_handler_expect (self->handler, "fork, 1 close");
  g_assert_false (doubles_description_handler_is_closed (self->handler));
  g_assert_finalize_object (fork);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ua/description-handler/descriptions", test_descriptions);
  add ("/ua/description-handler/errors", test_errors);
  add ("/ua/description-handler/verbs", test_verbs);
  add ("/ua/description-handler/failed", test_failed);
  add ("/ua/description-handler/fork", test_fork);
  g_test_add_func ("/ua/description-handler/gate", test_gate);

  return g_test_run ();
}
