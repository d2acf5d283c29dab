/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* A phone that is whatever the test says it is: every state of an account, call or message can be put on
 * the screen without a server. It stands in for the room phone when a program is linked. */

PhoneAccount      *scripted_account_new            (const char        *address,
                                                    gboolean           practice);
void               scripted_account_set_state      (PhoneAccount      *self,
                                                    PhoneAccountState  state,
                                                    const char        *status_text);
void               scripted_account_set_waiting    (PhoneAccount      *self,
                                                    guint              attempt,
                                                    guint              seconds);
void               scripted_account_pass_second    (PhoneAccount      *self);
void               scripted_account_describe       (PhoneAccount      *self,
                                                    const char        *server,
                                                    const char        *display_name);
guint              scripted_account_get_tries      (PhoneAccount      *self);

void               scripted_account_set_voicemail  (PhoneAccount      *self,
                                                    gboolean           waiting,
                                                    guint              n_new,
                                                    const char        *address);

/* The line behind the account; NULL: nothing to say. */
void               scripted_route_set              (PhoneAccount      *account,
                                                    const char        *place,
                                                    const char        *transport_title,
                                                    guint              round_trip_ms,
                                                    const char        *error_text);
void               scripted_account_show_certificate (PhoneAccount    *account,
                                                    const char        *key,
                                                    const char        *trusted_key);
/* The key a person said yes to; NULL: none. */
const char        *scripted_account_get_trusted    (PhoneAccount      *account);

PhoneCall         *scripted_call_new               (PhoneAccount      *account,
                                                    const char        *name,
                                                    const char        *address,
                                                    gboolean           incoming);
void               scripted_call_set_state         (PhoneCall         *self,
                                                    PhoneCallState     state);
void               scripted_call_set_end_text      (PhoneCall         *self,
                                                    const char        *end_text);
void               scripted_call_set_duration      (PhoneCall         *self,
                                                    guint              seconds);
void               scripted_call_set_levels        (PhoneCall         *self,
                                                    double             input,
                                                    double             output);
/* How far it is to be believed who calls. */
void               scripted_call_set_caller        (PhoneCall         *self,
                                                    gboolean           anonymous,
                                                    gboolean           asserted);
/* The keys that were pressed do not arrive. */
void               scripted_call_fail_digits       (PhoneCall         *self,
                                                    const char        *reason);
const char        *scripted_call_get_digits        (PhoneCall         *self);

PhoneConversation *scripted_conversation_new       (PhoneAccount      *account,
                                                    const char        *title,
                                                    const char        *address);
PhoneMessage      *scripted_conversation_add       (PhoneConversation *self,
                                                    const char        *text,
                                                    GDateTime         *time,
                                                    PhoneMessageState  state);
void               scripted_conversation_set_unread (PhoneConversation *self,
                                                    guint              unread);
void               scripted_message_set_error      (PhoneMessage      *self,
                                                    const char        *error_text);

PhoneHistory      *scripted_history_new            (void);
PhoneHistoryEntry *scripted_history_add            (PhoneHistory      *self,
                                                    PhoneHistoryKind   kind,
                                                    const char        *name,
                                                    const char        *address);
void               scripted_history_entry_set      (PhoneHistoryEntry *self,
                                                    GDateTime         *time,
                                                    guint              duration,
                                                    const char        *end_text);

/* The search that phone_get_probe() gives, while it goes on. @failure NULL: it works. */
void               scripted_probe_add              (PhoneProbe        *self,
                                                    const char        *server,
                                                    const char        *reason,
                                                    const char        *failure);
void               scripted_probe_end              (PhoneProbe        *self);

void               scripted_phone_add_account      (Phone             *self,
                                                    PhoneAccount      *account);
void               scripted_phone_add_call         (Phone             *self,
                                                    PhoneCall         *call);
void               scripted_phone_remove_call      (Phone             *self,
                                                    PhoneCall         *call);
void               scripted_phone_add_conversation (Phone             *self,
                                                    PhoneConversation *conversation);
/* Watched from now on. */
void               scripted_phone_set_presence     (Phone             *self,
                                                    const char        *address,
                                                    PhonePresenceState state,
                                                    const char        *note);
/* Of somebody who is watched. */
void               scripted_phone_set_ringing      (Phone             *self,
                                                    const char        *address,
                                                    const char        *with);
void               scripted_phone_set_store_error  (Phone             *self,
                                                    const char        *text);
void               scripted_phone_trace            (Phone             *self,
                                                    gboolean           outgoing,
                                                    const char        *text);

G_END_DECLS
