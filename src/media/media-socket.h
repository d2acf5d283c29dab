/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The ports of one call by RTP without ICE: an even one for RTP, the next for RTCP, and a thread that reads both. */
typedef struct _MediaSocket MediaSocket;

/* In the thread of the socket, with what has the shape of a packet. */
typedef void (*MediaSocketFunc) (const guint8 *data,
                                 gsize         size,
                                 gboolean      is_rtcp,
                                 gpointer      user_data);

/* Looks for a free pair between @first and @last, 0: between 16384 and 32767. */
MediaSocket *media_socket_new      (GSocketFamily    family,
                                    guint            first,
                                    guint            last,
                                    GError         **error);
guint        media_socket_get_port (MediaSocket     *self);
/* Where they are; @rtcp nullable: nowhere. @mux: RTCP goes with RTP. Later ones change it. */
void         media_socket_describe (MediaSocket     *self,
                                    GSocketAddress  *rtp,
                                    GSocketAddress  *rtcp,
                                    gboolean         mux);
/* Once, when what @func needs is ready. */
void         media_socket_start    (MediaSocket     *self,
                                    MediaSocketFunc  func,
                                    gpointer         user_data);
/* From within the function: whether the packet it was called with is theirs. @proven: as for media_latch_admits(). */
gboolean     media_socket_admits   (MediaSocket     *self,
                                    gboolean         is_rtcp,
                                    gboolean         proven);
/* From any thread. */
void         media_socket_send     (MediaSocket     *self,
                                    const guint8    *data,
                                    gsize            size,
                                    gboolean         is_rtcp);
/* Waits for the thread: the function is not called any more. */
void         media_socket_stop     (MediaSocket     *self);
void         media_socket_free     (MediaSocket     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaSocket, media_socket_free)

G_END_DECLS
