/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-publisher.h"

#include "ua-refresher.h"
#include "ua-request.h"

G_BEGIN_DECLS

/* Inside of UaPublisher: ua-publisher.c is the object and its verbs, ua-publisher-flow.c the PUBLISHes. */

/* What is asked of the server; one at a time, and the latest wish wins. */
typedef enum
{
  UA_PUBLISHER_ASK_NOTHING,
  UA_PUBLISHER_ASK_PUBLISH, /* with the body: for the first time, or a change */
  UA_PUBLISHER_ASK_RENEW,   /* without */
  UA_PUBLISHER_ASK_REMOVE,
} UaPublisherAsk;

struct _UaPublisher
{
  GObject          parent_instance;
  UaAgent         *agent;      /* weak */
  UaRegisterer    *registerer; /* weak; NULL: none */
  UaRefresher     *refresher;
  SipUri          *target;
  char            *event;
  UaOptions       *options;
  UaPublisherState state;
  UaPublisherAsk   asking;     /* what the request under way asks */
  UaPublisherAsk   next;       /* what is to be asked when it is answered */
  gboolean         wanted;     /* to be published whenever that is possible */
  UaRequest       *request;
  char            *content_type;
  GBytes          *body;
  char            *entity_tag; /* the server's name for what it has of us; NULL: nothing */
  guint            expires_s;
  guint            n_brief;    /* 423s in a row */
  guint            n_unknown;  /* 412s in a row */
  GError          *last_error;
};

/* ua-publisher.c */
void ua_publisher_set_state        (UaPublisher      *self,
                                    UaPublisherState  state);
void ua_publisher_set_last_error   (UaPublisher      *self,
                                    const GError     *error);
void ua_publisher_tell_published   (UaPublisher      *self);
void ua_publisher_tell_unpublished (UaPublisher      *self,
                                    const GError     *error);

/* ua-publisher-flow.c */
void ua_publisher_follow           (UaPublisher      *self); /* line and clock */
gboolean ua_publisher_can_ask      (UaPublisher      *self);
void ua_publisher_ask              (UaPublisher      *self,
                                    UaPublisherAsk    what);
void ua_publisher_drop_request     (UaPublisher      *self);
/* Nothing of ours is there any more. */
void ua_publisher_forget           (UaPublisher      *self,
                                    const GError     *error);

G_END_DECLS
