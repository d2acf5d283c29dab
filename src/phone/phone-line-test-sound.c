/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a line that is perfect helps nobody whose microphone is switched off. */

#include "config.h"

#include "phone-line-test-private.h"

#include <glib/gi18n-lib.h>

/* A room is never as still as a microphone that is off. */
#define HEARD 0.03
#define HEARD_DB (-50)

/*< private >
 * Closes what a step of sound has open.
 */
void
phone_line_test_close_sound (PhoneLineTest *self)
{
  g_autoptr (PhoneCall) call = g_steal_pointer (&self->call);

  if (self->call_signals != NULL)
    g_signal_group_set_target (self->call_signals, NULL);
  if (call != NULL && phone_call_get_state (call) != PHONE_CALL_STATE_ENDED)
    phone_call_hang_up (call);
  if (self->check != NULL)
    g_signal_handlers_disconnect_by_data (self->check, self);
  g_clear_object (&self->check);
}

static void
look_at_call (PhoneLineTest *self)
{
  PhoneCallState state = phone_call_get_state (self->call);
  const char *end = phone_call_get_end_text (self->call);

  if (state == PHONE_CALL_STATE_ENDED)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED,
                              g_strdup (end != NULL ? end : _("The call was ended at once.")));
  else if (state == PHONE_CALL_STATE_ACTIVE && phone_call_get_output_level_db (self->call) > HEARD_DB)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK,
                              g_strdup (_("The call was answered, and sound came back of it.")));
}

/*< private >
 * phone_line_test_try_echo:
 */
void
phone_line_test_try_echo (PhoneLineTest *self)
{
  g_autoptr (GError) error = NULL;
  PhoneCall *call;

  if (self->echo == NULL || !self->connected)
    {
      phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_NOT_TRIED,
                                g_strdup (self->echo == NULL ? _("Nobody was to be called.")
                                                             : _("There is no connection to do it over.")));
      return;
    }
  call = phone_call (self->phone, self->account, self->echo, &error);
  if (call == NULL)
    {
      phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, g_strdup (_("There is no such address.")));
      return;
    }
  self->call = g_object_ref (call);
  if (self->call_signals == NULL)
    {
      self->call_signals = g_signal_group_new (PHONE_TYPE_CALL);
      g_signal_group_connect_swapped (self->call_signals, "notify::state", G_CALLBACK (look_at_call), self);
      g_signal_group_connect_swapped (self->call_signals, "notify::output-level", G_CALLBACK (look_at_call), self);
    }
  g_signal_group_set_target (self->call_signals, call);
}

static void
open_check (PhoneLineTest *self,
            GCallback      look)
{
  self->check = phone_sound_check_new (self->phone);
  g_signal_connect_object (self->check, "notify", look, self, G_CONNECT_SWAPPED);
}

static void
look_at_microphone (PhoneLineTest *self)
{
  const char *trouble = phone_sound_check_get_error_text (self->check);

  if (trouble != NULL)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, g_strdup (trouble));
  else if (phone_sound_check_get_level (self->check) > HEARD)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK, g_strdup (_("It hears something.")));
}

/*< private >
 * phone_line_test_try_microphone:
 */
void
phone_line_test_try_microphone (PhoneLineTest *self)
{
  open_check (self, G_CALLBACK (look_at_microphone));
  phone_sound_check_start_microphone (self->check);
}

static void
look_at_speaker (PhoneLineTest *self)
{
  const char *trouble = phone_sound_check_get_error_text (self->check);

  if (trouble != NULL)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, g_strdup (trouble));
}

/*< private >
 * phone_line_test_try_speaker:
 */
void
phone_line_test_try_speaker (PhoneLineTest *self)
{
  open_check (self, G_CALLBACK (look_at_speaker));
  phone_line_test_ask (self, _("Do you hear a melody?"));
  phone_sound_check_play_speaker (self->check);
}
