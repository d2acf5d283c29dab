/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include "demo-exchange.h"
#include "phone-accounts.h"
#include "phone-call-private.h"
#include "phone-calls.h"
#include "phone-conversations.h"
#include "phone-devices.h"
#include "phone-focus.h"
#include "phone-history-private.h"
#include "phone-names.h"
#include "phone-network.h"
#include "phone-probe-private.h"
#include "phone-requests.h"
#include "phone-ringer.h"
#include "phone-sleep.h"
#include "phone-trace-private.h"
#include "phone-watching-private.h"

G_BEGIN_DECLS

/* Inside of Phone: phone.c is the object, phone-life.c starting and stopping, phone-target.c calling and
 * writing, phone-enroll.c accounts coming and going, phone-check.c what a person typed about them. */
struct _Phone
{
  GObject parent_instance;

  MediaEngine *engine;
  MediaTones *tones;
  SipClock *clock;
  SipTokens *tokens;
  StoreDatabase *database;

  PhoneAccounts *accounts;
  PhoneCalls *calls;
  PhoneConversations *conversations;
  PhoneConference *conference; /* NULL: none */
  PhoneDevices *devices; /* NULL: nobody asked */
  PhoneFocus *focus;
  PhoneHistory *history;
  PhoneNames *names;
  PhoneRequests *requests;
  PhoneRinger *ringer;
  PhoneNetwork *network; /* NULL: not started */
  PhoneSleep *sleep; /* NULL: not started */
  PhoneTrace *trace;
  PhoneWatching *watching;
  DemoExchange *practice; /* NULL: none */
  PhoneProbe *probe; /* the newest; NULL: none */
  TransportSource *probe_source; /* NULL: the real one */

  guint no_answer; /* seconds; 0: the default */
  GError *account_trouble; /* the last one told */
  char *store_error_text;
};

/* For the files of the class. */
void  phone_follow              (Phone       *self,
                                 PhoneCall   *call);
/* A call comes in: TRUE, for something becomes of every one (phone-incoming.c). */
gboolean phone_take_invitation  (Phone        *self,
                                 PhoneAccount *account,
                                 UaInvitation *invitation);
/* The live call of @session; NULL: none. */
PhoneCall *phone_find_call      (Phone        *self,
                                 UaSession    *session);
/* The one that joins the people to the lists of this phone (phone-names.c). */
PhoneNames *phone_make_names    (Phone       *self);
void  phone_refresh_store_error (Phone       *self);
/* What to do before and after a sleep (phone-life.c). */
void  phone_follow_sleep        (Phone       *self,
                                 PhoneSleep  *sleep);
/* Normalised; "" or NULL stands for the domain of @address. */
char *phone_normalise_server    (const char  *server,
                                 const char  *address,
                                 GError     **error);

G_END_DECLS
