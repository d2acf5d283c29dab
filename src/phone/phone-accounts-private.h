/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-accounts.h"

G_BEGIN_DECLS

/* Inside of PhoneAccounts: phone-accounts.c is the list, phone-accounts-leave.c the end of it,
 * phone-accounts-relay.c what its relays ask for. */
struct _PhoneAccounts
{
  GObject parent_instance;

  SipClock *clock;
  SipTokens *tokens;
  StoreAccounts *store;
  GListStore *accounts;
  guint register_expires;
  PhoneRecovery recovery;
  gboolean leaving;     /* all were told to go offline, for good */
  guint n_works;        /* what must be done before the program may end */
  GPtrArray *farewells; /* GTask: waiting for that */
  GHashTable *relay_writes; /* char * → gboolean: the id of an account whose secret is on its way, and must be sent again */
};

/* Something that is lost when the program ends before it is done. */
void phone_accounts_begin_work (PhoneAccounts *self);
void phone_accounts_end_work   (PhoneAccounts *self);
/* What the relay of an account asks for: restored from the keyring, kept there when a person says it, and forgotten. */
void phone_accounts_follow_relay  (PhoneAccounts *self,
                                   PhoneAccount  *account);
void phone_accounts_restore_relay (PhoneAccounts *self,
                                   PhoneAccount  *account);
void phone_accounts_forget_relay  (PhoneAccounts *self,
                                   PhoneAccount  *account);

G_END_DECLS
