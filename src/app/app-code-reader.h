/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a code says that is on a picture: a GFile or a GdkTexture. */
void  app_code_reader_read_async  (GObject              *picture,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
/* NULL without an error: there is no code on it. */
char *app_code_reader_read_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
