/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-sanity.h"

G_BEGIN_DECLS

/* What a phone without dialogs makes of some octets. */
typedef struct
{
  SipMessage      *message; /* NULL: it could not be parsed */
  GError          *error;   /* why */
  SipSanityResult  sanity;
  guint            answer;  /* the status it answers with; 0: it says nothing */
  SipMessage      *reply;   /* an answer that parser or sanity check ask for, as the peer reads it */
  GBytes          *octets;
} Received;

void       received_free        (Received   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Received, received_free)

Received  *phone_receive        (GBytes     *octets,
                                 const char *sent_by); /* our own Via, for responses */

/* What came out of a stream. */
typedef struct
{
  GPtrArray *messages; /* of Received */
  gboolean   broken;   /* the last of them is the head of what could not be framed */
} Stream;

void       stream_free          (Stream     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, stream_free)

Stream    *phone_receive_stream (GBytes     *octets,
                                 gsize       chunk,
                                 const char *sent_by);

G_END_DECLS
