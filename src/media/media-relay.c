/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where two cannot reach each other a relay between them can be reached by both (TURN, RFC 8656), and who does not want to
 * be seen by those called lets everything go through it. webrtcbin wants user and password in the address of the relay, so
 * what is written here is a secret and said nowhere. libnice speaks to relays by UDP and by TCP; its "TLS" is a make-believe
 * of old telephones, so a relay that asks for real TLS is not used at all rather than in the clear. */

#include "media-relay.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

#include <string.h>

#define DEFAULT_PORT 3478

/* "HOST", "HOST:PORT", "[V6]" or "[V6]:PORT": whether a port stands there. */
static gboolean
has_port (const char *place)
{
  const char *after = strrchr (place, ']');

  return strchr (after != NULL ? after : place, ':') != NULL;
}

/**
 * media_relay_write:
 * @settings: what a session is made with
 *
 * Writes the relay's URI (RFC 7065) with who we are to it. "turns:" is not understood.
 *
 * Returns: (transfer full) (nullable): as webrtcbin's add-turn-server wants it; a secret
 */
char *
media_relay_write (const MediaSettings *settings)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (settings != NULL, NULL);

  if (settings->turn_server == NULL || !g_str_has_prefix (settings->turn_server, "turn:"))
    return NULL;

  parts = g_strsplit (settings->turn_server + strlen ("turn:"), "?transport=", 2);
  if (parts[0] == NULL || *parts[0] == '\0')
    return NULL;
  user = g_uri_escape_string (settings->turn_user != NULL ? settings->turn_user : "", NULL, FALSE);
  password = g_uri_escape_string (settings->turn_password != NULL ? settings->turn_password : "", NULL, FALSE);
  place = has_port (parts[0]) ? g_strdup (parts[0]) : g_strdup_printf ("%s:%u", parts[0], DEFAULT_PORT);

  return g_strdup_printf ("turn://%s:%s@%s?transport=%s", user, password, place,
                          g_strcmp0 (parts[1], "tcp") == 0 ? "tcp" : "udp");
}

/**
 * media_relay_apply:
 * @settings: what a session is made with
 * @webrtc: a webrtcbin that was not asked for anything yet
 *
 * Where only the relay may be used and there is none, nothing is: the call fails, and nobody sees our address.
 */
void
media_relay_apply (const MediaSettings *settings,
                   GstElement          *webrtc)
{
  g_autofree char *uri = NULL;
  gboolean added = FALSE;

  g_return_if_fail (settings != NULL);
  g_return_if_fail (GST_IS_ELEMENT (webrtc));

  uri = media_relay_write (settings);
  if (uri != NULL)
    g_signal_emit_by_name (webrtc, "add-turn-server", uri, &added);
  if (settings->turn_server != NULL && !added)
    g_debug ("the relay is not used: its address is none that libnice knows");
  if (settings->relay_only)
    g_object_set (webrtc, "ice-transport-policy", GST_WEBRTC_ICE_TRANSPORT_POLICY_RELAY, NULL);
  if (uri != NULL)
    explicit_bzero (uri, strlen (uri));
}

/**
 * media_relay_hide:
 * @settings: what a session is made with
 * @candidate: one of ours
 *
 * Takes away what a candidate tells beyond itself, where only the relay is to be seen.
 */
void
media_relay_hide (const MediaSettings *settings,
                  MediaCandidate      *candidate)
{
  g_return_if_fail (settings != NULL && candidate != NULL);

  if (!settings->relay_only || candidate->related_address == NULL)
    return;
  g_set_str (&candidate->related_address, media_candidate_is_ipv6 (candidate) ? "::" : "0.0.0.0");
  candidate->related_port = 0;
}
