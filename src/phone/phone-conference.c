/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conference is calls that share one microphone and one speaker. The sound is mixed in the room below; here is who takes
 * part, and that nobody is left in a conversation with nobody. */

#include "config.h"

#include "phone-conference-private.h"

#include "media-conference.h"
#include "phone-call-private.h"
#include "ua-error.h"

struct _PhoneConference
{
  GObject parent_instance;

  MediaConference *media;
  GListStore *calls;
  gboolean dissolved;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneConference, phone_conference, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_MUTED = 1,
  PROP_N_ITEMS,
  N_PROPS
};

enum
{
  DISSOLVED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static GType
phone_conference_get_item_type (GListModel *model)
{
  return PHONE_TYPE_CALL;
}

static guint
phone_conference_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_CONFERENCE (model)->calls));
}

static gpointer
phone_conference_get_item (GListModel *model,
                           guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_CONFERENCE (model)->calls), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_conference_get_item_type;
  iface->get_n_items = phone_conference_get_n_items;
  iface->get_item = phone_conference_get_item;
}

static void
phone_conference_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PhoneConference *self = PHONE_CONFERENCE (object);

  switch (prop_id)
    {
    case PROP_MUTED:
      g_value_set_boolean (value, phone_conference_is_muted (self));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, phone_conference_get_n_items (G_LIST_MODEL (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_conference_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_MUTED:
      phone_conference_set_muted (PHONE_CONFERENCE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_conference_dispose (GObject *object)
{
  PhoneConference *self = PHONE_CONFERENCE (object);

  if (self->media != NULL)
    phone_conference_dissolve (self, NULL);
  g_clear_object (&self->media);

  G_OBJECT_CLASS (phone_conference_parent_class)->dispose (object);
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
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_conference_dispose;
  object_class->finalize = phone_conference_finalize;
  object_class->get_property = phone_conference_get_property;
  object_class->set_property = phone_conference_set_property;

  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[DISSOLVED] =
    g_signal_new ("dissolved", PHONE_TYPE_CONFERENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
items_changed_cb (PhoneConference *self,
                  guint            position,
                  guint            removed,
                  guint            added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

static void
phone_conference_init (PhoneConference *self)
{
  self->calls = g_list_store_new (PHONE_TYPE_CALL);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

PhoneConference *
phone_conference_new (MediaEngine *engine)
{
  PhoneConference *self = g_object_new (PHONE_TYPE_CONFERENCE, NULL);

  self->media = media_conference_new (engine);
  return self;
}

static void
hold_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_call_set_hold_finish (PHONE_CALL (source), result, &error))
    g_info ("call %s: %s", phone_call_get_id (PHONE_CALL (source)), error->message);
}

static void call_state_cb (PhoneCall       *call,
                           GParamSpec      *pspec,
                           PhoneConference *self);

static void
let_go (PhoneConference *self,
        PhoneCall       *call)
{
  g_signal_handlers_disconnect_by_func (call, call_state_cb, self);
  phone_call_set_conference (call, NULL);
  /* A microphone that is off is never turned on by something that ends. */
  if (phone_conference_is_muted (self))
    phone_call_set_muted (call, TRUE);
  if (call->media != NULL)
    media_conference_remove (self->media, call->media);
}

/* With one left there is nobody to share the conversation with. */
static void
call_state_cb (PhoneCall       *call,
               GParamSpec      *pspec,
               PhoneConference *self)
{
  g_autoptr (PhoneConference) hold = g_object_ref (self);
  guint position;

  if (!phone_call_is_over (call) || !g_list_store_find (self->calls, call, &position))
    return;

  let_go (self, call);
  g_list_store_remove (self->calls, position);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->calls)) == 1)
    {
      g_autoptr (PhoneCall) last = g_list_model_get_item (G_LIST_MODEL (self->calls), 0);

      phone_conference_dissolve (self, last);
    }
}

gboolean
phone_conference_add (PhoneConference  *self,
                      PhoneCall        *call,
                      GError          **error)
{
  if (!phone_call_is_up (call) || call->media == NULL || !media_conference_add (self->media, call->media))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_WRONG_STATE, "call %s cannot take part", phone_call_get_id (call));
      return FALSE;
    }

  /* Nor by something that begins: who was off for one is off for all. */
  if (phone_call_is_muted (call))
    {
      phone_conference_set_muted (self, TRUE);
      phone_call_set_muted (call, FALSE);
    }
  phone_call_set_conference (call, self);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_DEFAULT);
  g_list_store_append (self->calls, call);
  return TRUE;
}

void
phone_conference_dissolve (PhoneConference *self,
                           PhoneCall       *speaker)
{
  g_autoptr (PhoneConference) hold = g_object_ref (self);

  if (self->dissolved)
    return;

  self->dissolved = TRUE;
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self->calls)); n > 0; n--)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), n - 1);

      let_go (self, call);
      if (call != speaker && phone_call_is_up (call))
        phone_call_set_hold_async (call, TRUE, NULL, hold_set_cb, NULL);
    }
  g_list_store_remove_all (self->calls);
  media_conference_close (self->media);
  g_signal_emit (self, signals[DISSOLVED], 0);
}

/**
 * phone_conference_is_muted:
 * @self: a conference
 *
 * Whether nobody hears us; they go on hearing each other.
 *
 * Returns: %TRUE when our microphone is off
 */
gboolean
phone_conference_is_muted (PhoneConference *self)
{
  g_return_val_if_fail (PHONE_IS_CONFERENCE (self), FALSE);

  return media_conference_is_muted (self->media);
}

/**
 * phone_conference_set_muted:
 * @self: a conference
 * @muted: whether nobody is to hear us
 *
 * Switches our microphone off or on for all of them.
 */
void
phone_conference_set_muted (PhoneConference *self,
                            gboolean         muted)
{
  g_return_if_fail (PHONE_IS_CONFERENCE (self));

  if (media_conference_is_muted (self->media) == !!muted)
    return;

  media_conference_set_muted (self->media, muted);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MUTED]);
}

/**
 * phone_conference_has:
 * @self: a conference
 * @call: a call
 *
 * Whether the call takes part.
 *
 * Returns: %TRUE when it does
 */
gboolean
phone_conference_has (PhoneConference *self,
                      PhoneCall       *call)
{
  g_return_val_if_fail (PHONE_IS_CONFERENCE (self), FALSE);

  return g_list_store_find (self->calls, call, NULL);
}

/**
 * phone_conference_set_hold:
 * @self: a conference
 * @hold: whether they are to wait
 *
 * Keeps all of them waiting, or takes all back.
 */
void
phone_conference_set_hold (PhoneConference *self,
                           gboolean         hold)
{
  g_return_if_fail (PHONE_IS_CONFERENCE (self));

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->calls)); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), n);

      phone_call_set_hold_async (call, hold, NULL, hold_set_cb, NULL);
    }
}
