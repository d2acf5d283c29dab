/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever helps somebody over the telephone that does not work asks ten questions. They are asked here by
 * pressing once, in the order in which one thing needs the other, and answered in sentences. */

#include "config.h"

#include "phone-line-test-private.h"

#include <glib/gi18n-lib.h>

#include "phone-private.h"

typedef struct
{
  guint limit_ms;
  void (*begin) (PhoneLineTest *self);
  const char *too_late;
  PhoneLineStepState then; /* what it is when the time is over */
} Row;

#define LATE(words) N_ (words), PHONE_LINE_STEP_STATE_FAILED

static const Row rows[PHONE_LINE_N_STEPS] = {
  [PHONE_LINE_STEP_NETWORK] = { 5000, phone_line_test_try_network, LATE ("It could not be found out.") },
  [PHONE_LINE_STEP_NAME] = { 20000, phone_line_test_try_name, LATE ("Looking for the server took too long.") },
  [PHONE_LINE_STEP_CONNECTION] = { 20000, phone_line_test_try_connection, LATE ("The server does not answer.") },
  [PHONE_LINE_STEP_REGISTRATION] = { 35000, phone_line_test_try_registration, LATE ("The server did not say yes in time.") },
  [PHONE_LINE_STEP_ROUND_TRIP] = { 10000, phone_line_test_try_round_trip, LATE ("The question was not answered.") },
  [PHONE_LINE_STEP_STUN] = { 5000, phone_line_test_try_stun,
                             LATE ("The server that should know it does not answer. A firewall may be in the way.") },
  [PHONE_LINE_STEP_TURN] = { 10000, phone_line_test_try_turn,
                             LATE ("The relay does not answer. A firewall may be in the way.") },
  [PHONE_LINE_STEP_ECHO] = { 30000, phone_line_test_try_echo, N_ ("The call was not answered, or nothing came back of it."),
                             PHONE_LINE_STEP_STATE_WARNING },
  [PHONE_LINE_STEP_MICROPHONE] = { 8000, phone_line_test_try_microphone,
                                   N_ ("It is there, but gave no sound. Say something, or look whether it is switched off."),
                                   PHONE_LINE_STEP_STATE_WARNING },
  [PHONE_LINE_STEP_SPEAKER] = { 30000, phone_line_test_try_speaker, N_ ("You did not say whether you heard it."),
                                PHONE_LINE_STEP_STATE_NOT_TRIED },
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneLineTest, phone_line_test, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_RUNNING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
phone_line_test_get_item_type (GListModel *model)
{
  return PHONE_TYPE_LINE_STEP;
}

static guint
phone_line_test_get_n_items (GListModel *model)
{
  return PHONE_LINE_TEST (model)->steps->len;
}

static gpointer
phone_line_test_get_item (GListModel *model,
                          guint       position)
{
  GPtrArray *steps = PHONE_LINE_TEST (model)->steps;

  return position < steps->len ? g_object_ref (g_ptr_array_index (steps, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_line_test_get_item_type;
  iface->get_n_items = phone_line_test_get_n_items;
  iface->get_item = phone_line_test_get_item;
}

static void
phone_line_test_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, phone_line_test_is_running (PHONE_LINE_TEST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What comes of this step after this comes too late. */
static void
leave_step (PhoneLineTest *self)
{
  sip_clock_disarm (self->clock, &self->limit);
  sip_clock_disarm (self->clock, &self->next);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  phone_line_test_close_sound (self);
}

static void
phone_line_test_dispose (GObject *object)
{
  PhoneLineTest *self = PHONE_LINE_TEST (object);

  if (self->clock != NULL)
    leave_step (self);
  self->current = PHONE_LINE_N_STEPS;
  g_clear_object (&self->account_signals);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (phone_line_test_parent_class)->dispose (object);
}

static void
phone_line_test_finalize (GObject *object)
{
  PhoneLineTest *self = PHONE_LINE_TEST (object);

  g_ptr_array_unref (self->steps);
  g_free (self->echo);

  G_OBJECT_CLASS (phone_line_test_parent_class)->finalize (object);
}

static void
phone_line_test_class_init (PhoneLineTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_line_test_get_property;
  object_class->dispose = phone_line_test_dispose;
  object_class->finalize = phone_line_test_finalize;

  /**
   * PhoneLineTest:running:
   *
   * Whether something is being tried.
   */
  props[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_line_test_init (PhoneLineTest *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  for (PhoneLineStepKind kind = 0; kind < PHONE_LINE_N_STEPS; kind++)
    g_ptr_array_add (self->steps, phone_line_step_new (kind));
  self->current = PHONE_LINE_N_STEPS;
}

/**
 * phone_line_test_new:
 * @phone: a phone
 * @account: whose line
 *
 * Returns: (transfer full): a test that has tried nothing yet
 */
PhoneLineTest *
phone_line_test_new (Phone        *phone,
                     PhoneAccount *account)
{
  PhoneLineTest *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  self = g_object_new (PHONE_TYPE_LINE_TEST, NULL);
  self->phone = g_object_ref (phone);
  self->account = g_object_ref (account);
  self->clock = g_object_ref (phone_account_get_clock (account));
  self->account_signals = g_signal_group_new (PHONE_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "notify::state", G_CALLBACK (phone_line_test_look_at_account), self);
  g_signal_group_set_target (self->account_signals, account);
  return self;
}

PhoneAccount *
phone_line_test_get_account (PhoneLineTest *self)
{
  return self->account;
}

/**
 * phone_line_test_dup_echo:
 * @self: a test
 *
 * Who sends back what they hear at this account.
 *
 * Returns: (transfer full) (nullable): an address; %NULL: nobody that is known
 */
char *
phone_line_test_dup_echo (PhoneLineTest *self)
{
  g_return_val_if_fail (PHONE_IS_LINE_TEST (self), NULL);

  return phone_account_is_practice (self->account) ? phone_dup_practice_line (self->phone, "echo") : NULL;
}

static PhoneLineStep *
get_step (PhoneLineTest *self)
{
  return g_ptr_array_index (self->steps, self->current);
}

static void
limit_cb (gpointer user_data)
{
  PhoneLineTest *self = user_data;

  self->limit = 0;
  phone_line_test_end_step (self, rows[self->current].then, g_strdup (gettext (rows[self->current].too_late)));
}

static void
begin_step (PhoneLineTest *self)
{
  self->cancellable = g_cancellable_new ();
  self->began_ms = sip_clock_get_now_ms (self->clock);
  self->limit = sip_clock_arm (self->clock, rows[self->current].limit_ms, limit_cb, self);
  phone_line_step_set (get_step (self), PHONE_LINE_STEP_STATE_RUNNING, NULL);
  rows[self->current].begin (self);
}

/* Never from inside of what ended the last one. */
static void
next_cb (gpointer user_data)
{
  PhoneLineTest *self = user_data;

  self->next = 0;
  begin_step (self);
}

/*< private >
 * Ends the step that goes on, and begins the next. @sentence: (transfer full) (nullable)
 */
void
phone_line_test_end_step (PhoneLineTest      *self,
                          PhoneLineStepState  state,
                          char               *sentence)
{
  g_autofree char *words = sentence;

  g_return_if_fail (phone_line_test_is_running (self));

  leave_step (self);
  phone_line_step_set (get_step (self), state, words);
  self->current++;
  if (self->current < PHONE_LINE_N_STEPS)
    self->next = sip_clock_arm (self->clock, 0, next_cb, self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
}

/*< private >
 * Only the person can say how the step that goes on went.
 */
void
phone_line_test_ask (PhoneLineTest *self,
                     const char    *question)
{
  phone_line_step_set (get_step (self), PHONE_LINE_STEP_STATE_ASKING, question);
}

/**
 * phone_line_test_start:
 * @self: a test
 * @echo: (nullable): whom to call for it
 *
 * Tries everything from the beginning.
 */
void
phone_line_test_start (PhoneLineTest *self,
                       const char    *echo)
{
  g_return_if_fail (PHONE_IS_LINE_TEST (self));

  phone_line_test_cancel (self);
  g_set_str (&self->echo, echo);
  for (guint i = 0; i < self->steps->len; i++)
    phone_line_step_set (g_ptr_array_index (self->steps, i), PHONE_LINE_STEP_STATE_WAITING, NULL);
  self->connected = FALSE;
  self->current = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
  phone_account_retry_now (self->account);
  begin_step (self);
}

/**
 * phone_line_test_cancel:
 * @self: a test
 *
 * Stops trying. What was found out stays.
 */
void
phone_line_test_cancel (PhoneLineTest *self)
{
  g_return_if_fail (PHONE_IS_LINE_TEST (self));

  if (!phone_line_test_is_running (self))
    return;
  leave_step (self);
  for (; self->current < PHONE_LINE_N_STEPS; self->current++)
    phone_line_step_set (get_step (self), PHONE_LINE_STEP_STATE_NOT_TRIED, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
}

/**
 * phone_line_test_is_running:
 * @self: a test
 *
 * Returns: %TRUE while something is being tried
 */
gboolean
phone_line_test_is_running (PhoneLineTest *self)
{
  g_return_val_if_fail (PHONE_IS_LINE_TEST (self), FALSE);

  return self->current < PHONE_LINE_N_STEPS;
}

/**
 * phone_line_test_tell_heard:
 * @self: a test
 * @heard: whether the melody was heard
 *
 * Answers the step that is asking; does nothing when none is.
 */
void
phone_line_test_tell_heard (PhoneLineTest *self,
                            gboolean       heard)
{
  g_return_if_fail (PHONE_IS_LINE_TEST (self));

  if (!phone_line_test_is_running (self) || phone_line_step_get_state (get_step (self)) != PHONE_LINE_STEP_STATE_ASKING)
    return;
  phone_line_test_end_step (self, heard ? PHONE_LINE_STEP_STATE_OK : PHONE_LINE_STEP_STATE_FAILED,
                            g_strdup (heard ? _("You heard it.")
                                            : _("You did not hear it. Look at the volume, or choose another speaker.")));
}
