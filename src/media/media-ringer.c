/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who wears a headset does not wear it all day: a call that comes in may ring somewhere else than where it is heard, and
 * everywhere at once. */

#include "media-ringer.h"

#include "media-device-watch.h"
#include "media-ends.h"
#include "media-engine-private.h"

#define EVERYWHERE "all"
#define SPEAKERS "Audio/Sink"

/* A speaker that breaks or is late must not keep the others from ringing. */
static void
add_speaker (GstElement *bin,
             GstElement *tee,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  GstElement *queue = gst_element_factory_make ("queue", NULL);
  GstElement *shield = gst_element_factory_make ("errorignore", NULL);
  GstElement *sink = media_ends_make_event_sink (name, &error);

  g_object_set (queue, "max-size-time", 200 * GST_MSECOND, "max-size-buffers", 0u, "max-size-bytes", 0u, NULL);
  gst_bin_add_many (GST_BIN (bin), queue, shield, sink, NULL);
  gst_element_link_many (tee, queue, shield, sink, NULL);
}

/* @watch knows what is there since the person chose to have all of it ring. */
static GstElement *
make_all (MediaDeviceWatch *watch)
{
  GPtrArray *devices = media_device_watch_get_devices (watch);
  GstElement *bin = gst_bin_new (NULL);
  GstElement *tee = gst_element_factory_make ("tee", NULL);
  g_autoptr (GstPad) entry = gst_element_get_static_pad (tee, "sink");
  guint n_speakers = 0;

  gst_bin_add (GST_BIN (bin), tee);
  for (guint i = 0; i < devices->len; i++)
    {
      g_autofree char *name = media_device_watch_dup_name (g_ptr_array_index (devices, i));

      if (name == NULL || !gst_device_has_classes (g_ptr_array_index (devices, i), SPEAKERS))
        continue;
      add_speaker (bin, tee, name);
      n_speakers++;
    }
  if (n_speakers == 0)
    add_speaker (bin, tee, "default");
  gst_element_add_pad (bin, gst_ghost_pad_new ("sink", entry));

  return bin;
}

static GstElement *
make_one (MediaDeviceWatch  *watch,
          const char        *ringer,
          GError           **error)
{
  g_autofree char *there = NULL;

  if (watch == NULL || g_str_equal (ringer, "default") || g_str_equal (ringer, "none"))
    return media_ends_make_event_sink (ringer, error);
  there = media_device_watch_is_settled (watch) ? media_device_watch_find (watch, SPEAKERS, ringer) : g_strdup (ringer);

  return media_ends_make_event_sink (there != NULL ? there : "default", error);
}

/**
 * media_ringer_make_sink:
 * @engine: what was chosen
 * @tone: what will be heard
 * @error: (out) (optional): why nothing is heard
 *
 * Makes where a tone goes: a ringtone rings as [property@MediaEngine:ringer] says, or as the speaker where that is "none"
 * and nobody chose another ringer; all else is for the ear.
 *
 * Returns: (transfer floating): an element in state READY or below
 */
GstElement *
media_ringer_make_sink (MediaEngine  *engine,
                        MediaTone     tone,
                        GError      **error)
{
  g_autoptr (MediaDeviceWatch) watch = NULL;
  const char *ringer, *speaker;

  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  ringer = media_engine_get_ringer (engine);
  speaker = media_engine_get_speaker (engine);
  if (tone != MEDIA_TONE_RINGTONE || g_str_equal (ringer, "default"))
    return media_ends_make_event_sink (speaker, error);
  watch = media_engine_dup_watch (engine);

  return watch != NULL && g_str_equal (ringer, EVERYWHERE) ? make_all (watch) : make_one (watch, ringer, error);
}
