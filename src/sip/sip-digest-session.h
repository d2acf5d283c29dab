/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-challenge.h"
#include "sip-digest-compute.h"

G_BEGIN_DECLS

typedef struct _SipTokens SipTokens;

/* What a client remembers of one challenge, to answer it and to answer ahead of the next. */
typedef struct
{
  char               *realm;
  char               *nonce;
  char               *opaque;         /* NULL: none given */
  char               *algorithm_name; /* as the server wrote it; NULL: it wrote none */
  SipDigestAlgorithm  algorithm;
  SipDigestQop        qop;
  char               *cnonce;         /* one for each nonce, which is what -sess asks for */
  guint32             count;          /* how often the nonce was used */
  char               *secret;         /* of the newest answer, to check the server's proof */
  char               *uri;            /* of the newest answer */
} SipDigestSession;

/* Can this challenge be answered here? Then *algorithm and *qop say how. */
gboolean          sip_digest_session_understands (SipChallenge       *challenge,
                                                  SipDigestAlgorithm *algorithm,
                                                  SipDigestQop       *qop);
SipDigestSession *sip_digest_session_new         (SipChallenge       *challenge,
                                                  SipTokens          *tokens);
void              sip_digest_session_free        (SipDigestSession   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipDigestSession, sip_digest_session_free)

gboolean          sip_digest_session_continues   (SipDigestSession   *self,
                                                  SipChallenge       *challenge);
void              sip_digest_session_set_nonce   (SipDigestSession   *self,
                                                  const char         *nonce,
                                                  SipTokens          *tokens);
/* The value of Authorization for @request; counts the nonce up. */
char             *sip_digest_session_answer      (SipDigestSession   *self,
                                                  SipMessage         *request,
                                                  const char         *username,
                                                  const char         *password);
/* FALSE when @info has a proof for our newest answer and it is wrong. */
gboolean          sip_digest_session_check_proof (SipDigestSession   *self,
                                                  SipChallenge       *info,
                                                  GBytes             *body);

G_END_DECLS
