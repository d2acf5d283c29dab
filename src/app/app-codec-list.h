/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The codecs there are, in the order a person prefers, each to be moved and switched off; one of them stays.
 * Signal: changed (): the person has changed the order, or which are used. */
#define APP_TYPE_CODEC_LIST (app_codec_list_get_type ())
G_DECLARE_FINAL_TYPE (AppCodecList, app_codec_list, APP, CODEC_LIST, AdwPreferencesGroup)

/* NULL: all, the best first. */
void   app_codec_list_fill (AppCodecList      *self,
                            const char *const *codecs);
/* Those that are on; NULL: all, the best first (transfer full). */
char **app_codec_list_dup  (AppCodecList      *self);

G_END_DECLS
