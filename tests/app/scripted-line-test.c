/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A test of the line of which each step goes as the test of the window says. */

#include "scripted-line-test.h"

struct _PhoneLineTest
{
  GObject parent_instance;

  PhoneAccount *account;
  GListStore *steps;
  gboolean running;
  char *echo;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneLineTest, phone_line_test, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return PHONE_TYPE_LINE_STEP;
}

static guint
get_n_items (GListModel *model)
{
  return PHONE_LINE_N_STEPS;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_LINE_TEST (model)->steps), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_property (GObject    *object,
              guint       id,
              GValue     *value,
              GParamSpec *pspec)
{
  g_value_set_boolean (value, PHONE_LINE_TEST (object)->running);
}

static void
finalize (GObject *object)
{
  PhoneLineTest *self = PHONE_LINE_TEST (object);

  g_object_unref (self->account);
  g_object_unref (self->steps);
  g_free (self->echo);
  G_OBJECT_CLASS (phone_line_test_parent_class)->finalize (object);
}

static void
phone_line_test_class_init (PhoneLineTestClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = get_property;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE));
}

static void
phone_line_test_init (PhoneLineTest *self)
{
  self->steps = g_list_store_new (PHONE_TYPE_LINE_STEP);
  for (PhoneLineStepKind kind = 0; kind < PHONE_LINE_N_STEPS; kind++)
    {
      g_autoptr (PhoneLineStep) step = phone_line_step_new (kind);

      g_list_store_append (self->steps, step);
    }
}

PhoneLineTest *
phone_line_test_new (Phone        *phone,
                     PhoneAccount *account)
{
  PhoneLineTest *self = g_object_new (PHONE_TYPE_LINE_TEST, NULL);

  self->account = g_object_ref (account);
  return self;
}

PhoneAccount *
phone_line_test_get_account (PhoneLineTest *self)
{
  return self->account;
}

char *
phone_line_test_dup_echo (PhoneLineTest *self)
{
  return NULL;
}

static void
set_running (PhoneLineTest *self,
             gboolean       running)
{
  self->running = running;
  g_object_notify (G_OBJECT (self), "running");
}

void
phone_line_test_start (PhoneLineTest *self,
                       const char    *echo)
{
  g_set_str (&self->echo, echo);
  set_running (self, TRUE);
}

void
phone_line_test_cancel (PhoneLineTest *self)
{
  set_running (self, FALSE);
}

gboolean
phone_line_test_is_running (PhoneLineTest *self)
{
  return self->running;
}

void
phone_line_test_tell_heard (PhoneLineTest *self,
                            gboolean       heard)
{
  scripted_line_test_set (self, PHONE_LINE_STEP_SPEAKER, heard ? PHONE_LINE_STEP_STATE_OK : PHONE_LINE_STEP_STATE_FAILED,
                          heard ? "You heard it." : "You did not hear it.");
}

void
scripted_line_test_set (PhoneLineTest      *self,
                        PhoneLineStepKind   kind,
                        PhoneLineStepState  state,
                        const char         *sentence)
{
  g_autoptr (PhoneLineStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), kind);

  phone_line_step_set (step, state, sentence);
}

const char *
scripted_line_test_get_echo (PhoneLineTest *self)
{
  return self->echo;
}
