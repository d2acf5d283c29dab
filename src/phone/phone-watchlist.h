/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-contact-state.h"
#include "ua-agent.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Private to the room: all whom an account watches, by the server's list where there is one (RFC 4662), and one by one
 * where there is not. Signals:
 *   added (PhoneContactState *)
 *   removed (PhoneContactState *)
 *   changed ()                      what is to be kept is another now */
#define PHONE_TYPE_WATCHLIST (phone_watchlist_get_type ())
G_DECLARE_FINAL_TYPE (PhoneWatchlist, phone_watchlist, PHONE, WATCHLIST, GObject)

/* @account: for the contacts, which hold it weakly; may be NULL. */
PhoneWatchlist    *phone_watchlist_new      (GObject         *account);
/* Ways are added to those before. NULL: there are %PHONE_WATCH_MAX. */
PhoneContactState *phone_watchlist_add      (PhoneWatchlist  *self,
                                             SipUri          *target,
                                             PhoneWatchKind   kinds);
/* FALSE: nobody watched them. */
gboolean           phone_watchlist_remove   (PhoneWatchlist  *self,
                                             SipUri          *target);
/* The address of the server's list; NULL: none. */
void               phone_watchlist_set_list (PhoneWatchlist  *self,
                                             SipUri          *list);
SipUri            *phone_watchlist_get_list (PhoneWatchlist  *self);
guint              phone_watchlist_get_n    (PhoneWatchlist  *self);
PhoneContactState *phone_watchlist_get      (PhoneWatchlist  *self,
                                             guint            index);
/* Addresses of those watched in this way by a person's wish; NULL: none. */
char             **phone_watchlist_dup_kept (PhoneWatchlist  *self,
                                             PhoneWatchKind   kind);
void               phone_watchlist_attach   (PhoneWatchlist  *self,
                                             UaAgent         *agent,
                                             UaRegisterer    *registerer);
void               phone_watchlist_detach   (PhoneWatchlist  *self,
                                             gboolean         politely);

G_END_DECLS
