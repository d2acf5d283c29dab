/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-file.h"

G_BEGIN_DECLS

/* Where files of messages lie that other programs were asked to open. */

/* The kinds that may be opened from here, by what they say they are. */
gboolean app_message_folder_knows (PhoneFile  *file);
/* A place for this file, in a folder of its own; NULL: there is none. */
GFile   *app_message_folder_place (PhoneFile  *file,
                                   GError    **error);
/* Removes all that lies there. */
void     app_message_folder_clear (void);

G_END_DECLS
