/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Setting up and clearing away, and the steps that move time or let the far end speak. */

#include "scene-stage.h"

#include "doubles-credentials.h"
#include "doubles-wait.h"
#include "scene-events.h"
#include "scene-transfer.h"
#include "sip-parser.h"
#include "ua-error.h"

#include <string.h>

#define BY_THE_OLD_LINE    " by the old line"
#define LONGEST_PENDING_MS (40 * 1000) /* by then every request has had its answer or its time-out */

static void
registerer_registered_cb (UaRegisterer *registerer,
                          SceneStage   *self)
{
  scene_stage_note (self, "registered");
}

static void
registerer_unregistered_cb (UaRegisterer *registerer,
                            guint         status,
                            const GError *error,
                            SceneStage   *self)
{
  g_autofree char *why = scene_name_error (error);
  g_autofree char *text = g_strdup_printf ("unregistered %s", why);

  scene_stage_note (self, text);
}

static void
registerer_failed_cb (UaRegisterer *registerer,
                      guint         status,
                      const GError *error,
                      SceneStage   *self)
{
  g_autofree char *why = scene_name_error (error);
  g_autofree char *text = g_strdup_printf ("registration failed %s", why);

  scene_stage_note (self, text);
}

char *
scene_name_error (const GError *error)
{
  static const char *const names[] = {
    [UA_ERROR_INVALID_TARGET] = "invalid target", [UA_ERROR_CONNECTION] = "connection",
    [UA_ERROR_REQUEST_TIMEOUT] = "timeout",       [UA_ERROR_AUTHENTICATION] = "authentication",
    [UA_ERROR_CANCELED] = "canceled",             [UA_ERROR_NO_ANSWER] = "no answer",
    [UA_ERROR_NO_ACK] = "no ACK",                 [UA_ERROR_BAD_DESCRIPTION] = "bad description",
    [UA_ERROR_MEDIA] = "media",                   [UA_ERROR_WRONG_STATE] = "wrong state",
    [UA_ERROR_DIALOG] = "dialog",                 [UA_ERROR_STOPPED] = "stopped",
  };

  if (error == NULL)
    return g_strdup ("ok");
  if (error->domain == SIP_STATUS_ERROR)
    return g_strdup_printf ("%d", error->code);
  if (error->domain == UA_ERROR && error->code < (int) G_N_ELEMENTS (names))
    return g_strdup (names[error->code]);
  return g_strdup (error->message);
}

void
scene_stage_note (SceneStage *self,
                  const char *what)
{
  g_string_append_printf (self->heard, "%s%s", self->heard->len > 0 ? ", " : "", what);
}

void
scene_stage_draw (SceneStage *self,
                  gboolean    outgoing,
                  SipMessage *message)
{
  if (self->ladder != NULL)
    scene_ladder_arrow (self->ladder, sip_clock_get_now_ms (SIP_CLOCK (self->clock)), outgoing, message);
}

static void
draw_words (SceneStage *self,
            const char *words)
{
  if (self->ladder != NULL)
    scene_ladder_note (self->ladder, words);
}

/* The far end may say what is no message. */
static void
draw_said (SceneStage *self,
           const char *words,
           const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);

  if (message != NULL)
    scene_stage_draw (self, FALSE, message);
  else
    draw_words (self, words);
}

SceneStage *
scene_stage_new (const char *via_protocol)
{
  SceneStage *self = g_new0 (SceneStage, 1);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", via_protocol);
  self->registerer = ua_registerer_new (self->desk->agent, "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  self->heard = g_string_new (NULL);
  scene_transfer_begin (self);
  scene_far_init (&self->far);
  g_signal_connect (self->registerer, "registered", G_CALLBACK (registerer_registered_cb), self);
  g_signal_connect (self->registerer, "unregistered", G_CALLBACK (registerer_unregistered_cb), self);
  g_signal_connect (self->registerer, "registration-failed", G_CALLBACK (registerer_failed_cb), self);
  doubles_desk_open (self->desk);
  return self;
}

static gboolean
fail_unexpected (const char  *what,
                 const char  *text,
                 GError     **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s that the scene does not tell:\n%s", what, text);
  return FALSE;
}

gboolean
scene_stage_end (SceneStage  *self,
                 GError     **error)
{
  doubles_desk_settle (self->desk);

  g_autoptr (GBytes) bytes = doubles_transport_pop (self->desk->transport);

  if (self->heard->len > 0)
    return fail_unexpected ("something happened", self->heard->str, error);
  if (self->desk->heard->len > 0)
    return fail_unexpected ("something came in", self->desk->heard->str, error);
  if (bytes == NULL)
    return TRUE;

  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return fail_unexpected ("something was sent", text, error);
}

/* A scene may stop in the middle of a call; nothing of it may be left then. */
void
scene_stage_free (SceneStage *self)
{
  scene_events_clear (self);
  scene_transfer_end (self);
  g_signal_handlers_disconnect_by_data (self->registerer, self);
  ua_registerer_terminate (self->registerer);
  doubles_desk_advance (self->desk, LONGEST_PENDING_MS);
  g_clear_object (&self->session);
  scene_transfer_clear (self);
  g_clear_object (&self->handler);
  g_clear_object (&self->before);
  g_clear_object (&self->desk->invitation);
  doubles_desk_settle (self->desk);
  g_assert_finalize_object (self->registerer);
  doubles_desk_free (self->desk);
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  scene_far_clear (&self->far);
  g_string_free (self->heard, TRUE);
  g_free (self->result);
  g_free (self);
}

/* "after 500 ms", "after 32 s" */
static gboolean
pass_time (SceneStage  *self,
           const char  *text,
           GError     **error)
{
  char *unit = NULL;
  guint64 amount = g_ascii_strtoull (text, &unit, 10);

  unit += strspn (unit, " ");
  if (g_str_equal (unit, "ms"))
    doubles_desk_advance (self->desk, (guint) amount);
  else if (g_str_equal (unit, "s"))
    doubles_desk_advance (self->desk, (guint) amount * 1000);
  else
    return fail_unexpected ("a unit of time", unit, error);
  return TRUE;
}

static gboolean
let_far_speak (SceneStage       *self,
               const SceneStep  *step,
               GError          **error)
{
  SceneStep said = *step;
  gboolean late = g_str_has_suffix (step->text, BY_THE_OLD_LINE);
  g_autofree char *words = g_strndup (step->text, strlen (step->text) - (late ? strlen (BY_THE_OLD_LINE) : 0));
  g_autofree char *text = NULL;

  said.text = words;
  text = scene_far_say (&self->far, &said, error);
  if (text == NULL)
    return FALSE;
  if (late && self->before == NULL)
    return fail_unexpected ("an old line", words, error);

  draw_said (self, step->text, text);
  doubles_transport_deliver (late ? self->before : self->desk->transport, text);
  doubles_desk_settle (self->desk);
  return TRUE;
}

gboolean
scene_stage_perform (SceneStage       *self,
                     const SceneStep  *step,
                     GError          **error)
{
  gboolean known = TRUE;
  gboolean done;

  if (g_str_has_prefix (step->text, "< "))
    return let_far_speak (self, step, error);
  if (g_str_has_prefix (step->text, "after "))
    {
      draw_words (self, step->text);
      return pass_time (self, step->text + strlen ("after "), error);
    }

  done = scene_checks_perform (self, step, &known, error);
  if (known)
    return done;
  draw_words (self, step->text);
  done = scene_verbs_perform (self, step, &known, error);
  if (!known)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "\"%s\" is no step", step->text);
  doubles_desk_settle (self->desk);
  return known && done;
}
