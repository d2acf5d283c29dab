/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: "it does not work" has ten places. Each of them has a name, and says for itself how it is. */

#include "config.h"

#include "phone-line-step.h"

#include <glib/gi18n-lib.h>

#include "phone-trace-mask.h"

struct _PhoneLineStep
{
  GObject parent_instance;

  PhoneLineStepKind kind;
  PhoneLineStepState state;
  char *sentence;
};

G_DEFINE_FINAL_TYPE (PhoneLineStep, phone_line_step, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneLineStepState, phone_line_step_state,
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (PHONE_LINE_STEP_STATE_NOT_TRIED, "not-tried"))

enum
{
  PROP_STATE = 1,
  PROP_SENTENCE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *const titles[] = {
  [PHONE_LINE_STEP_NETWORK] = N_("Network"),
  [PHONE_LINE_STEP_NAME] = N_("Name of the Server"),
  [PHONE_LINE_STEP_CONNECTION] = N_("Connection"),
  [PHONE_LINE_STEP_REGISTRATION] = N_("Being Reachable"),
  [PHONE_LINE_STEP_ROUND_TRIP] = N_("Question and Answer"),
  [PHONE_LINE_STEP_STUN] = N_("Address from Outside"),
  [PHONE_LINE_STEP_TURN] = N_("Relay"),
  [PHONE_LINE_STEP_ECHO] = N_("Test Call"),
  [PHONE_LINE_STEP_MICROPHONE] = N_("Microphone"),
  [PHONE_LINE_STEP_SPEAKER] = N_("Speaker"),
};

static const char *const state_texts[] = {
  [PHONE_LINE_STEP_STATE_WAITING] = NC_ ("test step", "waiting"),
  [PHONE_LINE_STEP_STATE_RUNNING] = NC_ ("test step", "being tried"),
  [PHONE_LINE_STEP_STATE_ASKING] = NC_ ("test step", "being tried"),
  [PHONE_LINE_STEP_STATE_OK] = NC_ ("test step", "well"),
  [PHONE_LINE_STEP_STATE_WARNING] = NC_ ("test step", "not quite well"),
  [PHONE_LINE_STEP_STATE_FAILED] = NC_ ("test step", "failed"),
  [PHONE_LINE_STEP_STATE_NOT_TRIED] = NC_ ("test step", "not tried"),
};

static void
phone_line_step_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PhoneLineStep *self = PHONE_LINE_STEP (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_line_step_finalize (GObject *object)
{
  g_free (PHONE_LINE_STEP (object)->sentence);

  G_OBJECT_CLASS (phone_line_step_parent_class)->finalize (object);
}

static void
phone_line_step_class_init (PhoneLineStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_line_step_get_property;
  object_class->finalize = phone_line_step_finalize;

  /**
   * PhoneLineStep:state:
   *
   * How far it is.
   */
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_LINE_STEP_STATE, 0, flags);
  /**
   * PhoneLineStep:sentence: (nullable)
   *
   * What was found out.
   */
  props[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_line_step_init (PhoneLineStep *self)
{
}

/*< private >
 * phone_line_step_new:
 * @kind: which
 *
 * Returns: (transfer full): a step that waits
 */
PhoneLineStep *
phone_line_step_new (PhoneLineStepKind kind)
{
  PhoneLineStep *self = g_object_new (PHONE_TYPE_LINE_STEP, NULL);

  self->kind = kind;
  return self;
}

const char *
phone_line_step_get_title (PhoneLineStep *self)
{
  return gettext (titles[self->kind]);
}

PhoneLineStepState
phone_line_step_get_state (PhoneLineStep *self)
{
  return self->state;
}

const char *
phone_line_step_get_state_text (PhoneLineStep *self)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "test step", state_texts[self->state]);
}

const char *
phone_line_step_get_sentence (PhoneLineStep *self)
{
  return self->sentence;
}

/*< private >
 * phone_line_step_set:
 * @self: a step
 * @state: how far it is
 * @sentence: (nullable): what was found out
 */
void
phone_line_step_set (PhoneLineStep      *self,
                     PhoneLineStepState  state,
                     const char         *sentence)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  g_set_str (&self->sentence, sentence);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SENTENCE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * phone_line_steps_dup_text:
 * @steps: a list of #PhoneLineStep
 * @masked: without names, numbers and addresses
 *
 * All steps for whoever helps.
 *
 * Returns: (transfer full): text
 */
char *
phone_line_steps_dup_text (GListModel *steps,
                           gboolean    masked)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (steps), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (PhoneLineStep) step = g_list_model_get_item (steps, i);

      g_string_append_printf (text, "%s: %s.", phone_line_step_get_title (step), phone_line_step_get_state_text (step));
      if (step->sentence != NULL)
        g_string_append_printf (text, " %s", step->sentence);
      g_string_append_c (text, '\n');
    }
  return masked ? phone_trace_mask_words (text->str) : g_string_free_and_steal (g_steal_pointer (&text));
}
