/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How sound goes to the far end, and what keeps others from hearing it. */
typedef enum
{
  MEDIA_PROFILE_WEBRTC,   /* ICE and DTLS-SRTP: UDP/TLS/RTP/SAVPF (RFC 8827) */
  MEDIA_PROFILE_SDES,     /* keys in the description, and encrypted or nothing: RTP/SAVP, RTP/SAVPF (RFC 4568) */
  MEDIA_PROFILE_OPTIONAL, /* keys in the description, encrypted if the far end likes: RTP/AVP with a=crypto (RFC 8643) */
  MEDIA_PROFILE_PLAIN,    /* for everybody on the way to hear: RTP/AVP, RTP/AVPF (RFC 3551, 4585) */
} MediaProfile;

/* Some of them. 0, what nobody has chosen, stands for all. */
typedef enum
{
  MEDIA_PROFILES_ALL = 0,
  MEDIA_PROFILES_WEBRTC = 1 << MEDIA_PROFILE_WEBRTC,
  MEDIA_PROFILES_SDES = 1 << MEDIA_PROFILE_SDES,
  MEDIA_PROFILES_OPTIONAL = 1 << MEDIA_PROFILE_OPTIONAL,
  MEDIA_PROFILES_PLAIN = 1 << MEDIA_PROFILE_PLAIN,
} MediaProfiles;

G_END_DECLS
