/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

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

/* A part of a description of elements, in front of a speaker, and its name (transfer full). */
char       *media_canceller_describe_tap (char       **name);
/* Makes a tap listen, once it is in @bin. */
void        media_canceller_start_tap    (GstElement  *bin,
                                          const char  *name);
/* @tap: nullable: no speaker an echo could come from (floating). */
GstElement *media_canceller_wrap         (GstElement    *microphone,
                                          const char    *tap,
                                          MediaCleaning  cleaning);

G_END_DECLS
