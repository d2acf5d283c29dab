/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Before one calls somebody, it is good to know whether they could answer. Two things say so, what people publish of
 * themselves and what their telephone does, and a person sees one state with one word: a telephone in use counts more
 * than what its owner says. */

#include "config.h"

#include "phone-contact-state-private.h"

#include <glib/gi18n-lib.h>

#include "phone-lamp-private.h"

struct _PhoneContactState
{
  GObject parent_instance;

  GObject *account; /* weak */
  char *address;
  char *name; /* NULL: the address */
  PhoneWatchKind kinds;
  PhonePresenceState presence;
  char *note;
  PhoneLamp *lamp;

  PhonePresenceState state; /* what was notified last */
  gboolean can_pick_up;
  char *text;
};

G_DEFINE_ENUM_TYPE (PhonePresenceState, phone_presence_state,
                    G_DEFINE_ENUM_VALUE (PHONE_PRESENCE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (PHONE_PRESENCE_STATE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (PHONE_PRESENCE_STATE_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (PHONE_PRESENCE_STATE_AWAY, "away"),
                    G_DEFINE_ENUM_VALUE (PHONE_PRESENCE_STATE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (PHONE_PRESENCE_STATE_ON_THE_PHONE, "on-the-phone"))

G_DEFINE_FINAL_TYPE (PhoneContactState, phone_contact_state, G_TYPE_OBJECT)

enum
{
  PROP_ADDRESS = 1,
  PROP_NAME,
  PROP_STATE,
  PROP_TEXT,
  PROP_NOTE,
  PROP_LAMP,
  PROP_CAN_PICK_UP,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static PhoneLampState
get_lamp_state (PhoneContactState *self)
{
  return self->lamp != NULL ? phone_lamp_get_state (self->lamp) : PHONE_LAMP_STATE_UNKNOWN;
}

static PhonePresenceState
derive (PhoneContactState *self)
{
  switch (get_lamp_state (self))
    {
    case PHONE_LAMP_STATE_CALLING:
    case PHONE_LAMP_STATE_RINGING:
    case PHONE_LAMP_STATE_TALKING:
    case PHONE_LAMP_STATE_HELD:
      return PHONE_PRESENCE_STATE_ON_THE_PHONE;
    case PHONE_LAMP_STATE_IDLE:
      return self->presence == PHONE_PRESENCE_STATE_UNKNOWN ? PHONE_PRESENCE_STATE_AVAILABLE : self->presence;
    case PHONE_LAMP_STATE_UNKNOWN:
      break;
    }
  return self->presence;
}

static char *
make_ringing_text (PhoneContactState *self)
{
  const char *with = phone_lamp_get_with (self->lamp);

  /* Translators: %s is who calls the person that is watched. */
  return with != NULL ? g_strdup_printf (_ ("Ringing: %s"), with) : g_strdup (C_ ("presence", "Ringing"));
}

static const char *
get_word (PhonePresenceState state)
{
  switch (state)
    {
    case PHONE_PRESENCE_STATE_OFFLINE:
      return _ ("Offline");
    case PHONE_PRESENCE_STATE_AVAILABLE:
      return _ ("Available");
    case PHONE_PRESENCE_STATE_AWAY:
      return _ ("Away");
    case PHONE_PRESENCE_STATE_BUSY:
      return _ ("Busy");
    case PHONE_PRESENCE_STATE_ON_THE_PHONE:
      return _ ("On the phone");
    case PHONE_PRESENCE_STATE_UNKNOWN:
      break;
    }
  return _ ("Unknown");
}

static void
refresh (PhoneContactState *self)
{
  PhonePresenceState state = derive (self);
  gboolean can_pick_up = phone_contact_state_can_pick_up (self);
  g_autofree char *text =
    get_lamp_state (self) == PHONE_LAMP_STATE_RINGING ? make_ringing_text (self) : g_strdup (get_word (state));
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (object, props[PROP_TEXT]);
  if (self->can_pick_up != can_pick_up)
    g_object_notify_by_pspec (object, props[PROP_CAN_PICK_UP]);
  if (self->state != state)
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  self->can_pick_up = can_pick_up;
  self->state = state;
  g_object_thaw_notify (object);
}

static void
phone_contact_state_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PhoneContactState *self = PHONE_CONTACT_STATE (object);

  switch (prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_NAME:
      g_value_set_string (value, phone_contact_state_get_name (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_LAMP:
      g_value_set_object (value, self->lamp);
      break;
    case PROP_CAN_PICK_UP:
      g_value_set_boolean (value, self->can_pick_up);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_contact_state_finalize (GObject *object)
{
  PhoneContactState *self = PHONE_CONTACT_STATE (object);

  g_clear_weak_pointer (&self->account);
  g_clear_object (&self->lamp);
  g_free (self->address);
  g_free (self->name);
  g_free (self->note);
  g_free (self->text);

  G_OBJECT_CLASS (phone_contact_state_parent_class)->finalize (object);
}

static void
phone_contact_state_class_init (PhoneContactStateClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_contact_state_get_property;
  object_class->finalize = phone_contact_state_finalize;

  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_PRESENCE_STATE,
                                         PHONE_PRESENCE_STATE_UNKNOWN, readable);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, readable);
  props[PROP_LAMP] = g_param_spec_object ("lamp", NULL, NULL, PHONE_TYPE_LAMP, readable);
  props[PROP_CAN_PICK_UP] = g_param_spec_boolean ("can-pick-up", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_contact_state_init (PhoneContactState *self)
{
  self->text = g_strdup (get_word (PHONE_PRESENCE_STATE_UNKNOWN));
}

PhoneContactState *
phone_contact_state_new (GObject    *account,
                         const char *address)
{
  PhoneContactState *self = g_object_new (PHONE_TYPE_CONTACT_STATE, NULL);

  g_set_weak_pointer (&self->account, account);
  self->address = g_strdup (address);
  return self;
}

void
phone_contact_state_set_name (PhoneContactState *self,
                              const char        *name)
{
  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

void
phone_contact_state_set_kinds (PhoneContactState *self,
                               PhoneWatchKind     kinds)
{
  gboolean lamp = (kinds & PHONE_WATCH_LAMP) != 0;

  self->kinds = kinds;
  if (lamp == (self->lamp != NULL))
    return;

  if (lamp)
    {
      self->lamp = phone_lamp_new ();
      g_signal_connect_object (self->lamp, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
    }
  else
    {
      g_signal_handlers_disconnect_by_data (self->lamp, self);
      g_clear_object (&self->lamp);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAMP]);
  refresh (self);
}

void
phone_contact_state_set_presence (PhoneContactState  *self,
                                  PhonePresenceState  state,
                                  const char         *note)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->presence = state;
  if (g_set_str (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE]);
  refresh (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * phone_contact_state_get_address:
 * @self: somebody who is watched
 *
 * Who it is; one spelling for all ways to write the address.
 *
 * Returns: (transfer none): the address, which can be called
 */
const char *
phone_contact_state_get_address (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), NULL);

  return self->address;
}

/**
 * phone_contact_state_get_name:
 * @self: somebody who is watched
 *
 * Who it is for people.
 *
 * Returns: (transfer none): the name that a list gives them, or the address
 */
const char *
phone_contact_state_get_name (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), NULL);

  return self->name != NULL ? self->name : self->address;
}

/**
 * phone_contact_state_get_state:
 * @self: somebody who is watched
 *
 * How they are, by what they say and by what their telephone does.
 *
 * Returns: the state
 */
PhonePresenceState
phone_contact_state_get_state (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), PHONE_PRESENCE_STATE_UNKNOWN);

  return self->state;
}

/**
 * phone_contact_state_get_text:
 * @self: somebody who is watched
 *
 * The state in a word or two.
 *
 * Returns: (transfer none): the words
 */
const char *
phone_contact_state_get_text (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), NULL);

  return self->text;
}

/**
 * phone_contact_state_get_note:
 * @self: somebody who is watched
 *
 * What they say of themselves in their own words.
 *
 * Returns: (transfer none) (nullable): the words; %NULL: none
 */
const char *
phone_contact_state_get_note (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), NULL);

  return self->note;
}

/**
 * phone_contact_state_get_lamp:
 * @self: somebody who is watched
 *
 * What their telephone does.
 *
 * Returns: (transfer none) (nullable): the lamp; %NULL: it is not watched
 */
PhoneLamp *
phone_contact_state_get_lamp (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), NULL);

  return self->lamp;
}

/**
 * phone_contact_state_can_pick_up:
 * @self: somebody who is watched
 *
 * Whether a call that rings there can be answered here.
 *
 * Returns: %TRUE when it can be tried
 */
gboolean
phone_contact_state_can_pick_up (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), FALSE);

  return self->lamp != NULL && phone_lamp_can_pick_up (self->lamp);
}

/**
 * phone_contact_state_get_account:
 * @self: somebody who is watched
 *
 * By which account they are watched.
 *
 * Returns: (transfer none) (nullable): the account; %NULL: it is gone
 */
PhoneAccount *
phone_contact_state_get_account (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), NULL);

  return (PhoneAccount *) self->account;
}

/**
 * phone_contact_state_get_kinds:
 * @self: somebody who is watched
 *
 * In which ways a person wished to watch them.
 *
 * Returns: the ways; 0: the server's list names them, and nobody else
 */
PhoneWatchKind
phone_contact_state_get_kinds (PhoneContactState *self)
{
  g_return_val_if_fail (PHONE_IS_CONTACT_STATE (self), 0);

  return self->kinds;
}
