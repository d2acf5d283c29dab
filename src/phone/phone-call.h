/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-call-quality.h"
#include "phone-participant.h"
#include "phone-handover.h"
#include "phone-video.h"
#include "phone-recording.h"

G_BEGIN_DECLS

typedef struct _PhoneAccount PhoneAccount;

/* One call as a person sees it. The state is derived from session, hold and media. Properties (notify):
 * state, remote-name, remote-address, muted (read-write), duration (seconds), input-level and output-level
 * (0–1), end-text (a sentence; NULL: an ordinary end). Signals: digit-received (const char *), one of 0-9 * # A-D;
 * digits-failed (const GError *), not all keys arrived that were pressed here. */
#define PHONE_TYPE_CALL (phone_call_get_type ())
G_DECLARE_FINAL_TYPE (PhoneCall, phone_call, PHONE, CALL, GObject)

#define PHONE_TYPE_CALL_STATE (phone_call_state_get_type ())
GType phone_call_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_CALL_STATE_CALLING,    /* outgoing, nothing heard yet */
  PHONE_CALL_STATE_RINGING,    /* outgoing, it rings there */
  PHONE_CALL_STATE_INCOMING,   /* somebody calls; answer or decline */
  PHONE_CALL_STATE_CONNECTING, /* answered; the sound is being set up */
  PHONE_CALL_STATE_ACTIVE,
  PHONE_CALL_STATE_HELD,       /* by us, by them or both */
  PHONE_CALL_STATE_RECONNECTING, /* the line is gone; the talk goes on as soon as there is another */
  PHONE_CALL_STATE_ENDING,
  PHONE_CALL_STATE_ENDED,
} PhoneCallState;

typedef enum
{
  PHONE_CALL_FLAGS_NONE = 0,
  PHONE_CALL_FLAGS_ANONYMOUS = 1 << 0, /* they are not told who calls */
} PhoneCallFlags;

PhoneCallState phone_call_get_state          (PhoneCall *self);
const char    *phone_call_get_id             (PhoneCall *self); /* short, unique while the program runs */
const char    *phone_call_get_remote_name    (PhoneCall *self); /* display name, or the address */
const char    *phone_call_get_remote_address (PhoneCall *self);
gboolean       phone_call_is_anonymous       (PhoneCall *self);
gboolean       phone_call_is_asserted        (PhoneCall *self); /* our server vouches for who calls */
const char    *phone_call_get_diverted_by    (PhoneCall *self); /* NULL: nobody sent it on to us */
char          *phone_call_dup_diversion_text (PhoneCall *self); /* “Forwarded by Reception”; NULL: nobody did */
gboolean       phone_call_answers_itself     (PhoneCall *self); /* muted, and to be seen */
PhoneAccount  *phone_call_get_account        (PhoneCall *self);
/* Who is in the conference at the far end, while the call is up; empty where it is none. PhoneParticipant. */
GListModel    *phone_call_get_participants   (PhoneCall *self);
gboolean       phone_call_is_incoming        (PhoneCall *self);
gboolean       phone_call_is_muted           (PhoneCall *self);
void           phone_call_set_muted          (PhoneCall *self,
                                              gboolean   muted);
guint          phone_call_get_duration       (PhoneCall *self);
double         phone_call_get_input_level_db  (PhoneCall *self); /* dBFS; −100: silence */
double         phone_call_get_output_level_db (PhoneCall *self);
double         phone_call_get_output_frequency (PhoneCall *self); /* loudest tone heard, Hz; 0: none */
const GError  *phone_call_get_last_error     (PhoneCall *self);
const char    *phone_call_get_end_text       (PhoneCall *self);

void           phone_call_answer_async       (PhoneCall            *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       phone_call_answer_finish      (PhoneCall            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void           phone_call_decline            (PhoneCall *self); /* 603 */
void           phone_call_say_busy           (PhoneCall *self); /* 486 */
gboolean       phone_call_send_on            (PhoneCall   *self,
                                              const char  *target,
                                              GError     **error); /* 302 */
void           phone_call_hang_up            (PhoneCall *self); /* any state */
void           phone_call_set_hold_async     (PhoneCall            *self,
                                              gboolean              hold,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       phone_call_set_hold_finish    (PhoneCall            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Gives it away: to somebody, or to the far end of another call. Says how it goes by phone_call_get_handover(). */
void           phone_call_transfer_async     (PhoneCall            *self,
                                              const char           *target,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       phone_call_transfer_finish    (PhoneCall            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void           phone_call_transfer_to_call_async  (PhoneCall            *self,
                                                   PhoneCall            *other,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean       phone_call_transfer_to_call_finish (PhoneCall            *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
PhoneHandover *phone_call_get_handover       (PhoneCall *self); /* a borrowed object that notifies */
PhoneCallQuality *phone_call_get_quality     (PhoneCall *self); /* the same */
PhoneVideo    *phone_call_get_video          (PhoneCall *self); /* so is this */
gboolean       phone_call_send_digits        (PhoneCall   *self,
                                              const char  *digits,
                                              GError     **error);
PhoneRecording *phone_call_get_recording     (PhoneCall *self); /* a borrowed object that notifies */
/* Into a file that is replaced if it exists. FALSE: the rules do not allow it, or the place does not. */
gboolean       phone_call_start_recording    (PhoneCall *self, GFile *file, GError **error);
void           phone_call_stop_recording     (PhoneCall *self);

G_END_DECLS
