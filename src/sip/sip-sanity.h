/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"

G_BEGIN_DECLS

typedef enum
{
  SIP_SANITY_PASS,
  SIP_SANITY_REJECT, /* a request: answer with status */
  SIP_SANITY_DROP,
} SipSanity;

typedef struct
{
  SipSanity   verdict;
  guint       status;      /* REJECT only */
  const char *check;       /* the check's name, its RFC paragraph: "rfc3261_8_2_2_1" */
  char       *detail;      /* reason for the log and the reason phrase; owned */
  char       *header;      /* a header line the reply must carry, as "Unsupported: foo"; NULL: none; owned */
} SipSanityResult;

/* What the user agent can do; NULL-terminated lists of tokens, borrowed. */
typedef struct
{
  const char *const *methods;       /* Allow */
  const char *const *extensions;    /* Supported */
  const char *const *content_types; /* Accept */
  const char        *sent_by;       /* our Via sent-by, for responses */
} SipAbilities;

/* Runs the list of named checks (CONTRACT U27; RFC 3261 §8.1.3.3, §8.2, §16.3, §18.3). */
void        sip_sanity_check        (SipMessage            *message,
                                     const SipAbilities    *abilities,
                                     SipSanityResult       *result);
void        sip_sanity_result_clear (SipSanityResult       *result);
/* The answer that a REJECT asks for. */
SipMessage *sip_sanity_make_reply   (const SipSanityResult *result,
                                     SipMessage            *request,
                                     const char            *to_tag);

G_END_DECLS
