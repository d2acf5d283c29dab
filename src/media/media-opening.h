/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What makes an element of a name, as media_ends_make_source(); in a thread. */
typedef GstElement *(*MediaOpeningMake) (const char  *name,
                                         gboolean    *is_device,
                                         GError     **error);

/* A device that is being opened, by a sound server that may not answer. */
typedef struct _MediaOpening MediaOpening;

/* It is open, or cannot be. */
typedef void (*MediaOpeningDone) (gpointer user_data);

/* @done: on the main context of the caller, once, but not after media_opening_take() or media_opening_drop(). */
MediaOpening *media_opening_begin  (MediaOpeningMake   make,
                                    const char        *name,
                                    MediaOpeningDone   done,
                                    gpointer           user_data);
/* TRUE: it is open, or cannot be. */
gboolean      media_opening_wait   (MediaOpening      *opening,
                                    gint64             patience_us);
/* Frees @opening, which is done. The element is silent if there is an error. */
GstElement   *media_opening_take   (MediaOpening      *opening,
                                    gboolean          *is_device,
                                    GError           **error);
/* Nobody wants it any more: what comes of it is closed. */
void          media_opening_drop   (MediaOpening      *opening);
/* All of it at once, for as long as nobody minds; late is what cannot be opened (NULL). */
GstElement   *media_opening_hurry  (MediaOpeningMake   make,
                                    const char        *name,
                                    GError           **error);
/* Stops @element (transfer full); nobody need wait until a device is closed. TRUE: it is stopped. */
gboolean      media_opening_close  (GstElement        *element);

G_END_DECLS
