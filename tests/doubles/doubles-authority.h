/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate authority that was made a moment ago, and that GIO trusts in this process while it lives. */
typedef struct _DoublesAuthority DoublesAuthority;

/* What it is to sign. */
typedef struct
{
  const char *name;        /* of its files, and the common name */
  const char *alternative; /* subjectAltName, as openssl writes it; NULL: none */
  const char *not_before;  /* "20200101000000Z"; NULL with not_after: now, for 30 days */
  const char *not_after;
  gboolean    self_signed;
} DoublesCertificate;

DoublesAuthority *doubles_authority_new      (void);
void              doubles_authority_free     (DoublesAuthority         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesAuthority, doubles_authority_free)

/* With its key (transfer full). */
GTlsCertificate  *doubles_authority_issue    (DoublesAuthority         *self,
                                              const DoublesCertificate *wish);
/* The path of what was issued: @suffix ".pem" or ".key". */
char             *doubles_authority_dup_path (DoublesAuthority         *self,
                                              const char               *name,
                                              const char               *suffix);

G_END_DECLS
