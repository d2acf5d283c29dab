/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ua-news.h"

G_BEGIN_DECLS

#define UA_DIALOG_INFO_CONTENT_TYPE "application/dialog-info+xml"

typedef enum
{
  UA_WATCHED_STATE_UNKNOWN,
  UA_WATCHED_STATE_TRYING,
  UA_WATCHED_STATE_PROCEEDING,
  UA_WATCHED_STATE_EARLY, /* it rings */
  UA_WATCHED_STATE_CONFIRMED,
  UA_WATCHED_STATE_TERMINATED,
} UaWatchedState;

typedef enum
{
  UA_WATCHED_DIRECTION_UNKNOWN,
  UA_WATCHED_DIRECTION_INITIATOR, /* the watched one called */
  UA_WATCHED_DIRECTION_RECIPIENT,
} UaWatchedDirection;

/* One end of a watched call. Whatever was not told is NULL. */
typedef struct
{
  char    *name;
  char    *identity;
  char    *target;
  gboolean held; /* its target does not render (RFC 4235 §4.1.6: +sip.rendering=no) */
} UaWatchedEnd;

/* A call of somebody else. Immutable. To pick one up that rings: ua_options_set_replaces() with @call_id, @local_tag and
 * @remote_tag, sent to the remote end, which called and so may be replaced; a telephone that is being called answers 481
 * (RFC 3891 §3, RFC 5359 §2.16). */
typedef struct
{
  char              *id;
  char              *call_id;    /* NULL: not told */
  char              *local_tag;  /* NULL: not told */
  char              *remote_tag; /* NULL: not told */
  UaWatchedState     state;
  UaWatchedDirection direction;
  char              *event;      /* why it ended: "cancelled", "rejected", "replaced"…; NULL: not told */
  UaWatchedEnd       local;
  UaWatchedEnd       remote;
} UaWatchedDialog;

/* The calls of somebody (RFC 4235). Immutable. */
typedef struct
{
  char      *entity;
  guint32    version;
  gboolean   whole;   /* state="full" */
  GPtrArray *dialogs; /* of UaWatchedDialog */
} UaDialogInfo;

#define UA_DIALOG_INFO_MAX_DIALOGS 64

UaDialogInfo  *ua_dialog_info_parse     (GBytes        *body,
                                         GError       **error);
UaDialogInfo  *ua_dialog_info_ref       (UaDialogInfo  *self);
void           ua_dialog_info_unref     (UaDialogInfo  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDialogInfo, ua_dialog_info_unref)

/* What is known after @news came: a new reference; @known itself when @news is stale or one before it was missed.
 * @known NULL: nothing yet. Calls that ended are in it once, with the news that they did. */
UaDialogInfo  *ua_dialog_info_merge     (UaDialogInfo  *known,
                                         UaDialogInfo  *news,
                                         UaNews        *verdict);
/* The state that a lamp shows: the most lively of all calls; UNKNOWN: there is none. */
UaWatchedState ua_dialog_info_get_state (UaDialogInfo  *self);

G_END_DECLS
