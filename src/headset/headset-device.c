/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a headset has an idea of its own whether one is on the phone, and so has the telephone. Both are kept the
 * same: the telephone tells how it stands, and only what differs from that is the person's doing. */

#include "headset-device.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <unistd.h>

#define QUEUE_MAX 32 /* reports; a headset that takes none is not waited for */

struct _HeadsetDevice
{
  GObject parent_instance;

  int fd;
  char *name;
  HeadsetLayout layout;
  HeadsetLights lights;
  gboolean last[HEADSET_N_PARTS];
  guint source;     /* 0: it is gone */
  GQueue *unwritten; /* of GBytes */
  gboolean writing;
};

enum
{
  HOOK,
  MUTE,
  DROP,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeadsetDevice, headset_device, G_TYPE_OBJECT)

static void write_next (HeadsetDevice *self);

/* What a thread has of a headset, which may be dropped meanwhile. */
typedef struct
{
  int fd;
  GBytes *report;
} Writing;

static void
writing_free (Writing *writing)
{
  if (writing->fd >= 0)
    close (writing->fd);
  g_bytes_unref (writing->report);
  g_free (writing);
}

/* The kernel waits for the headset here, for seconds where it is a bad one. */
static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Writing *writing = data;
  gsize size;
  const void *octets = g_bytes_get_data (writing->report, &size);
  gssize written = write (writing->fd, octets, size);

  if (written < 0)
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HeadsetDevice) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_debug ("%s takes no lights: %s", self->name, error->message);
  self->writing = FALSE;
  write_next (self);
}

static void
write_next (HeadsetDevice *self)
{
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  if (self->writing || g_queue_is_empty (self->unwritten) || self->source == 0)
    return;
  self->writing = TRUE;
  writing = g_new0 (Writing, 1);
  *writing = (Writing) { fcntl (self->fd, F_DUPFD_CLOEXEC, 3), g_queue_pop_head (self->unwritten) };
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, write_next);
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
tell (HeadsetDevice *self,
      HeadsetPart    part)
{
  const gboolean on[HEADSET_N_PARTS] = {
    [HEADSET_PART_LIGHT_OFF_HOOK] = self->lights.off_hook,
    [HEADSET_PART_LIGHT_RING] = self->lights.ringing,
    [HEADSET_PART_LIGHT_MUTE] = self->lights.muted,
    [HEADSET_PART_LIGHT_HOLD] = self->lights.held,
  };
  GBytes *report = headset_layout_write (&self->layout, part, on);
  GBytes *before = g_queue_peek_tail (self->unwritten);

  if (report == NULL)
    return;
  if ((before != NULL && g_bytes_equal (before, report)) || g_queue_get_length (self->unwritten) >= QUEUE_MAX)
    g_bytes_unref (report);
  else
    g_queue_push_tail (self->unwritten, report);
}

static void
take_hook (HeadsetDevice *self,
           gboolean       on,
           gboolean       changed)
{
  if (self->layout.fields[HEADSET_PART_HOOK].relative)
    {
      if (on)
        g_signal_emit (self, signals[HOOK], 0, !self->lights.off_hook);
    }
  else if (changed && on != self->lights.off_hook)
    g_signal_emit (self, signals[HOOK], 0, on);
}

static void
take_mute (HeadsetDevice *self,
           gboolean       on,
           gboolean       changed)
{
  if (self->layout.fields[HEADSET_PART_MUTE].relative)
    {
      if (on)
        g_signal_emit (self, signals[MUTE], 0, !self->lights.muted);
    }
  else if (changed && on != self->lights.muted)
    g_signal_emit (self, signals[MUTE], 0, on);
}

static void
take_report (HeadsetDevice *self,
             const guint8  *report,
             gsize          size)
{
  for (HeadsetPart part = HEADSET_PART_HOOK; part <= HEADSET_PART_DROP; part++)
    {
      gboolean on;
      gboolean changed;

      if (!headset_layout_read (&self->layout, part, report, size, &on))
        continue;
      changed = self->last[part] != on;
      self->last[part] = on;
      if (part == HEADSET_PART_HOOK)
        take_hook (self, on, changed);
      else if (part == HEADSET_PART_MUTE)
        take_mute (self, on, changed);
      else if (on && changed)
        g_signal_emit (self, signals[DROP], 0);
    }
}

static gboolean
readable_cb (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  g_autoptr (HeadsetDevice) self = g_object_ref (user_data);
  guint8 report[HEADSET_REPORT_MAX];
  gssize size = read (fd, report, sizeof report);

  if (size > 0)
    {
      take_report (self, report, (gsize) size);
      return G_SOURCE_CONTINUE;
    }
  if (size < 0 && (errno == EAGAIN || errno == EINTR) && (condition & (G_IO_HUP | G_IO_ERR)) == 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  g_signal_emit (self, signals[GONE], 0);
  return G_SOURCE_REMOVE;
}

static void
headset_device_dispose (GObject *object)
{
  HeadsetDevice *self = HEADSET_DEVICE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (headset_device_parent_class)->dispose (object);
}

static void
headset_device_finalize (GObject *object)
{
  HeadsetDevice *self = HEADSET_DEVICE (object);

  close (self->fd);
  g_queue_free_full (self->unwritten, (GDestroyNotify) g_bytes_unref);
  g_free (self->name);
  G_OBJECT_CLASS (headset_device_parent_class)->finalize (object);
}

static void
headset_device_class_init (HeadsetDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = HEADSET_TYPE_DEVICE;

  object_class->dispose = headset_device_dispose;
  object_class->finalize = headset_device_finalize;

  signals[HOOK] = g_signal_new ("hook", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MUTE] = g_signal_new ("mute", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GONE] = g_signal_new ("gone", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
headset_device_init (HeadsetDevice *self)
{
  self->unwritten = g_queue_new ();
}

/**
 * headset_device_new:
 * @fd: the device, open for reading and writing, and not to be waited for; taken
 * @layout: from headset_layout_parse()
 * @name: what it is called
 *
 * Returns: (transfer full): a headset that is listened to
 */
HeadsetDevice *
headset_device_new (int                  fd,
                    const HeadsetLayout *layout,
                    const char          *name)
{
  HeadsetDevice *self = g_object_new (HEADSET_TYPE_DEVICE, NULL);

  self->fd = fd;
  self->layout = *layout;
  self->name = g_strdup (name);
  self->source = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP | G_IO_ERR, readable_cb, self);
  return self;
}

/**
 * headset_device_get_name:
 * @self: a headset
 *
 * Returns: (transfer none): what it is called
 */
const char *
headset_device_get_name (HeadsetDevice *self)
{
  g_return_val_if_fail (HEADSET_IS_DEVICE (self), NULL);

  return self->name;
}

/**
 * headset_device_set_lights:
 * @self: a headset
 * @lights: how the telephone stands
 *
 * Tells the headset, even what it was told before: it may think otherwise since.
 */
void
headset_device_set_lights (HeadsetDevice       *self,
                           const HeadsetLights *lights)
{
  g_return_if_fail (HEADSET_IS_DEVICE (self));

  self->lights = *lights;
  for (HeadsetPart part = HEADSET_PART_LIGHT_OFF_HOOK; part < HEADSET_N_PARTS; part++)
    tell (self, part);
  write_next (self);
}
