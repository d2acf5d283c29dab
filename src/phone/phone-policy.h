/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What becomes of the calls of an account. Changed here it takes effect with the next call and is written down.
 * Properties (read-write, notify): do-not-disturb; forward-always, forward-busy, forward-no-answer (whom, as a person
 * writes it; NULL: nobody); auto-answer (strv: whose calls may be answered by themselves); anonymous (calls out do not say
 * who calls); refuse-anonymous; trust-identity (what the server says about who calls is believed). */
#define PHONE_TYPE_POLICY (phone_policy_get_type ())
G_DECLARE_FINAL_TYPE (PhonePolicy, phone_policy, PHONE, POLICY, GObject)

typedef enum
{
  PHONE_FORWARD_ALWAYS,
  PHONE_FORWARD_BUSY,
  PHONE_FORWARD_NO_ANSWER,
} PhoneForward;

gboolean           phone_policy_get_do_not_disturb   (PhonePolicy        *self);
void               phone_policy_set_do_not_disturb   (PhonePolicy        *self,
                                                      gboolean            do_not_disturb);
const char        *phone_policy_get_forward          (PhonePolicy        *self,
                                                      PhoneForward        when);
void               phone_policy_set_forward          (PhonePolicy        *self,
                                                      PhoneForward        when,
                                                      const char         *target); /* NULL or "": nobody */
/* For how long it rings before PHONE_FORWARD_NO_ANSWER; notifies forward-no-answer. */
#define PHONE_POLICY_MAX_NO_ANSWER_S 180
guint              phone_policy_get_no_answer_s      (PhonePolicy        *self);
void               phone_policy_set_no_answer_s      (PhonePolicy        *self,
                                                      guint               seconds);
const char *const *phone_policy_get_auto_answer      (PhonePolicy        *self); /* never NULL */
void               phone_policy_set_auto_answer      (PhonePolicy        *self,
                                                      const char *const  *addresses);
gboolean           phone_policy_is_anonymous         (PhonePolicy        *self);
void               phone_policy_set_anonymous        (PhonePolicy        *self,
                                                      gboolean            anonymous);
gboolean           phone_policy_refuses_anonymous    (PhonePolicy        *self);
void               phone_policy_set_refuse_anonymous (PhonePolicy        *self,
                                                      gboolean            refuse);
gboolean           phone_policy_trusts_identity      (PhonePolicy        *self);
void               phone_policy_set_trust_identity   (PhonePolicy        *self,
                                                      gboolean            trust);

G_END_DECLS
