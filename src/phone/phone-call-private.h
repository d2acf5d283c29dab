/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"

#include "media-engine.h"
#include "media-session.h"
#include "phone-conference.h"
#include "phone-account-private.h"
#include "phone-handover-private.h"
#include "phone-recording-private.h"
#include "phone-roster.h"
#include "ua-invitation.h"
#include "ua-referral.h"

G_BEGIN_DECLS

/* Inside of PhoneCall: phone-call.c is the object, phone-call-status.c what is said about it, phone-call-sound.c what is
 * heard, -verbs.c what a person does with it, -gate.c what is done without them, -caller.c who it is. Signals for the room:
 * takes-floor (), the person is about to talk to them; hearing-changed (), what is heard before the answer is another. */
struct _PhoneCall
{
  GObject parent_instance;

  char *id;
  PhoneAccount *account;
  MediaEngine *engine;
  UaSession *session;
  PhoneRoster *roster; /* who is in a conference at the far end */
  MediaSession *media; /* NULL: nothing is open (TRUST 3.5) */
  gboolean incoming;
  gboolean declined; /* by the person: not a missed call */
  gboolean muted;
  PhoneHandover *handover;
  PhoneCallQuality *quality;
  PhoneVideo *video;
  PhoneRecording *recording;
  PhoneConference *conference; /* borrowed: it lets go of us first; NULL: none */
  gboolean rang;  /* they said once that it rings there */
  guint progress; /* the last provisional status we were told; 0: none */
  GError *error;  /* what failed before, or instead of, the session's own end */

  SipAddress *identity;     /* who our server says it is; NULL: it does not, or is not believed */
  SipAddress *first_remote; /* who they said they were when the call came; NULL: we call */
  gboolean anonymous, asserted;
  gboolean answers_itself;
  char *diverted_by;        /* NULL: nobody */
  char *sent_to;            /* whom it was sent on to; NULL: nobody */
  SipUri *send_on;          /* where to when nobody answers; NULL: nowhere */
  char *known_name, *spelled, *remote_name; /* what the person calls them (NULL: nobody they know); their number; what is shown */
  char *remote_address;
  char *end_text;
  PhoneCallState shown_state; /* what was notified last */
  gint64 talk_began_us; /* monotonic; 0: not yet */
  gint64 talk_ended_us; /* 0: not yet */
  guint tick;           /* GSource id, while the duration grows */
  gint64 waits_since_us; /* monotonic; 0: we have never kept them waiting */
  guint no_answer;      /* of the account's clock; and the next */
  guint answer_timer;   /* until it is answered by itself */
};

PhoneCall *phone_call_new_outgoing     (PhoneAccount *account,
                                        SipUri       *target,
                                        MediaEngine  *engine,
                                        UaOptions    *options);
/* The call that somebody asked us to make; NULL: nobody waits for it any more. */
PhoneCall *phone_call_new_referred     (PhoneAccount *account,
                                        UaReferral   *referral,
                                        MediaEngine  *engine);
PhoneCall *phone_call_new_incoming     (PhoneAccount *account,
                                        UaInvitation *invitation,
                                        MediaEngine  *engine,
                                        guint         no_answer_seconds); /* 0: as long as ua has patience */
/* Sends the INVITE; whatever happens is the call's own state. */
void       phone_call_begin            (PhoneCall    *self);
gboolean   phone_call_is_over          (PhoneCall    *self);
gboolean   phone_call_was_talk         (PhoneCall    *self);
gboolean   phone_call_was_declined     (PhoneCall    *self);
gboolean   phone_call_was_elsewhere    (PhoneCall    *self);
/* It rings there, and the far end sends no sound of its own. */
gboolean   phone_call_wants_ringback   (PhoneCall    *self);

/* Both sides have agreed to talk, and neither has hung up. */
gboolean   phone_call_is_up            (PhoneCall    *self);
gboolean   phone_call_is_waiting       (PhoneCall    *self); /* we keep them waiting */
/* Both are part of one conversation of several. */
gboolean   phone_call_is_together      (PhoneCall    *self,
                                        PhoneCall    *other);

/* Refused with @status, or, with a target, sent on for @reason. FALSE: too late. */
gboolean   phone_call_turn_away        (PhoneCall *self, SipUri *target, guint status, UaDiversionReason reason,
                                        GError **error);
/* Where to when nobody answers; nullable: nowhere. */
void       phone_call_set_send_on      (PhoneCall *self, SipUri *target);
void       phone_call_answer_by_itself (PhoneCall *self, guint seconds);
void       phone_call_leave_to_person  (PhoneCall *self); /* somebody else is talked to: it only rings from now on */
/* By the caller's word, it is the far end of @old who sent them to us. */
gboolean   phone_call_is_sent_by       (PhoneCall    *self,
                                        PhoneCall    *old);
SipAddress *phone_call_get_who         (PhoneCall    *self);

void       phone_call_set_conference   (PhoneCall *self, PhoneConference *conference);
/* For the files of the class. */
void       phone_call_read_caller      (PhoneCall *self, UaInvitation *invitation);
char      *phone_call_dup_name         (PhoneCall    *self);
void       phone_call_wait_for_answer  (PhoneCall *self, guint seconds);
void       phone_call_take_floor       (PhoneCall    *self);
void       phone_call_refresh          (PhoneCall    *self);
void       phone_call_take_error       (PhoneCall *self, GError *error);
PhoneCallState phone_call_derive       (PhoneCall    *self);
char      *phone_call_make_end_text    (PhoneCall    *self);
double     phone_call_get_input_meter  (PhoneCall    *self); /* 0–1 */
double     phone_call_get_output_meter (PhoneCall    *self);
UaDescriptionHandler *phone_call_open_media (PhoneCall *self); /* transfer full */
void       phone_call_listen           (PhoneCall    *self); /* to what its session tells */

G_END_DECLS
