/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "dav-error.h"

G_BEGIN_DECLS

/* Private to the room: ends a question whose answer takes too long or becomes too large. */
typedef struct _DavGuard DavGuard;

DavGuard     *dav_guard_new             (guint          patience_s,
                                         gsize          largest, /* octets of one body */
                                         GCancellable  *outer);  /* nullable: ends it as well */
void          dav_guard_free            (DavGuard      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DavGuard, dav_guard_free)

/* What the question is asked with; borrowed. */
GCancellable *dav_guard_get_cancellable (DavGuard      *self);
/* Counts from now on what comes with this message. */
void          dav_guard_watch           (DavGuard      *self,
                                         SoupMessage   *message);
/* FALSE: it was ended from here, and @error says why. */
gboolean      dav_guard_check           (DavGuard      *self,
                                         GError       **error);

G_END_DECLS
