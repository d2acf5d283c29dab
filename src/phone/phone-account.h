/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-certificate.h"
#include "phone-media-terms.h"
#include "phone-policy.h"
#include "phone-route.h"
#include "phone-voicemail.h"

G_BEGIN_DECLS

/* Who I am and whether I can be reached. The state is derived from connection and registration, never set.
 * Properties (all notify, read-only): id, address, display-name, server, state, status-text (a sentence),
 * attempt, enabled (read-write). */
#define PHONE_TYPE_ACCOUNT (phone_account_get_type ())
G_DECLARE_FINAL_TYPE (PhoneAccount, phone_account, PHONE, ACCOUNT, GObject)

#define PHONE_TYPE_ACCOUNT_STATE (phone_account_state_get_type ())
GType phone_account_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_ACCOUNT_STATE_OFFLINE,     /* not wanted online */
  PHONE_ACCOUNT_STATE_CONNECTING,  /* attempt says which */
  PHONE_ACCOUNT_STATE_WAITING,     /* between attempts; next-try says when, last-error why */
  PHONE_ACCOUNT_STATE_CONNECTED,   /* the line is up, not registered yet */
  PHONE_ACCOUNT_STATE_REGISTERED,  /* can be reached */
  PHONE_ACCOUNT_STATE_REFUSED,     /* the server said no: password, forbidden… */
} PhoneAccountState;

const char       *phone_account_get_id           (PhoneAccount *self);
const char       *phone_account_get_address      (PhoneAccount *self); /* "alice@example.org", for people */
const char       *phone_account_get_display_name (PhoneAccount *self);
const char       *phone_account_get_server       (PhoneAccount *self);
PhoneAccountState phone_account_get_state        (PhoneAccount *self);
const char       *phone_account_get_status_text  (PhoneAccount *self);
guint             phone_account_get_attempt      (PhoneAccount *self);
guint             phone_account_get_seconds_to_next_try (PhoneAccount *self); /* 0: none waiting */
guint             phone_account_get_ms_to_next_try (PhoneAccount *self); /* the same, in milliseconds */
const GError     *phone_account_get_last_error   (PhoneAccount *self);
gboolean          phone_account_is_practice      (PhoneAccount *self);
/* The line behind the state: server, wire, security, family, round trip, error (a borrowed object that notifies). */
PhoneRoute       *phone_account_get_route        (PhoneAccount *self);
PhonePolicy      *phone_account_get_policy       (PhoneAccount *self);
PhoneMediaTerms  *phone_account_get_media_terms  (PhoneAccount *self);
void              phone_account_go_online        (PhoneAccount *self); /* also: try again now */
/* The same for who does not want to turn an account on that is off. */
void              phone_account_retry_now        (PhoneAccount *self);
/* What waits in its mailbox (a borrowed object that notifies; the same as long as the account lives). */
PhoneVoicemail   *phone_account_get_voicemail    (PhoneAccount *self);
guint             phone_account_get_n_voicemails (PhoneAccount *self); /* new ones; 1 where they were not counted */
/* The server may switch the voicemail light without being asked (CONTRACT U26); FALSE by default. */
gboolean          phone_account_get_unasked      (PhoneAccount *self);
void              phone_account_set_unasked      (PhoneAccount *self,
                                                  gboolean      unasked);
/* The list of people that the server keeps for us, an address (RFC 4662); NULL: none. FALSE: it is no address. */
const char       *phone_account_get_watch_list   (PhoneAccount *self);
gboolean          phone_account_set_watch_list   (PhoneAccount *self,
                                                  const char   *address,
                                                  GError      **error);
/* What the server showed when it could not prove who it is (transfer full); NULL: that is not what is wrong. */
PhoneCertificate *phone_account_dup_offered_certificate (PhoneAccount *self);
/* A person compared @key, which the server must have shown: it is trusted there from now on, and no other. */
void              phone_account_trust_certificate_async  (PhoneAccount        *self,
                                                          const char          *key,
                                                          GCancellable        *cancellable,
                                                          GAsyncReadyCallback  callback,
                                                          gpointer             user_data);
gboolean          phone_account_trust_certificate_finish (PhoneAccount        *self,
                                                          GAsyncResult        *result,
                                                          GError             **error);
void              phone_account_go_offline_async  (PhoneAccount       *self,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
gboolean          phone_account_go_offline_finish (PhoneAccount       *self,
                                                  GAsyncResult        *result,
                                                  GError             **error);

G_END_DECLS
