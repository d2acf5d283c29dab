/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"
#include "phone-call.h"
#include "phone-conference.h"
#include "phone-conversation.h"
#include "phone-enroll.h"
#include "phone-history.h"
#include "phone-people.h"
#include "phone-probe.h"
#include "phone-recovery.h"
#include "phone-request.h"
#include "phone-trace.h"
#include "phone-watching.h"

G_BEGIN_DECLS

/* The root: owns accounts, calls, conversations, history, sound and store. Signals:
 *   incoming-call (PhoneCall *)
 *   incoming-text (PhoneConversation *, PhoneMessage *)
 *   conference-changed ()        somebody joined or left
 *   traced (gboolean outgoing, const char *text)       for diagnostics; no secrets in it
 * Properties: store-error-text (a sentence when calls or messages cannot be kept; NULL: well). */
#define PHONE_TYPE_PHONE (phone_get_type ())
G_DECLARE_FINAL_TYPE (Phone, phone, PHONE, PHONE, GObject)

#define PHONE_ERROR (phone_error_quark ())
GQuark phone_error_quark (void);

typedef enum
{
  PHONE_ERROR_BAD_ADDRESS,
  PHONE_ERROR_BAD_SERVER,
  PHONE_ERROR_NO_ACCOUNT,
  PHONE_ERROR_BAD_TARGET,
  PHONE_ERROR_EXISTS,
  PHONE_ERROR_SECRET,      /* the password could not be kept */
  PHONE_ERROR_SOUND,
  PHONE_ERROR_NO_SERVER,      /* looked for, and nothing answers */
  PHONE_ERROR_ONLY_PLAIN,     /* a server answers, but anybody on the way could listen */
  PHONE_ERROR_FOREIGN_SERVER, /* it answers and does not belong to the account's domain */
  PHONE_ERROR_BAD_CERTIFICATE, /* the key to be trusted is not the one that was shown */
  PHONE_ERROR_TOO_MANY,        /* no more people can be watched */
} PhoneError;

/* Directories NULL: the user's own. */
Phone        *phone_new                   (const char *config_dir, const char *data_dir);
/* "default", a device's name, "tone:HZ", "silence"; "none" for the speaker. */
void          phone_set_sound             (Phone                *self,
                                           const char           *microphone,
                                           const char           *speaker);
/* Seconds; 0: the default. How long a registration is asked for, and after how long an unanswered call is
 * refused. Before phone_start_async(). */
void          phone_set_limits            (Phone                *self,
                                           guint                 register_expires,
                                           guint                 no_answer);
/* What is done about a lost line; PHONE_RECOVERY_BACKOFF to begin with. Before phone_start_async(). */
void          phone_set_recovery          (Phone *self, PhoneRecovery recovery);
/* Opens the store, loads accounts, goes online with those enabled. */
void          phone_start_async           (Phone                *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      phone_start_finish          (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* Hangs up, unregisters, flushes the store; within ten seconds. */
void          phone_stop_async            (Phone                *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      phone_stop_finish           (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error);

const char   *phone_get_store_error_text  (Phone *self); /* NULL: well */
GListModel   *phone_get_accounts          (Phone *self); /* PhoneAccount */
GListModel   *phone_get_calls             (Phone *self); /* PhoneCall, live; an ended one leaves after a moment */
GListModel   *phone_get_requests          (Phone *self); /* PhoneRequest: questions that wait for the person */
GListModel   *phone_get_conversations     (Phone *self); /* PhoneConversation, newest first */
PhoneHistory *phone_get_history           (Phone *self);
PhoneTrace   *phone_get_trace             (Phone *self); /* the last of what was said on every line; no secrets */
PhoneAccount *phone_get_default_account   (Phone *self); /* NULL: none */

/* @account NULL: the default one. The call is in the list at once; how it went is its own to say. */
PhoneCall    *phone_call                  (Phone                *self,
                                           PhoneAccount         *account,
                                           const char           *target,
                                           GError              **error); /* transfer none */
/* Holds the call that is talked to and takes back the one that waits. */
gboolean      phone_swap                  (Phone *self, GError **error);
/* Makes two calls one conversation, or lets one join that of the other; and all of them calls again. */
PhoneConference *phone_merge              (Phone                *self,
                                           PhoneCall            *one,
                                           PhoneCall            *other,
                                           GError              **error); /* transfer none */
void          phone_split                 (Phone *self, PhoneCall *speaker); /* NULL: all wait */
PhoneConference *phone_get_conference     (Phone *self); /* NULL: none */
/* The same with something special about it. */
PhoneCall    *phone_call_with             (Phone                *self,
                                           PhoneAccount         *account,
                                           const char           *target,
                                           PhoneCallFlags        flags,
                                           GError              **error); /* transfer none */
/* Takes a call that rings at another telephone; @dialog: "CALL-ID;LOCAL-TAG;REMOTE-TAG", as that telephone tells it. */
PhoneCall    *phone_pick_up               (Phone                *self,
                                           PhoneAccount         *account,
                                           const char           *target,
                                           const char           *dialog,
                                           GError              **error); /* transfer none */
PhoneConversation *phone_open_conversation (Phone               *self,
                                           PhoneAccount         *account,
                                           const char           *target,
                                           GError              **error); /* transfer none */

G_END_DECLS
