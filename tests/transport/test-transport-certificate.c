/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* wss: only a certificate without a fault opens a line, and a fault is named. The authority and its certificates
 * are made by openssl when the test runs, so that none of them can expire in the meantime.
 */

#include "transport-websocket.h"

#include "doubles-clock.h"
#include "doubles-server.h"
#include "doubles-wait.h"

#include <glib/gstdio.h>

/* What a server shows, and what becomes of it. */
typedef struct
{
  const char *name;
  const char *alternative; /* subjectAltName */
  const char *not_before;
  const char *not_after;
  gboolean    self_signed;
  const char *words;       /* NULL: accepted */
} Certificate;

/* TRUST 3.7, F13 */
static const Certificate certificates[] = {
  { "good",          "IP:127.0.0.1",    NULL,              NULL,              FALSE, NULL },
  { "expired",       "IP:127.0.0.1",    "20200101000000Z", "20200201000000Z", FALSE, "expired" },
  { "not-yet-valid", "IP:127.0.0.1",    "20990101000000Z", "20990201000000Z", FALSE, "not valid yet" },
  { "wrong-host",    "DNS:example.org", NULL,              NULL,              FALSE, "another host name" },
  { "self-signed",   "IP:127.0.0.1",    NULL,              NULL,              TRUE,  "unknown authority" },
};

typedef struct
{
  DoublesServer *server;
  DoublesClock  *clock;
  SipTokens     *tokens;
  Transport     *transport;
} Fixture;

static char *folder;

static void
openssl (const char *command)
{
  g_autofree char *line = g_strconcat ("openssl ", command, NULL);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (folder, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &complaint,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", line, complaint);
}

static char *
file (const char *name,
      const char *suffix)
{
  g_autofree char *base = g_strconcat (name, suffix, NULL);

  return g_build_filename (folder, base, NULL);
}

static void
make_authority (void)
{
  openssl ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 30 -subj /CN=Authority "
           "-keyout authority.key -out authority.pem");
}

static void
make_certificate (const Certificate *row)
{
  g_autofree char *extension = g_strconcat ("subjectAltName=", row->alternative, "\n", NULL);
  g_autofree char *extension_file = file (row->name, ".ext");
  g_autofree char *request = NULL;
  g_autofree char *validity = NULL;
  g_autofree char *sign = NULL;

  g_assert_true (g_file_set_contents (extension_file, extension, -1, NULL));
  request = g_strdup_printf ("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=%s -keyout %s.key "
                             "-out %s.csr", row->name, row->name, row->name);
  openssl (request);

  validity = row->not_after != NULL ? g_strdup_printf ("-not_before %s -not_after %s", row->not_before, row->not_after)
                                    : g_strdup ("-days 30");
  sign = row->self_signed ? g_strdup_printf ("x509 -req -in %s.csr -key %s.key %s -extfile %s.ext -out %s.pem",
                                             row->name, row->name, validity, row->name, row->name)
                          : g_strdup_printf ("x509 -req -in %s.csr -CA authority.pem -CAkey authority.key %s "
                                             "-extfile %s.ext -out %s.pem",
                                             row->name, validity, row->name, row->name);
  openssl (sign);
}

static void
trust_authority (void)
{
  g_autofree char *path = file ("authority", ".pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static DoublesServer *
make_server (const Certificate *row)
{
  DoublesServer *server = doubles_server_new ();
  g_autofree char *pem = file (row->name, ".pem");
  g_autofree char *key = file (row->name, ".key");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (pem, key, &error);

  g_assert_no_error (error);
  doubles_server_set_certificate (server, certificate);
  doubles_server_shake (server, "sip");

  return server;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = make_server (data);
  url = g_strdup_printf ("wss://127.0.0.1:%u/", doubles_server_get_port (fixture->server));
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->transport = transport_websocket_new (url, SIP_CLOCK (fixture->clock), fixture->tokens, &error);
  g_assert_no_error (error);
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
  doubles_wait_settle ();
}

static void
test_certificate (Fixture       *fixture,
                  gconstpointer  data)
{
  const Certificate *row = data;
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error);
  if (row->words == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (transport_get_via_protocol (fixture->transport), ==, "WSS");
      return;
    }

  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, row->words));
  g_assert_cmpuint (doubles_server_get_n_accepted (fixture->server), ==, 1);
  g_assert_cmpuint (doubles_server_get_heard (fixture->server)->len, ==, 0);
}

/* TRUST 3.7: where TLS is not spoken, nothing is tried without it. */
static void
test_not_tls (void)
{
  static const char plain[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
  g_autoptr (DoublesServer) server = doubles_server_new ();
  g_autofree char *url = g_strdup_printf ("wss://127.0.0.1:%u/", doubles_server_get_port (server));
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (Transport) transport = transport_websocket_new (url, SIP_CLOCK (clock), tokens, NULL);

  transport_connect_async (transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_heard (server)->len > 0);
  doubles_server_say (server, plain, strlen (plain));
  doubles_wait_until (transport_get_state (transport) == TRANSPORT_STATE_DISCONNECTED);

  g_assert_error (transport_get_last_error (transport), TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  g_assert_cmpuint (doubles_server_get_n_accepted (server), ==, 1);
  doubles_wait_settle ();
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);

  folder = g_dir_make_tmp ("earshot-certificates-XXXXXX", NULL);
  make_authority ();
  trust_authority ();
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autofree char *path = g_strconcat ("/transport-certificate/", certificates[i].name, NULL);

      make_certificate (&certificates[i]);
      g_test_add (path, Fixture, &certificates[i], set_up, test_certificate, tear_down);
    }
  g_test_add_func ("/transport-certificate/not-tls", test_not_tls);

  status = g_test_run ();
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  remove_folder ();

  return status;
}
