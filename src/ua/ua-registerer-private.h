/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-registerer.h"

#include "ua-refresher.h"
#include "ua-request.h"
#include "ua-waiters.h"

G_BEGIN_DECLS

/* Inside of UaRegisterer: ua-registerer.c is the object and its verbs, ua-registerer-flow.c the
 * REGISTERs, ua-registerer-binding.c which contacts they name, ua-registerer-move.c a registrar that is somewhere else,
 * ua-registerer-watch.c what the registrar tells unasked. */

typedef struct _UaRegistererWatch UaRegistererWatch;

/* What is asked of the registrar; one at a time, and the latest wish wins. */
typedef enum
{
  UA_REGISTERER_ASK_NOTHING,
  UA_REGISTERER_ASK_REGISTER,
  UA_REGISTERER_ASK_UNREGISTER,
  UA_REGISTERER_ASK_UNREGISTER_ALL,
} UaRegistererAsk;

struct _UaRegisterer
{
  GObject           parent_instance;
  UaAgent          *agent; /* weak */
  UaRefresher      *refresher;
  UaRegistererState state;
  UaRegistererAsk   asking;   /* what the request under way asks */
  UaRegistererAsk   next;     /* what is to be asked when it is answered */
  gboolean          wanted;   /* to be registered whenever the line is up */
  UaRequest        *request;
  UaOptions        *options;
  char             *instance;
  char             *call_id;  /* one for all REGISTERs (RFC 3261 §10.2) */
  guint32           cseq;
  guint             expires;
  guint             granted;
  guint             n_brief;  /* 423s in a row */
  gboolean          plain;    /* the first hop of this line cannot do outbound (439) */
  gboolean          outbound; /* the registrar replaces by instance and reg-id, as it said last */
  gboolean          resting;  /* the agent goes; what is wanted is taken up again when it comes back */
  SipUri           *gruu;     /* NULL: none was granted */
  SipUri           *moved;    /* where the registrar has sent us (3xx); NULL: to the account's domain */
  UaRegistererWatch *watch;
  gint64            registered_ms; /* when the registrar said yes last */
  GPtrArray        *left;     /* SipUri: contacts that it may still have, beside the one of now */
  GError           *last_error;
  UaWaiters        *registering;
  UaWaiters        *unregistering;
};

void ua_registerer_ask            (UaRegisterer      *self,
                                   UaRegistererAsk    what);
void ua_registerer_follow         (UaRegisterer      *self); /* the connection and the refresher */
void ua_registerer_drop_request   (UaRegisterer      *self);

/* ua-registerer-binding.c */
void ua_registerer_write_contacts (UaRegisterer      *self,
                                   SipMessageBuilder *builder,
                                   UaRegistererAsk    what);
/* The registrar said yes to what was written last. */
void ua_registerer_learn_bindings (UaRegisterer      *self,
                                   SipMessage        *response);
/* Ours among the contacts of an answer; NULL: none. */
SipAddress *ua_registerer_find_binding (UaRegisterer *self,
                                   SipMessage        *response);
/* For how long it keeps us, in seconds. */
guint ua_registerer_read_granted  (UaRegisterer      *self,
                                   SipMessage        *response);

/* ua-registerer-move.c: the registrar is somewhere else (RFC 3261 §8.1.3.4, §21.3); TRUE when it was asked there. */
gboolean ua_registerer_follow_move (UaRegisterer     *self,
                                   SipMessage        *response);
SipUri *ua_registerer_make_target (UaRegisterer      *self);

/* ua-registerer-watch.c: being told who removes our binding (RFC 3680). */
void ua_registerer_watch_begin    (UaRegisterer      *self); /* registered; subscribes where that is wanted */
void ua_registerer_watch_learn    (UaRegisterer      *self,
                                   SipMessage        *response);
void ua_registerer_watch_end      (UaRegisterer      *self);
void ua_registerer_watch_free     (UaRegisterer      *self);
/* For the watch: our binding is gone, and that is what is to be done. */
void ua_registerer_lose_binding   (UaRegisterer      *self,
                                   const char        *event,
                                   guint              retry_after_s);
void ua_registerer_tell_removed   (UaRegisterer      *self,
                                   const char        *event);

void ua_registerer_set_state      (UaRegisterer      *self,
                                   UaRegistererState  state);
void ua_registerer_set_last_error (UaRegisterer      *self,
                                   const GError      *error);
void ua_registerer_set_busy       (UaRegisterer      *self,
                                   UaRegistererAsk    what);
void ua_registerer_tell_registered   (UaRegisterer   *self);
void ua_registerer_tell_unregistered (UaRegisterer   *self,
                                   guint              status,
                                   const GError      *error);
void ua_registerer_tell_failed    (UaRegisterer      *self,
                                   guint              status,
                                   const GError      *error);

G_END_DECLS
