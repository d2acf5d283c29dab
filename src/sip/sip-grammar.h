/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-slice.h"

G_BEGIN_DECLS

/* How the value of a header is written (RFC 3261 §25.1 and the extensions' grammars). */
typedef enum
{
  SIP_GRAMMAR_TEXT,         /* anything on one line */
  SIP_GRAMMAR_TOKEN,        /* token, parameters */
  SIP_GRAMMAR_TOKEN_LIST,   /* the same, several; or none at all */
  SIP_GRAMMAR_FEATURE_LIST, /* "*" and parameters (RFC 3841) */
  SIP_GRAMMAR_MEDIA,        /* type/subtype, parameters */
  SIP_GRAMMAR_MEDIA_LIST,   /* the same with ranges; or none at all */
  SIP_GRAMMAR_ADDRESS,      /* name-addr or addr-spec, parameters */
  SIP_GRAMMAR_ADDRESS_LIST,
  SIP_GRAMMAR_CONTACT_LIST, /* the same, or "*" alone */
  SIP_GRAMMAR_VIA_LIST,
  SIP_GRAMMAR_NUMBER,       /* 32 bits */
  SIP_GRAMMAR_HOPS,         /* a number; more than 255 is read as 255 */
  SIP_GRAMMAR_SECONDS,      /* a number, comment, parameters; more than 32 bits is read as the most */
  SIP_GRAMMAR_CALL_ID,
  SIP_GRAMMAR_CALL_ID_LIST,
  SIP_GRAMMAR_CSEQ,
  SIP_GRAMMAR_RACK,         /* two numbers and a method (RFC 3262) */
  SIP_GRAMMAR_DIALOG,       /* Call-ID and parameters (RFC 3891) */
  SIP_GRAMMAR_AUTH,         /* a scheme and its parameters, one a field whatever the commas */
  SIP_GRAMMAR_AUTH_PARAMS,
  SIP_GRAMMAR_DATE,         /* RFC 1123, always GMT */
  SIP_GRAMMAR_TIMESTAMP,
  SIP_GRAMMAR_PRIVACY,      /* tokens with semicolons between (RFC 3323) */
  SIP_GRAMMAR_WARNING_LIST,
} SipGrammar;

gboolean    sip_grammar_is_list      (SipGrammar   self);
/* TRUE where no value at all is a value: "Supported:" */
gboolean    sip_grammar_may_be_empty (SipGrammar   self);
/* One value, unfolded and trimmed; NULL when it is right, else what is wrong with it. */
const char *sip_grammar_find_fault   (SipGrammar   self,
                                      SipSlice     value);

/* The pieces that more than one reader needs. Each is FALSE when the value is not written so. */
gboolean    sip_grammar_read_number  (SipGrammar   self,
                                      SipSlice     value,
                                      guint32     *number);
gboolean    sip_grammar_read_media   (SipSlice     value,
                                      SipSlice    *type,
                                      SipSlice    *subtype);
gboolean    sip_grammar_read_cseq    (SipSlice     value,
                                      guint32     *number,
                                      SipSlice    *method);

G_END_DECLS
