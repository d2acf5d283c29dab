/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changing the ends of a pipeline while sound flows through it: a device breaks, a call is put on hold or becomes part
 * of a conference. A source can be stopped first, because nothing behind it minds waiting. A sink cannot: whoever pushes
 * into one that is stopped is told to stop, and does for good; so it is exchanged between two buffers.
 */

#include "media-swap.h"

#define RETIRED "media-swap-retired"

static void
retire (GstElement *element)
{
  g_object_set_data (G_OBJECT (element), RETIRED, GINT_TO_POINTER (TRUE));
}

/* Whoever watches the bus works out anew how long sound takes; a sink that has not been told plays everything late. */
static void
post_latency (GstElement *bin)
{
  gst_element_post_message (bin, gst_message_new_latency (GST_OBJECT (bin)));
}

/**
 * media_swap_source:
 * @old: a source in a pipeline
 * @fresh: (transfer floating): what takes its place
 *
 * Exchanges where sound comes from. It is missing from when @old stops until @fresh has begun.
 */
void
media_swap_source (GstElement *old,
                   GstElement *fresh)
{
  g_autoptr (GstElement) bin = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstPad) entry = NULL;
  g_autoptr (GstPad) exit = NULL;

  g_return_if_fail (GST_IS_ELEMENT (old) && GST_OBJECT_PARENT (old) != NULL);
  g_return_if_fail (GST_IS_ELEMENT (fresh));

  bin = GST_ELEMENT (gst_object_get_parent (GST_OBJECT (old)));
  pad = gst_element_get_static_pad (old, "src");
  entry = gst_pad_get_peer (pad);
  retire (old);
  gst_element_set_state (old, GST_STATE_NULL);
  gst_bin_remove (GST_BIN (bin), old);
  gst_bin_add (GST_BIN (bin), fresh);
  exit = gst_element_get_static_pad (fresh, "src");
  if (entry != NULL)
    gst_pad_link (exit, entry);
  gst_element_sync_state_with_parent (fresh);
  post_latency (bin);
}

/* In a thread of GStreamer's own: a sink may take its time to stop. */
static void
stop_async (GstElement *element,
            gpointer    user_data)
{
  gst_element_set_state (element, GST_STATE_NULL);
}

/* Between two buffers, in the thread that brings them, or in ours when there is nothing on its way. */
static GstPadProbeReturn
idle_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  GstElement *fresh = user_data;
  g_autoptr (GstPad) before = gst_pad_get_peer (pad);
  g_autoptr (GstPad) entry = gst_element_get_static_pad (fresh, "sink");
  g_autoptr (GstElement) old = before != NULL ? gst_pad_get_parent_element (before) : NULL;
  g_autoptr (GstObject) bin = gst_object_get_parent (GST_OBJECT (fresh));

  if (old != NULL)
    gst_pad_unlink (pad, before);
  gst_pad_link (pad, entry);
  if (old != NULL && bin != NULL && GST_OBJECT_PARENT (old) == bin)
    {
      gst_bin_remove (GST_BIN (bin), old);
      gst_element_call_async (old, stop_async, NULL, NULL);
      post_latency (GST_ELEMENT (bin));
    }

  return GST_PAD_PROBE_REMOVE;
}

/**
 * media_swap_sink:
 * @before: what the sound comes from, in the same pipeline
 * @old: a sink of it
 * @fresh: (transfer floating): what takes its place
 *
 * Exchanges where sound goes to, between two buffers; so it may be a moment before it is done. Changes that follow each
 * other closely are done in their order.
 */
void
media_swap_sink (GstElement *before,
                 GstElement *old,
                 GstElement *fresh)
{
  g_autoptr (GstElement) bin = NULL;
  g_autoptr (GstPad) exit = NULL;

  g_return_if_fail (GST_IS_ELEMENT (before) && GST_OBJECT_PARENT (before) != NULL);
  g_return_if_fail (GST_IS_ELEMENT (old) && GST_IS_ELEMENT (fresh));

  bin = GST_ELEMENT (gst_object_get_parent (GST_OBJECT (before)));
  exit = gst_element_get_static_pad (before, "src");
  retire (old);
  gst_bin_add (GST_BIN (bin), fresh);
  gst_element_sync_state_with_parent (fresh);
  post_latency (bin);
  gst_pad_add_probe (exit, GST_PAD_PROBE_TYPE_IDLE, idle_cb, gst_object_ref (fresh), gst_object_unref);
}

/**
 * media_swap_is_retired:
 * @object: where a message comes from
 *
 * Tells whether it is, or belongs to, an element that has been replaced, though it may still be there.
 *
 * Returns: TRUE when nothing it says matters
 */
gboolean
media_swap_is_retired (GstObject *object)
{
  g_return_val_if_fail (GST_IS_OBJECT (object), FALSE);

  for (; object != NULL; object = GST_OBJECT_PARENT (object))
    {
      if (g_object_get_data (G_OBJECT (object), RETIRED) != NULL)
        return TRUE;
    }

  return FALSE;
}
