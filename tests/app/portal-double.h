/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A portal of the test's own on the session bus: what it is asked is kept, and it answers as it is told to. */
typedef struct
{
  GDBusConnection *bus;
  guint object_id;
  guint session_id;
  guint name_id;
  guint32 version;    /* of every interface */
  guint32 response;   /* 0: granted, 1: the person says no, 2: something else */
  gboolean own_handle; /* as portals had before there was a rule */
  gboolean silent;    /* the person is still thinking */
  gboolean no_session; /* forgets to name it */
  guint n_sessions;
  guint n_bound;
  guint n_closed;     /* sessions and requests that were given up */
  char *session;
  GVariant *wanted;   /* a(sa{sv}): the keys asked for last */
} PortalDouble;

void portal_double_open  (PortalDouble *self);
void portal_double_close (PortalDouble *self);
/* A key of the session is pressed or let go. */
void portal_double_press (PortalDouble *self,
                          const char   *session,
                          const char   *id,
                          gboolean      down);
void portal_double_change_keys   (PortalDouble *self,
                                  const char   *id,
                                  const char   *trigger);
void portal_double_close_session (PortalDouble *self);

G_END_DECLS
