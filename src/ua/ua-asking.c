/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To be told and to tell others are both promises that a server keeps for a while, and both are kept up in the same way.
 * What is the same is here, once.
 */

#include "ua-asking.h"

#include "ua-error.h"

gboolean
ua_asking_is_possible (UaAgent      *agent,
                       UaRegisterer *registerer)
{
  return agent != NULL && ua_agent_is_connected (agent)
         && (registerer == NULL || ua_registerer_get_state (registerer) == UA_REGISTERER_STATE_REGISTERED);
}

void
ua_asking_follow_registerer (gpointer       self,
                             UaRegisterer **place,
                             UaRegisterer  *registerer,
                             GCallback      registered)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_weak_pointer (place, registerer);
  if (registerer != NULL)
    g_signal_connect_object (registerer, "registered", registered, self, G_CONNECT_DEFAULT);
}

void
ua_asking_follow (gpointer         self,
                  UaAgent         *agent,
                  UaRefresher     *refresher,
                  const GCallback  callbacks[3])
{
  UaConnection *connection = ua_agent_get_connection (agent);

  g_signal_connect_object (refresher, "due", callbacks[0], self, G_CONNECT_DEFAULT);
  g_signal_connect_object (connection, "connected", callbacks[1], self, G_CONNECT_DEFAULT);
  g_signal_connect_object (connection, "disconnected", callbacks[2], self, G_CONNECT_DEFAULT);
}

gboolean
ua_asking_is_final (guint         status,
                    const GError *error)
{
  static const guint final[] = { 400, 401, 403, 404, 405, 406, 407, 410, 413, 415,
                                 416, 420, 482, 483, 484, 485, 489, 501, 603, 604, 606 };

  for (guint i = 0; i < G_N_ELEMENTS (final); i++)
    {
      if (status == final[i])
        return TRUE;
    }
  return g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
}

GError *
ua_asking_make_line_error (const GError *cause)
{
  return g_error_new_literal (UA_ERROR, UA_ERROR_CONNECTION,
                              cause != NULL ? cause->message : "the line was closed");
}

void
ua_asking_keep_error (GError      **place,
                      const GError *error)
{
  GError *copy = error != NULL ? g_error_copy (error) : NULL;

  g_clear_error (place);
  *place = copy;
}
