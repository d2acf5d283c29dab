/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What tells the accounts of a phone apart, and which of them calls. Practice lines do not count: they are nobody's.
 * Properties (notify): colors (a{ss}, read-write), chosen-id (read-write). Signal: changed (). */
#define APP_TYPE_ACCOUNTS (app_accounts_get_type ())
G_DECLARE_FINAL_TYPE (AppAccounts, app_accounts, APP, ACCOUNTS, GObject)

AppAccounts       *app_accounts_new         (Phone        *phone);
/* Those an account belongs to, which are known to nobody before and after they live. */
AppAccounts       *app_accounts_of          (PhoneAccount *account); /* NULL: none */
GListModel        *app_accounts_get_list    (AppAccounts  *self); /* PhoneAccount, practice lines, too */
/* There is more than one to be told apart. */
gboolean           app_accounts_are_several (AppAccounts  *self);
guint              app_accounts_get_n       (AppAccounts  *self);
/* The colours there are, ended by NULL, as style classes of a dot; and what they are called. */
const char *const *app_accounts_list_colors (void);
const char        *app_accounts_name_color  (const char   *color);
const char        *app_accounts_get_color   (AppAccounts  *self,
                                             PhoneAccount *account);
void               app_accounts_set_color   (AppAccounts  *self,
                                             PhoneAccount *account,
                                             const char   *color);
/* The one that calls whom no other account is nearer to; NULL: whichever can be reached. */
PhoneAccount      *app_accounts_get_chosen  (AppAccounts  *self);
void               app_accounts_set_chosen  (AppAccounts  *self,
                                             PhoneAccount *account);
/* Whose voicemail one would hear: that of the one that calls, else of the first that is known to have any; NULL: none. */
PhoneAccount      *app_accounts_find_mailbox (AppAccounts *self);

G_END_DECLS
