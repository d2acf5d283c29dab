/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* More than one call, and whoever wants to come between: questions and verbs that are not of one page alone. */

/* Asks to whom @call is to go. */
void       app_several_ask_transfer    (GtkWidget *parent,
                                        Phone     *phone,
                                        PhoneCall *call);
/* The newest other call that is up and not of the same conversation; NULL: none (transfer none). */
PhoneCall *app_several_find_other      (Phone     *phone,
                                        PhoneCall *call);
/* Puts every question of the phone to the person, above @parent. */
void       app_several_follow_requests (GtkWidget *parent,
                                        Phone     *phone);
/* What there is to know about @call beside who and how long, in lines; NULL: nothing (transfer full). */
char      *app_several_dup_note        (PhoneCall *call);

/* Another call that is talked to, or begun by the person; NULL: none (transfer none). */
PhoneCall *app_several_find_talk       (Phone     *phone,
                                        PhoneCall *except);

G_END_DECLS
