/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person chooses a headset; the headset is unplugged, comes back, or is another thing to the sound server because its
 * profile has changed. What was chosen stays, and this says at any moment what it means: the device itself, the same
 * headset by its other name, or whatever the system would take. */

#include "media-desk.h"

#include "media-device-watch.h"

struct _MediaDesk
{
  GObject           parent_instance;

  char             *choices[2]; /* by MediaDeviceKind */
  MediaCleaning     cleaning;
  guint             n_users;
  MediaDeviceWatch *watch; /* while there are any */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaDesk, media_desk, G_TYPE_OBJECT)

static void
emit_changed (MediaDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is no device can always be had, and what the system would take is the sound server's to say. */
static gboolean
is_device (const char *name)
{
  return !g_str_has_prefix (name, "tone:") && !g_str_equal (name, "silence") && !g_str_equal (name, "none") &&
         !g_str_equal (name, "default");
}

static void
follow_devices (MediaDesk *self)
{
  gboolean wanted = self->n_users > 0 && (is_device (self->choices[MEDIA_DEVICE_KIND_MICROPHONE]) ||
                                          is_device (self->choices[MEDIA_DEVICE_KIND_SPEAKER]));

  if (wanted == (self->watch != NULL))
    return;
  if (!wanted)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      g_clear_object (&self->watch);
      return;
    }
  self->watch = media_device_watch_dup_shared ();
  g_signal_connect_object (self->watch, "added", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "removed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "settled", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

static void
media_desk_finalize (GObject *object)
{
  MediaDesk *self = MEDIA_DESK (object);

  g_clear_object (&self->watch);
  g_free (self->choices[MEDIA_DEVICE_KIND_MICROPHONE]);
  g_free (self->choices[MEDIA_DEVICE_KIND_SPEAKER]);

  G_OBJECT_CLASS (media_desk_parent_class)->finalize (object);
}

static void
media_desk_class_init (MediaDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_desk_finalize;

  signals[CHANGED] = g_signal_new ("changed", MEDIA_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
media_desk_init (MediaDesk *self)
{
  self->cleaning = MEDIA_CLEANING_ALL;
}

/**
 * media_desk_new:
 * @microphone: as [property@MediaEngine:microphone]
 * @speaker: as [property@MediaEngine:speaker]
 *
 * Makes a desk nobody sits at, with all cleaning.
 *
 * Returns: (transfer full): the desk
 */
MediaDesk *
media_desk_new (const char *microphone,
                const char *speaker)
{
  MediaDesk *self;

  g_return_val_if_fail (microphone != NULL && speaker != NULL, NULL);

  self = g_object_new (MEDIA_TYPE_DESK, NULL);
  self->choices[MEDIA_DEVICE_KIND_MICROPHONE] = g_strdup (microphone);
  self->choices[MEDIA_DEVICE_KIND_SPEAKER] = g_strdup (speaker);

  return self;
}

/**
 * media_desk_get_choice:
 * @self: the desk
 * @kind: of which kind
 *
 * Gets what was chosen, be it there or not.
 *
 * Returns: (transfer none): as [property@MediaEngine:microphone] or [property@MediaEngine:speaker]
 */
const char *
media_desk_get_choice (MediaDesk       *self,
                       MediaDeviceKind  kind)
{
  g_return_val_if_fail (MEDIA_IS_DESK (self), NULL);
  g_return_val_if_fail (kind <= MEDIA_DEVICE_KIND_SPEAKER, NULL);

  return self->choices[kind];
}

/**
 * media_desk_choose:
 * @self: the desk
 * @kind: of which kind
 * @device: as [property@MediaEngine:microphone] or [property@MediaEngine:speaker]
 *
 * Chooses another device, also for the sound that flows now.
 */
void
media_desk_choose (MediaDesk       *self,
                   MediaDeviceKind  kind,
                   const char      *device)
{
  g_return_if_fail (MEDIA_IS_DESK (self));
  g_return_if_fail (kind <= MEDIA_DEVICE_KIND_SPEAKER);
  g_return_if_fail (device != NULL);

  if (!g_set_str (&self->choices[kind], device))
    return;
  follow_devices (self);
  emit_changed (self);
}

/**
 * media_desk_dup_device:
 * @self: the desk
 * @kind: of which kind
 *
 * Says what to open at this moment: what was chosen if it is there; the same headset under another name; else what the
 * system would take. While nobody knows yet what is there, it is what was chosen.
 *
 * Returns: (transfer full): a name as [property@MediaEngine:microphone] or [property@MediaEngine:speaker]
 */
char *
media_desk_dup_device (MediaDesk       *self,
                       MediaDeviceKind  kind)
{
  static const char *const classes[] = { "Audio/Source", "Audio/Sink" };
  const char *choice;
  char *name;

  g_return_val_if_fail (MEDIA_IS_DESK (self), NULL);
  g_return_val_if_fail (kind <= MEDIA_DEVICE_KIND_SPEAKER, NULL);

  choice = self->choices[kind];
  if (!is_device (choice) || self->watch == NULL || !media_device_watch_is_settled (self->watch))
    return g_strdup (choice);
  name = media_device_watch_find (self->watch, classes[kind], choice);

  return name != NULL ? name : g_strdup ("default");
}

/**
 * media_desk_knows_devices:
 * @self: the desk
 *
 * Tells whether the sound server has said what devices it has. One that has just started takes a name that it will know
 * only a moment later, and plays elsewhere.
 *
 * Returns: FALSE when it has not said, or need not
 */
gboolean
media_desk_knows_devices (MediaDesk *self)
{
  g_return_val_if_fail (MEDIA_IS_DESK (self), FALSE);

  return self->watch != NULL && media_device_watch_is_settled (self->watch);
}

/**
 * media_desk_get_cleaning:
 * @self: the desk
 *
 * Gets what is done to a microphone.
 *
 * Returns: the flags
 */
MediaCleaning
media_desk_get_cleaning (MediaDesk *self)
{
  g_return_val_if_fail (MEDIA_IS_DESK (self), MEDIA_CLEANING_NONE);

  return self->cleaning;
}

/**
 * media_desk_set_cleaning:
 * @self: the desk
 * @cleaning: what is to be done to a microphone
 *
 * Switches echo cancelling and the like, also for the sound that flows now.
 */
void
media_desk_set_cleaning (MediaDesk     *self,
                         MediaCleaning  cleaning)
{
  g_return_if_fail (MEDIA_IS_DESK (self));

  if (self->cleaning == cleaning)
    return;
  self->cleaning = cleaning;
  emit_changed (self);
}

/**
 * media_desk_sit_down:
 * @self: the desk
 *
 * Says that devices are in use from now on.
 */
void
media_desk_sit_down (MediaDesk *self)
{
  g_return_if_fail (MEDIA_IS_DESK (self));

  self->n_users++;
  follow_devices (self);
}

/**
 * media_desk_get_up:
 * @self: the desk, sat down at before
 *
 * Says that they are not any more.
 */
void
media_desk_get_up (MediaDesk *self)
{
  g_return_if_fail (MEDIA_IS_DESK (self));
  g_return_if_fail (self->n_users > 0);

  self->n_users--;
  follow_devices (self);
}

/**
 * media_desk_look_again:
 * @self: the desk
 *
 * Asks the sound server for its devices anew, since it has been away.
 */
void
media_desk_look_again (MediaDesk *self)
{
  g_return_if_fail (MEDIA_IS_DESK (self));

  if (self->watch != NULL)
    media_device_watch_restart (self->watch);
}
