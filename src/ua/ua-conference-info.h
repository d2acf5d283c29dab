/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ua-news.h"

G_BEGIN_DECLS

#define UA_CONFERENCE_INFO_CONTENT_TYPE "application/conference-info+xml"

/* One medium of an endpoint. Whatever was not told is NULL. */
typedef struct
{
  char *id;
  char *type;      /* "audio", "video" */
  char *direction; /* "sendrecv", "sendonly", "recvonly", "inactive" */
} UaConferenceMedia;

/* One device of somebody in a conference. Immutable. */
typedef struct
{
  char      *entity;
  char      *name;
  char      *status; /* "connected", "on-hold", "dialing-out", "alerting", "disconnected"… (RFC 4575 §5.7.4) */
  gboolean   gone;   /* state="deleted" */
  GPtrArray *media;  /* of UaConferenceMedia */
} UaConferenceEndpoint;

/* Somebody in a conference. Immutable. */
typedef struct
{
  char      *entity;
  char      *name;
  gboolean   whole;     /* else only a change */
  gboolean   gone;      /* state="deleted" */
  GPtrArray *endpoints; /* of UaConferenceEndpoint */
} UaConferenceUser;

/* Who is in a conference (RFC 4575). Immutable. */
typedef struct
{
  char      *entity;
  guint32    version;
  gboolean   whole;
  gboolean   gone;      /* the conference is over */
  char      *subject;
  char      *name;
  guint      n_users;   /* as told, for large conferences do not list all; else as listed */
  GPtrArray *users;     /* of UaConferenceUser */
} UaConferenceInfo;

#define UA_CONFERENCE_INFO_MAX_USERS     256
#define UA_CONFERENCE_INFO_MAX_ENDPOINTS 16
#define UA_CONFERENCE_INFO_MAX_MEDIA     16

UaConferenceInfo *ua_conference_info_parse (GBytes            *body,
                                            GError           **error);
UaConferenceInfo *ua_conference_info_ref   (UaConferenceInfo  *self);
void              ua_conference_info_unref (UaConferenceInfo  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaConferenceInfo, ua_conference_info_unref)

/* As ua_dialog_info_merge(), for users and, where a user is but a change, for endpoints (RFC 4575 §4.6). */
UaConferenceInfo *ua_conference_info_merge (UaConferenceInfo  *known,
                                            UaConferenceInfo  *news,
                                            UaNews            *verdict);

G_END_DECLS
