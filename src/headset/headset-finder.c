/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a headset is plugged in during a call as often as before one. The kernel lists what there is and a new one
 * appears in a folder that can be watched; no service is asked, so that it is the same in a sandbox, where the list can be
 * read and the device mostly not. */

#include "headset-finder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define CLASS_FOLDER  "/sys/class/hidraw"
#define DEVICE_FOLDER "/dev"
#define PREFIX        "hidraw"
#define DEVICES_MAX   64
#define NAME_MAX_CHARS 64

struct _HeadsetFinder
{
  GObject parent_instance;

  char *class_folder;
  char *device_folder;
  GFileMonitor *monitor; /* NULL: the folder cannot be watched */
  GCancellable *leaving;
  HeadsetDevice *headset;
  char *name;
  HeadsetStanding standing;
  gboolean looking;
  gboolean look_again;
};

G_DEFINE_FINAL_TYPE (HeadsetFinder, headset_finder, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (HeadsetStanding, headset_standing,
                    G_DEFINE_ENUM_VALUE (HEADSET_STANDING_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (HEADSET_STANDING_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (HEADSET_STANDING_READY, "ready"))

enum
{
  PROP_STANDING = 1,
  PROP_HEADSET,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void look (HeadsetFinder *self);

/* What one look found: the first that can be used, or else the first that cannot. */
typedef struct
{
  int fd; /* −1: none */
  HeadsetLayout layout;
  char *name; /* NULL: nothing at all */
} Find;

/* The thread has nothing of ours but this: whoever lets go of a finder last must not be the thread. */
typedef struct
{
  char *class_folder;
  char *device_folder;
} Place;

static void
place_free (Place *place)
{
  g_free (place->class_folder);
  g_free (place->device_folder);
  g_free (place);
}

static void
find_free (Find *find)
{
  if (find->fd >= 0)
    close (find->fd);
  g_free (find->name);
  g_free (find);
}

static gsize
read_some (const char *path,
           guint8     *octets,
           gsize       max)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gsize size = 0;
  gssize n;

  while (fd >= 0 && size < max && (n = read (fd, octets + size, max - size)) > 0)
    size += (gsize) n;
  if (fd >= 0)
    close (fd);
  return size;
}

/* What a maker calls it may be anything. */
static char *
read_name (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "device", "uevent", NULL);
  char text[4097];
  gsize size = read_some (path, (guint8 *) text, sizeof text - 1);
  const char *at;
  g_autofree char *name = NULL;

  text[size] = '\0';
  at = strstr (text, "HID_NAME=");
  if (at == NULL)
    return g_strdup ("");
  at += strlen ("HID_NAME=");
  name = g_utf8_make_valid (at, (gssize) strcspn (at, "\n"));
  for (char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  return g_utf8_substring (g_strstrip (name), 0, MIN (g_utf8_strlen (name, -1), NAME_MAX_CHARS));
}

static gboolean
is_headset (const char    *folder,
            HeadsetLayout *layout)
{
  g_autofree char *path = g_build_filename (folder, "device", "report_descriptor", NULL);
  guint8 octets[HEADSET_DESCRIPTOR_MAX];
  gsize size = read_some (path, octets, sizeof octets);

  return size > 0 && headset_layout_parse (layout, octets, size, NULL);
}

static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && names->len < DEVICES_MAX && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  return names;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Place *place = data;
  g_autoptr (GPtrArray) names = list_names (place->class_folder);
  Find *find = g_new0 (Find, 1);

  find->fd = -1;
  for (guint n = 0; find->fd < 0 && n < names->len; n++)
    {
      g_autofree char *folder = g_build_filename (place->class_folder, g_ptr_array_index (names, n), NULL);
      g_autofree char *device = g_build_filename (place->device_folder, g_ptr_array_index (names, n), NULL);
      HeadsetLayout layout;

      if (!is_headset (folder, &layout))
        continue;
      find->fd = open (device, O_RDWR | O_CLOEXEC | O_NONBLOCK);
      if (find->fd >= 0 || find->name == NULL)
        {
          g_free (find->name);
          find->name = read_name (folder);
          find->layout = layout;
        }
    }
  g_task_return_pointer (task, find, (GDestroyNotify) find_free);
}

static void
gone_cb (HeadsetFinder *self)
{
  g_clear_object (&self->headset);
  look (self);
}

static void
take (HeadsetFinder *self,
      Find          *find)
{
  HeadsetStanding standing = find->name == NULL ? HEADSET_STANDING_NONE
                             : find->fd < 0     ? HEADSET_STANDING_DENIED
                                                : HEADSET_STANDING_READY;

  g_set_str (&self->name, find->name);
  if (standing == HEADSET_STANDING_READY)
    {
      self->headset = headset_device_new (g_steal_fd (&find->fd), &find->layout, find->name);
      g_signal_connect_object (self->headset, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
    }
  self->standing = standing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STANDING]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HEADSET]);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HeadsetFinder) self = user_data;
  Find *find = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean again = self->look_again;

  self->looking = FALSE;
  self->look_again = FALSE;
  if (find != NULL && self->headset == NULL && !again)
    take (self, find);
  g_clear_pointer (&find, find_free);
  if (again)
    look (self);
}

/* One that works is kept until it is pulled out; another is looked for then. */
static void
look (HeadsetFinder *self)
{
  g_autoptr (GTask) task = NULL;
  Place *place;

  self->look_again = self->looking;
  if (self->looking || self->headset != NULL)
    return;
  self->looking = TRUE;
  place = g_new0 (Place, 1);
  *place = (Place) { g_strdup (self->class_folder), g_strdup (self->device_folder) };
  task = g_task_new (NULL, self->leaving, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, place, (GDestroyNotify) place_free);
  g_task_run_in_thread (task, look_in_thread);
}

/* Also when the system lets us near one a moment after it appeared. */
static void
changed_cb (HeadsetFinder     *self,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event,
            GFileMonitor      *monitor)
{
  g_autofree char *name = g_file_get_basename (file);

  if (g_str_has_prefix (name, PREFIX))
    look (self);
}

static void
headset_finder_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HeadsetFinder *self = HEADSET_FINDER (object);

  switch (id)
    {
    case PROP_STANDING:
      g_value_set_enum (value, (int) self->standing);
      break;
    case PROP_HEADSET:
      g_value_set_object (value, self->headset);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
headset_finder_dispose (GObject *object)
{
  HeadsetFinder *self = HEADSET_FINDER (object);

  g_cancellable_cancel (self->leaving);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->headset);
  G_OBJECT_CLASS (headset_finder_parent_class)->dispose (object);
}

static void
headset_finder_finalize (GObject *object)
{
  HeadsetFinder *self = HEADSET_FINDER (object);

  g_object_unref (self->leaving);
  g_free (self->class_folder);
  g_free (self->device_folder);
  g_free (self->name);
  G_OBJECT_CLASS (headset_finder_parent_class)->finalize (object);
}

static void
headset_finder_class_init (HeadsetFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = headset_finder_get_property;
  object_class->dispose = headset_finder_dispose;
  object_class->finalize = headset_finder_finalize;

  /**
   * HeadsetFinder:standing:
   *
   * Whether there is one, and whether it can be used.
   */
  props[PROP_STANDING] = g_param_spec_enum ("standing", NULL, NULL, HEADSET_TYPE_STANDING, HEADSET_STANDING_NONE, flags);
  /**
   * HeadsetFinder:headset: (nullable)
   *
   * The one that is used.
   */
  props[PROP_HEADSET] = g_param_spec_object ("headset", NULL, NULL, HEADSET_TYPE_DEVICE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
headset_finder_init (HeadsetFinder *self)
{
  self->leaving = g_cancellable_new ();
}

/**
 * headset_finder_new:
 * @class_folder: (nullable): where the kernel describes raw devices
 * @device_folder: (nullable): where they are
 *
 * Returns: (transfer full): a finder that looks from now on
 */
HeadsetFinder *
headset_finder_new (const char *class_folder,
                    const char *device_folder)
{
  HeadsetFinder *self = g_object_new (HEADSET_TYPE_FINDER, NULL);
  g_autoptr (GFile) folder = NULL;

  self->class_folder = g_strdup (class_folder != NULL ? class_folder : CLASS_FOLDER);
  self->device_folder = g_strdup (device_folder != NULL ? device_folder : DEVICE_FOLDER);
  folder = g_file_new_for_path (self->device_folder);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  look (self);
  return self;
}

/**
 * headset_finder_get_standing:
 * @self: a finder
 *
 * Returns: whether there is one, and whether it can be used
 */
HeadsetStanding
headset_finder_get_standing (HeadsetFinder *self)
{
  g_return_val_if_fail (HEADSET_IS_FINDER (self), HEADSET_STANDING_NONE);

  return self->standing;
}

/**
 * headset_finder_get_name:
 * @self: a finder
 *
 * Returns: (transfer none) (nullable): what the headset is called, usable or not; %NULL: there is none
 */
const char *
headset_finder_get_name (HeadsetFinder *self)
{
  g_return_val_if_fail (HEADSET_IS_FINDER (self), NULL);

  return self->name;
}

/**
 * headset_finder_get_headset:
 * @self: a finder
 *
 * Returns: (transfer none) (nullable): the one that can be used
 */
HeadsetDevice *
headset_finder_get_headset (HeadsetFinder *self)
{
  g_return_val_if_fail (HEADSET_IS_FINDER (self), NULL);

  return self->headset;
}
