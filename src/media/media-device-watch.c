/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GStreamer's monitors take the messages of the device providers away from each other, and a provider does
 * not like to be started and stopped at once. So there is one monitor at a time, and one thread that makes,
 * starts, stops and frees it, in order; asking a sound server can take a moment, too. */

#include "media-device-watch.h"

#include <string.h>

#define ADDRESS_LENGTH 17
#define MONITOR ".monitor"

/* What the thread works with. The watch itself is only asked for on its main context. */
typedef struct
{
  gatomicrefcount   references;
  GMainContext     *context;
  GWeakRef          watch;
  GstDeviceMonitor *monitor;
  GSource          *bus_source;
} Line;

typedef struct
{
  Line     *line;
  gboolean  open; /* or close */
} Job;

struct _MediaDeviceWatch
{
  GObject    parent_instance;

  GPtrArray *devices; /* of GstDevice */
  Line      *line;
  gboolean   settled;
};

enum
{
  ADDED,
  REMOVED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaDeviceWatch, media_device_watch, G_TYPE_OBJECT)

static Line *
line_ref (Line *line)
{
  g_atomic_ref_count_inc (&line->references);
  return line;
}

static void
line_unref (gpointer data)
{
  Line *line = data;

  if (!g_atomic_ref_count_dec (&line->references))
    return;
  g_main_context_unref (line->context);
  g_weak_ref_clear (&line->watch);
  g_free (line);
}

static void
add (MediaDeviceWatch *self,
     GstDevice        *device)
{
  if (g_ptr_array_find (self->devices, device, NULL))
    return;
  g_ptr_array_add (self->devices, gst_object_ref (device));
  g_signal_emit (self, signals[ADDED], 0, device);
}

static void
take_away (MediaDeviceWatch *self,
           GstDevice        *device)
{
  g_autoptr (GstDevice) alive = gst_object_ref (device);

  if (g_ptr_array_remove (self->devices, device))
    g_signal_emit (self, signals[REMOVED], 0, alive);
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  Line *line = user_data;
  g_autoptr (MediaDeviceWatch) self = g_weak_ref_get (&line->watch);
  g_autoptr (GstDevice) device = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED)
    {
      gst_message_parse_device_added (message, &device);
      add (self, device);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED)
    {
      gst_message_parse_device_removed (message, &device);
      take_away (self, device);
    }

  return G_SOURCE_CONTINUE;
}

static void
attach (Line           *line,
        GSource        *source,
        GSourceFunc     callback)
{
  g_source_set_callback (source, callback, line_ref (line), line_unref);
  g_source_attach (source, line->context);
}

/* Some providers tell of the devices they find when they start, others keep them to be asked for. */
static gboolean
opened_cb (gpointer user_data)
{
  Line *line = user_data;
  g_autoptr (MediaDeviceWatch) self = g_weak_ref_get (&line->watch);
  GList *devices;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  devices = gst_device_monitor_get_devices (line->monitor);
  for (GList *l = devices; l != NULL; l = l->next)
    add (self, l->data);
  g_list_free_full (devices, gst_object_unref);
  self->settled = TRUE;
  g_signal_emit (self, signals[SETTLED], 0);

  return G_SOURCE_REMOVE;
}

static void
open_line (Line *line)
{
  g_autoptr (GSource) idle = g_idle_source_new ();
  g_autoptr (GstBus) bus = NULL;

  line->monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (line->monitor, "Audio/Source", NULL);
  gst_device_monitor_add_filter (line->monitor, "Audio/Sink", NULL);
  gst_device_monitor_add_filter (line->monitor, "Video/Source", NULL);
  bus = gst_device_monitor_get_bus (line->monitor);
  line->bus_source = gst_bus_create_watch (bus);
  attach (line, line->bus_source, G_SOURCE_FUNC (bus_cb));
  if (gst_device_monitor_start (line->monitor))
    attach (line, idle, opened_cb);
}

static void
close_line (Line *line)
{
  g_source_destroy (line->bus_source);
  g_clear_pointer (&line->bus_source, g_source_unref);
  gst_device_monitor_stop (line->monitor);
  g_clear_object (&line->monitor);
}

static void
work (gpointer data,
      gpointer unused)
{
  Job *job = data;

  if (job->open)
    open_line (job->line);
  else
    close_line (job->line);
  line_unref (job->line);
  g_free (job);
}

static void
push_job (Line     *line,
          gboolean  is_open)
{
  static gsize pool;
  Job *job = g_new0 (Job, 1);

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (work, NULL, 1, FALSE, NULL));
  job->line = line_ref (line);
  job->open = is_open;
  g_thread_pool_push ((GThreadPool *) pool, job, NULL);
}

static void
media_device_watch_finalize (GObject *object)
{
  MediaDeviceWatch *self = MEDIA_DEVICE_WATCH (object);

  push_job (self->line, FALSE);
  line_unref (self->line);
  g_ptr_array_unref (self->devices);

  G_OBJECT_CLASS (media_device_watch_parent_class)->finalize (object);
}

static void
media_device_watch_class_init (MediaDeviceWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_device_watch_finalize;

  signals[ADDED] = g_signal_new ("added", MEDIA_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, GST_TYPE_DEVICE);
  signals[REMOVED] = g_signal_new ("removed", MEDIA_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, GST_TYPE_DEVICE);
  signals[SETTLED] = g_signal_new ("settled", MEDIA_TYPE_DEVICE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The thread works with a line until it has closed it. */
static void
begin (MediaDeviceWatch *self)
{
  self->line = g_new0 (Line, 1);
  g_atomic_ref_count_init (&self->line->references);
  self->line->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->line->watch, self);
  push_job (self->line, TRUE);
}

static void
media_device_watch_init (MediaDeviceWatch *self)
{
  self->devices = g_ptr_array_new_with_free_func (gst_object_unref);
  begin (self);
}

/**
 * media_device_watch_dup_shared:
 *
 * Gets the watch there is, or begins one. From one main context only.
 *
 * Returns: (transfer full): the watch
 */
MediaDeviceWatch *
media_device_watch_dup_shared (void)
{
  static GWeakRef shared;
  MediaDeviceWatch *self = g_weak_ref_get (&shared);

  if (self == NULL)
    {
      self = g_object_new (MEDIA_TYPE_DEVICE_WATCH, NULL);
      g_weak_ref_set (&shared, self);
    }

  return self;
}

/**
 * media_device_watch_get_devices:
 * @self: the watch
 *
 * Gets the devices known so far.
 *
 * Returns: (transfer none) (element-type GstDevice): the devices
 */
GPtrArray *
media_device_watch_get_devices (MediaDeviceWatch *self)
{
  g_return_val_if_fail (MEDIA_IS_DEVICE_WATCH (self), NULL);

  return self->devices;
}

/**
 * media_device_watch_is_settled:
 * @self: the watch
 *
 * Gets whether those that are there to begin with are known.
 *
 * Returns: TRUE when a device that is not in the list is not there
 */
gboolean
media_device_watch_is_settled (MediaDeviceWatch *self)
{
  g_return_val_if_fail (MEDIA_IS_DEVICE_WATCH (self), FALSE);

  return self->settled && self->devices->len > 0;
}

/**
 * media_device_watch_dup_name:
 * @device: a device
 *
 * Gets what the sound server calls it. PipeWire's name of the node is PulseAudio's name of the device; PulseAudio's own
 * provider keeps it elsewhere.
 *
 * Returns: (transfer full) (nullable): the name, the same after a restart
 */
char *
media_device_watch_dup_name (GstDevice *device)
{
  g_autoptr (GstStructure) details = NULL;
  const char *name;
  g_autofree char *internal = NULL;

  g_return_val_if_fail (GST_IS_DEVICE (device), NULL);

  details = gst_device_get_properties (device);
  name = details != NULL ? gst_structure_get_string (details, "node.name") : NULL;
  /* A camera of the kernel's, where PipeWire does not speak for it. */
  if (name == NULL && details != NULL)
    name = gst_structure_get_string (details, "device.path");
  if (name != NULL)
    return g_strdup (name);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (device), "internal-name") != NULL)
    g_object_get (device, "internal-name", &internal, NULL);

  return g_steal_pointer (&internal);
}

/* The address in "bluez_output.00_11_22_33_44_55.1" and the like: what stays when the profile changes. */
static char *
dup_address (const char *name)
{
  const char *at = strchr (name, '.');
  char *address;

  if (!g_str_has_prefix (name, "bluez_") || at == NULL || strlen (at + 1) < ADDRESS_LENGTH)
    return NULL;
  address = g_ascii_strdown (at + 1, ADDRESS_LENGTH);
  for (guint i = 2; i < ADDRESS_LENGTH; i += 3)
    address[i] = ':';

  return address;
}

/**
 * media_device_watch_find:
 * @self: the watch
 * @classes: "Audio/Sink" or "Audio/Source"
 * @name: of a device that is there, or was
 *
 * Finds what a name stands for.
 *
 * Returns: (transfer full) (nullable): the name of a device that is there: @name, or that of the same Bluetooth headset
 */
char *
media_device_watch_find (MediaDeviceWatch *self,
                         const char       *classes,
                         const char       *name)
{
  g_autofree char *address = NULL;
  g_autofree char *plain = g_strdup (name);
  g_autofree char *twin = NULL;

  g_return_val_if_fail (MEDIA_IS_DEVICE_WATCH (self), NULL);
  g_return_val_if_fail (classes != NULL && name != NULL, NULL);

  address = dup_address (name);
  /* What a speaker plays is there with the speaker; no list shows it. */
  if (g_str_has_suffix (plain, MONITOR))
    plain[strlen (plain) - strlen (MONITOR)] = '\0';
  for (guint i = 0; i < self->devices->len; i++)
    {
      GstDevice *device = g_ptr_array_index (self->devices, i);
      g_autofree char *there = media_device_watch_dup_name (device);
      g_autofree char *its_address = there != NULL ? dup_address (there) : NULL;

      if (g_strcmp0 (there, plain) == 0)
        return g_strdup (name);
      if (address != NULL && gst_device_has_classes (device, classes) && g_strcmp0 (address, its_address) == 0)
        g_set_str (&twin, there);
    }

  return g_steal_pointer (&twin);
}

/**
 * media_device_watch_restart:
 * @self: the watch
 *
 * Asks the sound server there is now for its devices; until it has answered none is known.
 */
void
media_device_watch_restart (MediaDeviceWatch *self)
{
  g_autoptr (GPtrArray) gone = NULL;

  g_return_if_fail (MEDIA_IS_DEVICE_WATCH (self));

  gone = g_steal_pointer (&self->devices);
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
  self->settled = FALSE;
  g_weak_ref_set (&self->line->watch, NULL);
  push_job (self->line, FALSE);
  line_unref (self->line);
  begin (self);
  for (guint i = 0; i < gone->len; i++)
    g_signal_emit (self, signals[REMOVED], 0, g_ptr_array_index (gone, i));
}
