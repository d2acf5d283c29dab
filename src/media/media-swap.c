/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changing the ends of a pipeline while sound flows through it: a device breaks, a call is put on hold or becomes part
 * of a conference. A source can be stopped first, because nothing behind it minds waiting. A sink cannot: whoever pushes
 * into one that is stopped is told to stop, and does for good; so it is exchanged between two buffers.
 */

#include "media-swap.h"

#include "media-opening.h"

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
  /* One that hangs stops later, by itself. */
  media_opening_close (gst_object_ref (old));
  gst_bin_remove (GST_BIN (bin), old);
  gst_bin_add (GST_BIN (bin), fresh);
  exit = gst_element_get_static_pad (fresh, "src");
  if (entry != NULL)
    gst_pad_link (exit, entry);
  gst_element_sync_state_with_parent (fresh);
  post_latency (bin);
}

/* Longer than any sink that is well keeps a buffer. */
#define STUCK_US 300000

/* Shared by two threads of GStreamer's own: one waits between two buffers, the other for the first. */
typedef struct
{
  GstElement *before;
  GstElement *old;
  GstElement *fresh;
  GMutex      mutex;
  GCond       cond;
  gboolean    done;
} Swap;

static void
swap_clear (gpointer data)
{
  Swap *swap = data;

  gst_object_unref (swap->before);
  gst_object_unref (swap->old);
  gst_object_unref (swap->fresh);
  g_mutex_clear (&swap->mutex);
  g_cond_clear (&swap->cond);
}

static void
swap_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, swap_clear);
}

static void
finish (Swap *swap)
{
  g_mutex_lock (&swap->mutex);
  swap->done = TRUE;
  g_cond_signal (&swap->cond);
  g_mutex_unlock (&swap->mutex);
}

static gboolean
is_stuck (Swap *swap)
{
  gint64 until = g_get_monotonic_time () + STUCK_US;
  gboolean in_time = TRUE;

  g_mutex_lock (&swap->mutex);
  while (!swap->done && in_time)
    in_time = g_cond_wait_until (&swap->cond, &swap->mutex, until);
  g_mutex_unlock (&swap->mutex);

  return !in_time;
}

/* Whoever pushes into a sink that is stopped is told to stop, and would for good. */
static GstFlowReturn
chain_cb (GstPad    *pad,
          GstObject *parent,
          GstBuffer *buffer)
{
  GstFlowReturn flow = gst_proxy_pad_chain_default (pad, parent, buffer);

  return flow == GST_FLOW_FLUSHING ? GST_FLOW_OK : flow;
}

static void
discard (GstElement *element)
{
  g_autoptr (GstObject) bin = gst_object_get_parent (GST_OBJECT (element));

  if (bin == NULL)
    return;
  gst_bin_remove (GST_BIN (bin), element);
  gst_element_set_state (element, GST_STATE_NULL);
}

/* While the lock is held nothing comes out of the pad. The element that nobody needs any more; NULL: the next change will
 * see to it, since @old is what is heard until then. */
static GstElement *
relink (GstPad     *exit,
        GstElement *old,
        GstElement *fresh)
{
  g_autoptr (GstPad) entry = gst_element_get_static_pad (fresh, "sink");
  g_autoptr (GstProxyPad) inside = gst_proxy_pad_get_internal (GST_PROXY_PAD (exit));
  g_autoptr (GstPad) before = NULL;
  g_autoptr (GstElement) linked = NULL;

  GST_PAD_STREAM_LOCK (GST_PAD (inside));
  before = gst_pad_get_peer (exit);
  linked = before != NULL ? gst_pad_get_parent_element (before) : NULL;
  if (media_swap_is_retired (GST_OBJECT (fresh)))
    {
      GST_PAD_STREAM_UNLOCK (GST_PAD (inside));
      return linked != old ? gst_object_ref (old) : NULL;
    }
  if (before != NULL)
    gst_pad_unlink (exit, before);
  gst_pad_link (exit, entry);
  GST_PAD_STREAM_UNLOCK (GST_PAD (inside));

  return linked != NULL ? g_steal_pointer (&linked) : gst_object_ref (old);
}

/* In a thread of GStreamer's own: the sound may be waiting for its moment in the old sink, and that takes its time to
 * stop. When another change came meanwhile, that one does it all. A probe for an idle pad would be shorter, but lets
 * sound through now and then before it has said what it is (GStreamer 1.26). */
static void
swap_async (GstElement *bin,
            gpointer    user_data)
{
  Swap *swap = user_data;
  g_autoptr (GstPad) exit = gst_element_get_static_pad (swap->before, "src");
  g_autoptr (GstElement) discarded = relink (exit, swap->old, swap->fresh);

  finish (swap);
  if (discarded == NULL)
    return;
  discard (discarded);
  discard (swap->old);
  post_latency (bin);
}

/* A speaker whose sound server died may keep its buffer for ever (GStreamer's audio sinks wait for a change of state
 * then). It is stopped, and what was being pushed into it is lost. */
static void
rescue_async (GstElement *bin,
              gpointer    user_data)
{
  Swap *swap = user_data;
  g_autoptr (GstPad) exit = NULL;
  g_autoptr (GstPad) entry = NULL;
  g_autoptr (GstElement) stuck = NULL;

  if (!is_stuck (swap))
    return;
  exit = gst_element_get_static_pad (swap->before, "src");
  entry = gst_pad_get_peer (exit);
  stuck = entry != NULL ? gst_pad_get_parent_element (entry) : NULL;
  if (stuck != NULL && media_swap_is_retired (GST_OBJECT (stuck)))
    gst_element_set_state (stuck, GST_STATE_NULL);
}

/**
 * media_swap_prepare:
 * @before: a bin behind which sinks will be exchanged
 *
 * Lets sound flow on when a sink has to be stopped while it holds some of it. Before the first sound.
 */
void
media_swap_prepare (GstElement *before)
{
  g_autoptr (GstPad) exit = NULL;
  g_autoptr (GstProxyPad) inside = NULL;

  g_return_if_fail (GST_IS_BIN (before));

  exit = gst_element_get_static_pad (before, "src");
  inside = gst_proxy_pad_get_internal (GST_PROXY_PAD (exit));
  gst_pad_set_chain_function (GST_PAD (inside), chain_cb);
}

/**
 * media_swap_sink:
 * @before: a bin the sound comes from, in the same pipeline, prepared by media_swap_prepare()
 * @old: a sink of it
 * @fresh: (transfer floating): what takes its place
 *
 * Exchanges where sound goes to, between two buffers; so it may be a moment before it is done. Of changes that follow
 * each other closely the last one counts.
 */
void
media_swap_sink (GstElement *before,
                 GstElement *old,
                 GstElement *fresh)
{
  g_autoptr (GstElement) bin = NULL;
  Swap *swap;

  g_return_if_fail (GST_IS_BIN (before) && GST_OBJECT_PARENT (before) != NULL);
  g_return_if_fail (GST_IS_ELEMENT (old) && GST_IS_ELEMENT (fresh));

  bin = GST_ELEMENT (gst_object_get_parent (GST_OBJECT (before)));
  swap = g_atomic_rc_box_new0 (Swap);
  g_mutex_init (&swap->mutex);
  g_cond_init (&swap->cond);
  swap->before = gst_object_ref (before);
  swap->old = gst_object_ref (old);
  gst_bin_add (GST_BIN (bin), fresh);
  swap->fresh = gst_object_ref (fresh);
  gst_element_sync_state_with_parent (fresh);
  retire (old);
  post_latency (bin);
  gst_element_call_async (bin, rescue_async, g_atomic_rc_box_acquire (swap), swap_unref);
  gst_element_call_async (bin, swap_async, swap, swap_unref);
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
