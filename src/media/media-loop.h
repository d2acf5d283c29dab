/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Before packets come; @rtp is webrtcbin or rtpbin. What carries the number of a stream of ours is taken as another's. */
void media_loop_attach (GstElement *rtp);

G_END_DECLS
