/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Somebody wants something of a call that only the person may grant. It is in Phone's list of requests until it is decided
 * or nobody waits for it any more. Signal: closed (), last. */
#define PHONE_TYPE_REQUEST (phone_request_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRequest, phone_request, PHONE, REQUEST, GObject)

#define PHONE_TYPE_REQUEST_KIND (phone_request_kind_get_type ())
GType phone_request_kind_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_REQUEST_KIND_REDIRECT, /* whom we call is to be reached elsewhere (3xx) */
  PHONE_REQUEST_KIND_REFERRAL, /* somebody asks us to call somebody (REFER) */
  PHONE_REQUEST_KIND_TAKEOVER, /* somebody wants to take the place of whom we talk to (Replaces) */
} PhoneRequestKind;

PhoneRequestKind phone_request_get_kind  (PhoneRequest *self);
const char      *phone_request_get_id    (PhoneRequest *self); /* short, unique while the program runs */
const char      *phone_request_get_text  (PhoneRequest *self); /* a question */
const char      *phone_request_get_label (PhoneRequest *self); /* what accepting does: “Call”, “Take the Call” */
void             phone_request_accept    (PhoneRequest *self);
void             phone_request_decline   (PhoneRequest *self);

G_END_DECLS
