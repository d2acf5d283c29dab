/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In the order in which they are tried. */
typedef enum
{
  PHONE_LINE_STEP_NETWORK,      /* the machine has one */
  PHONE_LINE_STEP_NAME,         /* the server's name was found */
  PHONE_LINE_STEP_CONNECTION,   /* made, and encrypted */
  PHONE_LINE_STEP_REGISTRATION, /* one can be reached */
  PHONE_LINE_STEP_ROUND_TRIP,   /* a question comes back */
  PHONE_LINE_STEP_STUN,         /* the address from outside */
  PHONE_LINE_STEP_TURN,         /* the relay */
  PHONE_LINE_STEP_ECHO,         /* a call that sends back what it hears */
  PHONE_LINE_STEP_MICROPHONE,
  PHONE_LINE_STEP_SPEAKER,
} PhoneLineStepKind;

#define PHONE_LINE_N_STEPS (PHONE_LINE_STEP_SPEAKER + 1)

#define PHONE_TYPE_LINE_STEP_STATE (phone_line_step_state_get_type ())
GType phone_line_step_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_LINE_STEP_STATE_WAITING,
  PHONE_LINE_STEP_STATE_RUNNING,
  PHONE_LINE_STEP_STATE_ASKING, /* only the person knows: phone_line_test_tell_heard() */
  PHONE_LINE_STEP_STATE_OK,
  PHONE_LINE_STEP_STATE_WARNING,
  PHONE_LINE_STEP_STATE_FAILED,
  PHONE_LINE_STEP_STATE_NOT_TRIED,
} PhoneLineStepState;

/* One step of a test of the line. Properties (read-only, notify): state, sentence (nullable). */
#define PHONE_TYPE_LINE_STEP (phone_line_step_get_type ())
G_DECLARE_FINAL_TYPE (PhoneLineStep, phone_line_step, PHONE, LINE_STEP, GObject)

PhoneLineStep     *phone_line_step_new          (PhoneLineStepKind   kind);
const char        *phone_line_step_get_title    (PhoneLineStep      *self);
PhoneLineStepState phone_line_step_get_state    (PhoneLineStep      *self);
const char        *phone_line_step_get_state_text (PhoneLineStep    *self); /* "well", "failed"… */
const char        *phone_line_step_get_sentence (PhoneLineStep      *self); /* what was found out; NULL: nothing yet */
void               phone_line_step_set          (PhoneLineStep      *self,
                                                 PhoneLineStepState  state,
                                                 const char         *sentence);
/* @steps, of PhoneLineStep, as a text for whoever helps; @masked: without names, numbers and addresses (transfer full). */
char              *phone_line_steps_dup_text    (GListModel         *steps,
                                                 gboolean            masked);

G_END_DECLS
