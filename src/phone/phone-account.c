/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who I am and whether I can be reached. An account asks for little: to be online or not. Everything it says
 * of itself is derived from the line it has. */

#include "config.h"

#include "phone-account-parts-private.h"

#include "phone-address.h"
#include "phone-number.h"
#include "phone-route-private.h"

#include "ua-invitation.h"

G_DEFINE_ENUM_TYPE (PhoneAccountState, phone_account_state,
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_REGISTERED, "registered"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_REFUSED, "refused"))

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneAccount, phone_account, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_CREDENTIALS, phone_account_credentials_iface_init))

enum
{
  PROP_ID = 1,
  PROP_ADDRESS,
  PROP_DISPLAY_NAME,
  PROP_SERVER,
  PROP_STATE,
  PROP_STATUS_TEXT,
  PROP_ATTEMPT,
  PROP_ENABLED,
  N_PROPS
};

enum
{
  INCOMING_SESSION,
  INCOMING_REFERRAL,
  INCOMING_MESSAGE,
  INCOMING_NOTE,
  TRACED,
  NOTED,
  TRUSTED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
countdown_cb (gpointer user_data)
{
  phone_account_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

static void
run_countdown (PhoneAccount *self)
{
  gboolean waits = self->shown_state == PHONE_ACCOUNT_STATE_WAITING;

  if (waits && self->countdown == 0)
    self->countdown = g_timeout_add_seconds (1, countdown_cb, self);
  else if (!waits && self->countdown != 0)
    g_clear_handle_id (&self->countdown, g_source_remove);
}

static void
show (PhoneAccount *self)
{
  PhoneAccountState state = phone_account_derive (self);
  g_autofree char *text = phone_account_make_status_text (self);
  guint attempt = phone_account_get_attempt (self);
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (g_set_str (&self->status_text, text))
    g_object_notify_by_pspec (object, props[PROP_STATUS_TEXT]);
  if (self->shown_attempt != attempt)
    g_object_notify_by_pspec (object, props[PROP_ATTEMPT]);
  if (self->shown_state != state)
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  self->shown_attempt = attempt;
  self->shown_state = state;
  run_countdown (self);
  phone_account_refresh_route (self);
  g_object_thaw_notify (object);
}

static void
settle_cb (gpointer user_data)
{
  PhoneAccount *self = user_data;

  self->settle = 0;
  show (self);
}

/* Whatever below may have changed: notify what is seen above, and only that. A connection that has just begun to wait
 * says a moment later for how long, and one without the other is half a truth. */
void
phone_account_refresh (PhoneAccount *self)
{
  gboolean half_said = phone_account_derive (self) == PHONE_ACCOUNT_STATE_WAITING &&
                       ua_connection_get_next_try_ms (self->connection) == 0;

  if (!half_said)
    show (self);
  else if (self->settle == 0)
    self->settle = g_idle_add_once (settle_cb, self);
}

static void
phone_account_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneAccount *self = PHONE_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_SERVER:
      g_value_set_string (value, self->server);
      break;
    case PROP_STATE:
      g_value_set_enum (value, phone_account_get_state (self));
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->status_text);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, phone_account_get_attempt (self));
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_enabled (PhoneAccount *self,
             gboolean      enabled)
{
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENABLED]);
  if (enabled)
    phone_account_go_online (self);
  else
    phone_account_go_offline_async (self, NULL, NULL, NULL);
}

static void
phone_account_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ENABLED:
      set_enabled (PHONE_ACCOUNT (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_account_dispose (GObject *object)
{
  PhoneAccount *self = PHONE_ACCOUNT (object);

  g_clear_handle_id (&self->countdown, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);
  phone_account_drop_line (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (phone_account_parent_class)->dispose (object);
}

static void
phone_account_finalize (GObject *object)
{
  PhoneAccount *self = PHONE_ACCOUNT (object);

  g_free (self->id);
  g_free (self->address);
  g_free (self->display_name);
  g_free (self->server);
  g_free (self->realm);
  g_free (self->status_text);
  g_free (self->trusted_key);
  phone_account_free_events (self);
  g_clear_pointer (&self->offered, phone_certificate_free);
  g_clear_object (&self->policy);
  g_clear_object (&self->media_terms);
  g_object_unref (self->route);
  ua_credentials_wipe (self->password);
  sip_uri_unref (self->aor);
  g_ptr_array_unref (self->closing);

  G_OBJECT_CLASS (phone_account_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  props[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, readable);
  props[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, readable);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_ACCOUNT_STATE,
                                         PHONE_ACCOUNT_STATE_OFFLINE, readable);
  props[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, NULL, readable);
  props[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_account_class_init (PhoneAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_account_dispose;
  object_class->finalize = phone_account_finalize;
  object_class->get_property = phone_account_get_property;
  object_class->set_property = phone_account_set_property;
  install_properties (object_class);

  signals[INCOMING_SESSION] =
    g_signal_new ("incoming-session", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 1, UA_TYPE_INVITATION);
  signals[INCOMING_REFERRAL] =
    g_signal_new ("incoming-referral", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 1, UA_TYPE_REFERRAL);
  signals[INCOMING_MESSAGE] =
    g_signal_new ("incoming-message", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 2, SIP_TYPE_ADDRESS, G_TYPE_BYTES);
  signals[INCOMING_NOTE] =
    g_signal_new ("incoming-note", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 3, SIP_TYPE_ADDRESS, G_TYPE_STRING, G_TYPE_BYTES);
  signals[TRACED] = g_signal_new ("traced", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  signals[NOTED] = g_signal_new ("noted", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  signals[TRUSTED] =
    g_signal_new ("trusted", PHONE_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_account_init (PhoneAccount *self)
{
  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
  self->route = phone_route_new ();
  self->ways = &phone_line_ways;
}

/* (skip) Makes an account that is offline. NULL when the record's address is none. */
PhoneAccount *
phone_account_new (PhoneAccountKind    kind,
                   const StoreAccount *record,
                   const char         *password,
                   SipClock           *clock,
                   SipTokens          *tokens)
{
  g_autoptr (SipUri) uri = sip_uri_parse_target (record->address, NULL, NULL);
  PhoneAccount *self;

  if (uri == NULL || sip_uri_get_user (uri) == NULL)
    return NULL;

  self = g_object_new (PHONE_TYPE_ACCOUNT, NULL);
  self->kind = kind;
  self->id = g_strdup (record->id);
  self->aor = sip_uri_to_aor (uri);
  self->address = phone_address_for_people (self->aor);
  self->display_name = g_strdup (record->display_name);
  self->server = g_strdup (record->server);
  self->enabled = record->enabled;
  self->country = phone_dial_plan_get_region (phone_dial_plan_for_region (record->country));
  self->trusted_key = g_strdup (record->trusted_key);
  self->policy = phone_policy_new (&record->policy);
  g_signal_connect_object (self->policy, "notify", G_CALLBACK (phone_account_keep_policy), self, G_CONNECT_SWAPPED);
  self->media_terms = phone_media_terms_new (&record->media);
  g_signal_connect_object (self->media_terms, "notify", G_CALLBACK (phone_account_keep_policy), self, G_CONNECT_SWAPPED);
  self->password = g_strdup (password);
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->status_text = phone_account_make_status_text (self);
  phone_account_make_events (self, record);
  return self;
}

StoreAccount *
phone_account_dup_record (PhoneAccount *self)
{
  g_autofree char *address = sip_uri_to_string (self->aor);
  StoreAccount record = { self->id, address, self->server, self->display_name, self->enabled,
                          self->trusted_key };

  record.country = (char *) self->country;
  record.policy = *phone_policy_get_record (self->policy);
  record.media = *phone_media_terms_get_record (self->media_terms);
  return phone_account_record_events (self, store_account_copy (&record));
}

gboolean
phone_account_is_kept (PhoneAccount *self)
{
  return self->kind == PHONE_ACCOUNT_KIND_KEPT;
}

void
phone_account_set_expires (PhoneAccount *self,
                           guint         seconds)
{
  self->register_expires = seconds;
}

void
phone_account_set_details (PhoneAccount *self,
                           const char   *server,
                           const char   *display_name)
{
  gboolean was_wanted = self->line == PHONE_LINE_UP || self->wanted;

  if (g_set_str (&self->server, server))
    {
      g_clear_pointer (&self->realm, g_free);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SERVER]);
    }
  if (g_set_str (&self->display_name, display_name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DISPLAY_NAME]);
  if (!was_wanted)
    return;

  phone_account_go_offline_async (self, NULL, NULL, NULL);
  phone_account_go_online (self);
}

SipUri *
phone_account_get_aor (PhoneAccount *self)
{
  return self->aor;
}

UaAgent *
phone_account_get_agent (PhoneAccount *self)
{
  return self->line == PHONE_LINE_UP ? self->agent : NULL;
}

SipClock *
phone_account_get_clock (PhoneAccount *self)
{
  return self->clock;
}

SipUri *
phone_account_parse_target (PhoneAccount  *self,
                            const char    *text,
                            GError       **error)
{
  g_autofree char *host = g_strdup (sip_uri_get_host (self->aor));
  g_autofree char *domain = strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);

  if (sip_uri_get_port (self->aor) != 0)
    {
      g_autofree char *bare = g_steal_pointer (&domain);

      domain = g_strdup_printf ("%s:%u", bare, sip_uri_get_port (self->aor));
    }
  return sip_uri_parse_target (text, domain, error);
}

/**
 * phone_account_get_id:
 * @self: an account
 *
 * What tells it from every other account, for ever.
 *
 * Returns: (transfer none): the id
 */
const char *
phone_account_get_id (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->id;
}

/**
 * phone_account_get_address:
 * @self: an account
 *
 * Under which address it can be called, as people write it.
 *
 * Returns: (transfer none): the address
 */
const char *
phone_account_get_address (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->address;
}

/**
 * phone_account_get_display_name:
 * @self: an account
 *
 * The name that those who are called see.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
phone_account_get_display_name (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->display_name;
}

/**
 * phone_account_get_server:
 * @self: an account
 *
 * Where it connects to.
 *
 * Returns: (transfer none): the server's URL
 */
const char *
phone_account_get_server (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->server;
}

/**
 * phone_account_is_practice:
 * @self: an account
 *
 * Whether it is at the practice exchange and never kept.
 *
 * Returns: %TRUE when it is
 */
gboolean
phone_account_is_practice (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), FALSE);

  return self->kind == PHONE_ACCOUNT_KIND_PRACTICE;
}
