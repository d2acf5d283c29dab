/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-machine.h"
#include "sip-timers.h"
#include "sip-transaction.h"

G_BEGIN_DECLS

/* For the four machines and their collection: what a machine must say about itself, and how it is driven. */

/* Every machine begins in state 0 and ends in its last state; its first two events are these. */
#define SIP_EVENT_START 0           /* the collection has connected everything: go */
#define SIP_EVENT_TRANSPORT_ERROR 1 /* what a row sent was not taken, or the connection of a client is gone */
#define SIP_EVENT_NONE G_MAXUINT    /* a message that is no event of this machine */

/* What a row makes the transaction do, in this order of performing: arm, send, tell. */
typedef enum
{
  SIP_EFFECT_SEND = 1 << 0,         /* client: the request; server: the newest response */
  SIP_EFFECT_SEND_ACK = 1 << 1,     /* INVITE client: an ACK to the non-2xx that came */
  SIP_EFFECT_SEND_TRYING = 1 << 2,  /* server: a 100 of its own, from now on the newest response */
  SIP_EFFECT_PASS_UP = 1 << 3,      /* client: `response`; server: the collection hands the request on */
  SIP_EFFECT_ACKNOWLEDGED = 1 << 4, /* INVITE server: `acknowledged` */
  SIP_EFFECT_TIMED_OUT = 1 << 5,    /* `failed`, because the other side kept silent */
  SIP_EFFECT_FAILED = 1 << 6,       /* `failed`, because of the port */
} SipEffect;

#define SIP_EFFECT_FIRST_TIMER 7
#define SIP_EFFECT_ARM(timer) (1u << (SIP_EFFECT_FIRST_TIMER + (timer)))
#define SIP_EFFECT_NAMES \
  "send", "send ACK", "send 100", "pass up", "acknowledged", "timed out", "failed"

typedef enum
{
  SIP_TIMER_ALWAYS,     /* runs over every port */
  SIP_TIMER_LINGER,     /* waits for retransmissions to die out: of no length over a reliable port */
  SIP_TIMER_RETRANSMIT, /* not armed at all over a reliable port */
} SipTimerKind;

/* A timer runs only while its event means something: entering a state without such a row disarms it. */
typedef struct
{
  guint        event;      /* what happens when it fires */
  guint        first_ms;
  guint        longest_ms; /* each arming doubles up to this; equal to first_ms: no doubling */
  SipTimerKind kind;
} SipTransactionTimer;

#define SIP_TRANSACTION_MAX_TIMERS 5

typedef struct
{
  SipTransaction *self; /* not owned: disarmed before the transaction goes */
  guint           index;
  guint           id;
  guint           length_ms; /* of the last arming; 0: never armed */
} SipTransactionSlot;

typedef struct
{
  SipClock   *clock;
  SipPort    *port; /* NULL: nothing can be sent now */
  gboolean    reliable;
  SipMessage *request;
  SipMessage *response; /* server: the newest one */
  guint       state;
  SipTransactionSlot slots[SIP_TRANSACTION_MAX_TIMERS];
  GError     *failure; /* of the port: about to be told, or told */
  guint       failure_id;
} SipTransactionPrivate;

SipTransactionPrivate *sip_transaction_get_private (SipTransaction *self);

struct _SipTransactionClass
{
  GObjectClass parent_class;

  const SipMachine          *machine;
  const SipTransactionTimer *timers; /* the n-th is armed by SIP_EFFECT_ARM (n) */
  guint                      n_timers;
  gboolean                   is_client;
  int                        timeout_code; /* of SIP_TRANSACTION_ERROR, for SIP_EFFECT_TIMED_OUT */

  /* Which event a message is: one that came in, or on the server side a response of the TU. */
  guint       (*classify) (SipMessage *message);
  /* INVITE client only: the ACK to a non-2xx. */
  SipMessage *(*make_ack) (SipTransaction *self, SipMessage *response);
};

/* @timers as an array; called by the class_init of each machine. */
void      sip_transaction_class_describe (SipTransactionClass       *klass,
                                          const SipMachine          *machine,
                                          const SipTransactionTimer *timers,
                                          guint                      n_timers);

/* One step; the effects of its row, 0 when there is none. The object may be without owner afterwards. */
guint32   sip_transaction_step           (SipTransaction            *self,
                                          guint                      event,
                                          SipMessage                *message);
guint32   sip_transaction_receive        (SipTransaction            *self,
                                          SipMessage                *message);
/* Where its messages leave from now on. A client over a reliable port has lost its answer and is told so. */
void      sip_transaction_set_port       (SipTransaction            *self,
                                          SipPort                   *port);
/* Nothing can be sent: TRANSPORT_ERROR follows when the caller has returned. Takes @error. */
void      sip_transaction_fail           (SipTransaction            *self,
                                          GError                    *error);
/* To the last state at once and in silence, when the collection goes. */
void      sip_transaction_abandon        (SipTransaction            *self);
/* Server: what was answered last; NULL: nothing yet. */
SipMessage *sip_transaction_get_response (SipTransaction            *self);

G_END_DECLS
