/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* tls: and wss: only a certificate that names whom we meant opens a line, a fault is named, and a person may trust a
 * key. The target is what SRV makes of a domain: another host, reached at a literal address.
 */

#include "transport-judge.h"

#include "transport-kinds.h"

#include "doubles-authority.h"
#include "doubles-clock.h"
#include "doubles-server.h"
#include "doubles-wait.h"

#define IDENTITY "voice.example.org"
#define SRV_HOST "sip1.example.net"

/* What a server shows, and what becomes of it. */
typedef struct
{
  DoublesCertificate  wish;
  const char         *tls; /* words of the refusal; NULL: accepted */
  const char         *wss;
} Row;

#define BOTH(words) words, words

/* TRUST 3.7, F13; RFC 5922 §7.1, §7.2; RFC 9525 §6.3 */
static const Row rows[] = {
  { { "good", "DNS:" IDENTITY }, BOTH (NULL) },
  { { "among-others", "DNS:example.com,DNS:VOICE.Example.ORG,IP:192.0.2.1" }, BOTH (NULL) },
  { { "uri", "URI:sip:" IDENTITY }, NULL, "another host name" },
  { { "uri-of-a-person", "URI:sip:ann@" IDENTITY }, BOTH ("another host name") },
  { { "uri-of-another", "URI:sip:example.com,DNS:" IDENTITY }, "another host name", NULL },
  { { "expired", "DNS:" IDENTITY, "20200101000000Z", "20200201000000Z" }, BOTH ("it has expired") },
  { { "not-yet-valid", "DNS:" IDENTITY, "20990101000000Z", "20990201000000Z" }, BOTH ("it is not valid yet") },
  { { "wrong-host", "DNS:example.org" }, BOTH ("another host name") },
  { { "srv-host", "DNS:" SRV_HOST }, BOTH ("another host name") },
  { { IDENTITY, NULL }, BOTH ("in the subject at best") },
  { { "wildcard", "DNS:*.example.org" }, "by a wildcard", NULL },
  { { "wide-wildcard", "DNS:*.org" }, BOTH ("another host name") },
  { { "half-wildcard", "DNS:v*.example.org" }, BOTH ("another host name") },
  { { "self-signed", "DNS:" IDENTITY, NULL, NULL, TRUE }, BOTH ("unknown authority") },
  { { "self-signed-expired", "DNS:" IDENTITY, "20200101000000Z", "20200201000000Z", TRUE }, BOTH ("it has expired") },
};

static const char *const schemes[] = { "tls", "wss" };

typedef struct
{
  const char *scheme;
  const Row  *row; /* NULL: the server speaks no TLS */
} Case;

typedef struct
{
  DoublesServer  *server;
  DoublesClock   *clock;
  SipTokens      *tokens;
  TransportTrust *trust;
  Transport      *transport;
} Fixture;

static DoublesAuthority *authority;
static GHashTable *issued; /* name → GTlsCertificate */

static const Row *
find_row (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].wish.name, name))
        return &rows[i];
    }

  g_assert_not_reached ();
}

static Transport *
make_transport (Fixture    *fixture,
                const char *scheme,
                guint       port)
{
  g_autofree char *uri = g_strdup_printf ("%s://" SRV_HOST ":%u%s", scheme, port, g_str_equal (scheme, "wss") ? "/" : "");
  g_autoptr (TransportTarget) named = transport_target_new (uri, IDENTITY, "SRV");
  g_autoptr (TransportTarget) target = transport_target_at (named, "127.0.0.1");
  g_autoptr (GError) error = NULL;
  Transport *transport = transport_kinds_make (target, SIP_CLOCK (fixture->clock), fixture->tokens, fixture->trust, &error);

  g_assert_no_error (error);

  return transport;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Case *this = data;

  fixture->server = doubles_server_new ();
  if (this->row != NULL)
    doubles_server_set_certificate (fixture->server, g_hash_table_lookup (issued, this->row->wish.name));
  if (this->row != NULL && g_str_equal (this->scheme, "wss"))
    doubles_server_shake (fixture->server, "sip");
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->trust = transport_trust_new ();
  fixture->transport = make_transport (fixture, this->scheme, doubles_server_get_port (fixture->server));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->transport);
  doubles_server_free (fixture->server);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->trust);
  doubles_wait_settle ();
}

static void
connect_now (Fixture  *fixture,
             GError  **error)
{
  g_auto (DoublesAnswer) answer = { 0 };

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), error);
}

static void
assert_accepted (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  connect_now (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (transport_get_certificate (fixture->transport)->accepted);
}

/* Refused by those words, before anything was said; and what was shown can be looked at. */
static void
assert_refused (Fixture    *fixture,
                const char *words)
{
  g_autoptr (GError) error = NULL;

  connect_now (fixture, &error);
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_false (transport_get_certificate (fixture->transport)->accepted);
  g_assert_cmpuint (doubles_server_get_n_accepted (fixture->server), ==, 1);
  g_assert_cmpuint (doubles_server_get_heard (fixture->server)->len, ==, 0);
}

static void
test_certificate (Fixture       *fixture,
                  gconstpointer  data)
{
  const Case *this = data;
  const char *words = g_str_equal (this->scheme, "tls") ? this->row->tls : this->row->wss;

  if (words == NULL)
    assert_accepted (fixture);
  else
    assert_refused (fixture, words);
}

/* By other tools: SHA-256 of the public key. */
static char *
dup_key (const char *name)
{
  g_autofree char *path = doubles_authority_dup_path (authority, name, ".pem");
  g_autofree char *command = g_strdup_printf ("sh -c 'openssl x509 -in %s -pubkey -noout | openssl pkey -pubin "
                                              "-outform DER | sha256sum'", path);
  g_autofree char *sum = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_command_line_sync (command, &sum, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("sha256:%.64s", sum);
}

static void
trust_key (Fixture    *fixture,
           const char *name,
           guint       port)
{
  g_autofree char *key = dup_key (name);

  transport_trust_set (fixture->trust, IDENTITY, port, key);
}

/* A person sees what was shown, refused or accepted, and may then trust it by its key. */
static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  const TransportCertificate *shown = NULL;
  g_autofree char *key = dup_key ("self-signed");

  g_assert_null (transport_get_certificate (fixture->transport));
  assert_refused (fixture, "unknown authority");

  shown = transport_get_certificate (fixture->transport);
  g_assert_cmpstr (shown->identity, ==, IDENTITY);
  g_assert_cmpuint (shown->port, ==, doubles_server_get_port (fixture->server));
  g_assert_cmpstr (shown->key, ==, key);
  g_assert_null (shown->trusted_key);
  g_assert_cmpstr (shown->subject, ==, "CN=self-signed");
  g_assert_cmpstr (shown->issuer, ==, "CN=self-signed");
  g_assert_cmpint (g_date_time_difference (shown->not_after, shown->not_before), ==, 30 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (shown->faults, ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_assert_cmpuint (g_strv_length (shown->words), ==, 1);

  transport_trust_set (fixture->trust, shown->identity, shown->port, shown->key);
  assert_accepted (fixture);
  shown = transport_get_certificate (fixture->transport);
  g_assert_cmpstr (shown->trusted_key, ==, key);
  g_assert_cmpuint (shown->faults, ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_assert_false (transport_certificate_is_changed (shown));
}

/* A person who takes their trust back is obeyed at the next connection, whatever TLS remembers of the last. */
static void
test_distrusted (Fixture       *fixture,
                 gconstpointer  data)
{
  guint port = doubles_server_get_port (fixture->server);
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) answer = { 0 };

  trust_key (fixture, "self-signed", port);
  assert_accepted (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  doubles_wait_settle ();
  doubles_server_drop (fixture->server);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));

  transport_trust_set (fixture->trust, IDENTITY, port, NULL);
  connect_now (fixture, &error);
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (error->message, "unknown authority"));
  g_assert_cmpuint (doubles_server_get_heard (fixture->server)->len, ==, 0);
}

/* TRUST 3.7: exactly that key, there and nowhere else. */
static void
test_trusted_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  trust_key (fixture, "self-signed", doubles_server_get_port (fixture->server) + 1);
  assert_refused (fixture, "unknown authority");
}

/* F13: another key under the same name is a loud warning of its own. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  trust_key (fixture, "good", doubles_server_get_port (fixture->server));
  assert_refused (fixture, "its key is not the one that was trusted");
  g_assert_true (transport_certificate_is_changed (transport_get_certificate (fixture->transport)));
}

/* Who moves from a certificate of their own making to an authority's is not locked out. */
static void
test_changed_to_an_authority (Fixture       *fixture,
                              gconstpointer  data)
{
  trust_key (fixture, "self-signed", doubles_server_get_port (fixture->server));
  assert_accepted (fixture);
  g_assert_true (transport_certificate_is_changed (transport_get_certificate (fixture->transport)));
}

/* Trust covers a wrong name, and does not outlive the certificate's time. */
static void
test_trusted (Fixture       *fixture,
              gconstpointer  data)
{
  const Case *this = data;

  trust_key (fixture, this->row->wish.name, doubles_server_get_port (fixture->server));
  if (strstr (this->row->wish.name, "expired") != NULL)
    assert_refused (fixture, "it has expired");
  else
    assert_accepted (fixture);
}

/* TRUST 3.7: where TLS is not spoken, nothing is tried without it; and who is asked for is the domain (SNI). */
static void
test_not_tls (Fixture       *fixture,
              gconstpointer  data)
{
  static const char plain[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
  GByteArray *heard = doubles_server_get_heard (fixture->server);

  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_wait_until (heard->len > 0);
  g_assert_nonnull (memmem (heard->data, heard->len, IDENTITY, strlen (IDENTITY)));
  g_assert_null (memmem (heard->data, heard->len, SRV_HOST, strlen (SRV_HOST)));

  doubles_server_say (fixture->server, plain, strlen (plain));
  doubles_wait_until (transport_get_state (fixture->transport) == TRANSPORT_STATE_DISCONNECTED);

  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_assert_cmpuint (doubles_server_get_n_accepted (fixture->server), ==, 1);
}

/* A server of another make; @version as it names them. */
static GSubprocess *
start_openssl (const char *name,
               const char *version)
{
  g_autofree char *pem = doubles_authority_dup_path (authority, name, ".pem");
  g_autofree char *key = doubles_authority_dup_path (authority, name, ".key");
  g_autoptr (GError) error = NULL;
  GSubprocess *server =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, "openssl", "s_server", "-accept", "127.0.0.1:0", version, "-cipher", "ALL:@SECLEVEL=0",
                        "-cert", pem, "-key", key, NULL);

  g_assert_no_error (error);

  return server;
}

/* What it says next that begins like this. */
static char *
read_until (GSubprocess *server,
            const char  *prefix)
{
  GInputStream *out = g_subprocess_get_stdout_pipe (server);
  g_autoptr (GString) line = g_string_new (NULL);
  char c = '\0';

  while (g_input_stream_read (out, &c, 1, NULL, NULL) == 1)
    {
      if (c != '\n')
        {
          g_string_append_c (line, c);
          continue;
        }
      if (g_str_has_prefix (line->str, prefix))
        return g_string_free (g_steal_pointer (&line), FALSE);
      g_string_truncate (line, 0);
    }

  g_assert_not_reached ();
}

static guint
read_port (GSubprocess *server)
{
  g_autofree char *line = read_until (server, "ACCEPT ");

  return (guint) g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
}

/* Its tickets come before it shows what we have said. */
static void
take_tickets (Fixture     *fixture,
              GSubprocess *server)
{
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello\n", 6);
  g_autofree char *line = NULL;

  g_assert_true (transport_send (fixture->transport, hello, NULL));
  doubles_wait_settle ();
  line = read_until (server, "hello");
  doubles_wait_settle ();
}

/* A server that hands out tickets, as OpenSSL does: a session that is resumed is judged like a new one. */
static void
test_resumed (Fixture       *fixture,
              gconstpointer  data)
{
  const Case *this = data;
  g_autoptr (GSubprocess) server = start_openssl ("self-signed", "-tls1_3");
  guint port = read_port (server);
  g_autofree char *key = dup_key ("self-signed");
  g_autoptr (GError) accepted = NULL;
  g_autoptr (GError) refused = NULL;
  g_auto (DoublesAnswer) answer = { 0 };

  g_assert_finalize_object (fixture->transport);
  fixture->transport = make_transport (fixture, this->scheme, port);
  transport_trust_set (fixture->trust, IDENTITY, port, key);
  connect_now (fixture, &accepted);
  g_assert_no_error (accepted);
  take_tickets (fixture, server);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));

  transport_trust_set (fixture->trust, IDENTITY, port, NULL);
  connect_now (fixture, &refused);
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
  g_assert_error (refused, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (refused->message, "unknown authority"));
}

/* F13, RFC 8996: a server that knows TLS 1.0 and nothing newer. */
static void
test_old_tls (Fixture       *fixture,
              gconstpointer  data)
{
  const Case *this = data;
  g_autoptr (GSubprocess) server = start_openssl ("good", "-tls1");
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (fixture->transport);
  fixture->transport = make_transport (fixture, this->scheme, read_port (server));
  connect_now (fixture, &error);
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);

  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "version"));
}

static Case cases[2 * (G_N_ELEMENTS (rows) + 10)];
static gsize n_cases;

static void
add (const char *scheme,
     const char *name,
     const char *row,
     void      (*func) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/transport-judge/%s/%s", scheme, name);
  Case *this = &cases[n_cases++];

  g_assert_cmpuint (n_cases, <=, G_N_ELEMENTS (cases));
  *this = (Case) { .scheme = scheme, .row = row != NULL ? find_row (row) : NULL };
  g_test_add (path, Fixture, this, set_up, func, tear_down);
}

static void
add_all (const char *scheme)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add (scheme, rows[i].wish.name, rows[i].wish.name, test_certificate);

  add (scheme, "shown", "self-signed", test_shown);
  add (scheme, "distrusted", "self-signed", test_distrusted);
  add (scheme, "trusted-elsewhere", "self-signed", test_trusted_elsewhere);
  add (scheme, "changed", "self-signed", test_changed);
  add (scheme, "changed-to-an-authority", "good", test_changed_to_an_authority);
  add (scheme, "trusted-wrong-host", "wrong-host", test_trusted);
  add (scheme, "trusted-expired", "self-signed-expired", test_trusted);
  add (scheme, "not-tls", NULL, test_not_tls);
  add (scheme, "old-tls", NULL, test_old_tls);
  if (g_str_equal (scheme, "tls"))
    add (scheme, "resumed", "self-signed", test_resumed);
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);

  authority = doubles_authority_new ();
  issued = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_hash_table_insert (issued, (char *) rows[i].wish.name, doubles_authority_issue (authority, &rows[i].wish));
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    add_all (schemes[i]);

  status = g_test_run ();
  g_hash_table_unref (issued);
  doubles_authority_free (authority);

  return status;
}
