/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-candidate.h"
#include "media-codec.h"
#include "media-crypto.h"
#include "media-parameters.h"
#include "media-profile.h"

G_BEGIN_DECLS

/* What of a description may be large (TRUST.md, section 3). */
#define MEDIA_SDP_MAX_LENGTH (64 * 1024)
#define MEDIA_SDP_MAX_LINES 16 /* m= */
#define MEDIA_SDP_MAX_CANDIDATES 64
#define MEDIA_SDP_MAX_ATTRIBUTES 512

typedef enum
{
  MEDIA_DIRECTION_INACTIVE = 0,
  MEDIA_DIRECTION_SEND = 1 << 0,
  MEDIA_DIRECTION_RECEIVE = 1 << 1,
  MEDIA_DIRECTION_BOTH = MEDIA_DIRECTION_SEND | MEDIA_DIRECTION_RECEIVE,
} MediaDirection;

typedef enum
{
  MEDIA_SETUP_ACTPASS,
  MEDIA_SETUP_ACTIVE,
  MEDIA_SETUP_PASSIVE,
} MediaSetup;

typedef struct
{
  guint             payload;
  const MediaCodec *codec;
  MediaParameters   wishes; /* theirs about what they are sent; ours are those of the codec */
} MediaFormat;

/* An m= line as far as it must be known to refuse it politely. */
typedef struct
{
  char *media;
  char *protocol;
  char *format; /* the first */
  char *mid;    /* nullable */
} MediaLine;

/* What it says of pictures: media-sdp-video.h. */
typedef struct _MediaSdpVideo MediaSdpVideo;

/* A description we understood: one audio line, and whatever stands around it. Reference
 * counted; written to only by the one who made it. */
typedef struct
{
  guint64        session_id;
  guint64        version;
  GPtrArray     *lines;       /* of MediaLine */
  guint          audio;       /* which of them is ours */
  gboolean       bundle;      /* the audio line is in a group BUNDLE */
  gboolean       ice_lite;
  gboolean       complete;    /* no candidate will follow */
  gboolean       trickles;    /* its writer knows of candidates that follow (RFC 8840) */
  MediaDirection direction;
  MediaSetup     setup;
  char          *ufrag;
  char          *pwd;
  char          *hash;        /* "sha-256" */
  char          *fingerprint; /* "AB:CD:…" */
  GArray        *formats;     /* of MediaFormat, in the order of the m= line */
  gboolean       is_ordered;  /* the first of them is to be talked in */
  gboolean       dtx;         /* pauses need not be sent to us (Opus alone) */
  guint          ptime;       /* of the packets they want, ms; 0: not said */
  guint          max_ptime;
  GPtrArray     *candidates;  /* of MediaCandidate */
  MediaProfile   profile;
  /* Of RTP without ICE, from here on. */
  char          *address;     /* numeric; NULL: 0.0.0.0, nothing is to be sent there */
  guint          port;
  char          *rtcp_address; /* NULL: the same */
  guint          rtcp_port;   /* used if RTCP has a port of its own; 0: nowhere */
  gboolean       mux;         /* RTCP may come on the port of RTP (RFC 5761) */
  GPtrArray     *cryptos;     /* of MediaCrypto, those we could use; in what was agreed on at most one */
  MediaSdpVideo *video;       /* NULL: no pictures, or none that we could have */
} MediaSdp;

MediaSdp          *media_sdp_new             (void);
MediaSdp          *media_sdp_copy            (const MediaSdp *self);
MediaSdp          *media_sdp_ref             (MediaSdp       *self);
void               media_sdp_unref           (MediaSdp       *self);
MediaSdp          *media_sdp_parse           (const char     *text,
                                              GError        **error);
char              *media_sdp_write           (const MediaSdp *self);
void               media_sdp_add_line        (MediaSdp       *self,
                                              const MediaLine *line);
/* The format to talk in: Opus if it is there, else the first; NULL: none is ours. */
const MediaFormat *media_sdp_choose_format   (const MediaSdp *self);
/* The key presses that go with a codec of that clock, or the nearest to it; nullable. */
const MediaFormat *media_sdp_find_tones      (const MediaSdp *self,
                                              guint           clock_rate);
/* Leaves the chosen format and its key presses alone: what is agreed on with @other. */
void               media_sdp_agree           (MediaSdp       *self,
                                              const MediaSdp *other);
/* The audio line alone, with the chosen format and all key presses, as webrtcbin sees it. */
MediaSdp          *media_sdp_reduce          (const MediaSdp *self);
gboolean           media_sdp_has_only_loopback (const MediaSdp *self);
/* Whether both stand for one and the same ICE and DTLS association. */
gboolean           media_sdp_same_transport  (const MediaSdp *self,
                                              const MediaSdp *other);
/* What @self becomes as the answer to @offer: its lines, its mid, its group. */
MediaSdp          *media_sdp_as_answer       (const MediaSdp *self,
                                              const MediaSdp *offer);
MediaDirection     media_direction_reverse   (MediaDirection  direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaSdp, media_sdp_unref)

G_END_DECLS
