/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-refresher.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Internal: what all promises kept at a server have in common: when it may be asked, what wakes them, what cannot be mended. */

/* The line is up, and @registerer, if there is one, registered. @agent NULL: it is gone. */
gboolean ua_asking_is_possible       (UaAgent      *agent,
                                      UaRegisterer *registerer);
/* *@place, held weakly, is @registerer from now on (NULL: nobody); each registration calls @registered. */
void     ua_asking_follow_registerer (gpointer      self,
                                      UaRegisterer **place,
                                      UaRegisterer *registerer,
                                      GCallback     registered);
/* @due (UaRefresher), @connected (UaConnection) and @disconnected (UaConnection, const GError) are called with @self. */
void     ua_asking_follow            (gpointer      self,
                                      UaAgent      *agent,
                                      UaRefresher  *refresher,
                                      const GCallback callbacks[3]);
/* What trying again cannot mend: @status (0: none) or @error. */
gboolean ua_asking_is_final          (guint         status,
                                      const GError *error);
/* What the loss of the line means to who was promised something by it. */
GError  *ua_asking_make_line_error   (const GError *cause);
/* *@place is a copy of @error, which may be *@place. */
void     ua_asking_keep_error        (GError      **place,
                                      const GError *error);

G_END_DECLS
