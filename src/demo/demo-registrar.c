/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The practice exchange's registrar. It is small, but no toy: it challenges with SHA-256 and MD5, ages its
 * nonces, refuses intervals that are too short and forgets what expired, so that a person's first
 * registration takes the very path that a real one will.
 */

#include "demo-registrar.h"

#include "sip-digest.h"

#define NONCE_LIFE_MS (5 * 60 * 1000)
#define DEFAULT_EXPIRES 600
#define LIMIT_BINDINGS 8
#define LIMIT_NONCES 64

typedef struct
{
  SipUri *contact;
  gint64  ends_ms;
} Binding;

struct _DemoRegistrar
{
  GObject parent_instance;

  char       *domain;
  char       *username;
  char       *password;
  SipClock   *clock;
  SipTokens  *tokens;
  GPtrArray  *bindings; /* Binding, oldest first */
  GHashTable *nonces;   /* nonce → gint64 *, when it was given out */
};

G_DEFINE_FINAL_TYPE (DemoRegistrar, demo_registrar, G_TYPE_OBJECT)

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  sip_uri_unref (binding->contact);
  g_free (binding);
}

static gboolean
is_expired_nonce (gpointer key,
                  gpointer value,
                  gpointer user_data)
{
  const gint64 *given_ms = value;
  const gint64 *now_ms = user_data;

  return *now_ms - *given_ms > NONCE_LIFE_MS;
}

static void
forget_expired (DemoRegistrar *self)
{
  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  g_hash_table_foreach_remove (self->nonces, is_expired_nonce, &now_ms);
  for (guint i = self->bindings->len; i > 0; i--)
    {
      const Binding *binding = g_ptr_array_index (self->bindings, i - 1);

      if (binding->ends_ms <= now_ms)
        g_ptr_array_remove_index (self->bindings, i - 1);
    }
}

static guint
challenge (DemoRegistrar *self,
           gboolean       stale,
           GStrvBuilder  *headers)
{
  static const char *const algorithms[] = { "SHA-256", "MD5" };
  g_autofree char *nonce = sip_tokens_next (self->tokens);
  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (g_hash_table_size (self->nonces) >= LIMIT_NONCES)
    g_hash_table_remove_all (self->nonces);
  g_hash_table_insert (self->nonces, g_strdup (nonce), g_memdup2 (&now_ms, sizeof now_ms));

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autofree char *value = sip_digest_make_challenge (self->domain, nonce, algorithms[i], stale);

      g_strv_builder_take (headers, g_strconcat ("WWW-Authenticate: ", value, NULL));
    }
  return SIP_STATUS_UNAUTHORIZED;
}

static gboolean
is_for_our_user (DemoRegistrar *self,
                 SipMessage    *request)
{
  SipAddress *to = sip_message_get_to (request);

  if (to == NULL)
    return FALSE;

  SipUri *uri = sip_address_get_uri (to);

  return g_strcmp0 (sip_uri_get_user (uri), self->username) == 0
         && g_strcmp0 (sip_uri_get_host (uri), self->domain) == 0;
}

static void
drop_binding (DemoRegistrar *self,
              SipUri        *contact)
{
  for (guint i = 0; i < self->bindings->len; i++)
    {
      const Binding *binding = g_ptr_array_index (self->bindings, i);

      if (sip_uri_equal (binding->contact, contact))
        {
          g_ptr_array_remove_index (self->bindings, i);
          return;
        }
    }
}

static void
bind (DemoRegistrar *self,
      SipUri        *contact,
      guint32        expires)
{
  drop_binding (self, contact);
  if (expires == 0)
    return;

  Binding *binding = g_new0 (Binding, 1);

  binding->contact = sip_uri_ref (contact);
  binding->ends_ms = sip_clock_get_now_ms (self->clock)
                     + (gint64) MIN (expires, DEMO_REGISTRAR_MAX_EXPIRES) * 1000;
  if (self->bindings->len >= LIMIT_BINDINGS)
    g_ptr_array_remove_index (self->bindings, 0);
  g_ptr_array_add (self->bindings, binding);
}

/* The Contact's own parameter first, then the header, then our default (RFC 3261 §10.2.1.1). */
static guint32
get_wanted_expires (SipMessage *request,
                    SipAddress *contact)
{
  const char *param = sip_address_get_param (contact, "expires");
  guint64 value = 0;
  guint32 header = 0;

  if (param != NULL && g_ascii_string_to_unsigned (param, 10, 0, G_MAXUINT32, &value, NULL))
    return (guint32) value;
  if (sip_message_get_number (request, SIP_HEADER_EXPIRES, &header))
    return header;
  return DEFAULT_EXPIRES;
}

static guint
remove_all (DemoRegistrar *self,
            SipMessage    *request)
{
  guint32 expires = 1;

  /* "REGISTER-specific Contact * … MUST NOT be used unless the Expires header field is present with 0" (§10.2.2) */
  if (sip_message_count_header (request, SIP_HEADER_CONTACT) != 1
      || !sip_message_get_number (request, SIP_HEADER_EXPIRES, &expires) || expires != 0)
    return SIP_STATUS_BAD_REQUEST;

  g_ptr_array_set_size (self->bindings, 0);
  return SIP_STATUS_OK;
}

static guint
update_bindings (DemoRegistrar *self,
                 SipMessage    *request,
                 GStrvBuilder  *headers)
{
  guint n_contacts = sip_message_count_header (request, SIP_HEADER_CONTACT);

  if (g_strcmp0 (sip_message_get_header (request, SIP_HEADER_CONTACT), "*") == 0)
    return remove_all (self, request);

  for (guint i = 0; i < n_contacts; i++)
    {
      SipAddress *contact = sip_message_get_address (request, SIP_HEADER_CONTACT, i);

      if (contact == NULL)
        return SIP_STATUS_BAD_REQUEST;

      guint32 expires = get_wanted_expires (request, contact);

      if (expires > 0 && expires < DEMO_REGISTRAR_MIN_EXPIRES)
        {
          g_strv_builder_take (headers, g_strdup_printf ("Min-Expires: %d", DEMO_REGISTRAR_MIN_EXPIRES));
          return SIP_STATUS_INTERVAL_TOO_BRIEF;
        }
      bind (self, sip_address_get_uri (contact), expires);
    }
  return SIP_STATUS_OK;
}

static void
list_bindings (DemoRegistrar *self,
               GStrvBuilder  *headers)
{
  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  for (guint i = 0; i < self->bindings->len; i++)
    {
      const Binding *binding = g_ptr_array_index (self->bindings, i);
      g_autofree char *contact = sip_uri_to_string (binding->contact);
      gint64 left = (binding->ends_ms - now_ms + 999) / 1000;

      g_strv_builder_take (headers, g_strdup_printf ("Contact: <%s>;expires=%" G_GINT64_FORMAT, contact, left));
    }
}

static guint
authenticate_and_update (DemoRegistrar *self,
                         SipMessage    *request,
                         GStrvBuilder  *headers)
{
  g_autofree char *nonce = NULL;

  if (!is_for_our_user (self, request))
    return SIP_STATUS_NOT_FOUND;
  if (!sip_digest_verify (request, FALSE, self->domain, self->username, self->password, &nonce))
    return challenge (self, FALSE, headers);
  if (nonce == NULL || !g_hash_table_contains (self->nonces, nonce))
    return challenge (self, TRUE, headers);

  guint status = update_bindings (self, request, headers);

  if (status == SIP_STATUS_OK)
    list_bindings (self, headers);
  return status;
}

/**
 * demo_registrar_answer:
 * @self: the registrar
 * @request: a REGISTER
 * @headers: (out) (transfer full) (array zero-terminated=1): header lines, "Name: value"
 *
 * Does what a REGISTER asks, once its sender has proven to know the password.
 *
 * Returns: the status to answer with
 */
guint
demo_registrar_answer (DemoRegistrar   *self,
                       SipMessage      *request,
                       char          ***headers)
{
  g_return_val_if_fail (DEMO_IS_REGISTRAR (self), SIP_STATUS_SERVER_ERROR);
  g_return_val_if_fail (request != NULL && headers != NULL, SIP_STATUS_SERVER_ERROR);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  forget_expired (self);

  guint status = authenticate_and_update (self, request, builder);

  *headers = g_strv_builder_end (builder);
  return status;
}

/**
 * demo_registrar_count:
 * @self: the registrar
 *
 * Counts the bindings that have not expired.
 *
 * Returns: how many
 */
guint
demo_registrar_count (DemoRegistrar *self)
{
  g_return_val_if_fail (DEMO_IS_REGISTRAR (self), 0);

  forget_expired (self);
  return self->bindings->len;
}

/**
 * demo_registrar_is_bound:
 * @self: the registrar
 * @contact: where a phone says that it is reached
 *
 * Tells whether a registration for @contact is in force.
 *
 * Returns: %TRUE when it is bound and has not expired
 */
gboolean
demo_registrar_is_bound (DemoRegistrar *self,
                         SipUri        *contact)
{
  g_return_val_if_fail (DEMO_IS_REGISTRAR (self) && contact != NULL, FALSE);

  forget_expired (self);
  for (guint i = 0; i < self->bindings->len; i++)
    {
      const Binding *binding = g_ptr_array_index (self->bindings, i);

      if (sip_uri_equal (binding->contact, contact))
        return TRUE;
    }
  return FALSE;
}

/**
 * demo_registrar_get_password:
 * @self: the registrar
 *
 * Gives the password, which is made anew for each registrar and kept nowhere else.
 *
 * Returns: (transfer none): the password
 */
const char *
demo_registrar_get_password (DemoRegistrar *self)
{
  g_return_val_if_fail (DEMO_IS_REGISTRAR (self), NULL);

  return self->password;
}

static void
demo_registrar_finalize (GObject *object)
{
  DemoRegistrar *self = DEMO_REGISTRAR (object);

  g_free (self->domain);
  g_free (self->username);
  g_free (self->password);
  g_ptr_array_unref (self->bindings);
  g_hash_table_unref (self->nonces);
  g_object_unref (self->clock);
  g_object_unref (self->tokens);

  G_OBJECT_CLASS (demo_registrar_parent_class)->finalize (object);
}

static void
demo_registrar_class_init (DemoRegistrarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_registrar_finalize;
}

static void
demo_registrar_init (DemoRegistrar *self)
{
  self->bindings = g_ptr_array_new_with_free_func (binding_free);
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * demo_registrar_new:
 * @domain: the host of its addresses and its realm
 * @username: its one user
 * @clock: the time that bindings and nonces go by
 * @tokens: where nonces and the password come from
 *
 * Makes a registrar with a fresh password.
 *
 * Returns: (transfer full): the registrar
 */
DemoRegistrar *
demo_registrar_new (const char *domain,
                    const char *username,
                    SipClock   *clock,
                    SipTokens  *tokens)
{
  g_return_val_if_fail (domain != NULL && username != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  DemoRegistrar *self = g_object_new (DEMO_TYPE_REGISTRAR, NULL);

  self->domain = g_strdup (domain);
  self->username = g_strdup (username);
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->password = sip_tokens_next (tokens);
  return self;
}
