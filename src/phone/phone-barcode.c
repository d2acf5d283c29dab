/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window sees no GStreamer; what reads codes is handed on to it here. */

#include "config.h"

#include "phone-barcode.h"

#include "media-barcode.h"

G_STATIC_ASSERT (PHONE_BARCODE_LARGEST == MEDIA_BARCODE_LARGEST);

/**
 * phone_barcode_is_available:
 *
 * Returns: %TRUE when this machine can read codes
 */
gboolean
phone_barcode_is_available (void)
{
  return media_barcode_is_available ();
}

/**
 * phone_barcode_read_async:
 * @pixels: @width × @height octets, one a pixel: 0 is black
 * @width: at most %PHONE_BARCODE_LARGEST
 * @height: at most %PHONE_BARCODE_LARGEST
 * @cancellable: (nullable): stops waiting only
 * @callback: called with a text
 * @user_data: for @callback
 *
 * Looks for a code, such as a QR code, in a picture.
 */
void
phone_barcode_read_async (GBytes              *pixels,
                          guint                width,
                          guint                height,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  media_barcode_read_async (pixels, width, height, cancellable, callback, user_data);
}

/**
 * phone_barcode_read_finish:
 * @result: what the callback was given
 * @error: return location for %MEDIA_ERROR_MISSING: this machine cannot; or %MEDIA_ERROR_PIPELINE
 *
 * Ends phone_barcode_read_async().
 *
 * Returns: (transfer full) (nullable): what it says; %NULL without an error: there is no code
 */
char *
phone_barcode_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  return media_barcode_read_finish (result, error);
}
