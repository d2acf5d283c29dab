/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a server showed that could not prove who it is (a value): for a person to compare, and to trust or not. */
typedef struct
{
  char      *name;        /* of the server, "pbx.example.org" */
  guint      port;
  char      *key;         /* "sha256:…": for phone_account_trust_certificate_async() */
  char      *subject;     /* whose it says it is */
  char      *issuer;      /* who says so; the same as subject: nobody else does */
  GDateTime *valid_from;  /* NULL: not said */
  GDateTime *valid_until;
  char     **faults;      /* sentences; never NULL */
  GTlsCertificateFlags flags; /* the same, for programs */
  char      *trusted_key; /* the one that was trusted here before; NULL: none */
} PhoneCertificate;

#define PHONE_TYPE_CERTIFICATE (phone_certificate_get_type ())
GType             phone_certificate_get_type         (void) G_GNUC_CONST;
PhoneCertificate *phone_certificate_copy             (const PhoneCertificate *self);
void              phone_certificate_free             (PhoneCertificate       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneCertificate, phone_certificate_free)

/* Another key was trusted here: either the server was set up anew, or somebody is in between. */
gboolean          phone_certificate_is_changed       (const PhoneCertificate *self);
/* What it is about, in one or two sentences; loud when the key has changed. */
const char       *phone_certificate_get_summary      (const PhoneCertificate *self);
/* A key in groups of four, as people compare it; @key: of either field. */
char             *phone_certificate_dup_key_text     (const char             *key);

G_END_DECLS
