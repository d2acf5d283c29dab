/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conversation of several calls without a sound: who takes part, who is muted, who leaves. */

#include "scripted-several.h"

#include "phone-participant-private.h"
#include "scripted-phone.h"

struct _PhoneConference
{
  GObject parent_instance;

  GListStore *calls;
  gboolean muted;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneConference, phone_conference, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_MUTED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return PHONE_TYPE_CALL;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_CONFERENCE (model)->calls));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_CONFERENCE (model)->calls), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
phone_conference_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  g_value_set_boolean (value, PHONE_CONFERENCE (object)->muted);
}

static void
phone_conference_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  phone_conference_set_muted (PHONE_CONFERENCE (object), g_value_get_boolean (value));
}

static void
phone_conference_finalize (GObject *object)
{
  g_object_unref (PHONE_CONFERENCE (object)->calls);
  G_OBJECT_CLASS (phone_conference_parent_class)->finalize (object);
}

static void
phone_conference_class_init (PhoneConferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_conference_get_property;
  object_class->set_property = phone_conference_set_property;
  object_class->finalize = phone_conference_finalize;
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_conference_init (PhoneConference *self)
{
  self->calls = g_list_store_new (PHONE_TYPE_CALL);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

gboolean
phone_conference_is_muted (PhoneConference *self)
{
  return self->muted;
}

void
phone_conference_set_muted (PhoneConference *self,
                            gboolean         muted)
{
  if (self->muted == muted)
    return;
  self->muted = muted;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MUTED]);
}

gboolean
phone_conference_has (PhoneConference *self,
                      PhoneCall       *call)
{
  return g_list_store_find (self->calls, call, NULL);
}

void
phone_conference_set_hold (PhoneConference *self,
                           gboolean         hold)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (PhoneCall) call = get_item (G_LIST_MODEL (self), i);

      scripted_call_set_state (call, hold ? PHONE_CALL_STATE_HELD : PHONE_CALL_STATE_ACTIVE);
    }
}

static void
call_state_cb (PhoneCall  *call,
               GParamSpec *pspec,
               Phone      *phone)
{
  PhoneConference *self = phone_get_conference (phone);
  guint position;

  if (phone_call_get_state (call) != PHONE_CALL_STATE_ENDED || self == NULL
      || !g_list_store_find (self->calls, call, &position))
    return;
  g_list_store_remove (self->calls, position);
  if (get_n_items (G_LIST_MODEL (self)) < 2)
    phone_split (phone, NULL);
  else
    g_signal_emit_by_name (phone, "conference-changed");
}

static void
add (PhoneConference *self,
     Phone           *phone,
     PhoneCall       *call)
{
  if (phone_conference_has (self, call))
    return;
  g_list_store_append (self->calls, call);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), phone, G_CONNECT_DEFAULT);
}

PhoneConference *
phone_get_conference (Phone *self)
{
  return g_object_get_data (G_OBJECT (self), "scripted-conference");
}

void
scripted_several_join (Phone     *phone,
                       PhoneCall *one,
                       PhoneCall *other)
{
  if (phone_get_conference (phone) == NULL)
    g_object_set_data_full (G_OBJECT (phone), "scripted-conference", g_object_new (PHONE_TYPE_CONFERENCE, NULL),
                            g_object_unref);
  add (phone_get_conference (phone), phone, one);
  add (phone_get_conference (phone), phone, other);
  phone_conference_set_hold (phone_get_conference (phone), FALSE);
  g_signal_emit_by_name (phone, "conference-changed");
}

void
phone_split (Phone     *self,
             PhoneCall *speaker)
{
  g_autoptr (PhoneConference) conference = g_object_steal_data (G_OBJECT (self), "scripted-conference");

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (conference)); i++)
    {
      g_autoptr (PhoneCall) call = get_item (G_LIST_MODEL (conference), i);

      if (speaker != NULL && call != speaker)
        scripted_call_set_state (call, PHONE_CALL_STATE_HELD);
    }
  g_list_store_remove_all (conference->calls);
  g_signal_emit_by_name (self, "conference-changed");
}

GListModel *
phone_call_get_participants (PhoneCall *self)
{
  GListStore *people = g_object_get_data (G_OBJECT (self), "scripted-participants");

  if (people == NULL)
    {
      people = g_list_store_new (PHONE_TYPE_PARTICIPANT);
      g_object_set_data_full (G_OBJECT (self), "scripted-participants", people, g_object_unref);
    }
  return G_LIST_MODEL (people);
}

void
scripted_several_take_part (PhoneCall             *call,
                            const char            *name,
                            PhoneParticipantState  state)
{
  g_autoptr (PhoneParticipant) somebody = phone_participant_new (name, NULL);

  phone_participant_set (somebody, name, state);
  g_list_store_append (G_LIST_STORE (phone_call_get_participants (call)), somebody);
}
