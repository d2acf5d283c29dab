/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* One library that reads and writes SIP, made to do the same work as the others. Every work returns something that
 * depends on what it read, so that no compiler leaves it out; 0 means that the message was refused. */
typedef struct
{
  const char *name;
  void      (*begin) (void);
  /* The start line, and where which header field stands. NULL: the library knows no such half way. */
  gsize     (*index) (const char *octets,
                      gsize       length);
  /* That, and as values: Via, From, To, CSeq, Contact, Route and Record-Route, Request-URI. */
  gsize     (*full)  (const char *octets,
                      gsize       length);
  /* An INVITE of twelve header fields and a body, from values to octets. NULL: left to the program. */
  gsize     (*write) (void);
} SipReader;

extern const SipReader sip_reader_scan;
extern const SipReader sip_reader_earshot;
extern const SipReader sip_reader_sofia;
extern const SipReader sip_reader_osip;
extern const SipReader sip_reader_re;

/* The body of the INVITE that is written. */
extern const char sip_reader_body[];
