/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MEDIA_BARCODE_LARGEST 8192 /* pixels, either way */

/* Whether this machine can read codes at all: a part of GStreamer that not every system installs. */
gboolean media_barcode_is_available (void);
/* @pixels: @width × @height octets of grey, without gaps. */
void     media_barcode_read_async   (GBytes               *pixels,
                                     guint                 width,
                                     guint                 height,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* NULL without an error: there is no code in it. */
char    *media_barcode_read_finish  (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
