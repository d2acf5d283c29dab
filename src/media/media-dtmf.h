/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Key presses as telephone-event (RFC 4733). */
typedef struct _MediaDtmf MediaDtmf;

/* Sits on the pad an RTP payloader pushes from, and turns sound packets into key presses while there are any.
 * @clock_rate: of the stream's timestamps, @event_rate: in which durations are told. */
MediaDtmf *media_dtmf_new   (GstPad     *pad,
                             guint       payload,
                             guint       clock_rate,
                             guint       event_rate);
MediaDtmf *media_dtmf_ref   (MediaDtmf  *self);
void       media_dtmf_unref (MediaDtmf  *self);
/* Queues 0-9 * # A-D and ',' (two seconds of pause). From any thread. */
void       media_dtmf_send  (MediaDtmf  *self,
                             const char *digits,
                             guint       tone_ms,
                             guint       gap_ms);

/* Takes away what is still to be sent, to send it elsewhere. */
char      *media_dtmf_take_rest (MediaDtmf *self,
                                 guint     *tone_ms,
                                 guint     *gap_ms);

/* Whether all of @digits can be sent. */
gboolean   media_dtmf_check (const char *digits);

typedef void (*MediaDtmfFunc) (char     digit,
                               gpointer user_data);
/* Calls @func from the streaming thread once for each key press that arrives at @pad. */
void       media_dtmf_watch (GstPad        *pad,
                             MediaDtmfFunc  func,
                             gpointer       user_data,
                             GDestroyNotify destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaDtmf, media_dtmf_unref)

G_END_DECLS
