/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"

#include "media-engine.h"
#include "media-webrtc.h"
#include "phone-account-private.h"
#include "phone-roster.h"
#include "ua-invitation.h"

G_BEGIN_DECLS

/* Inside of PhoneCall: phone-call.c is the object, phone-call-status.c what is said about it, phone-call-sound.c
 * what is heard, phone-call-verbs.c what a person does with it. */
struct _PhoneCall
{
  GObject parent_instance;

  char *id;
  PhoneAccount *account;
  MediaEngine *engine;
  UaSession *session;
  PhoneRoster *roster; /* who is in a conference at the far end */
  MediaWebrtc *media; /* NULL: nothing is open (TRUST 3.5) */
  gboolean incoming;
  gboolean declined; /* by the person: not a missed call */
  gboolean muted;
  guint progress; /* the last provisional status we were told; 0: none */
  GError *error;  /* what failed before, or instead of, the session's own end */

  char *remote_name;
  char *remote_address;
  char *end_text;
  PhoneCallState shown_state; /* what was notified last */
  gint64 talk_began_us; /* monotonic; 0: not yet */
  gint64 talk_ended_us; /* 0: not yet */
  guint tick;           /* GSource id, while the duration grows */
  guint no_answer;      /* of the account's clock */
};

PhoneCall *phone_call_new_outgoing     (PhoneAccount *account,
                                        SipUri       *target,
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
/* The far end sends sound before it answers; no ringback of ours then. */
gboolean   phone_call_hears_early      (PhoneCall    *self);

/* For the files of the class. */
void       phone_call_refresh          (PhoneCall    *self);
void       phone_call_take_error       (PhoneCall    *self,
                                        GError       *error);
PhoneCallState phone_call_derive       (PhoneCall    *self);
char      *phone_call_make_end_text    (PhoneCall    *self);
double     phone_call_get_input_meter  (PhoneCall    *self); /* 0–1 */
double     phone_call_get_output_meter (PhoneCall    *self);
UaDescriptionHandler *phone_call_open_media (PhoneCall *self); /* transfer full */

G_END_DECLS
