/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is done to a microphone before anybody hears it. */
typedef enum
{
  MEDIA_CLEANING_NONE = 0,
  MEDIA_CLEANING_ECHO = 1 << 0,  /* what came from the speaker is taken out */
  MEDIA_CLEANING_NOISE = 1 << 1, /* what is no voice is made quieter */
  MEDIA_CLEANING_GAIN = 1 << 2,  /* a quiet voice is made louder */
  MEDIA_CLEANING_ALL = MEDIA_CLEANING_ECHO | MEDIA_CLEANING_NOISE | MEDIA_CLEANING_GAIN,
} MediaCleaning;

#define MEDIA_TYPE_CLEANING (media_cleaning_get_type ())
GType media_cleaning_get_type (void) G_GNUC_CONST;

G_END_DECLS
