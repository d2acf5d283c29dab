/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-line-test.h"

#include "phone-sound-check.h"

#include "sip-clock.h"

G_BEGIN_DECLS

/* Inside of PhoneLineTest: phone-line-test.c is the object and goes from step to step, phone-line-test-way.c tries the way to
 * the server, phone-line-test-sound.c that of the sound. */
struct _PhoneLineTest
{
  GObject parent_instance;

  Phone *phone;
  PhoneAccount *account;
  GPtrArray *steps; /* PhoneLineStep */
  SipClock *clock;
  guint current;    /* PHONE_LINE_N_STEPS: not running */
  guint limit;      /* of the clock: the end of this step */
  guint next;       /* the same: the beginning of the next */
  GCancellable *cancellable; /* of this step */
  GSignalGroup *account_signals;
  gboolean connected; /* as far as it was found out */
  gint64 began_ms;    /* this step */
  char *echo;         /* NULL: nobody is called */
  PhoneCall *call;
  GSignalGroup *call_signals;
  PhoneSoundCheck *check; /* NULL: nothing is open */
};

/* Ends the step that goes on; @sentence: (transfer full) (nullable). */
void phone_line_test_end_step (PhoneLineTest      *self,
                               PhoneLineStepState  state,
                               char               *sentence);
void phone_line_test_ask      (PhoneLineTest      *self,
                               const char         *question);

/* Each is called once to begin; it ends its step now or later. */
void phone_line_test_try_network      (PhoneLineTest *self);
void phone_line_test_try_name         (PhoneLineTest *self);
void phone_line_test_try_connection   (PhoneLineTest *self);
void phone_line_test_try_registration (PhoneLineTest *self);
void phone_line_test_try_round_trip   (PhoneLineTest *self);
void phone_line_test_try_stun         (PhoneLineTest *self);
void phone_line_test_try_turn         (PhoneLineTest *self);
void phone_line_test_try_echo         (PhoneLineTest *self);
void phone_line_test_try_microphone   (PhoneLineTest *self);
void phone_line_test_try_speaker      (PhoneLineTest *self);
/* The account says something new. */
void phone_line_test_look_at_account  (PhoneLineTest *self);
/* Closes what a step of sound has open. */
void phone_line_test_close_sound      (PhoneLineTest *self);

G_END_DECLS
