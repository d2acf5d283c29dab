/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys pressed during a call, here and there. */

#include "scene-digits.h"

void
scene_digits_press (SceneStage *self,
                    const char *rest)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->result, g_free);
  ua_session_send_digits (self->session, rest, &error);
  self->result = scene_name_error (error);
}

static void
session_digit_cb (UaSession  *session,
                  const char *digit,
                  SceneStage *self)
{
  g_autofree char *text = g_strdup_printf ("digit %s", digit);

  scene_stage_note (self, text);
}

static void
session_digits_failed_cb (UaSession    *session,
                          const GError *error,
                          SceneStage   *self)
{
  g_autofree char *why = scene_name_error (error);
  g_autofree char *text = g_strdup_printf ("digits failed %s", why);

  scene_stage_note (self, text);
}

void
scene_digits_watch (SceneStage *self,
                    UaSession  *session)
{
  g_signal_connect (session, "digit", G_CALLBACK (session_digit_cb), self);
  g_signal_connect (session, "digits-failed", G_CALLBACK (session_digits_failed_cb), self);
}
