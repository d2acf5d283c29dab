/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One call as a person sees it. It owns a session of the protocol and, once answered or begun, the sound;
 * what it shows is derived from these two each time either changes. */

#include "config.h"

#include "phone-call-private.h"

#include "phone-account-parts-private.h"
#include "phone-address.h"
#include "phone-call-notes.h"
#include "phone-call-quality-private.h"
#include "phone-text.h"
#include "phone-video-private.h"
#include "sip-status.h"
#include "ua-inviter.h"

G_DEFINE_ENUM_TYPE (PhoneCallState, phone_call_state,
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_CALLING, "calling"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_RINGING, "ringing"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_INCOMING, "incoming"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_RECONNECTING, "reconnecting"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_ENDING, "ending"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_ENDED, "ended"))

G_DEFINE_FINAL_TYPE (PhoneCall, phone_call, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_REMOTE_NAME,
  PROP_REMOTE_ADDRESS,
  PROP_MUTED,
  PROP_DURATION,
  PROP_INPUT_LEVEL,
  PROP_OUTPUT_LEVEL,
  PROP_END_TEXT,
  N_PROPS
};

enum
{
  DIGIT_RECEIVED,
  TAKES_FLOOR,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
tick_cb (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, props[PROP_DURATION]);
  return G_SOURCE_CONTINUE;
}

/* The time of talking is the time the session is established, whatever the sound does. */
static void
run_duration (PhoneCall *self)
{
  UaSessionState state = ua_session_get_state (self->session);

  if (state == UA_SESSION_STATE_ESTABLISHED && self->talk_began_us == 0)
    {
      self->talk_began_us = g_get_monotonic_time ();
      self->tick = g_timeout_add_seconds (1, tick_cb, self);
      phone_call_take_floor (self);
    }
  else if (state > UA_SESSION_STATE_ESTABLISHED && self->talk_began_us != 0 && self->talk_ended_us == 0)
    {
      self->talk_ended_us = g_get_monotonic_time ();
      g_clear_handle_id (&self->tick, g_source_remove);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DURATION]);
    }
}

static void
disarm (PhoneCall *self)
{
  SipClock *clock = phone_account_get_clock (self->account);

  sip_clock_disarm (clock, &self->no_answer);
  sip_clock_disarm (clock, &self->answer_timer);
}

/* Whatever below may have changed: notify what is seen above, and only that. */
void
phone_call_refresh (PhoneCall *self)
{
  PhoneCallState state = phone_call_derive (self);
  g_autofree char *end_text = phone_call_make_end_text (self);
  GObject *object = G_OBJECT (self);

  phone_account_refresh_route (self->account);
  if (state != PHONE_CALL_STATE_INCOMING)
    disarm (self);
  phone_call_quality_set_answered (self->quality, phone_call_is_up (self));

  g_object_freeze_notify (object);
  run_duration (self);
  if (g_set_str (&self->end_text, end_text))
    g_object_notify_by_pspec (object, props[PROP_END_TEXT]);
  if (self->shown_state != state)
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  self->shown_state = state;
  g_object_thaw_notify (object);
}

void
phone_call_take_floor (PhoneCall *self)
{
  g_signal_emit (self, signals[TAKES_FLOOR], 0);
}

/* The first reason is the one to tell. */
void
phone_call_take_error (PhoneCall *self,
                       GError    *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
read_remote (PhoneCall *self)
{
  g_autofree char *address = phone_address_for_people (sip_address_get_uri (phone_call_get_who (self)));
  g_autofree char *clean = phone_text_clean_line (address);
  g_autofree char *name = phone_call_dup_name (self);

  if (g_set_str (&self->remote_address, clean))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REMOTE_ADDRESS]);
  if (g_set_str (&self->remote_name, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REMOTE_NAME]);
}

static void
session_progress_cb (UaSession *session,
                     guint      status,
                     PhoneCall *self)
{
  self->progress = status;
  self->rang = self->rang || status == SIP_STATUS_RINGING;
  phone_call_refresh (self);
}

static void
phone_call_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PhoneCall *self = PHONE_CALL (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, phone_call_get_state (self));
      break;
    case PROP_REMOTE_NAME:
      g_value_set_string (value, self->remote_name);
      break;
    case PROP_REMOTE_ADDRESS:
      g_value_set_string (value, self->remote_address);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_DURATION:
      g_value_set_uint (value, phone_call_get_duration (self));
      break;
    case PROP_INPUT_LEVEL:
      g_value_set_double (value, phone_call_get_input_meter (self));
      break;
    case PROP_OUTPUT_LEVEL:
      g_value_set_double (value, phone_call_get_output_meter (self));
      break;
    case PROP_END_TEXT:
      g_value_set_string (value, self->end_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_call_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_MUTED:
      phone_call_set_muted (PHONE_CALL (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_call_dispose (GObject *object)
{
  PhoneCall *self = PHONE_CALL (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->account != NULL)
    disarm (self);
  if (self->session != NULL && ua_session_get_state (self->session) != UA_SESSION_STATE_TERMINATED)
    ua_session_hang_up_async (self->session, NULL, NULL, NULL);
  g_clear_object (&self->roster);
  g_clear_object (&self->session);
  g_clear_object (&self->media);
  g_clear_object (&self->handover);
  g_clear_object (&self->quality);
  g_clear_object (&self->video);
  g_clear_object (&self->recording);
  g_clear_object (&self->account);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (phone_call_parent_class)->dispose (object);
}

static void
phone_call_finalize (GObject *object)
{
  PhoneCall *self = PHONE_CALL (object);

  g_free (self->id);
  g_free (self->known_name);
  g_free (self->spelled);
  g_free (self->remote_name);
  g_free (self->remote_address);
  g_free (self->end_text);
  g_free (self->diverted_by);
  g_free (self->sent_to);
  g_clear_pointer (&self->identity, sip_address_unref);
  g_clear_pointer (&self->first_remote, sip_address_unref);
  g_clear_pointer (&self->send_on, sip_uri_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (phone_call_parent_class)->finalize (object);
}

static void
phone_call_class_init (PhoneCallClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_call_dispose;
  object_class->finalize = phone_call_finalize;
  object_class->get_property = phone_call_get_property;
  object_class->set_property = phone_call_set_property;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_CALL_STATE, PHONE_CALL_STATE_CALLING, readable);
  props[PROP_REMOTE_NAME] = g_param_spec_string ("remote-name", NULL, NULL, NULL, readable);
  props[PROP_REMOTE_ADDRESS] = g_param_spec_string ("remote-address", NULL, NULL, NULL, readable);
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  props[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_INPUT_LEVEL] = g_param_spec_double ("input-level", NULL, NULL, 0, 1, 0, readable);
  props[PROP_OUTPUT_LEVEL] = g_param_spec_double ("output-level", NULL, NULL, 0, 1, 0, readable);
  props[PROP_END_TEXT] = g_param_spec_string ("end-text", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PhoneCall::digit-received:
   * @self: a call
   * @digit: one of 0-9 * # A-D
   *
   * The far end pressed a key.
   */
  signals[DIGIT_RECEIVED] = g_signal_new ("digit-received", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAKES_FLOOR] =
    g_signal_new ("takes-floor", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("pressed", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("hearing-changed", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PhoneCall::digits-failed:
   * @self: a call
   * @error: why, for phone_words_for_error()
   *
   * Of the keys that were pressed not all arrived; the call goes on.
   */
  g_signal_new ("digits-failed", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
phone_call_init (PhoneCall *self)
{
}

static PhoneCall *
phone_call_new (PhoneAccount *account,
                MediaEngine  *engine)
{
  static guint n_calls = 0;
  PhoneCall *self = g_object_new (PHONE_TYPE_CALL, NULL);

  self->id = g_strdup_printf ("%u", ++n_calls);
  self->account = g_object_ref (account);
  self->engine = g_object_ref (engine);
  self->handover = phone_handover_new ();
  self->quality = phone_call_quality_new (account);
  self->video = phone_video_new ();
  self->recording = phone_recording_new ();
  return self;
}

static void
attach (PhoneCall *self,
        UaSession *session)
{
  self->session = g_object_ref (session);
  self->roster = phone_roster_new (session);
  self->incoming = UA_IS_INVITATION (session);
  g_signal_connect_object (session, "progress", G_CALLBACK (session_progress_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (session, "notify::remote", G_CALLBACK (read_remote), self, G_CONNECT_SWAPPED);
  phone_call_begin_notes (self);
  g_signal_connect_object (session, "notify", G_CALLBACK (phone_call_refresh), self, G_CONNECT_SWAPPED);
  phone_call_listen (self);
  read_remote (self);
  self->shown_state = phone_call_derive (self);
}

PhoneCall *
phone_call_new_incoming (PhoneAccount *account,
                         UaInvitation *invitation,
                         MediaEngine  *engine,
                         guint         no_answer_seconds)
{
  PhoneCall *self = phone_call_new (account, engine);

  phone_call_read_caller (self, invitation);
  attach (self, UA_SESSION (invitation));
  if (no_answer_seconds > 0)
    phone_call_wait_for_answer (self, no_answer_seconds);
  return self;
}

PhoneCall *
phone_call_new_outgoing (PhoneAccount *account,
                         SipUri       *target,
                         MediaEngine  *engine,
                         UaOptions    *options)
{
  PhoneCall *self = phone_call_new (account, engine);
  g_autoptr (UaDescriptionHandler) handler = phone_call_open_media (self);
  g_autoptr (UaInviter) inviter = ua_inviter_new (phone_account_get_agent (account), target, handler, options);

  attach (self, UA_SESSION (inviter));
  return self;
}

PhoneCall *
phone_call_new_referred (PhoneAccount *account,
                         UaReferral   *referral,
                         MediaEngine  *engine)
{
  g_autoptr (PhoneCall) self = phone_call_new (account, engine);
  g_autoptr (UaDescriptionHandler) handler = phone_call_open_media (self);
  g_autoptr (UaInviter) inviter = NULL;

  ua_referral_set_anonymous (referral, phone_policy_is_anonymous (phone_account_get_policy (account)));
  inviter = ua_referral_accept (referral, handler);
  if (inviter == NULL)
    return NULL;

  attach (self, UA_SESSION (inviter));
  return g_steal_pointer (&self);
}

/**
 * phone_call_get_id:
 * @self: a call
 *
 * A short name for this call, unique while the program runs.
 *
 * Returns: (transfer none): the id
 */
const char *
phone_call_get_id (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->id;
}

/**
 * phone_call_get_remote_name:
 * @self: a call
 *
 * What the far end calls itself, or else its address; made fit to be shown.
 *
 * Returns: (transfer none): the name
 */
const char *
phone_call_get_remote_name (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->remote_name;
}

/**
 * phone_call_get_remote_address:
 * @self: a call
 *
 * The far end's address as people write it.
 *
 * Returns: (transfer none): the address
 */
const char *
phone_call_get_remote_address (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->remote_address;
}

/**
 * phone_call_get_account:
 * @self: a call
 *
 * Whose call it is.
 *
 * Returns: (transfer none): the account
 */
PhoneAccount *
phone_call_get_account (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->account;
}

/**
 * phone_call_is_incoming:
 * @self: a call
 *
 * Whether the far end began it.
 *
 * Returns: %TRUE when it did
 */
gboolean
phone_call_is_incoming (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);

  return self->incoming;
}

/**
 * phone_call_get_end_text:
 * @self: a call
 *
 * How it ended, in a sentence.
 *
 * Returns: (transfer none) (nullable): the sentence; %NULL: an ordinary end, or none yet
 */
const char *
phone_call_get_end_text (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->end_text;
}
