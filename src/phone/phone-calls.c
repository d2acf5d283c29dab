/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The calls that are going on, and those that have just ended: a person wants to read why. */

#include "config.h"

#include "phone-calls.h"

#include "phone-recording-private.h"

#define LINGER_S 4

struct _PhoneCalls
{
  GObject parent_instance;

  GListStore *calls;
  GHashTable *leaving; /* PhoneCall → GSource id */
  PhoneRecordingRules *rules;
};

G_DEFINE_FINAL_TYPE (PhoneCalls, phone_calls, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  PhoneCalls *calls; /* outlives its timers */
  PhoneCall *call;   /* likewise: it is in the list */
} Leave;

static gboolean
leave_cb (gpointer user_data)
{
  Leave *leave = user_data;
  PhoneCalls *self = leave->calls;
  guint position;

  g_hash_table_remove (self->leaving, leave->call);
  if (g_list_store_find (self->calls, leave->call, &position))
    g_list_store_remove (self->calls, position);
  return G_SOURCE_REMOVE;
}

static void
linger (PhoneCalls *self,
        PhoneCall  *call)
{
  Leave *leave;
  guint id;

  if (g_hash_table_contains (self->leaving, call))
    return;

  leave = g_new0 (Leave, 1);
  leave->calls = self;
  leave->call = call;
  id = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, LINGER_S, leave_cb, leave, g_free);
  g_hash_table_insert (self->leaving, call, GUINT_TO_POINTER (id));
}

static void
call_state_cb (PhoneCall  *call,
               GParamSpec *pspec,
               PhoneCalls *self)
{
  if (phone_call_get_state (call) == PHONE_CALL_STATE_ENDED)
    linger (self, call);
  g_signal_emit (self, signals[CHANGED], 0, call);
}

static void
call_hearing_cb (PhoneCall  *call,
                 PhoneCalls *self)
{
  g_signal_emit (self, signals[CHANGED], 0, call);
}

static void
phone_calls_dispose (GObject *object)
{
  PhoneCalls *self = PHONE_CALLS (object);

  phone_calls_clear (self);

  G_OBJECT_CLASS (phone_calls_parent_class)->dispose (object);
}

static void
phone_calls_finalize (GObject *object)
{
  PhoneCalls *self = PHONE_CALLS (object);

  g_object_unref (self->calls);
  g_object_unref (self->rules);
  g_hash_table_unref (self->leaving);

  G_OBJECT_CLASS (phone_calls_parent_class)->finalize (object);
}

static void
phone_calls_class_init (PhoneCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_calls_dispose;
  G_OBJECT_CLASS (klass)->finalize = phone_calls_finalize;

  signals[CHANGED] = g_signal_new ("changed", PHONE_TYPE_CALLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   PHONE_TYPE_CALL);
}

static void
phone_calls_init (PhoneCalls *self)
{
  self->calls = g_list_store_new (PHONE_TYPE_CALL);
  self->rules = phone_recording_rules_new ();
  self->leaving = g_hash_table_new (NULL, NULL);
}

PhoneCalls *
phone_calls_new (void)
{
  return g_object_new (PHONE_TYPE_CALLS, NULL);
}

GListModel *
phone_calls_get_model (PhoneCalls *self)
{
  return G_LIST_MODEL (self->calls);
}

void
phone_calls_add (PhoneCalls *self,
                 PhoneCall  *call)
{
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (call, "hearing-changed", G_CALLBACK (call_hearing_cb), self, G_CONNECT_DEFAULT);
  phone_recording_set_rules (phone_call_get_recording (call), self->rules);
  g_list_store_append (self->calls, call);
  g_signal_emit (self, signals[CHANGED], 0, call);
}

void
phone_calls_hang_up_all (PhoneCalls *self)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->calls)); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), n);

      phone_call_hang_up (call);
    }
}

void
phone_calls_finish_recordings (PhoneCalls *self)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->calls)); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), n);

      phone_recording_finish (phone_call_get_recording (call));
    }
}

PhoneRecordingRules *
phone_calls_get_recording_rules (PhoneCalls *self)
{
  return self->rules;
}

void
phone_calls_clear (PhoneCalls *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->leaving);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    g_source_remove (GPOINTER_TO_UINT (id));
  g_hash_table_remove_all (self->leaving);
  g_list_store_remove_all (self->calls);
}
