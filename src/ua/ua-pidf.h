/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_PIDF_CONTENT_TYPE "application/pidf+xml"

typedef enum
{
  UA_PIDF_BASIC_UNKNOWN,
  UA_PIDF_BASIC_OPEN,
  UA_PIDF_BASIC_CLOSED,
} UaPidfBasic;

/* One way to reach somebody. */
typedef struct
{
  char        *id;
  UaPidfBasic  basic;
  char        *contact;   /* NULL: not told */
  char        *note;      /* NULL: none */
  GDateTime   *timestamp; /* NULL: none */
} UaPidfTuple;

/* How somebody is (RFC 3863), with what they do (RFC 4480 §3.2). Immutable. */
typedef struct
{
  char        *entity;     /* whose; NULL: not told */
  UaPidfBasic  basic;      /* open when one tuple is */
  char        *note;       /* for all; NULL: none */
  GPtrArray   *tuples;     /* of UaPidfTuple */
  GStrv        activities; /* "away", "busy", "on-the-phone"…; never NULL */
} UaPidf;

#define UA_PIDF_MAX_TUPLES     64
#define UA_PIDF_MAX_ACTIVITIES 16

UaPidf     *ua_pidf_parse         (GBytes             *body,
                                   GError            **error);
UaPidf     *ua_pidf_ref           (UaPidf             *self);
void        ua_pidf_unref         (UaPidf             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaPidf, ua_pidf_unref)

gboolean    ua_pidf_has_activity  (UaPidf             *self,
                                   const char         *activity);

/* Our own, to be published. @activities NULL or without any: none; @note NULL: none. */
GBytes     *ua_pidf_build         (const char         *entity,
                                   UaPidfBasic         basic,
                                   const char *const  *activities,
                                   const char         *note);

G_END_DECLS
