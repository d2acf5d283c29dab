/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a server showed to prove who it is, and what was found wrong with it (a value; nobody changes it). Enough for
 * a person to compare two of them side by side and to trust one by its key (TRUST 3.7). */
typedef struct
{
  char                 *identity;    /* the name it had to prove */
  guint                 port;        /* where it was shown */
  char                 *key;         /* "sha256:…", the digest of its public key; "" when it could not be read */
  char                 *trusted_key; /* the one a person trusts there; NULL: none */
  char                 *subject;     /* for people to read, never to decide by */
  char                 *issuer;
  GDateTime            *not_before;
  GDateTime            *not_after;
  GTlsCertificateFlags  faults;
  GStrv                 words;       /* the faults in sentences, for developers; empty: none */
  gboolean              accepted;    /* without a fault, or trusted by its key */
} TransportCertificate;

#define TRANSPORT_TYPE_CERTIFICATE (transport_certificate_get_type ())
GType transport_certificate_get_type (void) G_GNUC_CONST;

TransportCertificate *transport_certificate_ref        (TransportCertificate       *self);
void                  transport_certificate_unref      (TransportCertificate       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportCertificate, transport_certificate_unref)

/* A person trusts another key there: who takes this for the same server may be deceived. */
gboolean              transport_certificate_is_changed (const TransportCertificate *self);

/* For transport-judge alone: empty, to be filled and then left as it is. */
TransportCertificate *transport_certificate_new        (void);

G_END_DECLS
