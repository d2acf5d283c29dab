/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UA_EVENT_STATUS_BAD_EVENT 489 /* RFC 6665 §8.3.2 */

/* Event packages by name, and the two headers that speak of them (RFC 6665 §8.2). */

typedef enum
{
  UA_SUBSCRIPTION_PENDING, /* somebody has yet to allow it */
  UA_SUBSCRIPTION_ACTIVE,
  UA_SUBSCRIPTION_TERMINATED,
} UaSubscriptionPhase;

/* Why a notifier ended it, which says what to do next (RFC 6665 §4.1.3, RFC 5839 for invariant). */
typedef enum
{
  UA_SUBSCRIPTION_REASON_NONE,
  UA_SUBSCRIPTION_REASON_DEACTIVATED, /* subscribe anew at once */
  UA_SUBSCRIPTION_REASON_PROBATION,   /* anew after a while */
  UA_SUBSCRIPTION_REASON_REJECTED,    /* not again */
  UA_SUBSCRIPTION_REASON_TIMEOUT,     /* anew at once */
  UA_SUBSCRIPTION_REASON_GIVEUP,      /* nobody would decide: anew after a while */
  UA_SUBSCRIPTION_REASON_NORESOURCE,  /* not again */
  UA_SUBSCRIPTION_REASON_INVARIANT,   /* nothing will ever change: no need to */
} UaSubscriptionReason;

typedef struct
{
  UaSubscriptionPhase  phase;
  UaSubscriptionReason reason;
  gint64               expires_s;     /* -1: not told */
  guint                retry_after_s; /* 0: not told */
} UaSubscriptionState;

/* FALSE when it is none. */
gboolean    ua_subscription_state_parse (const char          *text,
                                         UaSubscriptionState *state);

/* "application/dialog-info+xml" for "dialog"; NULL: a package that this phone does not know. */
const char *ua_event_get_content_type   (const char          *package);
/* The names of all that are known, for Allow-Events. */
const char *ua_event_list_packages      (void);
/* "presence" of "presence;id=1"; NULL: none. */
char       *ua_event_dup_package        (const char          *event);
/* The same package and the same id, or both without one (RFC 6665 §8.2.1). */
gboolean    ua_event_matches            (const char          *event,
                                         const char          *other);

G_END_DECLS
