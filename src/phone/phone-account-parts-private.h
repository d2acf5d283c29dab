/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account-private.h"

#include "ua-referral.h"

G_BEGIN_DECLS

/* For the files of the class. */
void              phone_account_credentials_iface_init (UaCredentialsInterface *iface);
void              phone_account_refresh    (PhoneAccount         *self);
void              phone_account_refresh_route (PhoneAccount      *self);
void              phone_account_register_now (PhoneAccount       *self);
/* Keys a person accepted; NULL: none (transfer full). */
TransportTrust   *phone_account_make_trust (PhoneAccount         *self);
void              phone_account_note_failure (PhoneAccount       *self,
                                            const GError         *error);
PhoneAccountState phone_account_derive     (PhoneAccount         *self);
char             *phone_account_make_status_text (PhoneAccount   *self);
/* phone-account-events.c: with the account, with its record, and with its line. */
void              phone_account_make_events (PhoneAccount        *self,
                                            const StoreAccount   *record);
void              phone_account_free_events (PhoneAccount        *self);
StoreAccount     *phone_account_record_events (PhoneAccount      *self,
                                            StoreAccount         *record);
void              phone_account_attach_events (PhoneAccount      *self);
void              phone_account_leave_events (PhoneAccount       *self,
                                            gboolean              politely);
PhoneWatchlist   *phone_account_get_watchlist (PhoneAccount      *self);
gboolean          phone_account_publishes  (PhoneAccount         *self);
void              phone_account_publish    (PhoneAccount         *self,
                                            PhonePresenceState    state,
                                            gboolean              on_the_phone,
                                            const char           *note);
void              phone_account_set_watch_list_uri (PhoneAccount *self,
                                            SipUri               *list);
/* The record is to be written down. */
void              phone_account_tell_record (PhoneAccount        *self);
void              phone_account_drop_line  (PhoneAccount         *self);
gboolean          phone_account_offer_session (PhoneAccount      *self,
                                            UaInvitation         *invitation);
gboolean          phone_account_offer_referral (PhoneAccount     *self,
                                            UaReferral           *referral);
void              phone_account_apply_trust (PhoneAccount        *self);
void              phone_account_keep_policy (PhoneAccount        *self);
gboolean          phone_account_offer_message (PhoneAccount      *self,
                                            SipAddress           *from,
                                            GBytes               *body);
void              phone_account_trace      (PhoneAccount         *self,
                                            gboolean              outgoing,
                                            const char           *text);
void              phone_account_note       (PhoneAccount         *self,
                                            const char           *text);

G_END_DECLS
