/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The ends of a pipeline that runs: another source or sink takes the place of one. @fresh (transfer floating) belongs to
 * the pipeline afterwards; @old is stopped and goes. */
void     media_swap_source     (GstElement *old,
                                GstElement *fresh);
/* Once, before sound comes out of it. */
void     media_swap_prepare    (GstElement *before);
/* @before: a bin the sound comes from, prepared. */
void     media_swap_sink       (GstElement *before,
                                GstElement *old,
                                GstElement *fresh);
/* Whether @object is or belongs to an element that has been replaced, so that nothing it says matters. */
gboolean media_swap_is_retired (GstObject  *object);

G_END_DECLS
