/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-candidate.h"
#include "media-settings.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* The relay of @settings as webrtcbin wants it written, with its secret in it; NULL: there is none we could use
 * (transfer full). */
char *media_relay_write (const MediaSettings *settings);
/* Tells webrtcbin, before it negotiates, which relay there is and whether anything else may be used. */
void  media_relay_apply (const MediaSettings *settings,
                         GstElement          *webrtc);

/* Beside a relay's address stands where we are; who hides behind it leaves that out (RFC 8839 5.1). */
void  media_relay_hide  (const MediaSettings *settings,
                         MediaCandidate      *candidate);

G_END_DECLS
