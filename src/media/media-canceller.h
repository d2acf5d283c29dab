/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-cleaning.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* What a speaker was given in the last second, for whoever has to take it out of a microphone. */
typedef struct _MediaReference MediaReference;

/* Listens to a pad that carries 16 bits, mono, 48 kHz (transfer full). */
MediaReference *media_reference_new   (GstPad         *pad);
MediaReference *media_reference_ref   (MediaReference *tap);
void            media_reference_unref (MediaReference *tap);
/* @tap: nullable: no speaker an echo could come from (floating). */
GstElement     *media_canceller_wrap  (GstElement     *microphone,
                                       MediaReference *tap,
                                       MediaCleaning   cleaning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaReference, media_reference_unref)

G_END_DECLS
