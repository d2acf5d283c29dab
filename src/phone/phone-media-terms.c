/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Exchanges differ in what sound they can pass on and how it must be wrapped, and people in whom they show their address
 * to. Both is decided once for an account, and asked for by each of its calls. */

#include "config.h"

#include "phone-media-terms-private.h"

#include "phone.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (PhoneMediaTerms, phone_media_terms, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneProtection, phone_protection,
                    G_DEFINE_ENUM_VALUE (PHONE_PROTECTION_AUTOMATIC, "automatic"),
                    G_DEFINE_ENUM_VALUE (PHONE_PROTECTION_DTLS, "dtls"),
                    G_DEFINE_ENUM_VALUE (PHONE_PROTECTION_SDES, "sdes"),
                    G_DEFINE_ENUM_VALUE (PHONE_PROTECTION_OPTIONAL, "optional"),
                    G_DEFINE_ENUM_VALUE (PHONE_PROTECTION_NONE, "none"))

enum
{
  PROP_PROTECTION = 1,
  PROP_CODECS,
  PROP_STUN_SERVER,
  PROP_TURN_SERVER,
  PROP_TURN_USER,
  PROP_RELAY_ONLY,
  PROP_HAS_TURN_PASSWORD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_media_terms_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PhoneMediaTerms *self = PHONE_MEDIA_TERMS (object);

  switch (prop_id)
    {
    case PROP_PROTECTION:
      g_value_set_enum (value, (int) phone_media_terms_get_protection (self));
      break;
    case PROP_CODECS:
      g_value_set_boxed (value, self->record.codecs);
      break;
    case PROP_STUN_SERVER:
      g_value_set_string (value, self->record.stun_server);
      break;
    case PROP_TURN_SERVER:
      g_value_set_string (value, self->record.turn_server);
      break;
    case PROP_TURN_USER:
      g_value_set_string (value, self->record.turn_user);
      break;
    case PROP_RELAY_ONLY:
      g_value_set_boolean (value, self->record.relay_only);
      break;
    case PROP_HAS_TURN_PASSWORD:
      g_value_set_boolean (value, phone_media_terms_has_turn_password (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_media_terms_finalize (GObject *object)
{
  store_media_clear (&PHONE_MEDIA_TERMS (object)->record);
  phone_media_terms_wipe_turn_password (PHONE_MEDIA_TERMS (object));

  G_OBJECT_CLASS (phone_media_terms_parent_class)->finalize (object);
}

static void
phone_media_terms_class_init (PhoneMediaTermsClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_media_terms_finalize;
  object_class->get_property = phone_media_terms_get_property;

  props[PROP_PROTECTION] =
    g_param_spec_enum ("protection", NULL, NULL, PHONE_TYPE_PROTECTION, PHONE_PROTECTION_AUTOMATIC, flags);
  props[PROP_CODECS] = g_param_spec_boxed ("codecs", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_STUN_SERVER] = g_param_spec_string ("stun-server", NULL, NULL, NULL, flags);
  props[PROP_TURN_SERVER] = g_param_spec_string ("turn-server", NULL, NULL, NULL, flags);
  props[PROP_TURN_USER] = g_param_spec_string ("turn-user", NULL, NULL, NULL, flags);
  props[PROP_RELAY_ONLY] = g_param_spec_boolean ("relay-only", NULL, NULL, FALSE, flags);
  props[PROP_HAS_TURN_PASSWORD] = g_param_spec_boolean ("has-turn-password", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_signal_new ("secret-chosen", PHONE_TYPE_MEDIA_TERMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_media_terms_init (PhoneMediaTerms *self)
{
}

PhoneMediaTerms *
phone_media_terms_new (const StoreMedia *record)
{
  PhoneMediaTerms *self = g_object_new (PHONE_TYPE_MEDIA_TERMS, NULL);

  store_media_copy_into (record, &self->record);
  return self;
}

const StoreMedia *
phone_media_terms_get_record (PhoneMediaTerms *self)
{
  return &self->record;
}

typedef struct
{
  MediaProfile  profile;
  gboolean      has_fallback;
  MediaProfile  fallback;
  MediaProfiles taken;
} Protection;

/* In the order of PhoneProtection. */
static const Protection protections[] = {
  { MEDIA_PROFILE_WEBRTC, TRUE, MEDIA_PROFILE_OPTIONAL, MEDIA_PROFILES_ALL },
  { MEDIA_PROFILE_WEBRTC, FALSE, 0, MEDIA_PROFILES_WEBRTC },
  { MEDIA_PROFILE_SDES, TRUE, MEDIA_PROFILE_WEBRTC, MEDIA_PROFILES_SDES | MEDIA_PROFILES_WEBRTC },
  { MEDIA_PROFILE_OPTIONAL, TRUE, MEDIA_PROFILE_WEBRTC, MEDIA_PROFILES_ALL },
  { MEDIA_PROFILE_PLAIN, TRUE, MEDIA_PROFILE_WEBRTC, MEDIA_PROFILES_ALL },
};

void
phone_media_terms_fill_in (PhoneMediaTerms *self,
                           MediaSettings   *settings)
{
  /* Outside of WebRTC there is no relay to hide behind. */
  const Protection *protection =
    &protections[self->record.relay_only ? PHONE_PROTECTION_DTLS : phone_media_terms_get_protection (self)];

  settings->profile = protection->profile;
  settings->has_fallback = protection->has_fallback;
  settings->fallback = protection->fallback;
  settings->taken = protection->taken;
  if (self->record.stun_server != NULL)
    {
      g_free (settings->stun_server);
      settings->stun_server = g_strconcat ("stun://", self->record.stun_server, NULL);
    }
  settings->turn_server = g_strdup (self->record.turn_server);
  settings->turn_user = g_strdup (self->record.turn_user);
  settings->turn_password = g_strdup (self->turn_password);
  settings->relay_only = self->record.relay_only;
}

/**
 * phone_media_terms_get_protection:
 * @self: the terms
 *
 * How calls are kept from being listened to on their way.
 *
 * Returns: what is offered and taken; a word in the file that nobody knows counts as none
 */
PhoneProtection
phone_media_terms_get_protection (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), PHONE_PROTECTION_AUTOMATIC);

  g_autoptr (GEnumClass) klass = g_type_class_ref (PHONE_TYPE_PROTECTION);
  const char *word = self->record.protection;
  const GEnumValue *value = word != NULL ? g_enum_get_value_by_nick (klass, word) : NULL;

  return value != NULL ? (PhoneProtection) value->value : PHONE_PROTECTION_AUTOMATIC;
}

/**
 * phone_media_terms_set_protection:
 * @self: the terms
 * @protection: what to offer and to take
 *
 * Chooses how calls are kept from being listened to, from the next one on.
 */
void
phone_media_terms_set_protection (PhoneMediaTerms *self,
                                  PhoneProtection  protection)
{
  g_return_if_fail (PHONE_IS_MEDIA_TERMS (self));

  g_autoptr (GEnumClass) klass = g_type_class_ref (PHONE_TYPE_PROTECTION);
  const GEnumValue *value = g_enum_get_value (klass, (int) protection);

  g_return_if_fail (value != NULL);

  if (g_set_str (&self->record.protection, protection == PHONE_PROTECTION_AUTOMATIC ? NULL : value->value_nick))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROTECTION]);
}

/**
 * phone_media_terms_get_codecs:
 * @self: the terms
 *
 * Which codecs are used.
 *
 * Returns: (transfer none) (nullable): names in the order of preference; %NULL: all, the best first
 */
const char *const *
phone_media_terms_get_codecs (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), NULL);

  return (const char *const *) self->record.codecs;
}

/**
 * phone_media_terms_set_codecs:
 * @self: the terms
 * @codecs: (nullable): names in the order of preference; %NULL or none: all, the best first
 *
 * Chooses which codecs are used, from the next call on. At most %STORE_MEDIA_MAX_CODECS; a name that nobody knows does no
 * harm.
 */
void
phone_media_terms_set_codecs (PhoneMediaTerms   *self,
                              const char *const *codecs)
{
  g_return_if_fail (PHONE_IS_MEDIA_TERMS (self));
  g_return_if_fail (codecs == NULL || g_strv_length ((char **) codecs) <= STORE_MEDIA_MAX_CODECS);

  gboolean none = codecs == NULL || codecs[0] == NULL;
  const char *const *before = (const char *const *) self->record.codecs;

  if (none ? before == NULL : before != NULL && g_strv_equal (before, codecs))
    return;

  g_strfreev (self->record.codecs);
  self->record.codecs = none ? NULL : g_strdupv ((char **) codecs);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CODECS]);
}

/* "HOST", "HOST:PORT", "[2001:db8::1]:PORT". */
static gboolean
is_host (const char *text)
{
  g_autoptr (GSocketConnectable) address = g_network_address_parse (text, 3478, NULL);
  const char *host = address != NULL ? g_network_address_get_hostname (G_NETWORK_ADDRESS (address)) : "";

  if (*host == '\0' || strpbrk (host, "/?@ ") != NULL)
    return FALSE;
  return strchr (host, ':') == NULL || g_hostname_is_ip_address (host);
}

static gboolean
is_relay (const char *text)
{
  gboolean secure = g_str_has_prefix (text, "turns:");
  g_autofree char *rest = NULL;
  char *query;

  if (!secure && !g_str_has_prefix (text, "turn:"))
    return FALSE;
  rest = g_strdup (strchr (text, ':') + 1);
  query = strchr (rest, '?');
  if (query != NULL)
    *query++ = '\0';
  return is_host (rest)
         && (query == NULL || g_str_equal (query, "transport=tcp") || (!secure && g_str_equal (query, "transport=udp")));
}

/* What is behind "turn:" or "turns:" without its port and query, for who compares. */
static char *
dup_relay_host (const char *server)
{
  g_autofree char *rest = g_strndup (strchr (server, ':') + 1, strcspn (strchr (server, ':') + 1, "?"));
  g_autoptr (GSocketConnectable) address = g_network_address_parse (rest, 3478, NULL);

  return address != NULL ? g_ascii_strdown (g_network_address_get_hostname (G_NETWORK_ADDRESS (address)), -1) : NULL;
}

static gboolean
is_same_relay (const char *before,
               const char *after)
{
  g_autofree char *one = before != NULL ? dup_relay_host (before) : NULL;
  g_autofree char *other = after != NULL ? dup_relay_host (after) : NULL;

  return g_strcmp0 (one, other) == 0;
}

static const char *
none_if_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * phone_media_terms_get_stun_server:
 * @self: the terms
 *
 * Who tells us our address outside.
 *
 * Returns: (transfer none) (nullable): HOST or HOST:PORT; %NULL: nobody is asked
 */
const char *
phone_media_terms_get_stun_server (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), NULL);

  return self->record.stun_server;
}

/**
 * phone_media_terms_check_stun_server:
 * @server: (nullable): what a person typed; %NULL or "": nobody
 * @error: %PHONE_ERROR_BAD_SERVER
 *
 * Whether phone_media_terms_set_stun_server() would take this.
 *
 * Returns: %FALSE when this cannot be a server
 */
gboolean
phone_media_terms_check_stun_server (const char  *server,
                                     GError     **error)
{
  if (none_if_empty (server) == NULL || is_host (server))
    return TRUE;

  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "%s: no host, nor host:port", server);
  return FALSE;
}

/**
 * phone_media_terms_set_stun_server:
 * @self: the terms
 * @server: (nullable): HOST or HOST:PORT; %NULL or "": nobody is asked
 * @error: %PHONE_ERROR_BAD_SERVER
 *
 * Chooses who tells us our address outside (RFC 8489).
 *
 * Returns: %FALSE when this cannot be a server; nothing is changed then
 */
gboolean
phone_media_terms_set_stun_server (PhoneMediaTerms  *self,
                                   const char       *server,
                                   GError          **error)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), FALSE);

  server = none_if_empty (server);
  if (!phone_media_terms_check_stun_server (server, error))
    return FALSE;
  if (g_set_str (&self->record.stun_server, server))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STUN_SERVER]);
  return TRUE;
}

/**
 * phone_media_terms_get_turn_server:
 * @self: the terms
 *
 * Who passes sound on where there is no direct way.
 *
 * Returns: (transfer none) (nullable): as RFC 7065 writes it; %NULL: nobody
 */
const char *
phone_media_terms_get_turn_server (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), NULL);

  return self->record.turn_server;
}

/**
 * phone_media_terms_get_turn_user:
 * @self: the terms
 *
 * By which name the relay knows us.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
phone_media_terms_get_turn_user (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), NULL);

  return self->record.turn_user;
}

/**
 * phone_media_terms_check_turn_server:
 * @server: (nullable): what a person typed; %NULL or "": nobody
 * @error: %PHONE_ERROR_BAD_SERVER
 *
 * Whether phone_media_terms_set_turn_server() would take this.
 *
 * Returns: %FALSE when this cannot be a server
 */
gboolean
phone_media_terms_check_turn_server (const char  *server,
                                     GError     **error)
{
  if (none_if_empty (server) == NULL || is_relay (server))
    return TRUE;

  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "%s: no turn: or turns: address", server);
  return FALSE;
}

/**
 * phone_media_terms_set_turn_server:
 * @self: the terms
 * @server: (nullable): as RFC 7065 writes it; %NULL or "": nobody
 * @user: (nullable): by which name it knows us
 * @error: %PHONE_ERROR_BAD_SERVER
 *
 * Chooses who passes sound on where there is no direct way (RFC 8656). What one host was to be told by
 * phone_media_terms_set_turn_password() another never is: the password is forgotten with its host.
 *
 * Returns: %FALSE when this cannot be a relay; nothing is changed then
 */
gboolean
phone_media_terms_set_turn_server (PhoneMediaTerms  *self,
                                   const char       *server,
                                   const char       *user,
                                   GError          **error)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), FALSE);

  server = none_if_empty (server);
  if (!phone_media_terms_check_turn_server (server, error))
    return FALSE;
  if (phone_media_terms_has_turn_password (self) && !is_same_relay (self->record.turn_server, server))
    phone_media_terms_set_turn_password (self, NULL);
  if (g_set_str (&self->record.turn_server, server))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TURN_SERVER]);
  if (g_set_str (&self->record.turn_user, none_if_empty (user)))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TURN_USER]);
  return TRUE;
}

/**
 * phone_media_terms_is_relay_only:
 * @self: the terms
 *
 * Whether the far end is kept from seeing our address.
 *
 * Returns: %TRUE when all sound goes by the relay
 */
gboolean
phone_media_terms_is_relay_only (PhoneMediaTerms *self)
{
  g_return_val_if_fail (PHONE_IS_MEDIA_TERMS (self), FALSE);

  return self->record.relay_only;
}

/**
 * phone_media_terms_set_relay_only:
 * @self: the terms
 * @relay_only: whether all sound is to go by the relay
 *
 * Keeps our address from the far end. Without a relay no call has sound then.
 */
void
phone_media_terms_set_relay_only (PhoneMediaTerms *self,
                                  gboolean         relay_only)
{
  g_return_if_fail (PHONE_IS_MEDIA_TERMS (self));

  if (self->record.relay_only == !!relay_only)
    return;

  self->record.relay_only = !!relay_only;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RELAY_ONLY]);
}
