/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The other half of digest and of binding, so that both halves are tried against each other. */

#include "doubles-registrar.h"

#include "sip-digest.h"

struct _DoublesRegistrar
{
  UaAgent *agent;
  char    *realm;
  char    *username;
  char    *password;
  char    *algorithm;
  char    *nonce;
  char    *binding;
  guint    grant;
  guint    refusal;
  guint    n_nonces;
  guint    n_asked;
  guint    n_challenges;
};

static void
challenge (DoublesRegistrar *self,
           SipTransaction   *server,
           gboolean          stale)
{
  g_autofree char *value = sip_digest_make_challenge (self->realm, self->nonce, self->algorithm, stale);
  g_autofree char *line = g_strdup_printf ("WWW-Authenticate: %s", value);
  const char *headers[] = { line, NULL };

  self->n_challenges++;
  g_assert_true (ua_agent_respond (self->agent, server, 401, NULL, headers));
}

static guint
bind (DoublesRegistrar *self,
      SipMessage       *request)
{
  guint32 expires = 3600;

  sip_message_get_number (request, SIP_HEADER_EXPIRES, &expires);
  g_set_str (&self->binding, expires > 0 ? sip_message_get_header (request, SIP_HEADER_CONTACT) : NULL);
  return MIN (expires, self->grant);
}

static void
grant (DoublesRegistrar *self,
       SipTransaction   *server,
       SipMessage       *request)
{
  guint seconds = bind (self, request);
  g_autofree char *line =
    g_strdup_printf ("Contact: %s;expires=%u", self->binding != NULL ? self->binding : "", seconds);
  const char *headers[] = { self->binding != NULL ? line : NULL, NULL };

  g_assert_true (ua_agent_respond (self->agent, server, 200, NULL, headers));
}

static gboolean
agent_incoming_request_cb (UaAgent          *agent,
                           SipTransaction   *server,
                           SipMessage       *request,
                           DoublesRegistrar *self)
{
  g_autofree char *nonce = NULL;

  if (sip_message_get_method (request) != SIP_METHOD_REGISTER)
    return FALSE;

  self->n_asked++;
  if (self->refusal != 0)
    g_assert_true (ua_agent_respond (agent, server, self->refusal, NULL, NULL));
  else if (!sip_digest_verify (request, FALSE, self->realm, self->username, self->password, &nonce))
    challenge (self, server, FALSE);
  else if (g_strcmp0 (nonce, self->nonce) != 0)
    challenge (self, server, TRUE);
  else
    grant (self, server, request);
  return TRUE;
}

DoublesRegistrar *
doubles_registrar_new (UaAgent    *agent,
                       const char *realm,
                       const char *username,
                       const char *password)
{
  DoublesRegistrar *self = g_new0 (DoublesRegistrar, 1);

  self->agent = g_object_ref (agent);
  self->realm = g_strdup (realm);
  self->username = g_strdup (username);
  self->password = g_strdup (password);
  self->algorithm = g_strdup ("SHA-256");
  self->grant = 60;
  doubles_registrar_change_nonce (self);
  g_signal_connect (agent, "incoming-request", G_CALLBACK (agent_incoming_request_cb), self);
  return self;
}

void
doubles_registrar_free (DoublesRegistrar *self)
{
  g_signal_handlers_disconnect_by_data (self->agent, self);
  g_object_unref (self->agent);
  g_free (self->realm);
  g_free (self->username);
  g_free (self->password);
  g_free (self->algorithm);
  g_free (self->nonce);
  g_free (self->binding);
  g_free (self);
}

void
doubles_registrar_set_algorithm (DoublesRegistrar *self,
                                 const char       *algorithm)
{
  g_set_str (&self->algorithm, algorithm);
}

void
doubles_registrar_set_grant (DoublesRegistrar *self,
                             guint             seconds)
{
  self->grant = seconds;
}

void
doubles_registrar_set_refusal (DoublesRegistrar *self,
                               guint             status)
{
  self->refusal = status;
}

void
doubles_registrar_change_nonce (DoublesRegistrar *self)
{
  g_free (self->nonce);
  self->nonce = g_strdup_printf ("nonce%u", ++self->n_nonces);
}

const char *
doubles_registrar_get_binding (DoublesRegistrar *self)
{
  return self->binding;
}

guint
doubles_registrar_get_n_asked (DoublesRegistrar *self)
{
  return self->n_asked;
}

guint
doubles_registrar_get_n_challenges (DoublesRegistrar *self)
{
  return self->n_challenges;
}
