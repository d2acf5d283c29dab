/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Certificates that lie in a repository expire there one day, and every test with them. These are made by openssl
 * when they are needed.
 */

#include "doubles-authority.h"

#include <glib/gstdio.h>

struct _DoublesAuthority
{
  char *folder;
};

static void
openssl (DoublesAuthority *self,
         const char       *command)
{
  g_autofree char *line = g_strconcat ("openssl ", command, NULL);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (self->folder, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", line, complaint);
}

DoublesAuthority *
doubles_authority_new (void)
{
  DoublesAuthority *self = g_new0 (DoublesAuthority, 1);
  g_autofree char *path = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("earshot-certificates-XXXXXX", NULL);
  openssl (self, "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 30 -subj /CN=Authority "
                 "-keyout authority.key -out authority.pem");

  path = doubles_authority_dup_path (self, "authority", ".pem");
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);

  return self;
}

void
doubles_authority_free (DoublesAuthority *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
doubles_authority_dup_path (DoublesAuthority *self,
                            const char       *name,
                            const char       *suffix)
{
  g_autofree char *base = g_strconcat (name, suffix, NULL);

  return g_build_filename (self->folder, base, NULL);
}

static void
write_extensions (DoublesAuthority         *self,
                  const DoublesCertificate *wish)
{
  g_autofree char *path = doubles_authority_dup_path (self, wish->name, ".ext");
  g_autofree char *text = wish->alternative != NULL ? g_strdup_printf ("subjectAltName=%s\n", wish->alternative)
                                                    : g_strdup ("basicConstraints=CA:FALSE\n");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

GTlsCertificate *
doubles_authority_issue (DoublesAuthority         *self,
                         const DoublesCertificate *wish)
{
  const char *name = wish->name;
  g_autofree char *pem = doubles_authority_dup_path (self, name, ".pem");
  g_autofree char *key = doubles_authority_dup_path (self, name, ".key");
  g_autofree char *request = NULL;
  g_autofree char *signer = NULL;
  g_autofree char *validity = NULL;
  g_autofree char *sign = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = NULL;

  write_extensions (self, wish);
  request = g_strdup_printf ("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=%s -keyout %s.key "
                             "-out %s.csr", name, name, name);
  openssl (self, request);

  signer = wish->self_signed ? g_strdup_printf ("-key %s.key", name)
                             : g_strdup ("-CA authority.pem -CAkey authority.key");
  validity = wish->not_after != NULL ? g_strdup_printf ("-not_before %s -not_after %s", wish->not_before, wish->not_after)
                                     : g_strdup ("-days 30");
  sign = g_strdup_printf ("x509 -req -in %s.csr %s %s -extfile %s.ext -out %s.pem", name, signer, validity, name, name);
  openssl (self, sign);

  certificate = g_tls_certificate_new_from_files (pem, key, &error);
  g_assert_no_error (error);

  return certificate;
}
